"""The tables that loading fills: raw, rejected and the ledger."""

from collections.abc import Mapping

from pipelines.database import Database, run
from pipelines.load.typing import named, sql_type
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
alter table load.manner add column if not exists decimal_mark varchar;
alter table load.finding add column if not exists rows_found bigint;
alter table load.finding add column if not exists lines bigint[];
"""


def prepare(database: Database, contracts: Mapping[str, Contract]) -> None:
    """Create the schemas raw, rejected and load and a table per contract, where they are absent."""
    for schema in ("raw", "rejected", "load"):
        run(database, f"create schema if not exists {schema}")
    run(database, LEDGER)
    for contract in contracts.values():
        columns = {column.name: sql_type(column) for column in contract.columns.values()}
        _create(database, f"raw.{named(contract.name)}", {**TRACE, **columns})
        reason = {"column_name": "varchar", "reason_code": "varchar"}
        _create(database, f"rejected.{named(contract.name)}", {**TRACE, **reason})


def trace_columns(contract: Contract) -> tuple[str, ...]:
    """Give the trace columns of a raw table: a contract with a source_code of its own keeps that one."""
    return tuple(name for name in TRACE if name not in contract.columns)


def _create(database: Database, table: str, columns: Mapping[str, str]) -> None:
    listed = ", ".join(f"{named(name)} {kind}" for name, kind in columns.items())
    run(database, f"create table if not exists {table} ({listed})")
