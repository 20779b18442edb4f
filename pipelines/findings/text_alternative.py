"""Write the text that stands in the place of a chart: what the headline does not say of it."""

from collections.abc import Iterator, Sequence

from pipelines.figures import PERIOD, Grid, Heading, period_of
from pipelines.findings.evidence import Evidence, Labels
from pipelines.findings.headlines import RANKED
from pipelines.findings.ranks import Extreme, Spot, highest, lowest, spots_of
from pipelines.tables import Mark
from pipelines.wording import capital

MOST_NAMED = 3


def alternative(evidence: Evidence, kind: str, grid: Grid, fixed: Labels, what: str) -> str:
    """Give the kind of chart, its extremes, its course, and what it does not show and why.

    What it is about the caption says; only for want of anything else the alternative says it again.
    """
    words = evidence.words
    sentences: list[str] = []
    is_mixed = all(row.dimension == "measure" for row in grid.rows) and len(grid.rows) > 1
    if is_mixed:
        sentences += list(_courses(evidence, grid, fixed))
    else:
        sentences += list(_extremes(evidence, kind, grid, fixed))
    sentences += [*_marks(evidence, kind, grid), *_incomplete(evidence, grid, fixed)]
    named = words.say(f"kind.{kind}")
    opening = named if sentences else words.say("alt.what", kind=named, what=what)
    return " ".join(f"{text.rstrip('. ')}." for text in (opening, *sentences))


def _extremes(evidence: Evidence, kind: str, grid: Grid, fixed: Labels) -> Iterator[str]:
    """Say the largest and the smallest figure and where they stand, of whole periods."""
    parts = [column for column in grid.columns if not column.is_total] or list(grid.columns)
    spots = [
        spot
        for spot in spots_of(evidence, grid, fixed, parts[-1:] if kind in RANKED else parts)
        if _is_whole(evidence, grid, period_of(spot.row, spot.column) or str(fixed.get(PERIOD)), fixed)
        and spot.cell.mark is not Mark.NOT_APPLICABLE
    ]
    high, low = highest(spots), lowest(spots)
    if high is None or low is None or high.value == low.value:
        return
    for key, extreme in (("alt.high", high), ("alt.low", low)):
        yield evidence.words.say(
            key if extreme.is_certain or len(extreme.spots) + _unshown(spots) == 1 else f"{key}.shown",
            value=_written(evidence, extreme),
            spots=_named(evidence, kind, grid, extreme.spots),
        )


def _unshown(spots: Sequence[Spot]) -> int:
    return sum(spot.value is None for spot in spots)


def _courses(evidence: Evidence, grid: Grid, fixed: Labels) -> Iterator[str]:
    """Say from what to what each of different measures went."""
    for row, cells in zip(grid.rows, grid.cells, strict=True):
        shown = [
            (column, cell)
            for column, cell in zip(grid.columns, cells, strict=True)
            if cell.value is not None and _is_whole(evidence, grid, column.code or "", fixed)
        ]
        if len(shown) > 1:
            measure = evidence.vocabulary.measure(evidence.words, row.code or "")
            first, last = shown[0], shown[-1]
            yield capital(
                evidence.words.say(
                    "alt.course",
                    subject=measure.subject,
                    first=evidence.words.show(first[1], measure.unit, measure.decimals),
                    start=evidence.words.when(str(first[0].code)),
                    last=evidence.words.show(last[1], measure.unit, measure.decimals),
                    end=evidence.words.when(str(last[0].code)),
                )
            )


def _written(evidence: Evidence, extreme: Extreme) -> str:
    spot = extreme.spots[0]
    measure = evidence.measure(spot.name) if spot.name else None
    return evidence.words.amount(
        extreme.value, measure.unit if measure else "", measure.decimals if measure else 0
    )


def _named(evidence: Evidence, kind: str, grid: Grid, spots: Sequence[Spot]) -> str:
    names = [_name(kind, grid, spot.row, spot.column) for spot in spots]
    if len(names) > MOST_NAMED:
        more = evidence.words.say("alt.more", number=str(len(names) - MOST_NAMED))
        return ", ".join(names[:MOST_NAMED]) + f" {more}"
    return evidence.words.listed(names)


def _name(kind: str, grid: Grid, row: Heading, column: Heading) -> str:
    if kind in RANKED or len(grid.columns) == 1:
        return row.label
    return column.label if len(grid.rows) == 1 else f"{row.label}, {column.label}"


def _marks(evidence: Evidence, kind: str, grid: Grid) -> Iterator[str]:
    """Name what is not shown and why."""
    words = evidence.words
    for mark in Mark:
        places = [
            _name(kind, grid, row, column)
            for row, cells in zip(grid.rows, grid.cells, strict=True)
            for column, cell in zip(grid.columns, cells, strict=True)
            if cell.mark is mark and (kind not in RANKED or column == grid.columns[-1])
        ]
        if places:
            many = len(places) > 2 * MOST_NAMED
            named = words.say("alt.cells", number=str(len(places))) if many else ", ".join(places)
            yield words.say("alt.mark", mark=f"[{mark}]", why=words.say(f"mark.{mark}"), places=named)


def _incomplete(evidence: Evidence, grid: Grid, fixed: Labels) -> Iterator[str]:
    named = incomplete_in(evidence, grid, fixed)
    if named:
        yield evidence.words.say("alt.incomplete", periods=evidence.words.listed(named))


def incomplete_in(evidence: Evidence, grid: Grid, fixed: Labels) -> list[str]:
    """Name the periods of a grid that are not whole; with its row, one that is so only there."""
    found: dict[tuple[str, str], str] = {}
    for row in grid.rows:
        for column in grid.columns:
            code = period_of(row, column)
            if code and not _is_whole(evidence, grid, code, fixed):
                found[code, ""] = evidence.words.period(code)
            elif code and not _is_whole(evidence, grid, code, {**fixed, row.dimension: row.code}):
                found[code, row.label] = f"{evidence.words.period(code)} ({row.label})"
    return [found[key] for key in sorted(found)]


def _is_whole(evidence: Evidence, grid: Grid, period: str, labels: Labels) -> bool:
    """Tell whether all that partners owe of a period is there, of every measure of a grid."""
    return all(evidence.is_whole(period, table.measure, labels) for table in grid.tables)
