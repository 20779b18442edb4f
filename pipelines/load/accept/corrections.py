"""See a corrected file for what it is, also under a new name: it takes the place of what it says again."""

from collections.abc import Sequence

from pipelines.database import Database, rows, run
from pipelines.load.casts import Reading, named
from pipelines.load.stage import DatasetLoad, stored_columns

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


class LoadApart(Exception):  # noqa: N818  it is no error of anyone
    """Files that stand ready together correct each other: each of `later` must be loaded after the others."""

    def __init__(self, later: Sequence[int]) -> None:
        super().__init__(*later)
        self.later = tuple(later)


def corrections_among(
    database: Database, task: DatasetLoad, items: Sequence[Reading], *, after: int
) -> tuple[int, ...]:
    """Give the deliveries, of those stored after row id `after`, that correct an earlier one of them."""
    keys, scope = _identity(task, items)
    new = f"from {task.raw} where rowid > {after}"
    if len(task.stack.pieces) < 2 or not rows(
        database, f"select 1 {new} group by {keys} having min(delivery_id) < max(delivery_id) limit 1"
    ):
        return ()
    found = rows(
        database,
        f"with said as (select delivery_id, row({keys}) as keys, row({scope}) as scope {new}), "
        "pairs as (select distinct earlier.delivery_id as earlier, later.delivery_id as later "
        "from said as earlier join said as later "
        "on earlier.keys = later.keys and earlier.delivery_id < later.delivery_id), "
        "marked as (select pairs.*, "
        "(later, keys) in (select (delivery_id, keys) from said) as is_told, "
        "(later, scope) in (select (delivery_id, scope) from said) as is_in_scope "
        "from pairs join said on said.delivery_id = pairs.earlier) "
        "select distinct later from (select earlier, later from marked where is_in_scope or is_told "
        f"group by all having count(*) filter (is_told) >= {SAME} * count(*)) order by later",
    )
    return tuple(int(str(number)) for (number,) in found)


def replace_corrected(
    database: Database, task: DatasetLoad, items: Sequence[Reading], *, after: int, before: int
) -> None:
    """Take out of raw what the rows stored after row id `after` say again, of deliveries before `before`."""
    keys, scope = _identity(task, items)
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


def _identity(task: DatasetLoad, items: Sequence[Reading]) -> tuple[str, str]:
    """Give, as SQL, what makes a row one of its kind, and that of which a file says all."""
    stored = stored_columns(task, items)
    keys = ", ".join(named(name) for name in task.contract.key if name in stored)
    parts = [name for name in ("prison_code",) if name in task.contract.columns]
    return keys, ", ".join([*parts, SCOPES.get(task.contract.name, "true")])


def forget_rows(database: Database, deliveries: Sequence[int], datasets: Sequence[str]) -> None:
    """Take out again what was stored of deliveries that must be loaded in another order."""
    for schema in ("raw", "rejected"):
        for dataset in datasets:
            run(
                database,
                f"delete from {schema}.{named(dataset)} where delivery_id in (select unnest($1::bigint[]))",
                [list(deliveries)],
            )


def emptied(
    database: Database, source: str, *, datasets: Sequence[str], before: int, filled: Sequence[int] = ()
) -> tuple[int, ...]:
    """Give the loaded deliveries of a source that had rows of these datasets and have none left.

    `filled` are those that had rows and whose outcome is not yet stored.
    """
    left = " union ".join(f"select delivery_id from raw.{named(name)}" for name in datasets)
    found = rows(
        database,
        "select delivery_id from load.delivery where source_code = $1 and state = 'loaded' "
        f"and delivery_id < $2 and delivery_id not in ({left}) and delivery_id in "
        "(select delivery_id from load.sheet_count where rows_accepted > 0 and list_contains($3, dataset) "
        "union all select unnest($4::bigint[])) order by all",
        [source, before, list(datasets), list(filled)],
    )
    return tuple(int(str(number)) for (number,) in found)
