"""Say in one line what a chart tells: the first thing that its cells bear and that was not said before."""

from collections.abc import Iterator, Sequence

from pipelines.figures.charts import Subject
from pipelines.figures.describe import RANKED, Story, change_of, extremes, is_compared, named, written
from pipelines.figures.grid import PERIOD, QUARTER, YEAR, Grid, Heading, Spot, period_of, spots
from pipelines.outline import MEASURE
from pipelines.wording import capital, lowered

TIMES = (PERIOD, QUARTER)
COMMON = ("age_band", "domains_taken", "gender", "history", "status", "statuut")
"""Dimensions whose labels are common words: no capital within a sentence."""


def headline(kind: str, subject: Subject, story: Story, said: Sequence[str] = ()) -> str:
    """Give the title that carries the chart's message; when all was said, the first is said again."""
    titles = list(_titles(kind, subject, story))
    return next((title for title in titles if not any(title in text for text in said)), titles[0])


def _titles(kind: str, subject: Subject, story: Story) -> Iterator[str]:
    """Give what can be said, the most telling first."""
    if kind == "shares":
        yield _largest_share(subject, story)
        return
    if kind not in RANKED and change_of(subject, story) is not None:
        yield _movement(subject, story)
    if kind not in RANKED:
        yield from _peak(subject)
    if kind not in RANKED and story.now.value is not None:
        yield _movement(subject, story)
    yield _first(kind, subject, story)


def _first(kind: str, subject: Subject, story: Story) -> str:
    """Name the row with the largest number."""
    words, measure = subject.words, subject.grid.measure
    high, _ = extremes(kind, subject)
    if not high or high[0].value == 0:
        return words.say("title.none", name=lowered(measure.name), period=story.period)
    row = high[0].row
    own, within = f"title.top.{row.dimension}", row.dimension in COMMON
    label = named(kind, subject, high)
    parts = {
        "label": lowered(label) if within and (measure.is_rate or words.has(own)) else label,
        "value": written(subject, high[0]),
        "name": lowered(measure.name),
    }
    compared = [spot.value for spot in spots(subject.grid) if is_compared(kind, subject, spot)]
    if len(compared) > 1 and len(high) == len(compared):
        return words.say("title.equal", **{**parts, "name": measure.name})
    if measure.is_rate:
        return words.say("title.top_rate", **{**parts, "name": measure.name})
    if len(high) > 1:
        return words.say("title.shared", **parts)
    return capital(words.say(own if words.has(own) else "title.top", **parts))


def _movement(subject: Subject, story: Story) -> str:
    words, measure = subject.words, subject.grid.measure
    change = change_of(subject, story)
    if change is None:
        value = subject.write(story.now)
        return words.say("title.now", name=measure.name, value=value, period=story.period)
    return capital(
        words.say(
            f"title.{change.direction}",
            subject=measure.subject,
            amount=change.amount,
            earlier=story.earlier,
        )
    )


def _peak(subject: Subject) -> Iterator[str]:
    """Name the period in which the first measure was highest, when one period stands out."""
    line = _over_time(subject.grid)
    whole = [spot for spot in line if not subject.is_incomplete(spot.row, spot.column)]
    if len(whole) < 2:
        return
    most = max(spot.value for spot in whole)
    top = [spot for spot in whole if spot.value == most]
    if len(top) == 1 and most > 0:
        code = period_of(top[0].row, top[0].column)
        assert code is not None
        measure, words = subject.grid.measure, subject.words
        key = "title.peak" if measure.adds_up_over(PERIOD) and not measure.is_rate else "title.peak_rate"
        yield capital(
            words.say(
                key,
                label=words.in_period(code),
                name=lowered(measure.name),
                subject=measure.subject,
                value=written(subject, top[0]),
            )
        )


def _over_time(grid: Grid) -> list[Spot]:
    """Give the numbers of the last year, period by period, of the only or first series."""
    found = [
        spot for spot in spots(grid) if _is_in_series(grid, spot.row) and _is_in_series(grid, spot.column)
    ]
    codes = {spot: period_of(spot.row, spot.column) for spot in found}
    years = sorted({code[:4] for code in codes.values() if code})
    return [spot for spot, code in codes.items() if code and "-" in code and code[:4] == years[-1]]


def _is_in_series(grid: Grid, heading: Heading) -> bool:
    """Tell whether a heading is a period, or the first or only one of the series."""
    if heading.dimension in (*TIMES, YEAR):
        return not heading.is_whole
    fellows = grid.rows if heading in grid.rows else grid.columns
    return heading == fellows[0] and (heading.dimension == MEASURE or len(fellows) == 1)


def _largest_share(subject: Subject, story: Story) -> str:
    """Name the largest part of the whole, or of the last bar when there is no whole."""
    grid = subject.grid
    place = next((number for number, row in enumerate(grid.rows) if row.is_total), len(grid.rows) - 1)
    row = grid.rows[place]
    shown = [spot for spot in spots(grid) if spot.row == row]
    if not shown:
        return subject.words.say("title.none", name=lowered(grid.measure.name), period=story.period)
    most = max(shown, key=lambda spot: spot.value)
    return subject.words.say("title.share", label=most.column.label, value=written(subject, most))
