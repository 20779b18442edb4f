"""What stands over a chart or table: the outline's own title, and the line with unit and period."""

from collections.abc import Mapping

from pipelines.document.context import ComposeContext, earlier_code, now_code
from pipelines.document.exhibits.axes import by_phrase
from pipelines.figures import PERIOD, YEAR, Grid
from pipelines.outline import MEASURE, ChartSpec, TableSpec
from pipelines.request import quarters_in
from pipelines.wording import capital, lowered


def text_in(context: ComposeContext, texts: Mapping[str, str]) -> str:
    """Give a text of the outline in the edition's language, else in Dutch, with what it names filled in."""
    text = texts.get(context.words.language) or texts["nl"]
    domain = context.vocabulary.name(context.words, "domain_code", context.domain) if context.domain else ""
    named = {
        "domain": capital(domain),
        "place": context.words.say("stub.prison_code"),
        "places": context.words.say("places.plain"),
        "period": context.words.period(now_code(context.facts)),
        "scope": context.facts.scope_name,
    }
    for name, value in named.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def subtitle_of(context: ComposeContext, spec: ChartSpec, grid: Grid) -> str:
    """Give unit, breakdown and period: `deelnames per domein, 2025; streepje: 2024`."""
    words, measure = context.words, grid.measure
    is_of_more = MEASURE in (spec.columns, spec.rows)
    name = words.unit(measure.unit) if is_of_more and measure.unit else lowered(measure.name)
    by = dict.fromkeys(by_phrase(context, axis, name) for axis in (spec.rows, spec.columns))
    text = words.say(
        "subtitle",
        name=name,
        by=words.listed([phrase for phrase in by if phrase]) if any(by) else "",
        period=span_of(context, spec, grid),
    )
    text = " ".join(text.replace(" ,", ",").split())
    has_scales = spec.chart == "multiples" and len(grid.rows) > 1
    for key in (_key(context, spec, grid), words.say("key.scales") if has_scales else None):
        text = words.say("subtitle.key", text=text, key=key) if key else text
    return text


def has_prisons(grid: Grid) -> bool:
    """Tell whether a grid lays prisons beside each other: it is of all then, also in a prison's report."""
    return any(heading.dimension == "prison_code" for heading in (*grid.rows, *grid.columns))


def scope_of(context: ComposeContext, grid: Grid) -> str:
    """Name what a table is of: all prisons, or the scope of the edition."""
    return context.words.say("prison_code.total") if has_prisons(grid) else context.facts.scope_name


def span_of(context: ComposeContext, spec: ChartSpec | TableSpec, grid: Grid) -> str:
    """Give the periods that the grid covers: the edition's, its year, or from the first year to the last."""
    words, facts = context.words, context.facts
    codes = [
        heading.code
        for heading in (*grid.rows, *grid.columns)
        if heading.dimension in (PERIOD, YEAR) and heading.code
    ]
    years = sorted({quarter[:4] for code in codes for quarter in quarters_in(code)})
    if len(years) > 1 and spec.columns != "two_years":
        return words.say("span.years", first=years[0], last=years[-1])
    is_of_year = spec.rows == "quarters" or "months" in (spec.rows, spec.columns)
    return str(facts.year) if is_of_year else words.period(now_code(facts))


def _key(context: ComposeContext, spec: ChartSpec, grid: Grid) -> str | None:
    """Give what the mark of the earlier period is, if the chart has one."""
    words = context.words
    if len({(column.code or "")[:4] for column in grid.columns}) < 2:
        return None
    if spec.columns == "two_years" and spec.chart in ("bars", "dots"):
        return words.say(f"key.{spec.chart}", earlier=words.period(earlier_code(context.facts)))
    if spec.columns == "eight_quarters" and spec.chart == "multiples":
        return words.say("key.bars", earlier=str(context.facts.year - 1))
    return None
