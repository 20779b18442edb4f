"""Bring the rows of a sheet into DuckDB by column: what would be asked of each cell is asked of many at once.

The outcome is that of reading line by line with `note_of` and `cell_text`; only the work is less.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

import numpy as np

from pipelines.database import Array, Database, append, run
from pipelines.errors import LoadError
from pipelines.load.headers import MAYBE_TOTAL, Header, NoteReader, even_letters, holds_total, plain_name
from pipelines.load.read import LONG_CELL
from pipelines.load.workbooks import Value, cell_text, filled

AT_ONCE = 512
"""So many rows are looked at together; with more of them Python would go and look for garbage."""

STORED = 128
"""So many of those pieces are stored together."""

WHOLE = 1e15
"""Whole numbers below this are written by DuckDB as `cell_text` would write them."""

NUMERIC = re.compile(r"[\d\s.,:-]*")
"""What a value that is no text can be written as."""

TEXT = frozenset((str,))


@dataclass(frozen=True)
class SheetGrid:
    """The rows of a sheet from its first, and what is needed to read those below the header.

    `notes` says of some lines beforehand why they are no rows.
    """

    rows: Iterable[Sequence[Value]]
    header: Header
    reader: NoteReader
    decimal: str
    path: Path
    notes: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetColumn:
    """Cells below each other, their types, those of them that are text, and all of that text together."""

    values: Sequence[Value]
    kinds: frozenset[type]
    text: Sequence[str]
    joined: str


@dataclass(frozen=True)
class GridPiece:
    """Some rows: the number of the first, which of them are no rows or have a fault, and the kept columns."""

    line: int
    height: int
    notes: Mapping[int, str]
    faults: Mapping[int, str]
    kept: tuple[SheetColumn, ...]
    given: int  # cells that are not empty


def store_grid(database: Database, grid: SheetGrid, table: str) -> int:
    """Store the wanted columns below the header as text, in the temporary table `table`.

    Gives how many cells of all rows are not empty. Raises LoadError when one is longer than any spreadsheet
    allows.
    """
    cells = "".join(f", c{place} varchar" for place in _places(grid.header))
    run(database, f"create or replace temp table {table} (line bigint, fault varchar, note varchar{cells})")
    rows = iter(grid.rows)
    given = sum(map(filled, islice(rows, grid.header.row + 1)))
    pieces = _pieces(grid, rows)
    while together := list(islice(pieces, STORED)):
        append(database, table, list(_arrays(together, grid.decimal)))
        given += sum(piece.given for piece in together)
    return given


def _places(header: Header) -> list[int]:
    return sorted(header.used)


def _pieces(grid: SheetGrid, below: Iterator[Sequence[Value]]) -> Iterator[GridPiece]:
    places = _places(grid.header)
    line = grid.header.row + 2
    while rows := list(islice(below, AT_ONCE)):
        columns = [_column(values) for values in zip(*rows, strict=True)]
        notes = {}
        for place in _doubtful(columns, grid):
            if note := grid.reader.note_of([cell_text(value, grid.decimal) for value in rows[place]]):
                notes[place] = note
        if grid.notes:
            known = {place: grid.notes.get(line + place, "") for place in range(len(rows))}
            notes |= {place: note for place, note in known.items() if note}
        beyond = {place for column in columns[grid.header.width :] for place in _filled(column)}
        unsure = {place for place, note in notes.items() if note == MAYBE_TOTAL}
        notes = {place: note for place, note in notes.items() if place not in unsure}
        faults = dict.fromkeys(beyond - notes.keys(), "cell_count") | dict.fromkeys(unsure, MAYBE_TOTAL)
        kept = tuple(_clean(columns[place], line, grid.path) for place in places)
        given = len(rows) * len(columns) - sum(column.values.count("") for column in columns)
        yield GridPiece(line, len(rows), notes, faults, kept, given)
        line += len(rows)


def _column(values: Sequence[Value]) -> SheetColumn:
    try:
        return SheetColumn(values, TEXT, values, "\n".join(values))  # type: ignore[arg-type]  # tried
    except TypeError:  # cheaper than asking each
        kinds = frozenset(map(type, values))
        text = [value for value in values if isinstance(value, str)] if str in kinds else []
        return SheetColumn(values, kinds, text, "\n".join(text))


def _doubtful(columns: Sequence[SheetColumn], grid: SheetGrid) -> list[int]:
    """Give the places of all rows that are a total, a note or the header again, and of few others."""
    found = set(_openings(columns, grid))
    blanks: list[list[int]] = []
    for column in columns:
        full = sum(not one for one in blanks)
        if full > 1 or (full and not grid.reader.has_notes):
            break
        if not full:  # the first filled cell of some row can be here
            found.update(_totals(column))
        blanks.append(_blanks(column))
    if grid.reader.has_notes:
        # a row with a single cell has a blank in one of any two columns
        fullest = sorted(blanks, key=len)[:2]
        found.update(*fullest, range(len(columns[0].values)) if len(fullest) < 2 else ())
    return sorted(found)


def _openings(columns: Sequence[SheetColumn], grid: SheetGrid) -> list[int]:
    """Give the places of the rows that begin as the header does."""
    if grid.reader.first is None:
        return []
    column, openings = columns[grid.reader.first], grid.reader.openings
    if any(map(NUMERIC.fullmatch, openings)):
        texts = [cell_text(value, grid.decimal) for value in column.values]
        return [place for place, text in enumerate(texts) if plain_name(text) in openings]
    joined = even_letters(column.joined).casefold()
    if not any(opening.split()[0] in joined for opening in openings):
        return []
    return _places_where(column, lambda text: plain_name(text) in openings)


def _totals(column: SheetColumn) -> list[int]:
    if not holds_total(column.joined.lower()):
        return []
    return _places_where(column, lambda text: holds_total(text.lower()))


def _blanks(column: SheetColumn) -> list[int]:
    return [] if all(map(str.strip, column.text)) else _places_where(column, lambda text: not text.strip())


def _filled(column: SheetColumn) -> set[int]:
    if column.text is column.values and not any(column.text):
        return set()
    return set(range(len(column.values))).difference(_blanks(column))


def _places_where(column: SheetColumn, says: Callable[[str], bool]) -> list[int]:
    return [place for place, value in enumerate(column.values) if isinstance(value, str) and says(value)]


def _clean(column: SheetColumn, line: int, path: Path) -> SheetColumn:
    """Give a column without NUL and lone carriage returns; raise LoadError when a cell is too long."""
    if len(column.joined) > LONG_CELL and (long := _places_where(column, lambda text: len(text) > LONG_CELL)):
        raise LoadError(f"{path}: een cel op regel {line + long[0]} heeft meer dan {LONG_CELL} tekens")
    if "\0" not in column.joined and "\r" not in column.joined:
        return column
    return _column(
        [
            value.replace("\0", "").replace("\r", "\n") if isinstance(value, str) else value
            for value in column.values
        ]
    )


def _arrays(pieces: Sequence[GridPiece], decimal: str) -> Iterator[Array]:
    """Give the columns line, fault and note, and those that are kept."""
    line = pieces[0].line
    height = sum(piece.height for piece in pieces)
    yield np.arange(line, line + height)
    yield _words(height, {one.line - line + at: word for one in pieces for at, word in one.faults.items()})
    yield _words(height, {one.line - line + at: word for one in pieces for at, word in one.notes.items()})
    for parts in zip(*(piece.kept for piece in pieces), strict=True):
        values = list(chain.from_iterable(part.values for part in parts))
        yield _array(values, frozenset().union(*(part.kinds for part in parts)), decimal)


def _words(height: int, words: Mapping[int, str]) -> Array:
    column = np.full(height, None, dtype=object)
    for place, word in words.items():
        column[place] = word
    return column


def _array(values: list[Value], kinds: frozenset[type], decimal: str) -> Array:
    if kinds == {float}:
        numbers = np.array(values, dtype=float)
        if (np.abs(numbers) < WHOLE).all() and (numbers == np.trunc(numbers)).all():
            return numbers.astype(np.int64)
    return np.array(values if kinds == TEXT else _texts(values, kinds, decimal), dtype=object)


def _texts(values: Sequence[Value], kinds: frozenset[type], decimal: str) -> list[str]:
    if len(kinds & {bool, int, float}) > 1:  # True, 1 and 1.0 are one key
        return [cell_text(value, decimal) for value in values]
    texts = {value: cell_text(value, decimal) for value in set(values)}
    return list(map(texts.__getitem__, values))
