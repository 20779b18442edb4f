"""The raw tables as the contracts say, and a build of sql/ on them."""

import tomllib
from datetime import date
from pathlib import Path

from pipelines.database import Database, Row, rows, run
from pipelines.model import Model, build_models

ROOT = Path(__file__).parents[2]
SQL = ROOT / "sql"
TYPES = {
    "code": "varchar",
    "text": "varchar",
    "enum": "varchar",
    "person": "varchar",
    "period": "varchar",
    "date": "date",
    "time": "time",
    "integer": "bigint",
    "year": "bigint",
    "decimal": "decimal(18, 4)",
    "hours": "decimal(18, 4)",
    "share": "decimal(18, 4)",
}
ORIGIN = {
    "delivery_id": "bigint default 1",
    "source_code": "varchar default 'ring'",
    "sheet": "varchar default ''",
    "line": "bigint default 2",
}
"""Where a row comes from, unless the test is about that."""


LEDGER = {
    "delivery": "delivery_id bigint, source_code varchar, file_name varchar, state varchar default 'loaded'",
    "sheet_count": "delivery_id bigint, dataset varchar, sheet varchar, rows_accepted bigint",
    "finding": "delivery_id bigint, dataset varchar, sheet varchar, line bigint, column_name varchar, "
    "value_printed decimal(38, 4), value_computed decimal(38, 4), finding_code varchar, rows_found bigint",
}
"""What the checks read of the ledger."""


def create_ledger(db: Database) -> None:
    """Create the tables of load that the checks read."""
    run(db, "create schema load")
    for name, columns in LEDGER.items():
        run(db, f"create table load.{name} ({columns})")


def enter_deliveries(db: Database) -> None:
    """Write in the ledger what stands in raw, as loading does."""
    for path in sorted((ROOT / "data" / "contracts").glob("*.toml")):
        run(
            db,
            f"insert into load.sheet_count select delivery_id, '{path.stem}', sheet, count(*) "
            f'from raw."{path.stem}" group by all',
        )
    run(
        db,
        "insert into load.delivery select distinct delivery_id, 'ring', delivery_id || '.csv', 'loaded' "
        "from load.sheet_count",
    )


def create_raw(db: Database) -> None:
    """Create raw.<dataset> for every contract."""
    run(db, "create schema raw")
    for path in sorted((ROOT / "data" / "contracts").glob("*.toml")):
        contract = tomllib.loads(path.read_text(encoding="utf-8"))
        columns = {name: TYPES[column["kind"]] for name, column in contract["columns"].items()}
        listed = ", ".join(f'"{name}" {kind}' for name, kind in (ORIGIN | columns).items())
        run(db, f'create table raw."{contract["name"]}" ({listed})')


def build(db: Database, *only: str, year: int = 2025, last_date: date | None = None) -> dict[str, Model]:
    """Build the program's own sql/, or only the models that the test is about and what they read."""
    parameters = {"report_year": year, "last_date": last_date or date(year + 1, 1, 1)}
    return build_models(db, SQL, parameters, only=only)


def slice_of(db: Database, mart: str, measures: str, **key: str | None) -> list[Row]:
    """Give the further keys and the named measures of the cells with these labels (None: the total)."""
    fixed = " and ".join(f"{name} is not distinct from ${name}" for name in key)
    return rows(db, f"select {measures} from {mart} where {fixed} order by all", key)
