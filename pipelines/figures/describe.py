"""Say what a chart shows, from its own cells: the text in its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.figures.charts import Subject
from pipelines.figures.grid import Grid, Heading, Spot, period_of, spots
from pipelines.figures.vocabulary import sentence
from pipelines.tables import Cell, Mark
from pipelines.wording import Change

RANKED = ("bars", "dots", "bullet", "funnel")
"""Kinds that compare rows at one time: the last column speaks, an earlier one is context."""
MOST_NAMED = 3


@dataclass(frozen=True)
class Story:
    """What a headline says beside the grid: the total of the period and of the same period a year before."""

    now: Cell
    before: Cell | None
    period: str
    earlier: str


def alternative(kind: str, subject: Subject, story: Story, what: str) -> str:
    """Give the text that stands for the chart: what it is, the largest, smallest, the change, the marks."""
    words = subject.words
    parts = [words.say("alt.what", kind=words.say(f"kind.{kind}"), what=what)]
    high, low = extremes(kind, subject)
    if high:
        parts.append(
            words.say("alt.largest", spots=named(kind, subject, high), value=written(subject, high[0]))
        )
    if low and low[0].value != high[0].value:
        parts.append(
            words.say("alt.smallest", spots=named(kind, subject, low), value=written(subject, low[0]))
        )
    change = change_of(subject, story)
    if change:
        parts.append(
            words.say(
                f"alt.{change.direction}",
                amount=change.amount,
                earlier=story.earlier,
                subject=subject.grid.measure.subject,
            )
        )
    parts += _marks(kind, subject) + _incomplete(subject)
    return " ".join(sentence(part) for part in parts)  # fmt: skip


def extremes(kind: str, subject: Subject) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    """Give the spots of the largest number and of the smallest; each may be shared by more."""
    compared = [spot for spot in spots(subject.grid) if is_compared(kind, subject, spot)]
    if not compared:
        return (), ()
    whole = [spot for spot in compared if not _is_partial(subject, spot)] or compared
    most, least = max(spot.value for spot in compared), min(spot.value for spot in whole)
    return (
        tuple(spot for spot in compared if spot.value == most),
        tuple(spot for spot in whole if spot.value == least),
    )


def change_of(subject: Subject, story: Story) -> Change | None:
    """Give the change of the total, or nothing when one of the two is not shown."""
    if story.now.value is None or story.before is None or story.before.value is None:
        return None
    measure = subject.grid.measure
    return subject.words.change(
        story.now.value, story.before.value, unit=measure.unit, decimals=measure.decimals
    )


def is_compared(kind: str, subject: Subject, spot: Spot) -> bool:
    """Tell whether a spot takes part: no totals when there are parts, no earlier columns of a ranking."""
    grid = subject.grid
    has_parts = any(not row.is_total for row in grid.rows)
    is_old = kind in RANKED and spot.column != grid.columns[-1]
    return not is_old and not (spot.row.is_total and has_parts) and not _is_total_column(grid, spot.column)


def _is_total_column(grid: Grid, column: Heading) -> bool:
    return column.is_total and any(not other.is_total for other in grid.columns)


def _is_partial(subject: Subject, spot: Spot) -> bool:
    return subject.is_incomplete(spot.row, spot.column)


def named(kind: str, subject: Subject, found: Sequence[Spot]) -> str:
    """Name where a number stands, at most three places and then how many more."""
    is_single = kind in RANKED or len(subject.grid.columns) == 1
    rows = {spot.row for spot in found}
    if not is_single and len(rows) == 1 and len(subject.grid.rows) > 1:
        return f"{found[0].row.label} ({_listed(subject, [spot.column.label for spot in found])})"
    if is_single:
        return _listed(subject, [spot.row.label for spot in found])
    if len(subject.grid.rows) == 1:
        return _listed(subject, [spot.column.label for spot in found])
    return _listed(subject, [f"{spot.row.label} ({spot.column.label})" for spot in found])


def _listed(subject: Subject, names: Sequence[str]) -> str:
    if len(names) > MOST_NAMED:
        more = subject.words.say("alt.more", number=str(len(names) - MOST_NAMED))
        return ", ".join(names[:MOST_NAMED]) + f" {more}"
    return subject.words.listed(names)


def written(subject: Subject, spot: Spot) -> str:
    """Write the number of a spot as tables do."""
    return subject.write(Cell(value=spot.value))


def _marks(kind: str, subject: Subject) -> list[str]:
    """Name what is not shown and why."""
    grid = subject.grid
    parts = []
    for mark in Mark:
        places = [
            row.label if kind in RANKED or len(grid.columns) == 1 else f"{row.label} ({column.label})"
            for row, cells in zip(grid.rows, grid.cells, strict=True)
            for column, cell in zip(grid.columns, cells, strict=True)
            if cell.mark is mark and (kind not in RANKED or column == grid.columns[-1])
        ]
        if places:
            many = len(places) > 2 * MOST_NAMED
            named = subject.words.say("alt.cells", number=str(len(places))) if many else ", ".join(places)
            why = subject.words.say(f"mark.{mark}")
            parts.append(subject.words.say("alt.mark", mark=f"[{mark}]", why=why, places=named))
    return parts


def _incomplete(subject: Subject) -> list[str]:
    grid = subject.grid
    codes = {period_of(row, column) for row in grid.rows for column in grid.columns}
    named = [
        subject.words.period(code)
        for code in sorted(code for code in codes if code in subject.incomplete and code)
    ]
    if not named:
        return []
    return [subject.words.say("alt.incomplete", periods=subject.words.listed(named))]
