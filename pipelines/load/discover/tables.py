"""Find the tables that stand in a grid of cells: their header lines and their rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.load.discover.cell_kinds import HEADING, SENTENCE, CellKind, Line, filled_places, kind_of
from pipelines.load.discover.table_headers import kinds_of, next_header
from pipelines.load.discover.tall_headers import SHORT
from pipelines.load.headers import joined_names


@dataclass(frozen=True)
class Table:
    """A table in a grid: the places of its header lines and of its rows, counted from 0.

    `headers` are the names of its columns, those of several lines joined; none where it has no header.
    """

    header_lines: tuple[int, ...]
    headers: tuple[str, ...]
    rows: tuple[int, ...]

    @property
    def has_header(self) -> bool:
        """Tell whether its columns have names."""
        return bool(self.header_lines)


def find_tables(lines: Sequence[Line]) -> tuple[Table, ...]:
    """Give the tables of a grid from top to bottom.

    A header is a line whose cells are words, periods or bands above columns of another kind, by rules as
    those of Christodoulakis et al. (Pytheas: pattern-based table discovery in CSV files, 2020). Lines above
    and below that head columns together with it belong to it. A table ends where another header stands.
    """
    kinds = kinds_of_grid(lines)
    tables: list[tuple[int, ...]] = []
    start = 0
    while start < len(lines):
        before = [place for header in tables for place in header]
        header = next_header(lines, kinds, start, before)
        if header is None:
            break
        tables.append(header)
        start = header[-1] + 1
    if not tables:
        rows = _rows(lines, 0, len(lines), 2)
        return (Table((), (), rows),) if len(rows) > 0 else ()
    ends = [after[0] for after in tables[1:]] + [len(lines)]
    return tuple(
        Table(header, joined_names([lines[place] for place in header]), _rows(lines, header[-1] + 1, end, 1))
        for header, end in zip(tables, ends, strict=True)
    )


def kinds_of_grid(lines: Sequence[Line]) -> list[tuple[CellKind, ...]]:
    """Give the kinds of the cells of all lines.

    Numbers that go up by one name columns, but not behind a word and below a line that names all of them:
    there they are the numbers of a row (three quarters with 10, 11 and 12).
    """
    kinds: list[tuple[CellKind, ...]] = []
    above: tuple[CellKind, ...] = ()
    for line in lines:
        plain, own = tuple(map(kind_of, line)), kinds_of(line)
        named = [place for place, kind in enumerate(own) if kind is not plain[place]]
        is_row = plain[:1] == above[:1] == (CellKind.WORDS,) and all(
            place < len(above) and above[place] in HEADING for place in named
        )
        kinds.append(plain if named and is_row else own)
        filled = filled_places(kinds[-1])
        if len(filled) > 1 and all(kinds[-1][place] in HEADING for place in filled):
            above = kinds[-1]
    return kinds


def _rows(lines: Sequence[Line], start: int, stop: int, least: int) -> tuple[int, ...]:
    """Give the lines of a table but for the notes: lines of one cell after its last row, and long ones."""
    filled = {place: filled_places(kinds_of(lines[place])) for place in range(start, stop)}
    whole = [place for place, cells in filled.items() if len(cells) > 1]
    end = whole[-1] if whole else start
    while end + 1 in filled and filled[end + 1] and len(lines[end + 1][filled[end + 1][0]]) <= SHORT:
        end += 1  # what adjoins the rows and is as short as they are is one of them
    if not whole:
        return tuple(place for place, cells in filled.items() if len(cells) >= least)
    return tuple(
        place
        for place, cells in filled.items()
        if len(cells) > 1
        or (least == 1 and len(cells) == 1 and place <= end and len(lines[place][cells[0]]) <= SENTENCE)
    )
