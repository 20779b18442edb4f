"""Deliveries that a correction can touch, and those of which it left no row."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from pipelines.database import Database, rows
from pipelines.load.ledger import emptied, take_out
from pipelines.load.summary import LoadSummary
from pipelines.sources import Source


def correctable(database: Database, source: Source, before: int) -> int:
    """Give `before`, or 0 when no delivery of the source stands before it: then nothing can be corrected."""
    found = rows(
        database,
        "select 1 from load.delivery "
        "where source_code = $1 and delivery_id < $2 and state = 'loaded' limit 1",
        [source.name, before],
    )
    return before if found else 0


def replace_emptied(
    database: Database,
    source: Source,
    before: int,
    by: int,
    earlier: Mapping[tuple[int, str], Sequence[LoadSummary]],
    *,
    at: datetime,
) -> None:
    """Give the deliveries of which a correction took every row the state of replaced."""
    datasets = sorted({mapped.dataset for mapped in source.maps if not mapped.repeated})
    if not (datasets and before):
        return
    filled = {
        one.delivery_id
        for summaries in earlier.values()
        for one in summaries
        if one.accepted and one.dataset in datasets
    }
    for number in emptied(database, source.name, datasets=datasets, before=before, filled=sorted(filled)):
        take_out(database, number, state="replaced", at=at, replaced_by=by)
