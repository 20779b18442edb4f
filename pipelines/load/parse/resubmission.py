"""How the delivery was written of which a file brings some rows back, mended."""

from pipelines.database import Database, rows
from pipelines.sources import Export, mended_start


def formats_before(database: Database, export: Export, column: str) -> str | None:
    """Give a column of `load.manner` for the delivery that is mended; None = it is no answer, or unknown."""
    start = mended_start(export.name)
    if start is None:
        return None
    found = rows(
        database,
        f"select {column} from load.manner join load.delivery using (delivery_id) "
        f"where source_code = $1 and starts_with(sha256, $2) and {column} is not null "
        "order by delivery_id desc limit 1",
        [export.source, start],
    )
    return str(found[0][0]) if found else None
