"""Explain a model or an indicator: what it says, what it reads, its SQL and which test shows it."""

from collections.abc import Mapping
from pathlib import Path

from pipelines.database import Database, rows
from pipelines.errors import ModelError
from pipelines.model.build import read_models
from pipelines.model.facts import describe, in_order
from pipelines.model.header import Model
from pipelines.model.register import Indicator, read_register


def explain(db: Database, folder: Path, name: str) -> str:
    """Give the explanation as text in Dutch, of `marts.population`, `I11` or `participants`.

    Raise ModelError when no model and no indicator has this name.
    """
    models = read_models(db, folder)
    if name in models:
        return _explain_model(db, folder, models[name])
    for indicator in read_register(folder).indicators.values():
        if name in (indicator.code, indicator.measure):
            return _explain_indicator(indicator, models)
    raise ModelError(f"{name}: geen model of indicator van {folder}; kies uit {', '.join(sorted(models))}")


def _explain_model(db: Database, folder: Path, model: Model) -> str:
    known = rows(
        db,
        "select column_name, data_type from information_schema.columns "
        "where table_schema || '.' || table_name = $name order by ordinal_position",
        {"name": model.name},
    )
    return "\n".join(
        [
            f"{model.name}: {model.purpose}",
            f"Korrel: {', '.join(model.grain)}",
            f"Telt op: {'ja' if model.adds_up else 'nee'}",
            f"Leest: {', '.join(sorted(model.reads))}",
            f"Parameters: {', '.join(sorted(model.parameters)) or 'geen'}",
            f"Bestand: {folder.name}/{model.layer}/{model.path.name}",
            f"Test: {', '.join(_tests(folder, model)) or 'geen gevonden'}",
            "Kolommen:",
            *([f"  {column} ({kind})" for column, kind in known] or ["  (nog niet gebouwd)"]),
        ]
    )


def _tests(folder: Path, model: Model) -> list[str]:
    found = sorted((folder.parent / "tests" / "sql").glob("test_*.py"))
    return [
        f"tests/sql/{path.name}" for path in found if f'"{model.name}"' in path.read_text(encoding="utf-8")
    ]


def _explain_indicator(indicator: Indicator, models: Mapping[str, Model]) -> str:
    marts = in_order(
        model
        for model in models.values()
        if model.layer == "marts" and f" as {indicator.measure}\n" in model.sql.replace(",\n", "\n")
    )
    facts = [f"{label}: {text}" for label, text in describe(indicator, marts).items()]
    example = f"Voorbeeld: docs/indicatoren.md#{indicator.measure}"
    sql = [marts[0].sql] if marts else []
    heading = f"{indicator.code} {indicator.name['nl']}: {indicator.definition['nl']}"
    return "\n".join([heading, *facts, example, *sql])
