"""An order for a chart -> a numbered chart with its words, its notes and the table behind it."""

from pipelines.document.blocks import Chart, Table
from pipelines.document.edition import Edition, can_compare, earlier_code, now_code, partial_codes
from pipelines.document.grids import grid_for
from pipelines.document.notes import notes_for, source_line
from pipelines.document.orders import BlockOrder
from pipelines.document.tables import table_of
from pipelines.figures import (
    MEASURE,
    Grid,
    Measure,
    Story,
    Subject,
    domain_colour,
    draw,
)
from pipelines.figures.figure import Figure
from pipelines.tables import Cell, Mark, SafeTable

NOTHING = Cell(mark=Mark.NOT_AVAILABLE)


def chart_of(edition: Edition, order: BlockOrder, *, anchor: str, number: int) -> Chart:
    """Give the chart; its figure, text alternative and table are of the same grid."""
    grid = grid_for(edition, order, rows=order.rows, columns=order.columns)
    figure = figure_of(edition, order, grid, name=anchor)
    notes = notes_for(edition, [grid])
    behind = table_behind(edition, order, grid, figure, anchor=f"{anchor}-cijfers", number=number)
    return Chart(
        anchor=anchor,
        number=number,
        figure=figure,
        notes=notes,
        source=source_line(edition, [grid.measure]),
        table=behind,
        definition=definition_anchor(edition, grid.measure.code),
    )


def figure_of(edition: Edition, order: BlockOrder, grid: Grid, *, name: str) -> Figure:
    """Draw the grid with a headline from its own cells, or with the outline's."""
    subject = Subject(grid, edition.words, partial_codes(edition.facts), domain_colour(edition.domain))
    title = text_in(edition, order.title) if order.title else None
    return draw(
        order.chart,
        subject,
        story_of(edition, order),
        name=name,
        subtitle=subtitle_of(edition, order, grid),
        title=title,
    )


def table_behind(
    edition: Edition, order: BlockOrder, grid: Grid, figure: Figure, *, anchor: str, number: int
) -> Table:
    """Give the numbers of the chart as a table that needs no notes of its own."""
    compare = order.columns == "two_years"
    return table_of(
        edition,
        [grid],
        anchor=anchor,
        number=number,
        caption=figure.title,
        subtitle=figure.subtitle,
        compare=compare,
        notes=(),
    )


def _quoted(measure: Measure) -> str:
    return measure.name[:1].lower() + measure.name[1:]


def story_of(edition: Edition, order: BlockOrder) -> Story:
    """Give the totals of the first measure, now and a year before, for the headline."""
    words, facts = edition.words, edition.facts
    table = edition.tables.get(order.measures[0])
    now, before = now_code(facts), earlier_code(facts)
    return Story(
        now=total_cell(edition, table, now) or NOTHING,
        before=total_cell(edition, table, before) if can_compare(facts) else None,
        period=words.period(now),
        earlier=words.period(before),
    )


def total_cell(edition: Edition, table: SafeTable | None, period: str) -> Cell | None:
    """Give the cell of the scope and chapter at a period, all other dimensions at their total."""
    if table is None:
        return None
    labels = {"prison_code": edition.facts.prison_code, "period_code": period, **edition.fixed}
    return table.cells.get(tuple(labels.get(dimension) for dimension in table.dimensions))


def subtitle_of(edition: Edition, order: BlockOrder, grid: Grid) -> str:
    """Give unit, breakdown and period: `aantal per domein, 2025; streepje: 2024`."""
    words = edition.words
    by = [words.say(f"by.{axis}") for axis in _breakdowns(order) if words.has(f"by.{axis}")]
    if order.chart == "multiples":
        by = [words.say(f"by.{axis}") for axis in (order.rows, "quarters") if words.has(f"by.{axis}")]
    unit = words.unit(grid.measure.unit) if grid.measure.unit else ""
    name = grid.measure.name if MEASURE not in (order.columns, order.rows) else ""
    span = _span(edition, order, grid)
    text = words.say(
        "subtitle",
        name=_quoted(grid.measure) if name else unit,
        by=words.listed(by) if by else "",
        period=span,
    )
    return _with_key(edition, order, " ".join(text.replace(" ,", ",").split()))


def _breakdowns(order: BlockOrder) -> list[str]:
    return [axis for axis in (order.rows, order.columns) if axis != MEASURE]


def _span(edition: Edition, order: BlockOrder, grid: Grid) -> str:
    """Give the periods that the grid covers: the edition's, or from the first to the last."""
    words = edition.words
    codes = sorted({
        heading.code[:4] for heading in (*grid.rows, *grid.columns)
        if heading.dimension == "period_code" and heading.code
    })  # fmt: skip
    if order.columns == "two_years" or len(codes) < 2:
        return (
            words.period(now_code(edition.facts))
            if order.rows not in ("quarters",)
            else str(edition.facts.year)
        )
    return words.say("span.years", first=codes[0], last=codes[-1])


def _with_key(edition: Edition, order: BlockOrder, text: str) -> str:
    """Add what the mark of the earlier period is, if the chart has one."""
    key = _key(edition, order)
    return edition.words.say("subtitle.key", text=text, key=key) if key else text


def _key(edition: Edition, order: BlockOrder) -> str:
    words = edition.words
    earlier = words.period(earlier_code(edition.facts))
    if order.columns == "two_years" and order.chart in ("bars", "dots"):
        return words.say(f"key.{order.chart}", earlier=earlier)
    if order.columns == "eight_quarters" and order.chart == "multiples":
        return words.say("key.bars", earlier=str(edition.facts.year - 1))
    return ""


def text_in(edition: Edition, texts: object) -> str:
    """Give a text of the outline in the edition's language, else in Dutch, the source."""
    assert isinstance(texts, dict)
    return str(texts.get(edition.words.language) or texts["nl"])


def definition_anchor(edition: Edition, measure: str) -> str | None:
    """Give where the measure is defined in this document, if it is."""
    known = measure in edition.vocabulary.register.indicators
    return f"indicator-{measure.replace('_', '-')}" if edition.has_definitions and known else None
