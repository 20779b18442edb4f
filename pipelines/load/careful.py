"""Read rows the careful way: every cell cleaned, read and, where it can't be, refused with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.database import Database, rows, run
from pipelines.load.lookups import look_up
from pipelines.load.task import Task, made_key, made_key_value, stored_columns, traced
from pipelines.load.typing import Reading, named, quoted


@dataclass(frozen=True)
class States:
    """How many rows are clean, rejected or skipped."""

    clean: int
    rejected: int
    skipped: int


def read_carefully(
    database: Database, task: Task, items: Sequence[Reading], lines: str, *, key: bytes
) -> States:
    """Store the rows of the relation `lines`: the clean ones in raw, the reasons of others in rejected."""
    _read_texts(database, task, items, lines)
    joins = look_up(database, task, items, key=key)
    _read_values(database, task, items, joins)
    _store_clean(database, task, items)
    _store_reasons(database, task, items)
    ((clean, rejected, skipped),) = rows(
        database,
        "select count(*) filter (state = 'clean'), count(*) filter (state = 'rejected'), "
        "count(*) filter (state = 'skipped') from typed",
    )
    assert isinstance(clean, int) and isinstance(rejected, int) and isinstance(skipped, int)
    for table in ("texts", "read_values", "typed", *joins.values()):
        run(database, f"drop table temp.{table}")
    return States(clean, rejected, skipped)


def _read_texts(database: Database, task: Task, items: Sequence[Reading], lines: str) -> None:
    """Clean the cells and mark the lines that this map does not take or that are blank."""
    where = task.mapped.where
    taken = "true"
    if where is not None:
        listed = ", ".join(quoted(" ".join(word.split()).lower()) for word in where.equals)
        taken = f"coalesce(lower(clean_text({task.sheet.cells[(where.column,)]})) in ({listed}), false)"
    texts = ", ".join(f"{item.text} as {named(item.name + '.text')}" for item in items)
    own = [named(item.name + ".text") for item in items if not item.is_constant]
    is_blank = f"coalesce({', '.join(own)}) is null" if own else "false"
    run(
        database,
        f"create or replace temp table texts as select *, {is_blank} as is_blank "
        f"from (select line, fault, {taken} as is_taken, {texts} from {lines})",
    )


def _read_values(database: Database, task: Task, items: Sequence[Reading], joins: Mapping[str, str]) -> None:
    values = ", ".join(
        f"{joins[item.name] + '.value' if item.name in joins else item.value} as {named(item.name)}"
        for item in items
    )
    joined = " ".join(
        f"left join {table} on {table}.cell = {named(name + '.text')}" for name, table in joins.items()
    )
    reasons = ", ".join(f"{item.reason} as {named(item.name + '.reason')}" for item in items)
    has_reason = " or ".join(f"{named(item.name + '.reason')} is not null" for item in items)
    key = made_key(task)
    made = f", {made_key_value(task, items)} as {named(key)}" if key else ""
    # in two steps: in one, the planner copies every value into every reason and takes longer than the rows
    run(database, f"create or replace temp table read_values as select texts.*, {values} from texts {joined}")
    run(
        database,
        "create or replace temp table typed as select *, "
        "case when is_blank or not is_taken then 'skipped' "
        f"when fault is not null or {has_reason} then 'rejected' else 'clean' end as state "
        f"from (select *{made}, {reasons} from read_values)",
    )


def _store_clean(database: Database, task: Task, items: Sequence[Reading]) -> None:
    columns = ", ".join(named(name) for name in stored_columns(task, items))
    trace = traced(task)
    run(
        database,
        f"insert into {task.raw} ({columns}, {', '.join(trace)}) "
        f"select {columns}, {', '.join(trace.values())} from typed where state = 'clean'",
    )


def _store_reasons(database: Database, task: Task, items: Sequence[Reading]) -> None:
    pairs = ", ".join(
        f"struct_pack(name := {quoted(item.name)}, reason := {named(item.name + '.reason')})"
        for item in items
    )
    run(
        database,
        f"insert into {task.rejected} (delivery_id, source_code, sheet, line, column_name, reason_code) "
        "select $1, $2, $3, line, cell.name, cell.reason from ("
        "select line, unnest(case when fault is not null then "
        f"[struct_pack(name := null::varchar, reason := fault)] else [{pairs}] end) as cell "
        "from typed where state = 'rejected') where cell.reason is not null",
        [task.delivery_id, task.source.name, task.sheet.name],
    )
