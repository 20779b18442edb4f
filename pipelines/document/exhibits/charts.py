"""An order for a chart -> a numbered chart with its words, its notes and the table behind it."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.document.blocks import Chart, Table
from pipelines.document.context import ComposeContext, now_code, partial_codes
from pipelines.document.exhibits.axes import by_phrase
from pipelines.document.exhibits.grids import chart_grid, grid_of, is_unknown
from pipelines.document.exhibits.notes import notes_for, source_line
from pipelines.document.exhibits.tables import table_of
from pipelines.document.exhibits.titles import scope_of, span_of, subtitle_of, text_in
from pipelines.figures import PERIOD, QUARTER, Figure, Grid, Subject, domain_colour, draw, transposed
from pipelines.findings import alternative, headline
from pipelines.outline import ChartSpec
from pipelines.wording import capital

TIMES = (PERIOD, QUARTER)
COMPARING = ("bars", "dots")
LEAST_SHOWN = 2


def is_sparse(context: ComposeContext, spec: ChartSpec) -> bool:
    """Tell whether fewer than two parts have a number now, so that a drawing compares nothing."""
    if spec.chart not in COMPARING:
        return False
    grid = chart_grid(context, spec)
    parts = [cells[-1] for row, cells in zip(grid.rows, grid.cells, strict=True) if not row.is_total]
    return sum(cell.value is not None for cell in parts) < LEAST_SHOWN


def table_instead(context: ComposeContext, spec: ChartSpec, *, anchor: str, number: int) -> Table:
    """Give what the table behind the chart would hold as a table of its own."""
    grid = chart_grid(context, spec)
    name = grid.measure.name
    return table_of(
        context,
        [*_beside(context, spec, grid), grid],
        anchor=anchor,
        number=number,
        caption=capital(f"{name} {by_phrase(context, spec.rows, name) or ''}".strip()),
        subtitle=f"{scope_of(context, grid)}, {span_of(context, spec, grid)}",
        compare=spec.columns == "two_years",
    )


def chart_of(
    context: ComposeContext, spec: ChartSpec, *, anchor: str, number: int, said: Sequence[str] = ()
) -> Chart:
    """Give the chart; its figure, text alternative and table are of the same grid.

    Its headline is one that is not `said` in the chapter already, if its cells have more to tell.
    """
    grid = chart_grid(context, spec)
    figure = figure_of(context, spec, grid, name=anchor, said=said)
    beside = _beside(context, spec, grid)
    return Chart(
        anchor=anchor,
        number=number,
        figure=figure,
        notes=notes_for(context, [*beside, grid]),
        source=source_line(context, [one.measure for one in (grid, *beside)]),
        table=table_behind(context, spec, [*beside, grid], figure, anchor=f"{anchor}-cijfers", number=number),
        definition=definition_anchor(context, grid.measure.code),
    )


PLACES = ("prison_code", "domain_code")


def figure_of(
    context: ComposeContext, spec: ChartSpec, grid: Grid, *, name: str, said: Sequence[str] = ()
) -> Figure:
    """Draw the grid with a headline from its own cells, or with the outline's."""
    subject = Subject(
        grid, context.words, _partial(context, grid), domain_colour(context.domain),
        {
            row.code: _partial(context.about(**{row.dimension: row.code}), grid)
            for row in grid.rows
            if row.code and row.dimension in PLACES
        },
    )  # fmt: skip
    name_of_first = next(one for one in spec.measures if one in context.tables)
    subtitle = subtitle_of(context, spec, grid)
    fixed = {**context.labels, PERIOD: now_code(context.facts)}
    found = headline(context.evidence, spec.chart, grid, context.scene(name_of_first), said)
    return draw(
        spec.chart,
        subject,
        name=name,
        title=text_in(context, spec.title) if spec.title else found,
        subtitle=subtitle,
        alternative=alternative(context.evidence, spec.chart, grid, fixed, subtitle),
    )


def _partial(context: ComposeContext, grid: Grid) -> frozenset[str]:
    """Give the periods of which a measure of a grid is not whole in the chapter's place."""
    return frozenset[str]().union(
        *(partial_codes(context.facts, one.measure, context.place) for one in grid.tables)
    )


def _beside(context: ComposeContext, spec: ChartSpec, grid: Grid) -> list[Grid]:
    """Give the grids of the measures that only the table shows: what a rate was divided by, with its rows."""
    found = (
        grid_of(context, replace(spec, measures=(name,)), rows=grid.rows, columns="period")
        for name in spec.behind
        if name in context.tables
    )
    return [beside for beside in found if not is_unknown(beside)]


def table_behind(
    context: ComposeContext,
    spec: ChartSpec,
    grids: Sequence[Grid],
    figure: Figure,
    *,
    anchor: str,
    number: int,
) -> Table:
    """Give the numbers of the chart as a table that needs no notes of its own; time runs to the right."""
    turned = [transposed(grid) for grid in grids] if _is_upright(grids) else grids
    return table_of(
        context,
        turned,
        anchor=anchor,
        number=number,
        caption=figure.title,
        subtitle=figure.subtitle,
        compare=spec.columns == "two_years",
        notes=(),
    )


def _is_upright(grids: Sequence[Grid]) -> bool:
    """Tell whether time runs down the rows of a single grid."""
    grid = grids[0]
    return len(grids) == 1 and all(row.dimension in TIMES for row in grid.rows)


def definition_anchor(context: ComposeContext, measure: str) -> str | None:
    """Give where the measure is defined in this document, if it is."""
    known = measure in context.vocabulary.register.indicators
    return f"indicator-{measure.replace('_', '-')}" if context.has_definitions and known else None
