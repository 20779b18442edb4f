"""An order for a table -> a numbered table of one or more measures."""

from dataclasses import replace

from pipelines.document.blocks import Table
from pipelines.document.charts import subtitle_of, text_in
from pipelines.document.edition import Edition
from pipelines.document.grids import columns_of, grid_for
from pipelines.document.orders import BlockOrder
from pipelines.document.tables import table_of
from pipelines.figures import MEASURE, Grid, keep_rows
from pipelines.wording import capital


def report_table(edition: Edition, order: BlockOrder, *, anchor: str, number: int) -> Table:
    """Give the table; measures stand beside each other, each with its year before when compared."""
    grids = grids_of(edition, order)
    return table_of(
        edition,
        grids,
        anchor=anchor,
        number=number,
        caption=text_in(edition, order.title) if order.title else _caption(edition, order, grids),
        subtitle=_subtitle(edition, order, grids),
        compare=order.compare,
    )


def grids_of(edition: Edition, order: BlockOrder) -> list[Grid]:
    """Give a grid for each measure that the release has, all with the same rows."""
    columns = columns_of(order)
    if order.rows == MEASURE:
        return [grid_for(edition, order, rows=MEASURE, columns=columns)]
    first = replace(order, order=order.order, measures=order.measures)
    known = [name for name in order.measures if name in edition.tables]
    grids = [
        grid_for(
            edition,
            replace(first, measures=(name,), order="given", without_zero=False),
            rows=order.rows,
            columns=columns,
        )
        for name in known
    ]
    return _same_rows(order, grids)


def _same_rows(order: BlockOrder, grids: list[Grid]) -> list[Grid]:
    """Keep the rows that every grid has, in the order of the first; an order by size is by its last column."""
    shared = [row for row in grids[0].rows if all(row in grid.rows for grid in grids)]
    kept = [keep_rows(grid, [grid.rows.index(row) for row in shared]) for grid in grids]
    if order.without_zero:
        full = [
            place
            for place in range(len(shared))
            if any(cell.value != 0 for grid in kept for cell in grid.cells[place])
        ]
        kept = [keep_rows(grid, full) for grid in kept] if full else kept
    if order.order == "largest_first":
        first = kept[0]
        places = sorted(
            range(len(first.rows)),
            key=lambda place: (
                first.rows[place].is_total,
                first.cells[place][-1].value is None,
                -(first.cells[place][-1].value or 0),
                place,
            ),
        )
        kept = [keep_rows(grid, places) for grid in kept]
    return kept


def _caption(edition: Edition, order: BlockOrder, grids: list[Grid]) -> str:
    words = edition.words
    names = [grid.measure.name[:1].lower() + grid.measure.name[1:] for grid in grids]
    by = words.say(f"by.{order.rows}") if words.has(f"by.{order.rows}") else ""
    return capital(f"{words.listed(names)} {by}".strip())


def _subtitle(edition: Edition, order: BlockOrder, grids: list[Grid]) -> str:
    scope = edition.facts.scope_name
    text = subtitle_of(edition, replace(order, chart="table"), grids[0])
    period = text.rsplit(", ", 1)[-1]
    return f"{scope}, {period}"
