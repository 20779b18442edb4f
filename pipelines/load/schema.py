"""The tables that loading fills: raw, rejected and the ledger."""

from collections.abc import Mapping
from hashlib import sha256

from pipelines.database import Database, rows, run
from pipelines.errors import ConfigError
from pipelines.load.casts import named, sql_type
from pipelines.program import read_sql
from pipelines.sources import Contract

TRACE = {"delivery_id": "bigint", "source_code": "varchar", "sheet": "varchar", "line": "bigint"}
"""Where a row came from."""

LEDGER = "load/ledger.sql"
"""The tables of the ledger, made where they are absent."""


def prepare(database: Database, contracts: Mapping[str, Contract]) -> None:
    """Create the schemas raw, rejected and load and a table per contract, where they are absent.

    A column that a contract got since stands empty in what was loaded before. Raises ConfigError when a table
    stands of which a column has another type: then it is of another version, or its contract was changed.
    """
    for schema in ("raw", "rejected", "load"):
        run(database, f"create schema if not exists {schema}")
    run(database, read_sql(LEDGER))
    standing = _standing(database)
    for contract in contracts.values():
        columns = {column.name: sql_type(column) for column in contract.columns.values()}
        _fit(database, contract.name, {**TRACE, **columns}, standing)
        reason = {"column_name": "varchar", "reason_code": "varchar"}
        _create(database, f"rejected.{named(contract.name)}", {**TRACE, **reason})
    _keep_dimensions(database, contracts)


def _keep_dimensions(database: Database, contracts: Mapping[str, Contract]) -> None:
    """Write down by which dimensions of the workspace's own rows are told."""
    told = [
        [contract.name, column.name]
        for contract in contracts.values()
        for column in contract.columns.values()
        if column.dimension
    ]
    if rows(database, "select dataset, dimension from load.dimension order by all") != sorted(
        map(tuple, told)
    ):
        run(database, "delete from load.dimension")
        for one in told:
            run(database, "insert into load.dimension values (?, ?)", one)


def schema_mark(contracts: Mapping[str, Contract]) -> str:
    """Compute what tells the tables of one version of program and contracts from those of another."""
    columns = [
        f"{contract.name}.{column.name} {sql_type(column)}"
        for contract in contracts.values()
        for column in contract.columns.values()
    ]
    return sha256("\n".join((read_sql(LEDGER), *TRACE, *columns)).encode()).hexdigest()[:12]


def trace_columns(contract: Contract) -> tuple[str, ...]:
    """Give the trace columns of a raw table: a contract with a source_code of its own keeps that one."""
    return tuple(name for name in TRACE if name not in contract.columns)


def _standing(database: Database) -> dict[str, dict[str, str]]:
    """Give the columns of each table of raw with their types."""
    tables: dict[str, dict[str, str]] = {}
    for table, column, kind in rows(
        database,
        "select table_name, column_name, lower(data_type) from duckdb_columns() where schema_name = 'raw'",
    ):
        tables.setdefault(str(table), {})[str(column)] = str(kind).replace(",", ", ")
    return tables


def _fit(
    database: Database, name: str, columns: Mapping[str, str], standing: Mapping[str, Mapping[str, str]]
) -> None:
    """Create the raw table of a contract, or give it the columns that it lacks."""
    table = f"raw.{named(name)}"
    if name not in standing:
        _create(database, table, columns)
        return
    for column, kind in columns.items():
        found = standing[name].get(column)
        if found is None:
            run(database, f"alter table {table} add column {named(column)} {kind}")
        elif found != kind:
            raise ConfigError(
                f"de databank is van een vroegere versie: {column} van {name} staat er als {found} in plaats "
                f"van {kind}. Verwijder de databank (warehouse.duckdb) en lees alle bestanden opnieuw in; "
                "leveringen.csv weet wat ingetrokken was."
            )


def _create(database: Database, table: str, columns: Mapping[str, str]) -> None:
    listed = ", ".join(f"{named(name)} {kind}" for name, kind in columns.items())
    run(database, f"create table if not exists {table} ({listed})")
