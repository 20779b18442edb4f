"""Read each measure of each mart as a CountTable: what protect takes."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipelines.database import Database, Row, rows
from pipelines.errors import ModelError
from pipelines.model.catalogue import Indicator, IndicatorCatalogue
from pipelines.model.header import Model
from pipelines.tables import CountTable, Key, Value

BEHIND = "_persons"
"""What a measure's column of contributors is called: `attendances_persons`."""


def read_counts(
    db: Database, models: Mapping[str, Model], register: IndicatorCatalogue
) -> tuple[CountTable, ...]:
    """Give every measure of every mart, by name; raise ModelError when one is not in the register."""
    marts = sorted(
        (model for model in models.values() if model.layer == "marts" and not model.published_by),
        key=lambda mart: mart.name,
    )
    return tuple(table for mart in marts for table in _count_tables(db, mart, register))


def measures(db: Database, mart: Model) -> tuple[str, ...]:
    """Give the measure columns of the mart: those that are no key and no count of contributors."""
    return tuple(
        name for name in columns(db, mart.name) if name not in mart.grain and not name.endswith(BEHIND)
    )


def columns(db: Database, table: str) -> tuple[str, ...]:
    """Give the names of the table's columns in order."""
    return tuple(str(name) for (name,) in rows(db, f"select column_name from (describe {table})"))


def _count_tables(db: Database, mart: Model, register: IndicatorCatalogue) -> list[CountTable]:
    names = columns(db, mart.name)
    found = rows(db, f"select * from {mart.name} order by {', '.join(mart.grain)}")
    return [
        _count_table(mart, measure, _indicator(mart, measure, register), names, found)
        for measure in measures(db, mart)
    ]


def _indicator(mart: Model, measure: str, register: IndicatorCatalogue) -> Indicator:
    if measure not in register.indicators:
        raise ModelError(f"{mart.path}: de maat {measure} staat niet in het register sql/indicators.toml")
    return register.indicators[measure]


def _count_table(
    mart: Model, measure: str, indicator: Indicator, names: Sequence[str], found: Sequence[Row]
) -> CountTable:
    places = [names.index(name) for name in mart.grain]
    keys: list[Key] = [tuple(_label(row[place]) for place in places) for row in found]
    value = names.index(measure)
    behind = names.index(measure + BEHIND) if measure + BEHIND in names else None
    return CountTable(
        name=f"{mart.name.removeprefix('marts.')}.{measure}",
        dimensions=mart.grain,
        measure=measure,
        unit=indicator.unit,
        counts={key: _value(row[value]) for key, row in zip(keys, found, strict=True)},
        adds_up=set(mart.grain) - {"period_code"} <= set(indicator.adds_up),
        personal=indicator.personal,
        contributors=None if behind is None else _contributors(keys, [row[behind] for row in found]),
    )


def _contributors(keys: Sequence[Key], persons: Sequence[object]) -> Mapping[Key, int]:
    return {key: count for key, count in zip(keys, persons, strict=True) if isinstance(count, int)}


def _label(part: object) -> str | None:
    return None if part is None else str(part)


def _value(cell: object) -> Value | None:
    if cell is None or isinstance(cell, int | Decimal):
        return cell
    raise ModelError(f"{cell!r}: een maat is een geheel getal of een decimaal getal")
