"""Know what need not be built again: a fingerprint of a model's SQL, its parameters and all that it reads."""

import hashlib
from collections.abc import Iterable, Mapping

from pipelines.database import Database, rows, run
from pipelines.model.header import Model


def remember(db: Database) -> dict[str, str]:
    """Give the fingerprints of the models that stand built in the database, by name."""
    run(db, "create schema if not exists model")
    run(db, "create table if not exists model.built (name varchar primary key, fingerprint varchar)")
    return {
        str(name): str(fingerprint)
        for name, fingerprint in rows(
            db,
            "select name, fingerprint from model.built join information_schema.tables "
            "on name = table_schema || '.' || table_name",
        )
    }


def note(db: Database, name: str, fingerprint: str) -> None:
    """Write down that the model stands built from exactly this."""
    run(db, "insert or replace into model.built values (?, ?)", [name, fingerprint])


def forget(db: Database, name: str) -> None:
    """Strike the model off before it is built, so that a build that breaks off leaves no promise."""
    run(db, "delete from model.built where name = ?", [name])


def fingerprint_model(model: Model, parameters: Mapping[str, object], read: Mapping[str, str]) -> str:
    """Give the fingerprint of the model; `read` holds those of all that it reads."""
    asked = [f"{name}={parameters[name]}" for name in sorted(model.parameters)]
    told = [f"{name}:{read[name]}" for name in sorted(model.reads)]
    return hashlib.sha256("\n".join([model.sql, *asked, *told]).encode()).hexdigest()


def fingerprint_inputs(db: Database, models: Iterable[Model]) -> dict[str, str]:
    """Give a fingerprint of the rows, in any order, of every table that is read but not built here."""
    known = list(models)
    built = {model.name for model in known}
    inputs = sorted({table for model in known for table in model.reads} - built)
    return {table: _fingerprint_rows(db, table) for table in inputs}


def _fingerprint_rows(db: Database, table: str) -> str:
    schema, _, name = table.partition(".")
    # The sum sees a row that stands twice, which an exclusive or does not.
    found = rows(
        db,
        f'select count(*), bit_xor(hash(input)), sum(hash(input)::hugeint) from {schema}."{name}" as input',
    )
    return str(found[0])
