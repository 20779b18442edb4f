"""The ledger of deliveries: which file was loaded when, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from pipelines.database import Database, rows, run, scalar
from pipelines.load.summary import LoadSummary
from pipelines.load.typing import named
from pipelines.sources import Contract, Export, Source


def is_loaded(database: Database, export: Export) -> bool:
    """Tell whether these bytes of this source stand in the warehouse."""
    return bool(
        scalar(
            database,
            "select count(*) from load.delivery where source_code = $1 and sha256 = $2 and state = 'loaded'",
            [export.source, export.sha256],
        )
    )


def register(database: Database, export: Export, received: datetime) -> int:
    """Enter a delivery in the ledger and give its number."""
    number = scalar(database, "select coalesce(max(delivery_id), 0) + 1 from load.delivery")
    assert isinstance(number, int)
    run(
        database,
        "insert into load.delivery values ($1, $2, $3, $4, $5, $6, 'loaded')",
        [number, export.source, export.name, export.sha256, received, export.is_fictitious],
    )
    return number


def name_sources(database: Database, sources: Iterable[Source]) -> None:
    """Store what the sources are called."""
    for source in sources:
        run(database, "insert or replace into load.source values ($1, $2)", [source.name, source.label])


def replace_earlier(database: Database, export: Export, contracts: Mapping[str, Contract]) -> None:
    """Take out the rows of an earlier version of the same file; the ledger keeps it as replaced."""
    for (number,) in rows(
        database,
        "select delivery_id from load.delivery "
        "where source_code = $1 and file_name = $2 and state = 'loaded'",
        [export.source, export.name],
    ):
        assert isinstance(number, int)
        take_out(database, number, contracts, state="replaced")


def take_out(database: Database, delivery_id: int, contracts: Mapping[str, Contract], *, state: str) -> None:
    """Delete the rows of a delivery and give it another state in the ledger."""
    for name in contracts:
        run(database, f"delete from raw.{named(name)} where delivery_id = $1", [delivery_id])
        run(database, f"delete from rejected.{named(name)} where delivery_id = $1", [delivery_id])
    run(database, "update load.delivery set state = $2 where delivery_id = $1", [delivery_id, state])


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
            run(
                database,
                "insert into load.finding values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                [
                    *place, found.line, found.column, found.code, found.severity,
                    found.printed, found.computed,
                ],
            )  # fmt: skip
