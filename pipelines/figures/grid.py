"""Cut a two-way grid out of safe tables: what a chart draws is what the table behind it prints."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.figures.vocabulary import Measure
from pipelines.outline import MEASURE
from pipelines.tables import Cell, Key, Mark, SafeTable, Value, cell_key

PERIOD = "period_code"
YEAR, QUARTER = "year", "quarter"
"""Dimensions of a grid that holds the quarters against the years: together they are a period."""
ABSENT = Cell(mark=Mark.NOT_AVAILABLE)


@dataclass(frozen=True)
class Heading:
    """The head of a row or a column: a code of a dimension and its words. A code of None is the total."""

    dimension: str
    code: str | None
    label: str
    is_whole: bool = False  # a year under its quarters

    @property
    def is_total(self) -> bool:
        """Tell whether it stands for all the others."""
        return self.code is None or self.is_whole


@dataclass(frozen=True)
class Grid:
    """Cells by row and column, in the order of the page, of measures that share a unit."""

    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    cells: tuple[tuple[Cell, ...], ...]
    measure: Measure
    tables: tuple[SafeTable, ...]
    fixed: Mapping[str, str | None] = field(default_factory=dict)  # labels of every cell


@dataclass(frozen=True)
class Spot:
    """A shown number and where it stands."""

    row: Heading
    column: Heading
    value: Value


def cut(
    tables: Mapping[str, SafeTable],
    rows: Sequence[Heading],
    columns: Sequence[Heading],
    fixed: Mapping[str, str | None],
    measure: Measure,
) -> Grid:
    """Give the cells at every row and column; `tables` are by measure, dimensions not named take their total.

    A cell that no table has is not available. Raises ValueError when a row and a column name the same
    dimension: one of the two would not be heard.
    """
    shared = {one.dimension for one in rows} & {one.dimension for one in columns}
    if shared:
        raise ValueError(f"rows and columns both are {sorted(shared)}")

    def cell(row: Heading, column: Heading) -> Cell:
        return _cell(tables, place_of(fixed, row, column), measure.code)

    cells = tuple(tuple(cell(row, column) for column in columns) for row in rows)
    cut_from = tuple(tables[name] for name in sorted(tables))
    return Grid(tuple(rows), tuple(columns), cells, measure, cut_from, dict(fixed))


def place_of(fixed: Mapping[str, str | None], *headings: Heading) -> dict[str, str | None]:
    """Give the labels of a cell; a year and a quarter that cross are one period."""
    place = {**fixed, **{heading.dimension: heading.code for heading in headings}}
    if QUARTER in place and YEAR in place:
        place[PERIOD] = f"{place[YEAR]}-{place[QUARTER]}"
    return place


def period_of(*headings: Heading) -> str | None:
    """Give the period that headings name together, if they name one."""
    return place_of({}, *headings).get(PERIOD)


def _cell(tables: Mapping[str, SafeTable], place: Mapping[str, str | None], measure: str) -> Cell:
    table = tables.get(place.get(MEASURE) or measure)
    return ABSENT if table is None else table.cells.get(_key(table, place), ABSENT)


def _key(table: SafeTable, place: Mapping[str, str | None]) -> Key:
    return tuple(place.get(dimension) for dimension in table.dimensions)


def key_of(grid: Grid, row: Heading, column: Heading) -> str | None:
    """Name the published cell that a grid shows where a row and a column cross; None where there is none."""
    found = _published_at(grid, row, column)
    return None if found is None else cell_key(*found)


def is_revised(grid: Grid, row: Heading, column: Heading) -> bool:
    """Tell whether the cell where a row and a column cross says something else than the version before."""
    found = _published_at(grid, row, column)
    return found is not None and found[1] in found[0].revised


def _published_at(grid: Grid, row: Heading, column: Heading) -> tuple[SafeTable, Key] | None:
    place = place_of(grid.fixed, row, column)
    measure = place.get(MEASURE) or grid.measure.code
    for table in grid.tables:
        if table.measure == measure and _key(table, place) in table.cells:
            return table, _key(table, place)
    return None


def spots(grid: Grid) -> Iterator[Spot]:
    """Go over the shown numbers, row by row."""
    for row, cells in zip(grid.rows, grid.cells, strict=True):
        for column, cell in zip(grid.columns, cells, strict=True):
            if cell.value is not None:
                yield Spot(row, column, cell.value)


def marks(grid: Grid) -> tuple[Mark, ...]:
    """Give the marks that the grid shows, each once, in the order of the legend."""
    shown = {cell.mark for cells in grid.cells for cell in cells}
    return tuple(mark for mark in Mark if mark in shown)


def is_empty(grid: Grid) -> bool:
    """Tell whether no cell of the grid holds a number."""
    return next(spots(grid), None) is None


def keep_rows(grid: Grid, kept: Sequence[int]) -> Grid:
    """Give the grid with these rows only, in this order."""
    return replace(
        grid,
        rows=tuple(grid.rows[place] for place in kept),
        cells=tuple(grid.cells[place] for place in kept),
    )


def keep_columns(grid: Grid, kept: Sequence[int]) -> Grid:
    """Give the grid with these columns only, in this order."""
    return replace(
        grid,
        columns=tuple(grid.columns[place] for place in kept),
        cells=tuple(tuple(cells[place] for place in kept) for cells in grid.cells),
    )


def transposed(grid: Grid) -> Grid:
    """Give the grid with its rows as columns."""
    cells = tuple(zip(*grid.cells, strict=True))
    return replace(grid, rows=grid.columns, columns=grid.rows, cells=cells)


def largest_first(grid: Grid) -> Grid:
    """Order the rows by their last column, marks after numbers and totals at the end."""

    def place(number: int) -> tuple[bool, bool, Value, int]:
        value = grid.cells[number][-1].value
        return grid.rows[number].is_total, value is None, -(value or 0), number

    return keep_rows(grid, sorted(range(len(grid.rows)), key=place))


def without_zero_rows(grid: Grid) -> Grid:
    """Leave out the rows in which every cell is a shown 0, unless that leaves nothing."""
    kept = [place for place, cells in enumerate(grid.cells) if any(cell.value != 0 for cell in cells)]
    return keep_rows(grid, kept) if kept else grid
