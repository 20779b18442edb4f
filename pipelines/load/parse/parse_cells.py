"""Read rows the careful way: every cell cleaned, read and, where it can't be, refused with its reason."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.database import Database, rows, run, scalar
from pipelines.load.casts import Reading, named, quoted
from pipelines.load.parse.lookups import look_up
from pipelines.load.stage import DatasetLoad, counted, made_key, made_key_value, stored_columns, traced


@dataclass(frozen=True)
class States:
    """How many rows of each piece are rejected or skipped, and why cells were refused."""

    rejected: Counter[int]
    skipped: Mapping[int, Counter[str]]
    reasons: Mapping[int, Counter[str]]


def read_carefully(
    database: Database, task: DatasetLoad, items: Sequence[Reading], lines: str, *, key: bytes
) -> States:
    """Store the rows of the relation `lines`: the clean ones in raw, the reasons of others in rejected."""
    _read_texts(database, task, items, lines)
    joins = look_up(database, task, items, key=key)
    _read_values(database, items, joins)
    _find_reasons(database, items)
    _store_clean(database, task, items)
    states = _states(database, task)
    for table in ("texts", "found", "refused", *joins.values()):
        run(database, f"drop table temp.{table}")
    return states


def _read_texts(database: Database, task: DatasetLoad, items: Sequence[Reading], lines: str) -> None:
    """Clean the cells and mark the lines that this map does not take or that are blank."""
    texts = ", ".join(f"{item.text} as {named(item.name + '.text')}" for item in items)
    own = ", ".join(_of_the_line(task, items))
    is_empty = f"coalesce({own}) is null" if own else "false"
    is_blank = "is_empty"
    if below := [named(name + ".text") for name in _measured_below(task)]:
        is_blank = f"({is_blank} or coalesce({', '.join(below)}) is null)"
    run(
        database,
        "create or replace temp table texts as select *, case when note is not null then note "
        f"when {is_blank} then 'blank' when not is_taken then 'other' end as skip "
        f"from (select piece, line, fault, note, {task.taken} as is_taken, "
        f"{is_empty} as is_empty, {texts} from {lines})",
    )


def _of_the_line(task: DatasetLoad, items: Sequence[Reading]) -> Iterator[str]:
    """Give, as SQL, the texts of the line itself: what names and titles say stands on blank ones too."""
    of_names = task.source.layout.of_names
    for item in items:
        origin = task.mapped.columns.get(item.name)
        headers = {*origin.headers, *origin.join} if origin else set()
        if item.is_constant:
            continue
        if not headers & of_names:
            yield item.text
        elif origin is not None:
            own = [header for header in origin.join if header not in of_names]
            yield from (f"clean_text({task.stack.cells[(header,)]})" for header in own)


def _measured_below(task: DatasetLoad) -> list[str]:
    """Give the columns that must have a value and get it from columns beside each other.

    An empty cell of those, as of a month that is still to come, is no row.
    """
    values = {one.values_to for one in task.source.layout.unpivots}
    return [
        name
        for name, origin in task.mapped.columns.items()
        if task.contract.columns[name].required and len(origin.headers) == 1 and origin.headers[0] in values
    ]


def _read_values(database: Database, items: Sequence[Reading], joins: Mapping[str, str]) -> None:
    values = ", ".join(
        f"{joins[item.name] + '.value' if item.name in joins else item.value} as {named(item.name)}"
        for item in items
    )
    joined = " ".join(
        f"left join {table} on {table}.cell = {named(name + '.text')}" for name, table in joins.items()
    )
    run(database, f"create or replace temp table found as select texts.*, {values} from texts {joined}")


def _find_reasons(database: Database, items: Sequence[Reading]) -> None:
    """List the cells to refuse in `refused`; reasons are costly to plan, so only where there is a doubt."""
    run(
        database,
        "create or replace temp table refused (place bigint, piece integer, line bigint, "
        "column_name varchar, reason_code varchar)",
    )
    doubts = " or ".join(item.doubt for item in items)
    doubtful = f"from found where skip is null and (fault is not null or {doubts})"
    if not scalar(database, f"select count(*) {doubtful}"):
        return
    pairs = ", ".join(f"struct_pack(name := {quoted(item.name)}, reason := {item.reason})" for item in items)
    run(
        database,
        "insert into refused select place, piece, line, cell.name, cell.reason from ("
        "select rowid as place, piece, line, unnest(case when fault is not null "
        f"then [struct_pack(name := null::varchar, reason := fault)] else [{pairs}] end) as cell {doubtful}) "
        "where cell.reason is not null",
    )


def _store_clean(database: Database, task: DatasetLoad, items: Sequence[Reading]) -> None:
    columns = ", ".join(named(name) for name in stored_columns(task, items))
    trace = traced(task)
    key = made_key(task)
    made = f", {made_key_value(task, items)} as {named(key)}" if key else ""
    run(
        database,
        f"insert into {task.raw} ({columns}, {', '.join(trace)}) "
        f"select {columns}, {', '.join(trace.values())} from (select *{made} from found "
        "where skip is null and rowid not in (select place from refused))",
    )


def _states(database: Database, task: DatasetLoad) -> States:
    skipped = _by_code(database, "skip", "found")
    reasons = _by_code(database, "reason_code", "refused")
    if not reasons:
        return States(Counter(), skipped, {})
    run(
        database,
        f"insert into {task.rejected} (delivery_id, source_code, sheet, line, column_name, reason_code) "
        f"select {task.delivery_of_piece}, $1, {task.sheet_of_piece}, line, column_name, reason_code "
        "from refused",
        [task.source.name],
    )
    rejected = rows(database, "select piece, count(distinct place) from refused group by all")
    return States(counted(rejected), skipped, reasons)


def _by_code(database: Database, code: str, table: str) -> dict[int, Counter[str]]:
    numbers: dict[int, Counter[str]] = {}
    for piece, found, number in rows(
        database,
        f"select piece, {code}, count(*) from {table} where {code} is not null group by all order by all",
    ):
        assert isinstance(piece, int) and isinstance(number, int)
        numbers.setdefault(piece, Counter())[str(found)] = number
    return numbers
