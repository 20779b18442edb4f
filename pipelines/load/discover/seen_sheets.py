"""Show a file as it stands: the first lines of each sheet, with what is what, and no person."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pipelines.errors import LoadError
from pipelines.load.discover.tables import find_tables
from pipelines.load.discover.unknown_file import read_text
from pipelines.load.headers import TOTAL, holds_names, is_personal
from pipelines.load.read import Part, archive_parts, open_parts
from pipelines.load.workbooks import (
    cell_text,
    hidden_sheets,
    open_sheet,
    open_workbook,
    sheet_rows,
    visible_sheets,
)

LOOKED = 400
"""So many lines are looked at to find header and persons; fewer are shown."""

BORN = re.compile(r"geb|birth|naiss|\bné", re.IGNORECASE)
"""A date of birth, which with a prison beside it names a person."""

COVER = "•••••"
"""What stands in the place of a cell that may name a person."""


@dataclass(frozen=True)
class SeenLine:
    """A line with its number from 1, its cells, and what it is: `title`, `head`, `total` or `row`."""

    number: int
    cells: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class SeenSheet:
    """A sheet, or the whole of a text file (then without a name); `headers` by place, '' where none."""

    name: str
    lines: tuple[SeenLine, ...]
    headers: tuple[str, ...]
    is_hidden: bool = False
    has_table: bool = True


def peek(path: Path, *, shown: int = 30) -> tuple[SeenSheet, ...]:
    """Read the first lines of each sheet of a file; raise LoadError when it can't be read.

    Cells of a column whose header or content looks like persons are covered, whatever a source says of them.
    """
    try:
        return tuple(sheet for part in open_parts(path) for sheet in _sheets(part, path, shown))
    except (OSError, UnicodeError) as error:
        raise LoadError(f"{path}: kan niet gelezen worden ({type(error).__name__})") from None


def _sheets(part: Part, path: Path, shown: int) -> Iterator[SeenSheet]:
    if part.kind != "workbook":
        _, _, lines = read_text(part.file)
        yield _seen(part.name, lines[:LOOKED], shown)
        return
    book = open_workbook(part.file, path, archive_parts(part.file))
    for name in visible_sheets(book):
        rows = islice(sheet_rows(open_sheet(book, name, path)), LOOKED)
        yield _seen(name, [tuple(cell_text(value, ",") for value in row) for row in rows], shown)
    for name in hidden_sheets(book):
        yield SeenSheet(name, (), (), is_hidden=True, has_table=False)


def _seen(name: str, lines: Sequence[tuple[str, ...]], shown: int) -> SeenSheet:
    found = next(iter(find_tables(lines)), None)
    heads = tuple(found.header_lines) if found is not None and found.has_header else ()
    first = heads[-1] + 1 if heads else 0
    width = max((len(line) for line in lines), default=0)
    headers = tuple(found.headers) if found is not None and found.headers else ()
    headers = (*headers, *[""] * (width - len(headers)))
    covered = {
        place
        for place, header in enumerate(headers)
        if is_personal(header)
        or BORN.search(header)
        or holds_names([line[place] for line in lines[first:] if place < len(line)])
    }
    seen = tuple(
        SeenLine(
            number + 1,
            _covered(line, covered if number >= first else set()),
            _kind(number, line, heads, first),
        )
        for number, line in enumerate(lines[:shown])
    )
    return SeenSheet(name, seen, headers, has_table=found is not None)


def _covered(line: Sequence[str], places: set[int]) -> tuple[str, ...]:
    return tuple(COVER if place in places and cell.strip() else cell for place, cell in enumerate(line))


def _kind(number: int, line: Sequence[str], heads: Sequence[int], first: int) -> str:
    if number in heads:
        return "head"
    if number < first:
        return "title"
    start = next((cell for cell in line if cell.strip()), "")
    return "total" if TOTAL.match(" ".join(start.split())) else "row"
