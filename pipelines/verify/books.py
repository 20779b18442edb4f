"""Read the workbooks of an edition, XLSX and ODS alike: the only module here that names their reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

import python_calamine

PLACES = 6
"""More decimals than any figure has; what a spreadsheet holds beyond them is its own arithmetic."""


@dataclass(frozen=True)
class Leaf:
    """A sheet: its name, and the rows of its one table with the heads first, all as text."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def read_book(content: bytes) -> tuple[Leaf, ...]:
    """Read the sheets of a workbook; raises ValueError for what is none."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        return tuple(
            Leaf(name, _table(book.get_sheet_by_name(name).to_python(skip_empty_area=False)))
            for name in book.sheet_names
        )
    except (python_calamine.CalamineError, OSError) as error:
        raise ValueError(str(error)) from error


def _table(rows: Sequence[Sequence[object]]) -> tuple[tuple[str, ...], ...]:
    """Keep the rows from the first that fills more than its first cell: above it stand lines of text."""
    texts = [tuple(_text(value) for value in row) for row in rows]
    begin = next((place for place, row in enumerate(texts) if any(row[1:])), len(texts))
    return tuple(texts[begin:])


def _text(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = round(Decimal(repr(value)), PLACES)
        return format(number.normalize() + 0, "f")
    return str(value)
