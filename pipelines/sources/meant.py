"""Hold the words that a source maps to values against the column that they are for, as its cells are."""

import re
from collections.abc import Mapping
from decimal import Decimal

from pipelines.sources.contract import Column, Kind
from pipelines.toml import TomlFile, one_of_these

MEANT = {
    Kind.PERIOD: (r"\d{4}(-K[1-4]|-(0[1-9]|1[0-2]))?", "een periode: 2025, 2025-K1 of 2025-03"),
    Kind.DATE: (r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "een datum: 2025-12-31"),
    Kind.TIME: (r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?", "een uur: 14:30"),
    Kind.YEAR: (r"(19|20)\d\d", "een jaar met vier cijfers"),
    Kind.INTEGER: (r"-?\d+", "een geheel getal"),
    Kind.DECIMAL: (r"-?\d+(\.\d+)?", "een getal met een punt voor de decimalen"),
    Kind.HOURS: (r"\d+(\.\d+)?", "een aantal uren met een punt voor de decimalen"),
    Kind.SHARE: (r"\d+(\.\d+)?", "een deel met een punt voor de decimalen"),
    Kind.BOOLEAN: (r"true|false", "true of false"),
}
"""What a word of `values` must stand for in each kind of column: as the warehouse keeps it."""


def check_values(
    file: TomlFile, place: tuple[str | int, ...], values: Mapping[str, str], column: Column
) -> None:
    """Hold the codes of the table `values` at a place against the column, as its cells are."""
    for word, code in values.items():
        where = (*place, "values", word)
        if column.values and code not in column.values:
            file.fail(where, one_of_these(code, column.values))
        if column.kind not in MEANT:
            continue
        pattern, expected = MEANT[column.kind]
        if not re.fullmatch(pattern, code):
            file.fail(where, f"verwacht {expected}")
        if column.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.HOURS, Kind.SHARE) and not (
            (column.minimum is None or Decimal(code) >= column.minimum)
            and (column.maximum is None or Decimal(code) <= column.maximum)
        ):
            file.fail(where, f"verwacht een getal van {column.minimum} tot {column.maximum}")
