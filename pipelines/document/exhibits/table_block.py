"""An order for a table -> a numbered table of one or more measures."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.document.blocks import Table
from pipelines.document.context import ComposeContext
from pipelines.document.exhibits.axes import by_phrase, headings
from pipelines.document.exhibits.grids import (
    chart_grid,
    columns_of,
    grid_of,
    known_columns,
    known_rows,
    known_tables,
    start_of_series,
)
from pipelines.document.exhibits.lives import with_lives
from pipelines.document.exhibits.partners import partners_note
from pipelines.document.exhibits.tables import table_of
from pipelines.document.exhibits.titles import scope_of, span_of, text_in
from pipelines.figures import Grid, keep_columns, keep_rows
from pipelines.outline import MEASURE, TableSpec
from pipelines.wording import capital, lowered


def report_table(
    context: ComposeContext, spec: TableSpec, *, anchor: str, number: int, is_listed: bool = True
) -> Table:
    """Give the table; measures stand beside each other, each with its year before when compared."""
    grids = grids_of(context, spec)
    table = table_of(
        context,
        grids,
        anchor=anchor,
        number=number,
        caption=text_in(context, spec.title) if spec.title else _caption(context, spec, grids),
        subtitle=f"{scope_of(context, grids[0])}, {span_of(context, spec, grids[0])}",
        compare=spec.compare,
        is_listed=is_listed,
    )
    return replace(table, notes=(*partners_note(context, grids), *table.notes))


def grids_of(context: ComposeContext, spec: TableSpec) -> list[Grid]:
    """Give a grid for each measure that the release has, all with the same rows."""
    columns = columns_of(spec)
    if spec.rows == MEASURE:
        return [chart_grid(context, replace(spec, columns=columns))]
    known = [name for name in spec.measures if name in context.tables]
    rows = headings(context, known_tables(context, known), spec.rows, total=spec.total)
    grids = [
        known_columns(grid_of(context, replace(spec, measures=(name,)), rows=rows, columns=columns))
        for name in known
    ]
    if spec.columns == "years":
        start = min(start_of_series(grid) for grid in grids)
        grids = [keep_columns(grid, range(start, len(grid.columns))) for grid in grids]
    kept = _in_order(spec, grids, _shown_rows(spec, grids))
    return [with_lives(keep_rows(grid, kept)) for grid in grids]


def _shown_rows(spec: TableSpec, grids: Sequence[Grid]) -> list[int]:
    """Give the places of the rows of which any measure knows something, and is not 0 where that is asked."""
    known = {row for grid in grids for row in known_rows(grid).rows}
    shown = [place for place, row in enumerate(grids[0].rows) if row in known]
    if not spec.without_zero:
        return shown
    full = [place for place in shown if any(cell.value != 0 for grid in grids for cell in grid.cells[place])]
    return full or shown


def _in_order(spec: TableSpec, grids: Sequence[Grid], places: list[int]) -> list[int]:
    """Order by the last column of the first measure where that is asked: totals last, marks after numbers."""
    if spec.order != "largest_first":
        return places
    first = grids[0]
    return sorted(
        places,
        key=lambda place: (
            first.rows[place].is_total,
            first.cells[place][-1].value is None,
            -(first.cells[place][-1].value or 0),
            place,
        ),
    )


def _caption(context: ComposeContext, spec: TableSpec, grids: list[Grid]) -> str:
    words = context.words
    names = words.listed([lowered(grid.measure.name) for grid in grids])
    return capital(f"{names} {by_phrase(context, spec.rows, names) or ''}".strip())
