"""Tell accepted, rejected, duplicate and skipped rows apart, in SQL over a whole sheet at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.database import Database, rows, run
from pipelines.load.delivered import Delivered
from pipelines.load.lookups import look_up
from pipelines.load.task import OF_SOURCE, Task
from pipelines.load.typing import Reading, named, quoted, reading
from pipelines.load.warehouse import trace_columns
from pipelines.sources import Origin, made_columns


@dataclass(frozen=True)
class Outcome:
    """How many rows of a sheet became what, and how many cells were refused for which reason."""

    read: int
    accepted: int
    rejected: int
    duplicate: int
    skipped: int
    reasons: Mapping[str, int]


def accept(database: Database, task: Task, *, key: bytes) -> Outcome:
    """Sort the rows of a delivered sheet and store them: accepted in raw, reasons in rejected."""
    readings = [
        reading(
            task.contract.columns[name],
            origin,
            _cell(origin, task.delivered),
            task.manner,
            task.codes.get(name),
        )
        for name, origin in _all_origins(task).items()
    ]
    _read_texts(database, task, readings)
    joins = look_up(database, task, readings, key)
    _read_values(database, task, readings, joins)
    _find_repeats(database, task, readings)
    _store_accepted(database, task, readings)
    _store_rejected(database, task, readings)
    outcome = _outcome(database, task)
    for table in ("texts", "typed", "repeats", *(f"lookup_{place}" for place in range(len(joins)))):
        run(database, f"drop table temp.{table}")
    return outcome


def _all_origins(task: Task) -> dict[str, Origin]:
    made = made_columns(task.contract, task.mapped.columns)
    filled = (
        {"organisation_code": Origin(constant=task.source.organisation)}
        if "organisation_code" in made
        else {}
    )
    return {**task.mapped.columns, **filled}


def _cell(origin: Origin, delivered: Delivered) -> str:
    if origin.constant is not None:
        return quoted(origin.constant)
    if origin.headers:
        return delivered.cells[origin.headers]
    parts = [f"coalesce(clean_text({delivered.cells[(header,)]}), '')" for header in origin.join]
    separator = quoted(origin.separator)
    return f"nullif(concat_ws({separator}, {', '.join(parts)}), repeat({separator}, {len(parts) - 1}))"


def _read_texts(database: Database, task: Task, readings: Sequence[Reading]) -> None:
    """Clean the cells and mark the lines that this map does not take or that are blank."""
    where = task.mapped.where
    taken = "true"
    if where is not None:
        listed = ", ".join(quoted(" ".join(word.split()).lower()) for word in where.equals)
        taken = f"coalesce(lower(clean_text({task.delivered.cells[(where.column,)]})) in ({listed}), false)"
    texts = ", ".join(f"{item.text} as {named(item.name + '.text')}" for item in readings)
    origins = _all_origins(task)
    own = [named(item.name + ".text") for item in readings if origins[item.name].constant is None]
    is_blank = f"coalesce({', '.join(own)}) is null" if own else "false"
    run(
        database,
        f"create or replace temp table texts as select *, {is_blank} as is_blank "
        f"from (select line, fault, {taken} as is_taken, {texts} from {task.delivered.table})",
    )


def _read_values(
    database: Database, task: Task, readings: Sequence[Reading], joins: Mapping[str, str]
) -> None:
    values = ", ".join(
        f"{joins[item.name] + '.value' if item.name in joins else item.value} as {named(item.name)}"
        for item in readings
    )
    joined = " ".join(
        f"left join {table} on {table}.text = {named(name + '.text')}" for name, table in joins.items()
    )
    reasons = ", ".join(f"{item.reason} as {named(item.name + '.reason')}" for item in readings)
    texts = ", ".join(named(item.name + ".text") for item in readings)
    made = _made_key(task, readings)
    has_reason = " or ".join(f"{named(item.name + '.reason')} is not null" for item in readings)
    run(
        database,
        f"create or replace temp table typed as select * exclude ({texts}, is_taken, is_blank), "
        "case when is_blank or not is_taken then 'skipped' "
        f"when fault is not null or {has_reason} then 'rejected' else 'clean' end as state "
        f"from (select *, {reasons} from (select *{made} from "
        f"(select texts.*, {values} from texts {joined})))",
    )


def _made_key(task: Task, readings: Sequence[Reading]) -> str:
    """Make the number from the whole row where the export has none, so that a repeat is a repeat."""
    name = task.contract.key[0]
    if name not in made_columns(task.contract, task.mapped.columns):
        return ""
    parts = ", ".join(f"coalesce(cast({named(item.name)} as varchar), '')" for item in readings)
    return f", {quoted(task.source.name + ':')} || md5(concat_ws(chr(31), {parts})) as {named(name)}"


def _stored(task: Task, readings: Sequence[Reading]) -> list[str]:
    made = [name for name in task.contract.key if name in made_columns(task.contract, task.mapped.columns)]
    return list(dict.fromkeys([item.name for item in readings] + made))


def _find_repeats(database: Database, task: Task, readings: Sequence[Reading]) -> None:
    """List the clean lines whose key came before: with the same content, or with another."""
    stored = _stored(task, readings)
    keys = ", ".join(named(name) for name in task.contract.key if name in stored)
    content = ", ".join(named(name) for name in stored)
    raw = f"raw.{named(task.contract.name)}"
    run(
        database,
        "create or replace temp table repeats as "
        f"with hashed as (select hash({keys}) as mark from typed where state = 'clean'), "
        f"known as (select hash({keys}) as mark from {raw} where {OF_SOURCE}), "
        "suspect as (select mark from hashed group by mark having count(*) > 1 "
        "union select mark from hashed semi join known using (mark)), "
        f"earlier as (select 0 as line, row({keys}) as keys, row({content}) as content from {raw} "
        f"where {OF_SOURCE} and hash({keys}) in (select mark from suspect)), "
        f"later as (select line, row({keys}) as keys, row({content}) as content from typed "
        f"where state = 'clean' and hash({keys}) in (select mark from suspect)), "
        "ranked as (select *, first_value(content) over seen as first_content, "
        "row_number() over seen as place "
        "from (select * from earlier union all select * from later) "
        "window seen as (partition by keys order by line)) "
        "select line, content is not distinct from first_content as is_same from ranked "
        "where place > 1 and line > 0",
        [task.source.name],
    )


def _store_accepted(database: Database, task: Task, readings: Sequence[Reading]) -> None:
    columns = ", ".join(named(name) for name in _stored(task, readings))
    # literals, since a contract with a source_code of its own would leave a parameter unused
    values = {
        "delivery_id": str(task.delivery_id),
        "source_code": quoted(task.source.name),
        "sheet": quoted(task.delivered.sheet),
        "line": "line",
    }
    trace = {name: values[name] for name in trace_columns(task.contract)}
    run(
        database,
        f"insert into raw.{named(task.contract.name)} ({columns}, {', '.join(trace)}) "
        f"select {columns}, {', '.join(trace.values())} from typed "
        "anti join repeats using (line) where state = 'clean'",
    )


def _store_rejected(database: Database, task: Task, readings: Sequence[Reading]) -> None:
    pairs = ", ".join(
        f"struct_pack(name := {quoted(item.name)}, reason := {named(item.name + '.reason')})"
        for item in readings
    )
    run(
        database,
        f"insert into rejected.{named(task.contract.name)} "
        "(delivery_id, source_code, sheet, line, column_name, reason_code) "
        "select $1, $2, $3, line, cell.name, cell.reason from ("
        "select line, unnest(case when fault is not null then "
        f"[struct_pack(name := null::varchar, reason := fault)] else [{pairs}] end) as cell "
        "from typed where state = 'rejected') where cell.reason is not null "
        f"union all select $1, $2, $3, line, {quoted(task.contract.key[0])}, 'key_conflict' "
        "from repeats where not is_same",
        _trace(task),
    )


def _trace(task: Task) -> list[object]:
    return [task.delivery_id, task.source.name, task.delivered.sheet]


def _outcome(database: Database, task: Task) -> Outcome:
    clean, refused, skipped, read = (
        _count(number)
        for number in rows(
            database,
            "select count(*) filter (state = 'clean'), count(*) filter (state = 'rejected'), "
            f"count(*) filter (state = 'skipped'), (select count(*) from {task.delivered.table}) from typed",
        )[0]
    )
    same, other = (
        _count(number)
        for number in rows(
            database, "select count(*) filter (is_same), count(*) filter (not is_same) from repeats"
        )[0]
    )
    above = task.delivered.lines_above
    reasons = rows(
        database,
        f"select reason_code, count(*) from rejected.{named(task.contract.name)} "
        "where delivery_id = $1 and source_code = $2 and sheet = $3 group by all order by all",
        _trace(task),
    )
    return Outcome(
        read=read + above,
        accepted=clean - same - other,
        rejected=refused + other,
        duplicate=0 if task.mapped.repeated else same,
        skipped=skipped + above + (same if task.mapped.repeated else 0),
        reasons={str(code): _count(number) for code, number in reasons},
    )


def _count(number: object) -> int:
    assert isinstance(number, int)
    return number
