"""Find rows whose key came before: a repetition is left out, other content under the same key refused."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.database import Database, rows, run, scalar
from pipelines.load.casts import Reading, named, quoted
from pipelines.load.stage import OF_SOURCE, DatasetLoad, stored_columns


@dataclass(frozen=True)
class Duplicates:
    """How many rows of each piece repeat an earlier one, and how many contradict one."""

    same: Counter[int]
    other: Counter[int]


def remove_repeats(
    database: Database, task: DatasetLoad, items: Sequence[Reading], *, after: int
) -> Duplicates:
    """Take the rows that were stored after row id `after` and have an earlier key out of raw again."""
    stored = stored_columns(task, items)
    keys = ", ".join(named(name) for name in task.contract.key if name in stored)
    content = ", ".join(named(name) for name in stored)
    # asked first because it is cheap, and most deliveries repeat nothing
    if not scalar(
        database,
        f"select count(*) - count(distinct hash({keys})) from {task.raw} where {OF_SOURCE}",
        [task.source.name],
    ):
        return Duplicates(Counter(), Counter())
    run(
        database,
        "create or replace temp table repeats as "
        f"with marked as (select hash({keys}) as mark from {task.raw} where {OF_SOURCE}), "
        "suspect as (select mark from marked group by mark having count(*) > 1), "
        f"rivals as (select rowid as place, delivery_id, sheet, line, rowid > {after} as is_new, "
        f"row({keys}) as keys, row({content}) as content "
        f"from {task.raw} where {OF_SOURCE} and hash({keys}) in (select mark from suspect)), "
        "ranked as (select *, first_value(content) over seen as first_content, "
        "row_number() over seen as turn from rivals "
        "window seen as (partition by keys order by is_new, delivery_id, sheet, line, place)) "
        "select place, delivery_id, sheet, line, content is not distinct from first_content as is_same "
        "from ranked where turn > 1 and is_new",
        [task.source.name],
    )
    repeats = _counted(database, task)
    if repeats.other:
        run(
            database,
            f"insert into {task.rejected} (delivery_id, source_code, sheet, line, column_name, reason_code) "
            f"select delivery_id, $1, sheet, line, {quoted(task.contract.key[0])}, 'key_conflict' "
            "from repeats where not is_same order by place",
            [task.source.name],
        )
    if repeats.other or repeats.same:
        run(database, f"delete from {task.raw} where rowid in (select place from repeats)")
    run(database, "drop table temp.repeats")
    return repeats


def _counted(database: Database, task: DatasetLoad) -> Duplicates:
    numbers = {(piece.delivery_id, piece.sheet): number for number, piece in enumerate(task.stack.pieces, 1)}
    same: Counter[int] = Counter()
    other: Counter[int] = Counter()
    for delivery_id, sheet, is_same, number in rows(
        database, "select delivery_id, sheet, is_same, count(*) from repeats group by all order by all"
    ):
        assert isinstance(delivery_id, int) and isinstance(number, int)
        (same if is_same else other)[numbers[delivery_id, str(sheet)]] += number
    return Duplicates(same, other)
