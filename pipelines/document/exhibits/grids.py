"""Cut the grid that a block asks for: which rows, which columns, which cells."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.document.context import QUARTER_AXIS, TOTAL_AXIS, ComposeContext, periods
from pipelines.document.exhibits.axes import by_phrase, headings
from pipelines.figures import (
    PERIOD,
    QUARTER,
    YEAR,
    Grid,
    Heading,
    Measure,
    cut,
    is_empty,
    keep_columns,
    keep_rows,
    largest_first,
    transposed,
    without_zero_rows,
)
from pipelines.outline import MEASURE, PERIOD_AXES, AnyBlock, ChartSpec, TableSpec
from pipelines.tables import Cell, Mark, SafeTable

IN_PARTS = ("stacked",)
"""Kinds whose columns are parts of their row: a part that is 0 everywhere is not seen."""


def known_tables(context: ComposeContext, measures: Sequence[str]) -> dict[str, SafeTable]:
    """Give the tables that the release has among those named, by the name of their measure."""
    return {name.split(".")[1]: context.tables[name] for name in measures if name in context.tables}


def measure_of(context: ComposeContext, name: str) -> Measure:
    """Give the words of `<mart>.<measure>`; a unit that only the table knows comes from there."""
    return context.vocabulary.measure(context.words, name.split(".")[1])


def columns_of(spec: TableSpec) -> str:
    """Give the columns of a table: where the rows are periods already, one column that names no other."""
    if spec.compare:
        return "two_years"
    return TOTAL_AXIS if spec.rows in PERIOD_AXES and spec.columns == "period" else spec.columns


def suited(context: ComposeContext, spec: AnyBlock) -> AnyBlock:
    """Give the order that suits what there is.

    A heat table of one column is a list of bars; a single quarter, alone in its chart, is told by prison.
    """
    if isinstance(spec, ChartSpec) and spec.rows == QUARTER_AXIS and _is_one_bar(context, spec):
        by_place = replace(spec, chart="bars", rows="prison_code", columns="period", order="largest_first")
        return spec if is_empty(chart_grid(context, by_place)) else by_place
    if not isinstance(spec, ChartSpec) or spec.chart != "heat":
        return spec
    columns = headings(context, known_tables(context, spec.measures), spec.columns)
    if len(columns) != 1:
        return spec
    return replace(spec, chart="bars", columns="two_years", order="largest_first")


def _is_one_bar(context: ComposeContext, spec: ChartSpec) -> bool:
    if context.facts.prison_code is not None or not known_tables(context, spec.measures):
        return False
    grid = chart_grid(context, spec)
    return len(grid.rows) == len(grid.columns) == 1


def grid_of(
    context: ComposeContext,
    spec: ChartSpec | TableSpec,
    *,
    rows: str | Sequence[Heading],
    columns: str,
) -> Grid:
    """Give every cell that an order asks, known or not; rows are an axis, or headings that were chosen."""
    tables = known_tables(context, spec.measures)
    along = headings(context, tables, rows, total=spec.total) if isinstance(rows, str) else tuple(rows)
    across = headings(context, tables, columns, total=spec.total and isinstance(spec, TableSpec))
    first = next(name for name in spec.measures if name in context.tables)
    axes = (rows if isinstance(rows, str) else spec.rows, columns)
    return cut(tables, along, across, _fixed(context), _brief(context, measure_of(context, first), axes))


def chart_grid(context: ComposeContext, spec: ChartSpec | TableSpec) -> Grid:
    """Give the grid that a chart draws: what is known, in the order asked."""
    whole = grid_of(context, spec, rows=spec.rows, columns=spec.columns)
    if is_empty(whole):
        return whole
    grid = known_columns(known_rows(whole))
    if spec.rows in PERIOD_AXES:
        grid = transposed(known_columns(transposed(grid)))
    if spec.columns == "years":
        grid = keep_columns(grid, range(start_of_series(grid), len(grid.columns)))
    if spec.without_zero:
        grid = without_zero_rows(grid)
        is_in_parts = isinstance(spec, ChartSpec) and spec.chart in IN_PARTS
        grid = _without_zero_columns(grid) if is_in_parts else grid
    return largest_first(grid) if spec.order == "largest_first" else grid


def known_rows(grid: Grid) -> Grid:
    """Leave out rows of which nothing is known: no prison of this period, no group of this prison.

    A period stays: that nobody delivered it is what a reader must see. A domain goes, and is named in a note.
    """
    stays = (MEASURE, PERIOD, QUARTER, TOTAL_AXIS)
    kept = [
        place
        for place, (row, cells) in enumerate(zip(grid.rows, grid.cells, strict=True))
        if row.dimension in stays or _is_known(cells)
    ]
    return keep_rows(grid, kept) if kept else grid


def is_unknown(grid: Grid) -> bool:
    """Tell whether nobody delivered any cell of the grid."""
    return not any(_is_known(cells) for cells in grid.cells)


def known_columns(grid: Grid) -> Grid:
    """Leave out the periods of an earlier year that nobody delivered: there is nothing to compare with."""
    years = [(column.code or "")[:4] for column in grid.columns]
    if len(set(years)) != 2 or grid.columns[0].dimension not in (PERIOD, YEAR):
        return grid
    earlier = [place for place, year in enumerate(years) if year == years[0]]
    if any(_is_known([cells[place] for place in earlier]) for cells in grid.cells):
        return grid
    return keep_columns(grid, range(len(earlier), len(years)))


def _is_known(cells: Sequence[Cell]) -> bool:
    return any(cell.mark is not Mark.NOT_AVAILABLE for cell in cells)


def start_of_series(grid: Grid) -> int:
    """Give the first of the years up to the last that all show something."""
    known = [_is_known([cells[place] for cells in grid.cells]) for place in range(len(grid.columns))]
    gaps = [place for place, is_known in enumerate(known) if not is_known]
    return min(gaps[-1] + 1 if gaps else 0, len(known) - 1)


def _without_zero_columns(grid: Grid) -> Grid:
    kept = [
        place for place in range(len(grid.columns)) if any(cells[place].value != 0 for cells in grid.cells)
    ]
    return keep_columns(grid, kept) if kept else grid


def _fixed(context: ComposeContext) -> dict[str, str | None]:
    now = periods(context, "period")[0].code
    return {"prison_code": context.facts.prison_code, PERIOD: now, **context.fixed}


def _brief(context: ComposeContext, measure: Measure, axes: Sequence[str]) -> Measure:
    """Leave out of the measure's words what the axes say: `Deelnamegraad` by gender, not `naar geslacht`."""
    for axis in axes:
        phrase = by_phrase(context, axis)
        if phrase and measure.name.endswith(f" {phrase}"):
            return replace(
                measure,
                name=measure.name.removesuffix(f" {phrase}"),
                subject=measure.subject.removesuffix(f" {phrase}"),
            )
    return measure
