"""Explain a model: what it says, its columns, what it reads and which test shows it."""

from pathlib import Path

from pipelines.database import Database, rows
from pipelines.errors import ModelError
from pipelines.model.build import read_models


def explain(db: Database, folder: Path, name: str) -> str:
    """Give the explanation as text in Dutch; raise ModelError when no model has this name."""
    models = read_models(db, folder)
    if name not in models:
        raise ModelError(f"{name}: geen model van {folder}; kies uit {', '.join(sorted(models))}")
    model = models[name]
    known = rows(
        db,
        "select column_name, data_type from information_schema.columns "
        "where table_schema || '.' || table_name = $name order by ordinal_position",
        {"name": name},
    )
    return "\n".join(
        [
            f"{model.name}: {model.purpose}",
            f"Korrel: {', '.join(model.grain)}",
            f"Telt op: {'ja' if model.adds_up else 'nee'}",
            f"Leest: {', '.join(sorted(model.reads))}",
            f"Parameters: {', '.join(sorted(model.parameters)) or 'geen'}",
            f"Bestand: {folder.name}/{model.layer}/{model.path.name}",
            f"Test: tests/sql/test_{model.path.stem}.py",
            "Kolommen:",
            *([f"  {column} ({kind})" for column, kind in known] or ["  (nog niet gebouwd)"]),
        ]
    )
