-- What is kept of every delivery: what came, what became of its rows, what was odd in it and what replaced what.
-- Made where it is absent, so that a warehouse of before gets what it lacks.
-- long: a table after another

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
-- The number of a file by which people speak of it: kept in leveringen.csv, so the same in a new warehouse.
alter table load.delivery add column if not exists delivery_number bigint;
alter table load.delivery add column if not exists came_at timestamp;
create table if not exists load.unsettled (
    source_code varchar primary key
);
