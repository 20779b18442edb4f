"""The cells of an edition in tidy form as Parquet, written by DuckDB: typed, and the same bytes each time."""

import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from pipelines.database import Database, open_database, run
from pipelines.edition.downloads.edition_text import plain
from pipelines.edition.downloads.marts import Mart, codes, observations
from pipelines.edition.downloads.tidy_csv import HOME

TYPES = {"indicator": "varchar", "unit": "varchar", "value": "decimal(24, 6)", "flag": "varchar"}
"""What stands behind the dimensions, all of them texts; six decimals are more than any figure has."""


def parquet_tables(marts: Sequence[Mart]) -> Mapping[str, bytes]:
    """Give `data/<mart>.parquet` for each mart: the rows of its tidy CSV, an empty field being null."""
    with closing(open_database()) as database, tempfile.TemporaryDirectory() as aside:
        run(database, "set threads = 1")  # so that rows lie in one order
        path = Path(aside) / "table.parquet"
        return {f"{HOME}/{mart.name}.parquet": _written(database, mart, path) for mart in marts}


def _written(database: Database, mart: Mart, path: Path) -> bytes:
    found = list(observations(mart))
    keys = [codes(one.key) for one in found]
    columns: list[list[str | None]] = [[key[place] for key in keys] for place in range(len(mart.dimensions))]
    columns += [
        [one.table.measure for one in found],
        [one.table.unit for one in found],
        [None if one.cell.value is None else plain(one.cell.value) for one in found],
        [one.flag or None for one in found],
    ]
    types = {**dict.fromkeys(mart.dimensions, "varchar"), **TYPES}
    chosen = ", ".join(f'unnest(?::varchar[])::{kind} as "{name}"' for name, kind in types.items())
    run(database, f"create or replace table tidy as select {chosen}", columns)
    target = str(path).replace("'", "''")
    run(database, f"copy tidy to '{target}' (format parquet, compression zstd)")
    return path.read_bytes()
