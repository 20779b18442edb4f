"""An order for a table -> a numbered table of one or more measures."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.document.axes import by_phrase, headings
from pipelines.document.blocks import Table
from pipelines.document.edition import Edition
from pipelines.document.grids import chart_grid, columns_of, grid_of, known_columns, known_rows, known_tables
from pipelines.document.orders import BlockOrder
from pipelines.document.tables import table_of
from pipelines.document.titles import span_of, text_in
from pipelines.figures import MEASURE, Grid, keep_rows
from pipelines.wording import capital, lowered


def report_table(
    edition: Edition, order: BlockOrder, *, anchor: str, number: int, is_listed: bool = True
) -> Table:
    """Give the table; measures stand beside each other, each with its year before when compared."""
    grids = grids_of(edition, order)
    return table_of(
        edition,
        grids,
        anchor=anchor,
        number=number,
        caption=text_in(edition, order.title) if order.title else _caption(edition, order, grids),
        subtitle=f"{edition.facts.scope_name}, {span_of(edition, order, grids[0])}",
        compare=order.compare,
        is_listed=is_listed,
    )


def grids_of(edition: Edition, order: BlockOrder) -> list[Grid]:
    """Give a grid for each measure that the release has, all with the same rows."""
    columns = columns_of(order)
    if order.rows == MEASURE:
        return [chart_grid(edition, replace(order, columns=columns))]
    known = [name for name in order.measures if name in edition.tables]
    rows = headings(edition, known_tables(edition, known), order.rows, total=order.total)
    grids = [
        known_columns(grid_of(edition, replace(order, measures=(name,)), rows=rows, columns=columns))
        for name in known
    ]
    kept = _in_order(order, grids, _shown_rows(order, grids))
    return [keep_rows(grid, kept) for grid in grids]


def _shown_rows(order: BlockOrder, grids: Sequence[Grid]) -> list[int]:
    """Give the places of the rows of which any measure knows something, and is not 0 where that is asked."""
    known = {row for grid in grids for row in known_rows(grid).rows}
    shown = [place for place, row in enumerate(grids[0].rows) if row in known]
    if not order.without_zero:
        return shown
    full = [place for place in shown if any(cell.value != 0 for grid in grids for cell in grid.cells[place])]
    return full or shown


def _in_order(order: BlockOrder, grids: Sequence[Grid], places: list[int]) -> list[int]:
    """Order by the last column of the first measure where that is asked: totals last, marks after numbers."""
    if order.order != "largest_first":
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


def _caption(edition: Edition, order: BlockOrder, grids: list[Grid]) -> str:
    words = edition.words
    names = words.listed([lowered(grid.measure.name) for grid in grids])
    return capital(f"{names} {by_phrase(edition, order.rows, names) or ''}".strip())
