"""Choose what a chart tells in one line: of all that holds, what lies furthest from what one expects."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.figures import PERIOD, QUARTER, YEAR, Grid, Heading
from pipelines.findings import say
from pipelines.findings.drawn import TIMES, draws, draws_quarters, of_each
from pipelines.findings.evidence import Evidence
from pipelines.findings.moves import Move, a_year_before, is_usual, move_of
from pipelines.findings.ranks import (
    NAMED,
    UNKNOWN,
    Spot,
    highest,
    is_apart,
    lowest,
    spots_of,
    unknown_of,
    with_unknown,
)
from pipelines.findings.scene import PLAIN, Candidate, Scene, of_gap, of_share, plain, where_of
from pipelines.tables import Cell, Mark

RANKED = ("bars", "dots")
PRISON = "prison_code"
RANK, EVEN = 0.4, 0.5
"""Weights of what is no news by itself: the largest, hardly any difference."""
COURSE = 0.7
"""Of the weight of a move between quarters: many fall every summer."""
PLACE = 0.6
"""Of the weight of a move in one prison, where all are told."""
LATEST = 0.05
"""Of one quarter where the year is told: less than any word of the year, more than that it is hidden."""
OTHER = 0.1
"""Of the weight of a move of a measure that a chart draws beside its own."""
NOTHING = Cell(mark=Mark.NOT_AVAILABLE)
MOST_WORDS = {"nl": 16, "en": 18, "fr": 22}
"""Of a headline: French needs more of them for the same."""
MOST_ALIKE = 2
"""So many headlines of an edition may begin with the same four words."""


def headline(evidence: Evidence, kind: str, grid: Grid, scene: Scene, said: Sequence[str] = ()) -> str:
    """Give the finding that leads a chart: not `said` before, nor beginning as two others do."""
    found = _candidates(evidence, kind, grid, scene)
    most = MOST_WORDS[evidence.words.language]
    return best([replace(one, weight=_as_headline(one, most)) for one in found], said)


def _as_headline(candidate: Candidate, most_words: int) -> float:
    """Weigh a sentence as a headline: one of too many words only for want of others.

    What a space that does not break holds together is one word: French sets apart `:` and `%`.
    """
    return candidate.weight if len(candidate.text.split(" ")) <= most_words else candidate.weight / 100


def best(candidates: Sequence[Candidate], said: Sequence[str]) -> str:
    """Give the weightiest candidate that is new, both in what it says and in how it begins."""
    openings = Counter(opening(text) for text in said)
    ranked = sorted(candidates, key=lambda one: (-one.weight, one.text))
    fresh = [one for one in ranked if not any(one.text in text for text in said)]
    varied = [one for one in fresh if openings[opening(one.text)] < MOST_ALIKE]
    return next(iter([*varied, *fresh, *ranked])).text


def opening(text: str) -> str:
    """Give the first four words."""
    return " ".join(text.split()[:4]).casefold()


def _candidates(evidence: Evidence, kind: str, grid: Grid, scene: Scene) -> Iterator[Candidate]:
    """Give what may be said of a chart: nothing of a period that it does not draw."""
    if kind in RANKED:
        yield from _of_rows(evidence, grid, scene)
    else:
        yield from of_gap(evidence, grid, scene)
        yield from of_each(evidence, grid, scene)
        if draws(grid, scene.before):
            yield from _of_total(evidence, scene)
            yield from _of_others(evidence, grid, scene)
        if draws_quarters(grid):
            has_before = draws(grid, scene.before)
            yield from course(evidence, scene, beside_before=has_before)
            if has_before:
                yield from latest(evidence, scene)
        if kind != "heat" and not _over_time(grid.rows):
            yield from _of_rows(evidence, grid, scene, is_ranked=not _over_time(grid.columns))
    yield plain(evidence, scene)


def _over_time(headings: Sequence[Heading]) -> bool:
    return all(heading.dimension in TIMES for heading in headings)


def lead_candidates(evidence: Evidence, scene: Scene) -> Iterator[Candidate]:
    """Give what may open a chapter: how its figure moved in the period reported, or what it is."""
    move = move_of(evidence, scene.name, scene.labels, scene.now, scene.before)
    if move is not None:
        yield Candidate(say.moved(evidence, move, where_of(evidence, scene)), weight_of(move))
        if move.is_sure:
            yield Candidate(say.change(evidence, move), move.weight * 0.9)
    else:
        yield from of_share(evidence, scene)
    yield plain(evidence, scene)


def cause_of(evidence: Evidence, name: str, dimension: str, scene: Scene) -> list[str]:
    """Name the largest part of a breakdown with its share, where nothing else could be larger."""
    table = evidence.tables[name]
    place = table.dimensions.index(dimension)
    labels = {**scene.labels, PERIOD: scene.now}
    codes = sorted({key[place] for key in table.cells if key[place] is not None}, key=str)
    rows = tuple(Heading(dimension, code, str(code)) for code in codes)
    cells = tuple((evidence.cell(name, {**labels, dimension: code}) or NOTHING,) for code in codes)
    column = Heading(PERIOD, scene.now, scene.now)
    grid = Grid(rows, (column,), cells, evidence.measure(name), (table,))
    high = highest([spot for spot in spots_of(evidence, grid, labels, [column]) if spot.row.code != UNKNOWN])
    whole = evidence.exact(name, labels)
    if high is None or not high.is_certain or len(high.spots) > 1 or not whole or high.value == whole:
        return []
    text = say.top(evidence, high)
    return (
        [text + evidence.words.say("cause.share", share=evidence.words.share(high.value, whole))]
        if text
        else []
    )


def _of_total(evidence: Evidence, scene: Scene) -> Iterator[Candidate]:
    move = move_of(evidence, scene.name, scene.labels, scene.now, scene.before)
    if move is not None:
        there = say.change_there(evidence, move)  # six chapters in a row do not begin with what is counted
        yield Candidate(there or say.change(evidence, move), weight_of(move))
        yield Candidate(say.moved(evidence, move, where_of(evidence, scene)), weight_of(move) * 0.9)
        if there:
            yield Candidate(say.change(evidence, move), weight_of(move) * 0.8)


def _of_others(evidence: Evidence, grid: Grid, scene: Scene) -> Iterator[Candidate]:
    """Tell how the other measures moved that a chart draws beside the one that it is about."""
    drawn = [column.code for column in grid.columns if column.dimension == "measure"]
    for name in (table.name for table in grid.tables if table.measure in drawn and table.name != scene.name):
        move = move_of(evidence, name, scene.labels, scene.now, scene.before)
        if move is not None and move.is_sure:
            yield Candidate(say.moved(evidence, move, where_of(evidence, scene)), move.weight * OTHER)


def weight_of(move: Move) -> float:
    """Weigh a move: one that chance explains is only told for want of better."""
    return move.weight if move.is_sure else PLAIN * 2


def course(evidence: Evidence, scene: Scene, *, beside_before: bool = True) -> Iterator[Candidate]:
    """Tell of the quarter that fell furthest below the one before it, else of the largest rise.

    Not of what does so every year; nor, unless it stands `beside_before`, of how a quarter moved in a year.
    """
    year, _, part = scene.now.partition("-")
    indicator = evidence.indicator(scene.name)
    if part or indicator is None or "period_code" not in indicator.adds_up:
        return
    codes = [f"{year}-K{number}" for number in (1, 2, 3, 4)]
    moves = [move_of(evidence, scene.name, scene.labels, now, before) for before, now in pairwise(codes)]
    sure = [move for move in moves if move is not None and move.is_sure and not is_usual(evidence, move)]
    turns = [move for move in sure if move.verdict == "down"] or sure
    years = [move_of(evidence, scene.name, scene.labels, code, a_year_before(code)) for code in codes]
    turns += [move for move in years if move is not None and move.is_sure and beside_before]
    if turns:
        move = max(turns, key=lambda one: (one.weight, one.now_code))
        where = evidence.words.when(move.now_code, is_bare=True)
        text = say.fact(evidence, move.name, move.now, where) + say.clause(evidence, move, is_bare=True)
        yield Candidate(text, move.weight * COURSE)


def of_places(evidence: Evidence, scene: Scene) -> Iterator[Candidate]:
    """Tell of the prison that moved most, where all are told together."""
    table = evidence.tables[scene.name]
    if scene.labels.get(PRISON) is not None or PRISON not in table.dimensions:
        return
    place = table.dimensions.index(PRISON)
    for code in sorted({key[place] for key in table.cells} - {None}, key=str):
        move = move_of(evidence, scene.name, {**scene.labels, PRISON: code}, scene.now, scene.before)
        if move is not None and move.is_sure:
            name = evidence.vocabulary.name(evidence.words, PRISON, code)
            where = evidence.words.say(f"where.{PRISON}", label=name)
            yield Candidate(say.moved(evidence, move, where), move.weight * PLACE)


def latest(evidence: Evidence, scene: Scene) -> Iterator[Candidate]:
    """Tell of the last quarter that is shown beside the same a year earlier, for want of the year itself."""
    year, _, part = scene.now.partition("-")
    for number in (4, 3, 2, 1) if not part else ():
        now = f"{year}-K{number}"
        move = move_of(evidence, scene.name, scene.labels, now, a_year_before(now))
        if move is not None:
            yield Candidate(say.moved(evidence, move, evidence.words.when(now)), LATEST)
            return


def _of_rows(evidence: Evidence, grid: Grid, scene: Scene, *, is_ranked: bool = True) -> Iterator[Candidate]:
    """Tell of the row that moved most, of the row that leads, or that rows hardly differ."""
    last = [column for column in grid.columns if not column.is_total][-1:]
    if not last:
        return
    spots = spots_of(evidence, grid, {**scene.labels, PERIOD: scene.now}, last)
    if draws(grid, scene.before):
        yield from _moving(evidence, spots, scene)
    if not is_ranked or len(spots) < 2 or grid.rows[0].dimension in ("measure", *TIMES):
        return
    applying = [
        spot for spot in spots if spot.cell.mark is not Mark.NOT_APPLICABLE or spot.row.code == UNKNOWN
    ]
    yield from _standing(evidence, applying)


def _standing(evidence: Evidence, spots: Sequence[Spot]) -> Iterator[Candidate]:
    """Tell which group leads, or that groups hardly differ; with unknown groups, only of the known."""
    compared = [spot for spot in spots if spot.row.code != UNKNOWN or spot.row.dimension in NAMED]
    high, low = highest(compared), lowest(compared)
    if high is None or low is None or len(compared) < 2:
        return
    has_unknown = unknown_of(evidence, spots) != 0
    shown = [spot for spot in compared if spot.value is not None]
    if evidence.measure(high.spots[0].name).is_rate and not is_apart(evidence, high.spots[0], low.spots[0]):
        if len(shown) == len(compared) > 1:
            yield Candidate(say.even(evidence, low, high, is_of_known=has_unknown), EVEN)
        return
    widened = highest(with_unknown(evidence, spots)) if has_unknown else high
    assert widened is not None
    text = say.top(evidence, high, is_of_known=has_unknown and not widened.is_certain)
    if text is not None:
        yield Candidate(text, RANK)


def _moving(evidence: Evidence, spots: Sequence[Spot], scene: Scene) -> Iterator[Candidate]:
    for spot in spots:
        if spot.row.dimension in TIMES or not spot.name:
            continue
        labels = {key: label for key, label in spot.labels.items() if key not in (PERIOD, YEAR, QUARTER)}
        move = move_of(evidence, spot.name, labels, scene.now, scene.before)
        if move is not None and move.is_sure:
            is_measure = spot.row.dimension == "measure"
            place = evidence.words.when(scene.now) if is_measure else say.place_of_spot(evidence, spot)
            yield Candidate(say.moved(evidence, move, place), move.weight * 0.8)
            if not is_measure:
                yield Candidate(say.change(evidence, move, place), move.weight * 0.75)
