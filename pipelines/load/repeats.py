"""Find rows whose key came before: a repetition is left out, other content under the same key refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.database import Database, rows, run
from pipelines.load.task import OF_SOURCE, Task, stored_columns
from pipelines.load.typing import Reading, named, quoted


@dataclass(frozen=True)
class Repeats:
    """How many rows repeat an earlier one, and how many contradict one."""

    same: int
    other: int


def remove_repeats(database: Database, task: Task, items: Sequence[Reading], *, after: int) -> Repeats:
    """Take the rows that were stored after row id `after` and have an earlier key out of raw again."""
    stored = stored_columns(task, items)
    keys = ", ".join(named(name) for name in task.contract.key if name in stored)
    content = ", ".join(named(name) for name in stored)
    run(
        database,
        "create or replace temp table repeats as "
        f"with marked as (select hash({keys}) as mark from {task.raw} where {OF_SOURCE}), "
        "suspect as (select mark from marked group by mark having count(*) > 1), "
        "rivals as (select rowid as place, line, "
        f"delivery_id = {task.delivery_id} and rowid > {after} as is_new, "
        f"row({keys}) as keys, row({content}) as content "
        f"from {task.raw} where {OF_SOURCE} and hash({keys}) in (select mark from suspect)), "
        "ranked as (select *, first_value(content) over seen as first_content, "
        "row_number() over seen as turn from rivals "
        "window seen as (partition by keys order by is_new, line, place)) "
        "select place, line, content is not distinct from first_content as is_same from ranked "
        "where turn > 1 and is_new",
        [task.source.name],
    )
    ((same, other),) = rows(
        database, "select count(*) filter (is_same), count(*) filter (not is_same) from repeats"
    )
    assert isinstance(same, int) and isinstance(other, int)
    if same or other:
        run(
            database,
            f"insert into {task.rejected} (delivery_id, source_code, sheet, line, column_name, reason_code) "
            f"select $1, $2, $3, line, {quoted(task.contract.key[0])}, 'key_conflict' "
            "from repeats where not is_same",
            [task.delivery_id, task.source.name, task.sheet.name],
        )
        run(database, f"delete from {task.raw} where rowid in (select place from repeats)")
    run(database, "drop table temp.repeats")
    return Repeats(same, other)
