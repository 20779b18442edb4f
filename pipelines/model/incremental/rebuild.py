"""Build a model: all of it, or only the parts that no longer follow from what it reads."""

import logging
import re
from collections.abc import Mapping, Sequence

from pipelines.database import Database, DatabaseError, any_order, rows, run, scalar
from pipelines.errors import ModelError
from pipelines.model.header import Model
from pipelines.model.incremental.partitions import MONTH, Part, Parts, months_of, own_column, read_by

logger = logging.getLogger(__name__)


def build_whole(db: Database, model: Model, parameters: Mapping[str, object]) -> None:
    """Make the table of the model and prove its grain; raise ModelError when either fails."""
    asked = {name: parameters[name] for name in model.parameters}
    try:
        with any_order(db):
            run(db, f"create or replace table {model.name} as\n{model.sql}", asked)
    except DatabaseError as error:
        raise ModelError(f"{model.path}: {model.name} kan niet gebouwd worden ({error})") from error
    logger.info("built %s: %s rows", model.name, scalar(db, f"select count(*) from {model.name}"))
    prove_grain(db, model)


def build_parts(
    db: Database,
    model: Model,
    parameters: Mapping[str, object],
    stale: Parts,
    models: Mapping[str, Model],
) -> None:
    """Make the stale parts of the table anew and leave the others; raise ModelError when that fails."""
    columns = [column for column in model.parts if column in stale]
    asked = {name: parameters[name] for name in model.parameters}
    try:
        for column in columns:
            run(db, f"delete from {model.name} where {_within(column)}", _told({column: stale[column]}))
        for place, column in enumerate(columns):
            cut_down, months = _cut_down(db, model, column, stale[column], models)
            # A row of which two parts are stale is made by the first.
            apart = [_within(column), *(f"not {_within(earlier)}" for earlier in columns[:place])]
            told = _told({one: stale[one] for one in columns[: place + 1]})
            insert = f"insert into {model.name} by name select * from (\n{cut_down}\n)"
            with any_order(db):
                run(db, f"{insert} where {' and '.join(apart)}", asked | told | months)
    except DatabaseError as error:
        raise ModelError(f"{model.path}: {model.name} kan niet bijgewerkt worden ({error})") from error
    logger.info("renewed %s: %s", model.name, ", ".join(f"{len(stale[one])} by {one}" for one in columns))
    prove_grain(db, model, only=stale if len(columns) == 1 and columns[0] in model.grain else {})


def _within(column: str) -> str:
    return f"{column} in (select unnest($stale_{column}))"


def _told(parts: Parts) -> dict[str, object]:
    return {f"stale_{column}": sorted(found) for column, found in parts.items()}


def _cut_down(
    db: Database, model: Model, column: str, parts: frozenset[Part], models: Mapping[str, Model]
) -> tuple[str, dict[str, object]]:
    """Give the SQL that reads only the parts of tables kept by this column, and its parameter of months."""
    sql, told = model.sql, {}
    for table, kept in read_by(model, models).items():
        if own_column(model, kept) == column:
            sql = re.sub(rf"\b{re.escape(table)}\b", f"(from {table} where {_within(kept)})", sql)
            if kept != column:
                told = _told({MONTH: months_of(db, parts, model.looks_back)})
    return sql, told


def prove_grain(db: Database, model: Model, *, only: Parts | None = None) -> None:
    """Raise ModelError naming the model and the keys that stand in it, or in `only` parts of it, twice."""
    key = ", ".join(model.grain)
    where = " and ".join(_within(column) for column in only or {}) or "true"
    try:
        double: Sequence[tuple[object, ...]] = rows(
            db,
            f"select {key}, count(*) from {model.name} where {where} group by {key} "
            "having count(*) > 1 order by all limit 5",
            _told(only or {}),
        )
    except DatabaseError as error:
        raise ModelError(f"{model.path}: de korrel '{key}' is geen sleutel van de tabel ({error})") from error
    if double:
        examples = "; ".join(
            ", ".join(str(part) for part in row[:-1]) + f" ({row[-1]} keer)" for row in double
        )
        raise ModelError(f"{model.path}: {model.name} heeft dubbele sleutels voor {key}: {examples}")
