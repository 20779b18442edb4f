"""Tell the periods in which a prison did not exist from those of which nobody delivered anything."""

from dataclasses import replace

from pipelines.figures import PERIOD, Grid, Heading, place_of
from pipelines.outline import MEASURE
from pipelines.tables import Cell, Mark, SafeTable

PRISON = "prison_code"
NOT_THERE = Cell(mark=Mark.NOT_APPLICABLE)


def with_lives(grid: Grid) -> Grid:
    """Mark a cell of a prison before its opening or after its closing as not applicable.

    A prison has cells, be it without a number, as long as it exists.
    """
    tables = {table.measure: table for table in grid.tables if {PRISON, PERIOD} <= {*table.dimensions}}
    lives = {measure: _lives(table) for measure, table in tables.items()}

    def lived(cell: Cell, *headings: Heading) -> Cell:
        place = place_of(grid.fixed, *headings)
        prison, period = place.get(PRISON), place.get(PERIOD)
        known = lives.get(place.get(MEASURE) or grid.measure.code, frozenset())
        if cell.mark is not Mark.NOT_AVAILABLE or prison is None or (prison, period) in known:
            return cell
        return NOT_THERE if any(held == period for _, held in known) else cell

    cells = tuple(
        tuple(lived(cell, row, column) for cell, column in zip(line, grid.columns, strict=True))
        for row, line in zip(grid.rows, grid.cells, strict=True)
    )
    return replace(grid, cells=cells)


def _lives(table: SafeTable) -> frozenset[tuple[str | None, str | None]]:
    prison, period = table.dimensions.index(PRISON), table.dimensions.index(PERIOD)
    return frozenset((key[prison], key[period]) for key in table.cells)
