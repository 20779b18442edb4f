"""What stands over a chart or table: the outline's own title, and the line with unit and period."""

from collections.abc import Mapping

from pipelines.document.axes import by_phrase
from pipelines.document.edition import Edition, earlier_code, now_code
from pipelines.document.orders import BlockOrder
from pipelines.figures import MEASURE, PERIOD, YEAR, Grid
from pipelines.schedule import quarters_in
from pipelines.wording import capital, lowered


def text_in(edition: Edition, texts: Mapping[str, str]) -> str:
    """Give a text of the outline in the edition's language, else in Dutch, with what it names filled in."""
    text = texts.get(edition.words.language) or texts["nl"]
    domain = edition.vocabulary.name(edition.words, "domain_code", edition.domain) if edition.domain else ""
    named = {
        "domain": capital(domain),
        "place": edition.words.say("stub.prison_code"),
        "places": edition.words.say("places.plain"),
        "period": edition.words.period(now_code(edition.facts)),
        "scope": edition.facts.scope_name,
    }
    for name, value in named.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def subtitle_of(edition: Edition, order: BlockOrder, grid: Grid) -> str:
    """Give unit, breakdown and period: `deelnames per domein, 2025; streepje: 2024`."""
    words, measure = edition.words, grid.measure
    is_of_more = MEASURE in (order.columns, order.rows)
    name = words.unit(measure.unit) if is_of_more and measure.unit else lowered(measure.name)
    by = dict.fromkeys(by_phrase(edition, axis, name) for axis in (order.rows, order.columns))
    text = words.say(
        "subtitle",
        name=name,
        by=words.listed([phrase for phrase in by if phrase]) if any(by) else "",
        period=span_of(edition, order, grid),
    )
    key = _key(edition, order, grid)
    text = " ".join(text.replace(" ,", ",").split())
    return words.say("subtitle.key", text=text, key=key) if key else text


def span_of(edition: Edition, order: BlockOrder, grid: Grid) -> str:
    """Give the periods that the grid covers: the edition's, its year, or from the first year to the last."""
    words, facts = edition.words, edition.facts
    codes = [
        heading.code
        for heading in (*grid.rows, *grid.columns)
        if heading.dimension in (PERIOD, YEAR) and heading.code
    ]
    years = sorted({quarter[:4] for code in codes for quarter in quarters_in(code)})
    if len(years) > 1 and order.columns != "two_years":
        return words.say("span.years", first=years[0], last=years[-1])
    is_of_year = order.rows == "quarters" or "months" in (order.rows, order.columns)
    return str(facts.year) if is_of_year else words.period(now_code(facts))


def _key(edition: Edition, order: BlockOrder, grid: Grid) -> str | None:
    """Give what the mark of the earlier period is, if the chart has one."""
    words = edition.words
    if len({(column.code or "")[:4] for column in grid.columns}) < 2:
        return None
    if order.kind == "chart" and order.columns == "two_years" and order.chart in ("bars", "dots"):
        return words.say(f"key.{order.chart}", earlier=words.period(earlier_code(edition.facts)))
    if order.columns == "eight_quarters" and order.chart == "multiples":
        return words.say("key.bars", earlier=str(edition.facts.year - 1))
    return None
