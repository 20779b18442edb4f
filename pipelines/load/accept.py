"""Tell accepted, rejected, duplicate and skipped rows apart, in SQL over a whole sheet at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.database import Database, rows, run, scalar
from pipelines.load.careful import read_carefully
from pipelines.load.plain import read_plain
from pipelines.load.repeats import remove_repeats
from pipelines.load.task import Task, readings

LARGE = 20_000
"""From so many lines on, the plain ones are read apart; below it that would cost more than it gains."""


@dataclass(frozen=True)
class Outcome:
    """How many rows of a sheet became what, and how many cells were refused for which reason."""

    read: int
    accepted: int
    rejected: int
    duplicate: int
    skipped: int
    reasons: Mapping[str, int]


def accept(database: Database, task: Task, *, key: bytes, large: int = LARGE) -> Outcome:
    """Sort the rows of a delivered sheet and store them: accepted in raw, reasons in rejected."""
    items = readings(task)
    total = _whole(scalar(database, f"select count(*) from {task.sheet.table}"))
    before = _reasons(database, task)
    last = _whole(scalar(database, f"select coalesce(max(rowid), -1) from {task.raw}"))
    lines, plain = task.sheet.table, 0
    if total >= large and (left := read_plain(database, task, items, key=key)) is not None:
        plain = total - left
        lines = f"(select * from {task.sheet.table} semi join careful using (line))"
    careful = read_carefully(database, task, items, lines, key=key)
    repeats = remove_repeats(database, task, items, after=last)
    run(database, "drop table if exists temp.careful")
    above = task.sheet.lines_above
    is_repeating = task.mapped.repeated
    return Outcome(
        read=total + above,
        accepted=plain + careful.clean - repeats.same - repeats.other,
        rejected=careful.rejected + repeats.other,
        duplicate=0 if is_repeating else repeats.same,
        skipped=careful.skipped + above + (repeats.same if is_repeating else 0),
        reasons={
            code: number - before.get(code, 0)
            for code, number in _reasons(database, task).items()
            if number > before.get(code, 0)
        },
    )


def _reasons(database: Database, task: Task) -> dict[str, int]:
    found = rows(
        database,
        f"select reason_code, count(*) from {task.rejected} where delivery_id = $1 group by all order by all",
        [task.delivery_id],
    )
    return {str(code): _whole(number) for code, number in found}


def _whole(number: object) -> int:
    assert isinstance(number, int)
    return number
