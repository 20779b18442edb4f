"""Find the tables in a file that nobody described yet: encoding, dialect, sheets and headers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, zip_longest
from pathlib import Path
from typing import BinaryIO

from pipelines.errors import LoadError
from pipelines.load.discover.cell_kinds import CellKind
from pipelines.load.discover.derived import derived_lines
from pipelines.load.discover.dialect import likely_signs
from pipelines.load.discover.splitting import Signs, records, split_line
from pipelines.load.discover.table_headers import kinds_of
from pipelines.load.discover.tables import Table, find_tables
from pipelines.load.headers import TOTAL
from pipelines.load.read import EMPTY, SAMPLE, Part, encoding_of, open_parts
from pipelines.load.workbooks import cell_text, open_sheet, open_workbook, sheet_rows, visible_sheets

LINES = 20_000
"""So many lines are looked at: words of a list that come later are refused by name when they load."""

BYTES = 1 << 23
"""So much of a text file is looked at."""

NEAR = 3
"""A title stands at most so many lines above its header."""

COMPARED = 120
"""So many lines show which columns are the total of others."""

OTHER_DELIMITERS = (";", ",", "\t", "|", " ")


@dataclass(frozen=True)
class Unknown:
    """A table as it stands in a file; a spreadsheet has no encoding and no signs, a text no sheet.

    `header_row` is that of the last of its `header_height` lines, from 1; 0 = it has none, and its columns
    are called by their place. `total_columns` are the places of columns that follow from others.
    """

    encoding: str | None
    signs: Signs | None
    sheet: str | None
    header_row: int
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    header_height: int = 1
    member: str = ""  # the file within a ZIP
    total_columns: frozenset[int] = frozenset()
    total_rows: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    title: str = ""  # the single cell above its header
    is_below: bool = False  # columns that stood beside each other stand below each other

    @property
    def delimiter(self) -> str | None:
        """Give the sign between cells; None in a spreadsheet."""
        return self.signs.delimiter if self.signs else None

    @property
    def place(self) -> str:
        """Say where it stands, as a coordinator finds it."""
        return f"{self.sheet or self.member or 'tabel'} (regel {self.header_row})"

    def column(self, place: int) -> tuple[str, ...]:
        """Give the filled cells of a column."""
        return self._columns[place]

    @cached_property
    def _columns(self) -> tuple[tuple[str, ...], ...]:
        width = max((len(row) for row in self.rows), default=0)
        turned = zip_longest(*self.rows, fillvalue="") if width else ()
        columns = [tuple(cell for cell in map(str.strip, column) if cell) for column in turned]
        return (*columns, *[()] * (len(self.headers) - width))


def read_unknown(path: Path) -> tuple[Unknown, ...]:
    """Read the first lines of all tables of a file, the likeliest first; raise LoadError when it has none."""
    try:
        if path.stat().st_size == 0:
            raise LoadError(f"{path}: {EMPTY}")
        found = [table for part in open_parts(path) for table in _tables(part, path)]
    except (OSError, UnicodeError) as error:
        raise LoadError(f"{path}: kan niet gelezen worden ({type(error).__name__})") from None
    if not found:
        raise LoadError(
            f"{path}: geen tabel gevonden: geen regel met minstens twee kolomnamen en rijen eronder"
        )
    return tuple(sorted(found, key=lambda one: (one.header_row == 0, -len(one.headers) * len(one.rows))))


def _tables(part: Part, path: Path) -> Iterator[Unknown]:
    return _sheets(part, path) if part.kind == "workbook" else _texts(part)


def read_text(file: BinaryIO) -> tuple[str, Signs, list[tuple[str, ...]]]:
    """Read the beginning of a text: its encoding, its signs and its records."""
    file.seek(0)
    sample = file.read(BYTES)
    encoding = encoding_of(sample[:SAMPLE])
    text = sample.decode(encoding, errors="replace").replace("\0", "")
    signs = likely_signs(text)
    lines = [one.cells for one in islice(records(text, signs), LINES)]
    return encoding, signs, [*map(tuple, _mended(lines, text, signs))]


def _mended(lines: list[tuple[str, ...]], text: str, signs: Signs) -> list[tuple[str, ...]]:
    """Mend a header that is written otherwise than its rows: with another delimiter, or one too many."""
    widths = [len(line) for line in lines[1:41] if sum(1 for cell in line if cell.strip()) > 1]
    if not widths:
        return lines
    width = max(set(widths), key=widths.count)
    first = lines[0]
    if len(first) == 1 and len(lines[1]) == width > 1 and kinds_of(lines[1]).count(CellKind.WORDS) < width:
        raw = text.splitlines()[0]
        for delimiter in OTHER_DELIMITERS:
            cells = split_line(raw, Signs(delimiter, signs.quote, is_loose=delimiter == " "))
            if len(cells) == width:
                return [cells, *lines[1:]]
    blank = [place for place, cell in enumerate(first) if not cell.strip()]
    if len(first) == width + 1 and blank and any(cell.strip() for cell in first):
        return [first[: blank[0]] + first[blank[0] + 1 :], *lines[1:]]
    return lines


def _texts(part: Part) -> Iterator[Unknown]:
    encoding, signs, lines = read_text(part.file)
    for table in find_tables(lines):
        yield _unknown(lines, table, Unknown(encoding, signs, None, 0, (), (), member=part.name))


def _sheets(part: Part, path: Path) -> Iterator[Unknown]:
    book = open_workbook(part.file, path)
    for name in visible_sheets(book):
        rows = islice(sheet_rows(open_sheet(book, name, path)), LINES)
        lines = [tuple(cell_text(value, ",") for value in row) for row in rows]
        for table in find_tables(lines):
            yield _unknown(lines, table, Unknown(None, None, name, 0, (), (), member=part.name))


def _unknown(lines: Sequence[tuple[str, ...]], table: Table, made: Unknown) -> Unknown:
    rows = [lines[place] for place in table.rows]
    width = max((len(row) for row in rows), default=0)
    headers = table.headers or tuple(f"kolom {place + 1}" for place in range(width))
    derived = derived_lines(rows[:COMPARED])
    is_total = [
        _is_total(row) or (place in derived and _is_total_name(row)) for place, row in enumerate(rows)
    ]
    kept = tuple(row for row, total in zip(rows, is_total, strict=True) if not total)
    return Unknown(
        made.encoding,
        made.signs,
        made.sheet,
        table.header_lines[-1] + 1 if table.has_header else 0,
        headers,
        kept,
        len(table.header_lines),
        made.member,
        _total_columns(headers, kept[:COMPARED]),
        tuple(row for row, total in zip(rows, is_total, strict=True) if total),
        _title(lines, table),
    )


def _title(lines: Sequence[tuple[str, ...]], table: Table) -> str:
    """Give the nearest line above a header, where it is a single cell; '' = there is none."""
    first = table.header_lines[0] if table.has_header else 0
    above = [[cell for cell in line if cell.strip()] for line in lines[max(0, first - NEAR) : first]]
    nearest = next((filled for filled in reversed(above) if filled), [])
    return " ".join(nearest[0].split()) if len(nearest) == 1 else ""


def _is_total(line: Sequence[str]) -> bool:
    first = next((cell for cell in line if cell.strip()), None)
    return first is None or TOTAL.fullmatch(" ".join(first.split())) is not None


def _is_total_name(line: Sequence[str]) -> bool:
    """Tell whether a line that adds up is called a total somewhere at its beginning."""
    return any(TOTAL.match(" ".join(cell.split())) for cell in line[:3])


def _total_columns(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """Give the columns of which the numbers follow from those of columns beside them."""
    turned = [
        (header, *(row[place] if place < len(row) else "" for row in rows))
        for place, header in enumerate(headers)
    ]
    return derived_lines(turned)
