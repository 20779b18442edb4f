"""An order for a chart -> a numbered chart with its words, its notes and the table behind it."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.document.axes import by_phrase
from pipelines.document.blocks import Chart, Table
from pipelines.document.edition import Edition, now_code, partial_codes
from pipelines.document.grids import chart_grid, grid_of
from pipelines.document.notes import notes_for, source_line
from pipelines.document.orders import BlockOrder
from pipelines.document.tables import table_of
from pipelines.document.titles import span_of, subtitle_of, text_in
from pipelines.figures import PERIOD, QUARTER, Grid, Subject, domain_colour, draw, transposed
from pipelines.figures.figure import Figure
from pipelines.findings import alternative, headline
from pipelines.wording import capital

TIMES = (PERIOD, QUARTER)
COMPARING = ("bars", "dots")
LEAST_SHOWN = 2


def is_sparse(edition: Edition, order: BlockOrder) -> bool:
    """Tell whether fewer than two parts have a number now, so that a drawing compares nothing."""
    if order.chart not in COMPARING:
        return False
    grid = chart_grid(edition, order)
    parts = [cells[-1] for row, cells in zip(grid.rows, grid.cells, strict=True) if not row.is_total]
    return sum(cell.value is not None for cell in parts) < LEAST_SHOWN


def table_instead(edition: Edition, order: BlockOrder, *, anchor: str, number: int) -> Table:
    """Give what the table behind the chart would hold as a table of its own."""
    grid = chart_grid(edition, order)
    name = grid.measure.name
    return table_of(
        edition,
        [*_beside(edition, order, grid), grid],
        anchor=anchor,
        number=number,
        caption=capital(f"{name} {by_phrase(edition, order.rows, name) or ''}".strip()),
        subtitle=f"{edition.facts.scope_name}, {span_of(edition, order, grid)}",
        compare=order.columns == "two_years",
    )


def chart_of(
    edition: Edition, order: BlockOrder, *, anchor: str, number: int, said: Sequence[str] = ()
) -> Chart:
    """Give the chart; its figure, text alternative and table are of the same grid.

    Its headline is one that is not `said` in the chapter already, if its cells have more to tell.
    """
    grid = chart_grid(edition, order)
    figure = figure_of(edition, order, grid, name=anchor, said=said)
    beside = _beside(edition, order, grid)
    return Chart(
        anchor=anchor,
        number=number,
        figure=figure,
        notes=notes_for(edition, [*beside, grid]),
        source=source_line(edition, [one.measure for one in (grid, *beside)]),
        table=table_behind(
            edition, order, [*beside, grid], figure, anchor=f"{anchor}-cijfers", number=number
        ),
        definition=definition_anchor(edition, grid.measure.code),
    )


def figure_of(
    edition: Edition, order: BlockOrder, grid: Grid, *, name: str, said: Sequence[str] = ()
) -> Figure:
    """Draw the grid with a headline from its own cells, or with the outline's."""
    partial = frozenset[str]().union(*(partial_codes(edition.facts, one.measure) for one in grid.tables))
    subject = Subject(grid, edition.words, partial, domain_colour(edition.domain))
    name_of_first = next(one for one in order.measures if one in edition.tables)
    subtitle = subtitle_of(edition, order, grid)
    fixed = {**edition.labels, PERIOD: now_code(edition.facts)}
    found = headline(edition.evidence, order.chart, grid, edition.scene(name_of_first), said)
    return draw(
        order.chart,
        subject,
        name=name,
        title=text_in(edition, order.title) if order.title else found,
        subtitle=subtitle,
        alternative=alternative(edition.evidence, order.chart, grid, fixed, subtitle),
    )


def _beside(edition: Edition, order: BlockOrder, grid: Grid) -> list[Grid]:
    """Give the grids of the measures that only the table shows: what a rate was divided by, with its rows."""
    return [
        grid_of(edition, replace(order, measures=(name,)), rows=grid.rows, columns="period")
        for name in order.behind
        if name in edition.tables
    ]


def table_behind(
    edition: Edition, order: BlockOrder, grids: Sequence[Grid], figure: Figure, *, anchor: str, number: int
) -> Table:
    """Give the numbers of the chart as a table that needs no notes of its own; time runs to the right."""
    turned = [transposed(grid) for grid in grids] if _is_upright(grids) else grids
    return table_of(
        edition,
        turned,
        anchor=anchor,
        number=number,
        caption=figure.title,
        subtitle=figure.subtitle,
        compare=order.columns == "two_years",
        notes=(),
    )


def _is_upright(grids: Sequence[Grid]) -> bool:
    """Tell whether time runs down the rows of a single grid."""
    grid = grids[0]
    return len(grids) == 1 and all(row.dimension in TIMES for row in grid.rows)


def definition_anchor(edition: Edition, measure: str) -> str | None:
    """Give where the measure is defined in this document, if it is."""
    known = measure in edition.vocabulary.register.indicators
    return f"indicator-{measure.replace('_', '-')}" if edition.has_definitions and known else None
