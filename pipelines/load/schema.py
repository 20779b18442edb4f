"""The tables that loading fills: raw, rejected and the ledger."""

from collections.abc import Mapping
from hashlib import sha256

from pipelines.database import Database, rows, run
from pipelines.errors import ConfigError
from pipelines.load.casts import named, sql_type
from pipelines.sources import Contract

TRACE = {"delivery_id": "bigint", "source_code": "varchar", "sheet": "varchar", "line": "bigint"}
"""Where a row came from."""

LEDGER = """
create table if not exists load.delivery (
    delivery_id bigint primary key,
    source_code varchar not null,
    file_name varchar not null,
    sha256 varchar not null,
    received_at timestamp not null,
    is_fictitious boolean not null,
    state varchar not null check (state in ('loaded', 'replaced', 'withdrawn'))
);
create table if not exists load.manner (
    delivery_id bigint primary key,
    date_order varchar not null
);
create table if not exists load.change (
    delivery_id bigint primary key,
    changed_at timestamp not null,
    replaced_by bigint
);
create table if not exists load.key_check (
    check_value varchar not null
);
create table if not exists load.source (
    source_code varchar primary key,
    source_label varchar not null
);
create table if not exists load.sheet_count (
    delivery_id bigint not null,
    dataset varchar not null,
    sheet varchar not null,
    rows_read bigint not null,
    rows_accepted bigint not null,
    rows_rejected bigint not null,
    rows_duplicate bigint not null,
    rows_skipped bigint not null,
    check (rows_read = rows_accepted + rows_rejected + rows_duplicate + rows_skipped)
);
create table if not exists load.skip_count (
    delivery_id bigint not null,
    dataset varchar not null,
    sheet varchar not null,
    reason_code varchar not null,
    rows_skipped bigint not null
);
create table if not exists load.finding (
    delivery_id bigint not null,
    dataset varchar not null,
    sheet varchar not null,
    line bigint,
    column_name varchar,
    finding_code varchar not null,
    severity varchar not null check (severity in ('error', 'warning', 'info')),
    value_printed decimal(38, 4),
    value_computed decimal(38, 4)
);
create table if not exists load.dimension (
    dataset varchar not null,
    dimension varchar not null
);
alter table load.manner add column if not exists decimal_mark varchar;
alter table load.manner add column if not exists number_suffix varchar;
alter table load.manner add column if not exists source_sha256 varchar;
alter table load.manner add column if not exists codes_sha256 varchar;
create table if not exists load.replacement (
    delivery_id bigint not null,
    replaced_by bigint not null,
    dataset varchar not null,
    rows_taken bigint not null,
    rows_again bigint not null
);
create table if not exists load.erased (
    delivery_id bigint not null,
    dataset varchar not null,
    sheet varchar not null,
    line bigint not null,
    erased_at timestamp not null
);
alter table load.finding add column if not exists rows_found bigint;
alter table load.finding add column if not exists lines bigint[];
"""


def prepare(database: Database, contracts: Mapping[str, Contract]) -> None:
    """Create the schemas raw, rejected and load and a table per contract, where they are absent.

    A column that a contract got since stands empty in what was loaded before. Raises ConfigError when a table
    stands of which a column has another type: then it is of another version, or its contract was changed.
    """
    for schema in ("raw", "rejected", "load"):
        run(database, f"create schema if not exists {schema}")
    run(database, LEDGER)
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
    return sha256("\n".join((LEDGER, *TRACE, *columns)).encode()).hexdigest()[:12]


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
                "leveringen die ingetrokken waren, moeten dan opnieuw ingetrokken worden."
            )


def _create(database: Database, table: str, columns: Mapping[str, str]) -> None:
    listed = ", ".join(f"{named(name)} {kind}" for name, kind in columns.items())
    run(database, f"create table if not exists {table} ({listed})")
