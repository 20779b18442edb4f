"""Find the table in a file that nobody described yet: encoding, delimiter, sheet and header."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from pipelines.errors import LoadError
from pipelines.load.headers import LOOK_DOWN, TOTAL
from pipelines.load.read import DELIMITERS, SAMPLE, Part, encoding_of, open_parts
from pipelines.load.workbooks import cell_text, open_sheet, open_workbook, sheet_rows, visible_sheets

LINES = 20_000
"""So many lines are looked at: words of a list that come later are refused by name when they load."""

BYTES = 1 << 23
"""So much of a text file is looked at."""


@dataclass(frozen=True)
class Unknown:
    """A table as it stands in a file; a spreadsheet has no encoding and no delimiter, a text no sheet."""

    encoding: str | None
    delimiter: str | None
    sheet: str | None
    header_row: int
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_below: bool = False  # periods that stood beside each other stand below each other

    def column(self, place: int) -> tuple[str, ...]:
        """Give the filled cells of a column."""
        cells = (row[place].strip() for row in self.rows if place < len(row))
        return tuple(cell for cell in cells if cell)


def read_unknown(path: Path) -> Unknown:
    """Read the first lines of the likeliest table of a file; raise LoadError when it has none."""
    try:
        tables = (table for part in open_parts(path) for table in _tables(part, path))
        best = max(tables, key=lambda one: len(one.headers) * len(one.rows), default=None)
    except (OSError, UnicodeError) as error:
        raise LoadError(f"{path}: kan niet gelezen worden ({type(error).__name__})") from None
    if best is None:
        raise LoadError(
            f"{path}: geen tabel gevonden: geen regel met minstens twee kolomnamen en rijen eronder"
        )
    return best


def _tables(part: Part, path: Path) -> Iterator[Unknown]:
    return _sheets(part.file, path) if part.kind == "workbook" else _texts(part.file)


def _texts(file: BinaryIO) -> Iterator[Unknown]:
    file.seek(0)
    sample = file.read(BYTES)
    encoding = encoding_of(sample[:SAMPLE])
    text = sample.decode(encoding, errors="replace")
    for delimiter in DELIMITERS:
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            lines = list(islice(reader, LINES))
        except csv.Error:
            continue
        widths = Counter(len(line) for line in lines if any(line))
        if not widths or max(widths) < 2:
            continue
        width, agreeing = widths.most_common(1)[0]
        if width > 1 and 2 * agreeing > widths.total():
            yield from _table(lines, encoding, delimiter, None)


def _sheets(file: BinaryIO, path: Path) -> Iterator[Unknown]:
    book = open_workbook(file, path)
    for name in visible_sheets(book):
        rows = islice(sheet_rows(open_sheet(book, name, path)), LINES)
        yield from _table([[cell_text(value, ",") for value in row] for row in rows], None, None, name)


def _table(
    lines: Sequence[Sequence[str]], encoding: str | None, delimiter: str | None, sheet: str | None
) -> Iterator[Unknown]:
    """Give the table whose header has the most names above filled rows."""
    scores = [(_names(line), -place) for place, line in enumerate(lines[:LOOK_DOWN])]
    count, place = max(scores, default=(0, 0))
    if count >= 2 and len(lines) > 1 - place:
        header = tuple(" ".join(cell.split()).removeprefix("\ufeff") for cell in lines[-place])
        rows = tuple(tuple(line) for line in lines[1 - place :] if _is_row(line))
        yield Unknown(encoding, delimiter, sheet, 1 - place, header, rows)


def _is_row(line: Sequence[str]) -> bool:
    first = next((cell for cell in line if cell.strip()), None)
    return first is not None and not TOTAL.fullmatch(" ".join(first.split()))


def _names(line: Sequence[str]) -> int:
    """Count the cells that could be names of columns; a line with numbers or dates is none of a header."""
    filled = [cell.strip() for cell in line if cell.strip()]
    named = [
        cell for cell in filled if re.search(r"[^\W\d_]", cell) and not re.search(r"\d[./-]\d|\d:\d", cell)
    ]
    return len(set(named)) if len(named) >= 0.6 * len(filled) else 0
