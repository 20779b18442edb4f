"""Know what need not be built again: a fingerprint of a model's SQL, its parameters and all that it reads."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.database import Database, rows, run
from pipelines.model.header import Model

ROWS = "count(*) as part_rows, bit_xor(hash(input)) as row_xor, sum(hash(input)::hugeint) as row_sum"
"""What tells rows of `input` from others, in any order: the sum sees a row that stands twice."""


@dataclass(frozen=True)
class BuildState:
    """A table that stands built: from what, and a fingerprint of the rows that came of it.

    `made_from` is of its SQL, its parameters and the tables that it reads whole; `read` has the fingerprint
    of the rows, at that time, of each table that it reads by part.
    """

    made_from: str
    read: Mapping[str, str]
    content: str


def remember(db: Database) -> dict[str, BuildState]:
    """Give what is known of the tables that stand built in the database, by name.

    What is known of their parts stands in `model.part`.
    """
    run(db, "create schema if not exists model")
    run(
        db,
        "create table if not exists model.standing "
        "(name varchar primary key, made_from varchar, content varchar)",
    )
    # A warehouse of before tables were kept in parts lacks the column.
    run(db, "alter table model.standing add column if not exists read varchar default '{}'")
    run(
        db,
        "create table if not exists model.part (table_name varchar, column_name varchar, part varchar, "
        "part_rows bigint, row_xor ubigint, row_sum hugeint, table_columns varchar)",
    )
    found = rows(
        db,
        "select name, made_from, read, content from model.standing join information_schema.tables "
        "on name = table_schema || '.' || table_name",
    )
    return {
        str(name): BuildState(str(made_from), json.loads(str(read)), str(content))
        for name, made_from, read, content in found
    }


def note(db: Database, name: str, standing: BuildState) -> None:
    """Write down that the table stands built from exactly this, and what came of it.

    Where the same rows come of other input, what reads them need not be built again.
    """
    run(
        db,
        "insert or replace into model.standing (name, made_from, read, content) values (?, ?, ?, ?)",
        [name, standing.made_from, json.dumps(standing.read, sort_keys=True), standing.content],
    )


def forget(db: Database, name: str) -> None:
    """Strike the model off before it is built, so that a build that breaks off leaves no promise."""
    run(db, "delete from model.standing where name = ?", [name])


def fingerprint_model(model: Model, parameters: Mapping[str, object], read: Mapping[str, str]) -> str:
    """Give the fingerprint of what the model is made from; `read` holds those of what it reads whole."""
    asked = [f"{name}={parameters[name]}" for name in sorted(model.parameters)]
    told = [f"{name}:{read[name]}" for name in sorted(read)]
    return hashlib.sha256("\n".join([model.sql, *asked, *told]).encode()).hexdigest()


def fingerprint_rows(db: Database, table: str) -> str:
    """Give a fingerprint of the table's columns and rows, these in any order."""
    found = rows(db, f"select {ROWS} from {quoted(table)} as input")
    columns = fingerprint_columns(read_columns(db, table))
    return f"{columns} {hashlib.sha256(str(found).encode()).hexdigest()}"


def read_columns(db: Database, table: str) -> dict[str, str]:
    """Give the type of each column of the table, in their order."""
    found = rows(db, f"select column_name, column_type from (describe {quoted(table)})")
    return {str(name): str(kind) for name, kind in found}


def fingerprint_columns(columns: Mapping[str, str]) -> str:
    """Give a fingerprint of the names and types of columns."""
    return hashlib.sha256(str(list(columns.items())).encode()).hexdigest()


def quoted(table: str) -> str:
    """Give the qualified name as SQL takes it: a dataset may have the name of a function."""
    schema, _, name = table.partition(".")
    return f'{schema}."{name}"'
