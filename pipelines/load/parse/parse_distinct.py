"""Read the plain rows of large files fast: each distinct text once, the rest left to the careful way.

A row is plain when its codes need no cleaning and every other cell is a text that was read without fault.
The outcome is the same as that of the careful way; only the work is less.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.database import Database, rows, run, scalar
from pipelines.load.casts import Reading, named, quoted
from pipelines.load.parse.lookups import spell, to_pseudonyms
from pipelines.load.stage import DatasetLoad, made_key, made_key_value, stored_columns, traced

FEW = 12
"""So many distinct texts are compared one by one; more are joined."""


@dataclass(frozen=True)
class Plain:
    """How one column of plain rows is read, as SQL: value, what it joins and what makes a row not plain."""

    name: str
    value: str
    join: str = ""
    odd: str = ""
    table: str = ""


def read_plain(database: Database, task: DatasetLoad, items: Sequence[Reading], *, key: bytes) -> bool:
    """Store the plain rows in raw and put the other lines in `temp.careful`.

    Gives False when this task is not for this way: then nothing is stored.
    """
    needs_something = any(item.is_required and not item.is_constant for item in items)
    if task.mapped.where or task.mapped.each_line or task.stack.is_long or not needs_something:
        return False
    columns = [_plain(database, task, item, place, key=key) for place, item in enumerate(items)]
    odd = " or ".join(
        ["fault is not null", "note is not null", *(column.odd for column in columns if column.odd)]
    )
    run(
        database,
        f"create or replace temp table careful as select * from {task.stack.table} where {odd}",
    )
    _store(database, task, items, columns)
    for column in columns:
        if column.table:
            run(database, f"drop table temp.{column.table}")
    return True


def _plain(database: Database, task: DatasetLoad, item: Reading, place: int, *, key: bytes) -> Plain:
    if item.is_constant:
        return _constant(database, item)
    if item.written is not None:
        named_in = f" or {item.names_person}" if item.names_person else ""
        return Plain(item.name, item.written, odd=f"not is_plain({item.cell}){named_in}")
    table = f"distinct_{place}"
    run(
        database,
        f"create or replace temp table {table} as "
        + _read(item, f"select distinct {item.cell} as cell from {task.stack.table}"),
    )
    if item.is_person:
        to_pseudonyms(database, table, numbering=task.source.numbering, key=key)
        return _joined(database, item, table)
    if item.folds:
        spell(database, task, item, table)
    few = scalar(database, f"select count(*) <= {FEW} from {table}")
    return _compared(database, item, table) if few else _joined(database, item, table)


def _read(item: Reading, cells: str) -> str:
    """Read each cell of a query once: columns cell, value and reason."""
    name = named(item.name)
    return (
        f"select cell, {name} as value, {item.reason} as reason from (select *, {item.value} as {name} "
        f"from (select *, {item.text} as {named(item.name + '.text')} from ({cells})))"
    ).replace(f"clean_text({item.cell})", "clean_text(cell)")


def _constant(database: Database, item: Reading) -> Plain:
    ((value, reason),) = rows(
        database, f"select value::varchar, reason from ({_read(item, 'select null as cell')})"
    )
    return Plain(item.name, _literal(value, item), odd="" if reason is None else "true")


def _compared(database: Database, item: Reading, table: str) -> Plain:
    found = rows(database, f"select cell, value::varchar, reason from {table} order by all")
    good = [
        f"when {quoted(str(cell))} then {_literal(value, item)}"
        for cell, value, reason in found
        if reason is None and value is not None
    ]
    bad = ", ".join(quoted(str(cell)) for cell, _, reason in found if reason is not None)
    return Plain(
        item.name,
        f"case {item.cell} {' '.join(good)} end" if good else _literal(None, item),
        odd=f"{item.cell} in ({bad})" if bad else "",
        table=table,
    )


def _literal(value: object, item: Reading) -> str:
    return f"null::{item.type}" if value is None else f"{quoted(str(value))}::{item.type}"


def _joined(database: Database, item: Reading, table: str) -> Plain:
    has_bad = scalar(database, f"select count(*) > 0 from {table} where reason is not null")
    return Plain(
        item.name,
        f"{table}.value",
        join=f"join {table} on {table}.cell = {item.cell}",
        odd=f"{item.cell} in (select cell from {table} where reason is not null)" if has_bad else "",
        table=table,
    )


def _store(database: Database, task: DatasetLoad, items: Sequence[Reading], columns: Sequence[Plain]) -> None:
    listed = ", ".join(named(name) for name in stored_columns(task, items))
    trace = traced(task)
    values = ", ".join(f"{column.value} as {named(column.name)}" for column in columns)
    joins = " ".join(column.join for column in columns if column.join)
    key = made_key(task)
    made = f", {made_key_value(task, items)} as {named(key)}" if key else ""
    run(
        database,
        f"insert into {task.raw} ({listed}, {', '.join(trace)}) "
        f"select {listed}, {', '.join(trace.values())} from (select *{made} from "
        f"(select piece, line, {values} from {task.stack.table} {joins} "
        "anti join careful using (piece, line)))",
    )
