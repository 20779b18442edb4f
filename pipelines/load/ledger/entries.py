"""The ledger of deliveries: which file was loaded when, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipelines.database import Database, rows, run, scalar
from pipelines.load.casts import named
from pipelines.load.ledger.delivery_months import read_spoken
from pipelines.load.summary import LoadSummary
from pipelines.sources import Export, Source

REFERENCE = "reference"


@dataclass(frozen=True)
class Delivery:
    """A delivered file in the ledger; months are `2025-03`, None when no row of it says any.

    `delivery_id` is of one reading, `number` of the file: a file that is read again keeps it, in a new
    warehouse too. `accepted` counts rows by dataset as they were when it was loaded. `changed_at` is when it
    was replaced or withdrawn, `replaced_by` the number of the delivery that took its place.
    """

    delivery_id: int
    number: int
    source: str
    source_label: str
    file: str
    received_at: datetime
    state: str
    accepted: Mapping[str, int]
    rejected: int
    first_month: str | None
    last_month: str | None
    changed_at: datetime | None
    replaced_by: int | None


def deliveries(database: Database) -> tuple[Delivery, ...]:
    """Give every delivery of partners, in the order in which they were loaded, the replaced ones too."""
    counts: dict[object, dict[str, int]] = {}
    rejected: dict[object, int] = {}
    for number, dataset, accepted, refused in rows(
        database,
        "select delivery_id, dataset, sum(rows_accepted)::bigint, sum(rows_rejected)::bigint "
        "from load.sheet_count group by all order by all",
    ):
        assert isinstance(accepted, int) and isinstance(refused, int)
        counts.setdefault(number, {})[str(dataset)] = accepted
        rejected[number] = rejected.get(number, 0) + refused
    months: dict[int, list[str]] = {}
    for one in read_spoken(database):
        months.setdefault(one.delivery_id, []).extend(f"{year}-{month:02}" for _, (year, month) in one.counts)
    return tuple(
        Delivery(
            delivery_id=int(str(number)),
            number=int(str(own)),
            source=str(source),
            source_label=str(label),
            file=str(file),
            received_at=received,
            state=str(state),
            accepted=counts.get(number, {}),
            rejected=rejected.get(number, 0),
            first_month=min(months.get(int(str(number)), []), default=None),
            last_month=max(months.get(int(str(number)), []), default=None),
            changed_at=changed if isinstance(changed, datetime) else None,
            replaced_by=None if by is None else int(str(by)),
        )
        for number, own, source, label, file, received, state, changed, by in rows(
            database, LEDGER, [REFERENCE]
        )
        if isinstance(received, datetime)
    )


LEDGER = """
select
    delivery.delivery_id, coalesce(delivery.delivery_number, delivery.delivery_id), delivery.source_code,
    coalesce(source.source_label, delivery.source_code), delivery.file_name, delivery.received_at,
    delivery.state, change.changed_at, coalesce(later.delivery_number, later.delivery_id)
from load.delivery as delivery
left join load.source as source on source.source_code = delivery.source_code
left join load.change as change on change.delivery_id = delivery.delivery_id  -- left: most never change
left join load.delivery as later on change.replaced_by = later.delivery_id
where delivery.source_code <> $1
order by delivery.delivery_id
"""


def is_loaded(database: Database, export: Export) -> bool:
    """Tell whether these bytes of this source stand in the warehouse."""
    return bool(
        scalar(
            database,
            "select count(*) from load.delivery where source_code = $1 and sha256 = $2 and state = 'loaded'",
            [export.source, export.sha256],
        )
    )


def read_files(database: Database) -> frozenset[tuple[str, str]]:
    """Give source and SHA-256 of every file that was ever read into this warehouse."""
    found = rows(database, "select distinct source_code, sha256 from load.delivery order by all")
    return frozenset((str(source), str(sha256)) for source, sha256 in found)


def is_known(database: Database, export: Export, *, is_restored: bool = False) -> bool:
    """Tell whether a load has nothing to do for this file.

    It is loaded; or it was withdrawn, or replaced by a file of another name, and did not change since. It
    comes back when the file that replaced it is withdrawn, or when its own withdrawal was taken back.
    """
    if is_loaded(database, export):
        return True
    if is_restored:
        return False
    last = rows(
        database,
        "select delivery.sha256, replacing.state from load.delivery as delivery "
        "left join load.change as change on change.delivery_id = delivery.delivery_id "
        "left join load.delivery as replacing on replacing.delivery_id = change.replaced_by "
        "where delivery.source_code = $1 and delivery.file_name = $2 "
        "order by delivery.delivery_id desc limit 1",
        [export.source, export.name],
    )
    return bool(last) and last[0][0] == export.sha256 and last[0][1] != "withdrawn"


def register(
    database: Database,
    export: Export,
    received: datetime,
    *,
    came: datetime,
    number: int | None,
    above: int = 0,
) -> int:
    """Enter a reading of a file in the ledger and give its delivery_id.

    `came` is when the first version of the file came. A file without a `number` gets one above `above` and
    above all that the ledger has; lists of the workspace have none.
    """
    last = scalar(database, "select coalesce(max(delivery_id), 0) from load.delivery")
    assert isinstance(last, int)
    if export.source == REFERENCE:
        number = None
    elif number is None:
        known = rows(
            database,
            "select max(delivery_number) filter (source_code = $1 and sha256 = $2), max(delivery_number) "
            "from load.delivery",
            [export.source, export.sha256],
        )
        ((own, highest),) = known
        number = int(str(own)) if own else max(above, int(str(highest or 0))) + 1
    run(
        database,
        "insert into load.delivery (delivery_id, source_code, file_name, sha256, received_at, is_fictitious, "
        "state, delivery_number, came_at) values ($1, $2, $3, $4, $5, $6, 'loaded', $7, $8)",
        [last + 1, export.source, export.name, export.sha256, received, export.is_fictitious, number, came],
    )
    return last + 1


def name_sources(database: Database, sources: Iterable[Source]) -> None:
    """Store what the sources are called."""
    for source in sources:
        run(database, "insert or replace into load.source values ($1, $2)", [source.name, source.label])


def take_out(
    database: Database, delivery_id: int, *, state: str, at: datetime, replaced_by: int | None = None
) -> None:
    """Delete the rows of a delivery and give it another state in the ledger."""
    for schema, table in rows(
        database,
        "select schema_name, table_name from duckdb_tables() "
        "where schema_name in ('raw', 'rejected') order by all",
    ):
        run(database, f"delete from {schema}.{named(str(table))} where delivery_id = $1", [delivery_id])
    run(database, "update load.delivery set state = $2 where delivery_id = $1", [delivery_id, state])
    run(database, "insert into load.change values ($1, $2, $3)", [delivery_id, at, replaced_by])


def store_outcomes(database: Database, summaries: Sequence[LoadSummary]) -> None:
    """Store what became of the rows of each sheet, why lines were skipped and what was odd."""
    for one in summaries:
        place = [one.delivery_id, one.dataset, one.sheet]
        run(
            database,
            "insert into load.sheet_count values ($1, $2, $3, $4, $5, $6, $7, $8)",
            [*place, one.read, one.accepted, one.rejected, one.duplicate, one.skipped],
        )
        for code, number in one.skips.items():
            run(database, "insert into load.skip_count values ($1, $2, $3, $4, $5)", [*place, code, number])
        for found in one.findings:
            values = [found.line, found.column, found.code, found.severity, found.printed, found.computed]
            run(
                database,
                "insert into load.finding (delivery_id, dataset, sheet, line, column_name, finding_code, "
                "severity, value_printed, value_computed, rows_found) "
                "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                [*place, *values, found.rows],
            )


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
