"""Split text into records and cells as people meant it: a quote that was never closed swallows nothing."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TALL = 60
"""A quoted cell that runs over more lines than this was never closed."""


@dataclass(frozen=True)
class Signs:
    """How the cells of a text are told apart; `is_loose` = blanks after a delimiter belong to no cell."""

    delimiter: str
    quote: str = '"'
    is_loose: bool = False


@dataclass(frozen=True)
class Record:
    """A record: the line that it begins on (from 1), the line that it ends on, and its cells."""

    line: int
    last: int
    cells: tuple[str, ...]


def records(text: str, signs: Signs) -> Iterator[Record]:
    """Give the records of a text, the blank ones too.

    A line that is well formed (RFC 4180) is read so. Any other keeps its cells apart wherever that can be
    seen: a quote that neither begins nor ends a cell is a letter like any other, and so is one that begins a
    cell without an end.
    """
    lines = re.split(r"\r\n|\n|\r", text)
    if lines and not lines[-1]:
        lines.pop()
    place = 0
    while place < len(lines):
        height, cells = _record(lines, place, signs)
        yield Record(place + 1, place + height, tuple(cells))
        place += height


def split_line(line: str, signs: Signs) -> tuple[str, ...]:
    """Give the cells of one line that is a record by itself."""
    return tuple(_record([line], 0, signs)[1])


def _record(lines: Sequence[str], place: int, signs: Signs) -> tuple[int, list[str]]:
    """Give how many lines the record that begins here takes, and its cells."""
    line = lines[place]
    if signs.delimiter == " " and signs.is_loose:
        line = line.strip(" ")
    if signs.quote not in line:
        return 1, _unquoted(line, signs)
    if (cells := _well_formed(line, signs)) is not None:
        return 1, cells
    cells, is_open = _forgiving(line, signs)
    if not is_open and line.count(signs.quote) % 2 == 0:
        return 1, cells
    together = [line]
    for added in lines[place + 1 : place + TALL]:
        together.append(added)
        if added.count(signs.quote) % 2:  # only here can all quotes have found their other
            whole = _well_formed("\n".join(together), signs)
            return (1, cells) if whole is None else (len(together), whole)
    return 1, cells


def _unquoted(line: str, signs: Signs) -> list[str]:
    if not line:
        return []
    if not signs.is_loose:
        return line.split(signs.delimiter)
    cells = [cell.lstrip(" ") for cell in line.split(signs.delimiter)]
    return [cell for cell in cells if cell] if signs.delimiter == " " else cells


def _well_formed(line: str, signs: Signs) -> list[str] | None:
    if signs.delimiter == " " and signs.is_loose:
        return None  # more blanks between two cells are one
    try:
        (cells,) = csv.reader(
            [line],
            delimiter=signs.delimiter,
            quotechar=signs.quote,
            skipinitialspace=signs.is_loose,
            strict=True,
        )
    except (csv.Error, ValueError):
        return None
    return cells


def _forgiving(line: str, signs: Signs) -> tuple[list[str], bool]:
    """Give the cells of a line that is not well formed, and whether a quoted cell has no end on it."""
    cells: list[str] = []
    start, is_open = 0, False
    while start <= len(line):
        while signs.is_loose and line.startswith(" ", start):
            start += 1
        quoted = _quoted(line, start, signs) if line.startswith(signs.quote, start) else None
        is_open = is_open or (quoted is None and line.startswith(signs.quote, start))
        if quoted is None:
            end = line.find(signs.delimiter, start)
            end = len(line) if end < 0 else end
            cell = line[start:end]
        else:
            cell, end = quoted
        cells.append(cell)
        start = end + len(signs.delimiter)
    return cells, is_open


def _quoted(line: str, start: int, signs: Signs) -> tuple[str, int] | None:
    """Read the quoted cell that begins here, up to the delimiter after it; None = it has no end."""
    quote, delimiter = signs.quote, signs.delimiter
    cell, place = [], start + 1
    while place < len(line):
        end = line.find(quote, place)
        if end < 0:
            return None
        cell.append(line[place:end])
        after = end + 1
        if _is_escaped(line, end, signs):
            cell[-1] = cell[-1][:-1] + quote
        elif after == len(line) or line.startswith(delimiter, after):
            return "".join(cell), after
        elif line.startswith(quote, after):
            cell.append(quote)
            after += 1
            if _begins_another(line, after, signs):
                return "".join(cell), after
        elif line.endswith(delimiter, 0, end) and end > start + 1:
            return None  # another begins here: the first was no beginning
        else:
            cell.append(quote)
        place = after
    return None


def _is_escaped(line: str, place: int, signs: Signs) -> bool:
    """Tell whether a backslash makes a letter of the quote here: not where the cell can only end with it."""
    ends = line.startswith(signs.delimiter, place + 1) or place + 1 == len(line)
    return line.endswith("\\", 0, place) and (not ends or not _begins_another(line, place + 1, signs))


def _begins_another(line: str, place: int, signs: Signs) -> bool:
    """Tell whether a delimiter and a new quoted cell stand here, so that what stands before has ended."""
    another = signs.delimiter + signs.quote
    return line.startswith(another, place) and not line.startswith(another + signs.quote, place)
