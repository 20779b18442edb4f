"""Know what need not be built again: a fingerprint of a model's SQL, its parameters and all that it reads."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipelines.database import Database, rows, run
from pipelines.model.header import Model


@dataclass(frozen=True)
class Standing:
    """A model that stands built: from what, and a fingerprint of the rows that came of it."""

    made_from: str
    content: str


def remember(db: Database) -> dict[str, Standing]:
    """Give what is known of the models that stand built in the database, by name."""
    run(db, "create schema if not exists model")
    run(
        db,
        "create table if not exists model.standing "
        "(name varchar primary key, made_from varchar, content varchar)",
    )
    found = rows(
        db,
        "select name, made_from, content from model.standing join information_schema.tables "
        "on name = table_schema || '.' || table_name",
    )
    return {str(name): Standing(str(made_from), str(content)) for name, made_from, content in found}


def note(db: Database, name: str, made_from: str) -> Standing:
    """Write down that the model stands built from exactly this, and what came of it.

    Where the same rows come of other input, what reads them need not be built again.
    """
    standing = Standing(made_from, fingerprint_rows(db, name))
    run(db, "insert or replace into model.standing values (?, ?, ?)", [name, made_from, standing.content])
    return standing


def forget(db: Database, name: str) -> None:
    """Strike the model off before it is built, so that a build that breaks off leaves no promise."""
    run(db, "delete from model.standing where name = ?", [name])


def fingerprint_model(model: Model, parameters: Mapping[str, object], read: Mapping[str, str]) -> str:
    """Give the fingerprint of what the model is made from; `read` holds those of the rows that it reads."""
    asked = [f"{name}={parameters[name]}" for name in sorted(model.parameters)]
    told = [f"{name}:{read[name]}" for name in sorted(model.reads)]
    return hashlib.sha256("\n".join([model.sql, *asked, *told]).encode()).hexdigest()


def fingerprint_inputs(db: Database, models: Iterable[Model]) -> dict[str, str]:
    """Give a fingerprint of the rows, in any order, of every table that is read but not built here."""
    known = list(models)
    built = {model.name for model in known}
    inputs = sorted({table for model in known for table in model.reads} - built)
    return {table: fingerprint_rows(db, table) for table in inputs}


def fingerprint_rows(db: Database, table: str) -> str:
    """Give a fingerprint of the table's columns and rows, these in any order."""
    schema, _, name = table.partition(".")
    quoted = f'{schema}."{name}"'
    columns = rows(db, f"select column_name, column_type from (describe {quoted})")
    # The sum sees a row that stands twice, which an exclusive or does not.
    found = rows(
        db, f"select count(*), bit_xor(hash(input)), sum(hash(input)::hugeint) from {quoted} as input"
    )
    return hashlib.sha256(f"{columns}{found}".encode()).hexdigest()
