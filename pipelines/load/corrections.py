"""See a corrected file for what it is, also under a new name: it takes the place of what it says again."""

from collections.abc import Sequence

from pipelines.database import Database, rows, run
from pipelines.load.task import Task, stored_columns
from pipelines.load.typing import Reading, named

SAME = 0.5
"""From this share on of an earlier file's rows that come again, the new file is a correction of it. Exports
that merely overlap, as quarters do by some days, share far less."""

SCOPES = {
    "attendance": "session_id",
    "certificate": "date_trunc('month', evaluated_date)",
    "count": "period_code",
    "enrolment": "date_trunc('month', coalesce(applied_date, start_date))",
    "population": "period_code",
    "session": "date_trunc('month', session_date)",
    "staff": "period_code",
    "target": "year",
    "trajectory": "date_trunc('month', start_date)",
}
"""What a file speaks for as a whole: of a month or period that it holds, it holds all."""


def replace_corrected(
    database: Database, task: Task, items: Sequence[Reading], *, after: int, before: int
) -> None:
    """Take out of raw what the rows stored after row id `after` say again, of deliveries before `before`."""
    stored = stored_columns(task, items)
    keys = ", ".join(named(name) for name in task.contract.key if name in stored)
    parts = [name for name in ("prison_code",) if name in task.contract.columns]
    scope = ", ".join([*parts, SCOPES.get(task.contract.name, "true")])
    run(
        database,
        "create or replace temp table corrected as with "
        f"told as (select distinct row({keys}) as keys, row({scope}) as scope from {task.raw} "
        f"where rowid > {after}), "
        f"earlier as (select rowid as place, delivery_id, row({keys}) as keys, row({scope}) as scope "
        f"from {task.raw} where delivery_id < {before} and delivery_id in "
        "(select delivery_id from load.delivery where source_code = $1)), "
        "marked as (select *, keys in (select keys from told) as is_told, "
        "scope in (select scope from told) as is_in_scope from earlier), "
        "same as (select delivery_id from marked where is_in_scope or is_told group by all "
        f"having count(*) filter (is_told) >= {SAME} * count(*)) "
        "select place from marked semi join same using (delivery_id) where is_in_scope or is_told",
        [task.source.name],
    )
    if rows(database, "select 1 from corrected limit 1"):
        run(database, f"delete from {task.raw} where rowid in (select place from corrected)")
    run(database, "drop table temp.corrected")


def emptied(database: Database, source: str, *, datasets: Sequence[str], before: int) -> tuple[int, ...]:
    """Give the loaded deliveries of a source that had rows of these datasets and have none left."""
    left = " union ".join(f"select delivery_id from raw.{named(name)}" for name in datasets)
    found = rows(
        database,
        "select delivery_id from load.delivery where source_code = $1 and state = 'loaded' "
        f"and delivery_id < $2 and delivery_id not in ({left}) and delivery_id in "
        "(select delivery_id from load.sheet_count where rows_accepted > 0 and list_contains($3, dataset)) "
        "order by all",
        [source, before, list(datasets)],
    )
    return tuple(int(str(number)) for (number,) in found)
