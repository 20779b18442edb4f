"""Explain a model or an indicator: what it says, what it reads, its SQL and which test shows it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipelines.database import Database, rows
from pipelines.errors import ConfigError
from pipelines.model.build import read_models
from pipelines.model.catalogue import Indicator, read_catalogue
from pipelines.model.example import divisors, open_example, show_cells, show_records
from pipelines.model.header import Model
from pipelines.model.indicator_text import describe, in_order, makes
from pipelines.sources import Contract
from pipelines.toml import meant


def explain(db: Database, folder: Path, name: str, contracts: Mapping[str, Contract]) -> str:
    """Give the explanation as text in Dutch, of `marts.population` or `population`, `I11` or `participants`.

    That of an indicator ends with an example, computed from ten make-believe rows as `contracts` have them.
    Raise ConfigError when no model and no indicator has this name.
    """
    models = read_models(db, folder)
    for model in (name, f"marts.{name}"):
        if model in models:
            return _explain_model(db, folder, models[model])
    indicators = list(read_catalogue(folder).indicators.values())
    for indicator in indicators:
        if name in (indicator.code, indicator.measure):
            return _explain_indicator(folder, indicator, models, contracts)
    marts = sorted(one.removeprefix("marts.") for one in models if one.startswith("marts."))
    known = [*models, *marts, *(one.measure for one in indicators), *(one.code for one in indicators)]
    raise ConfigError(
        f"{name or 'leeg'}: geen tabel en geen indicator{meant(name, known)}. Verwacht de code van een "
        f"indicator ({indicators[0].code} tot {indicators[-1].code}; docs/indicatoren.md noemt ze), haar "
        f"naam (zoals {indicators[0].measure}), of een van de tabellen {', '.join(marts)}"
    )


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


def _explain_indicator(
    folder: Path, indicator: Indicator, models: Mapping[str, Model], contracts: Mapping[str, Contract]
) -> str:
    marts = in_order(model for model in models.values() if _tells(model, indicator))
    counted = marts if indicator.kind == "count" else []
    facts = [f"{label}: {text}" for label, text in describe(indicator, counted).items()]
    heading = f"{indicator.code} {indicator.name['nl']}: {indicator.definition['nl']}"
    return "\n".join([heading, *facts, "", *_example(folder, indicator, marts, contracts), *_sql(marts[:1])])


def _tells(model: Model, indicator: Indicator) -> bool:
    return makes(model, indicator.measure) or model.name.removeprefix("marts.") in indicator.per


def _sql(marts: Sequence[Model]) -> list[str]:
    return [line for mart in marts for line in (f"SQL van {mart.name}:", "", mart.sql)]


def _example(
    folder: Path, indicator: Indicator, marts: Sequence[Model], contracts: Mapping[str, Contract]
) -> list[str]:
    with open_example(folder, contracts, [mart.name for mart in marts] + divisors(indicator)) as example:
        given = [
            line
            for dataset in indicator.sources
            if dataset in example.records
            for line in (f"Voorbeeldrijen van {dataset}:", "", *show_records(example, dataset), "")
        ]
        return [*given, *show_cells(example, indicator, marts)]
