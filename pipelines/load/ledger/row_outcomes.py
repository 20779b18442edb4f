"""Count what became of the rows of each source and dataset: confidential until disclosure control."""

from dataclasses import dataclass

from pipelines.database import Database, rows

DELIVERED = """
select
    coalesce(source.source_label, delivery.source_code), counted.dataset,
    sum(counted.rows_accepted)::bigint, sum(counted.rows_rejected)::bigint,
    sum(counted.rows_duplicate)::bigint, sum(counted.rows_skipped)::bigint
from load.sheet_count as counted
join load.delivery as delivery using (delivery_id)
left join load.source as source using (source_code)  -- left: a source may have been taken away
where delivery.state = 'loaded' and delivery.source_code <> 'reference'
group by all order by all
"""
PERSONAL = "select table_name from duckdb_columns() where schema_name = 'raw' and column_name = 'person_id'"


@dataclass(frozen=True)
class DeliveredRows:
    """What became of the rows of a source and dataset, to the row; of persons it is not for any page."""

    source_label: str
    dataset: str
    is_about_persons: bool
    accepted: int
    rejected: int
    duplicate: int
    skipped: int


def delivered_rows(database: Database) -> tuple[DeliveredRows, ...]:
    """Read from the ledger the rows of all loaded deliveries, by the label of their source and by dataset."""
    personal = {str(name) for (name,) in rows(database, PERSONAL)}
    return tuple(
        DeliveredRows(str(label), str(dataset), str(dataset) in personal, *(int(str(one)) for one in counts))
        for label, dataset, *counts in rows(database, DELIVERED)
    )
