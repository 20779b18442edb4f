"""Leave out rows that were erased before: their term is over, in whatever file they come again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from pipelines.database import Database, rows, run
from pipelines.load.casts import named, quoted
from pipelines.load.ledger import is_about_persons, mark_rows
from pipelines.load.summary import LoadFinding, LoadSummary
from pipelines.sources import Contract

ERASED = "erased"
"""Why a line is skipped that was erased before."""


def skip_erased(
    database: Database,
    summaries: Sequence[LoadSummary],
    contracts: Mapping[str, Contract],
    erased: frozenset[str],
    *,
    key: bytes,
    at: datetime,
) -> tuple[LoadSummary, ...]:
    """Take rows with these fingerprints out of raw again, and count them as skipped.

    They are not refused: an answer to the partner would hold them again. The ledger keeps where they stood.
    """
    found = list(summaries)
    datasets = sorted({one.dataset for one in summaries if is_about_persons(contracts[one.dataset])})
    if not erased or not datasets:
        return tuple(found)
    run(
        database,
        "create or replace temp table erased_before as select unnest($1::varchar[]) as mark",
        [sorted(erased)],
    )
    for dataset in datasets:
        numbers = sorted({one.delivery_id for one in summaries if one.dataset == dataset})
        mark_rows(database, contracts[dataset], numbers, "marked", key=key)
        run(
            database, "create or replace temp table again as from marked semi join erased_before using (mark)"
        )
        run(
            database,
            f"insert into load.erased select delivery_id, {quoted(dataset)}, sheet, line, $1 from again "
            "order by delivery_id, sheet, line",
            [at],
        )
        run(database, f"delete from raw.{named(dataset)} where rowid in (select place from again)")
        for number, sheet, count in rows(
            database, "select delivery_id, sheet, count(*) from again group by all order by all"
        ):
            _count(found, dataset, int(str(number)), str(sheet), int(str(count)))
    for table in ("marked", "again", "erased_before"):
        run(database, f"drop table temp.{table}")
    return tuple(found)


def _count(summaries: list[LoadSummary], dataset: str, number: int, sheet: str, count: int) -> None:
    """Move rows from accepted to skipped; several maps of a sheet can have given rows of the dataset."""
    for place, one in enumerate(summaries):
        if count and (one.delivery_id, one.dataset, one.sheet) == (number, dataset, sheet):
            moved = min(count, one.accepted)
            told = LoadFinding(
                number, one.source, one.file, dataset, sheet, ERASED, severity="info", rows=moved,
                sentence=f"{moved} {'rij' if moved == 1 else 'rijen'} over personen werden vroeger gewist "
                "omdat hun bewaartermijn voorbij is, en worden niet opnieuw ingelezen",
            )  # fmt: skip
            summaries[place] = replace(
                one,
                accepted=one.accepted - moved,
                skipped=one.skipped + moved,
                skips={**one.skips, ERASED: moved},
                findings=(*one.findings, told),
            )
            count -= moved
    assert count == 0, dataset
