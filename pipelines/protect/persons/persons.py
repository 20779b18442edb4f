"""Protect counts of persons, which do not add up, season by season, with worlds of real persons."""

import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipelines.protect.lp import clean, prove, suppress
from pipelines.protect.persons.escalation import RUNGS, widened
from pipelines.protect.persons.giving_up import Searching, give_up, without_dropped
from pipelines.protect.persons.person_recount import certify_crowd
from pipelines.protect.persons.person_search import signature
from pipelines.protect.persons.subproblem import PersonCells, Subproblem, begin, stages_of
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.structure import PERIOD, PersonPatterns, Place, name_of


@dataclass(frozen=True)
class YearBlockProof:
    """The hidden cells of a season, the range that worlds prove for each, and how many worlds."""

    hidden: frozenset[Place]
    ranges: Mapping[Place, tuple[int, int]]
    open: tuple[Place, ...]
    witnesses: int
    ladder: frozenset[Place] = frozenset()
    """Cells that were hidden around one without a world; those that stayed hidden are among `hidden`."""
    raised: tuple[Mapping[Place, int], ...] = ()
    """Of each world the cells that count more persons in it: their attendances must leave room for that."""
    dropped: frozenset[Place] = frozenset()
    """The cells of breakdowns that are not published in this season: too small to be proved."""


def protect_persons(
    cells: PersonCells, patterns: PersonPatterns, rules: DisclosureRules
) -> tuple[YearBlockProof, ...]:
    """Give per season which counts to hide, with the proof; raise when counts and persons differ."""
    stages = stages_of(cells, patterns)
    proofs: list[YearBlockProof] = []
    for number, stage in enumerate(stages):
        dear = _shown_before(cells, proofs[-1], stages[number - 1].codes, stage.codes) if proofs else ()
        proofs.append(_protected(replace(stage, cells=replace(cells, dear=frozenset(dear))), rules))
    return tuple(proofs)


def prove_persons(
    cells: PersonCells, patterns: PersonPatterns, rules: DisclosureRules
) -> tuple[YearBlockProof, ...]:
    """Give per season what is proved when just `cells.hidden` is hidden; raise like `protect_persons`."""
    return tuple(_proved(stage, rules) for stage in stages_of(cells, patterns))


def protect_rounded(
    cells: PersonCells, patterns: PersonPatterns, rules: DisclosureRules
) -> tuple[YearBlockProof, ...]:
    """Give per season which of the rounded counts to hide all the same; raise like `protect_persons`.

    Nothing is hidden where worlds of persons give every unsafe count its range while all counts stay near
    what is shown of them. Around the others more is hidden, rung by rung.
    """
    return tuple(_rounded(stage, rules) for stage in stages_of(cells, patterns))


def _rounded(stage: Subproblem, rules: DisclosureRules) -> YearBlockProof:
    proof, ladder = _proved(stage, rules), frozenset[Place]()
    for rung in (operator.eq, *RUNGS):
        if not proof.open:
            break
        ladder |= widened(proof.open, stage.inside, rung)
        hidden = stage.cells.hidden | {place for place in ladder if stage.cells.counts[place] > 0}
        stage = replace(stage, cells=replace(stage.cells, hidden=hidden - stage.cells.frozen))
        proof = _proved(stage, rules)
    return replace(proof, ladder=ladder)


def _shown_before(
    cells: PersonCells, proof: YearBlockProof, before: Sequence[str], now: Sequence[str]
) -> frozenset[Place]:
    """Give the cells of this season that the season before showed: readers follow them over the years."""
    if len(before) != len(now):
        return frozenset()
    later = dict(zip(before, now, strict=True))
    shown = (place for place in cells.counts if place not in proof.hidden and dict(place)[PERIOD] in later)
    return frozenset(
        tuple(sorted({**dict(place), PERIOD: later[dict(place)[PERIOD]]}.items())) for place in shown
    )


def _protected(stage: Subproblem, rules: DisclosureRules) -> YearBlockProof:
    if not stage.cells.unsafe & set(stage.inside):
        return YearBlockProof(stage.cells.hidden & set(stage.inside), {}, (), 0)
    work = begin(stage, rules)
    search = _climb(
        _lowered(Searching(work, suppress, suppress(work.system, work.start, work.searcher)), rules)
    )
    search = give_up(search, rules.give_up)
    keep = work.start | search.mask(search.dropped)
    pattern = clean(search.system, search.pattern, keep, work.searcher)
    return _result(replace(search, pattern=pattern))


def _proved(stage: Subproblem, rules: DisclosureRules) -> YearBlockProof:
    if not stage.cells.unsafe & set(stage.inside):
        return YearBlockProof(stage.cells.hidden & set(stage.inside), {}, (), 0)
    work = begin(stage, rules)
    search = Searching(work, prove, prove(work.system, work.start, work.searcher))
    return _result(without_dropped(_lowered(search, rules)))


def _lowered(search: Searching, rules: DisclosureRules) -> Searching:
    """Where no world goes down far enough, ask for less below and the same width above."""
    for attempt in range(2 * rules.threshold):
        system, pattern = search.system, search.pattern
        stuck = sorted({demand.cell for demand in pattern.open if demand.change < 0})
        if not stuck:
            break
        lowest = system.lowest.copy()
        lowest[stuck] = system.values[stuck] if attempt >= rules.threshold else lowest[stuck] + 1
        highest = np.where(system.unsafe, np.maximum(system.highest, lowest + rules.width), system.highest)
        if not search.work.stage.cells.rounded:  # no higher than the sessions that were held allow
            highest = np.minimum(highest, np.maximum(system.ceiling, system.values)).astype(np.int64)
        system = replace(system, lowest=lowest, highest=highest)
        search = replace(search, lowered=system, pattern=search.again(system, pattern.hidden))
    return search


def _climb(search: Searching) -> Searching:
    """Hide more around the cells that stay open, rung by rung, until each has its worlds."""
    by_cell = search.work.by_cell
    for rung in RUNGS:
        still_open = {by_cell[demand.cell] for demand in search.pattern.open}
        if not still_open:
            break
        more = widened(still_open, by_cell, rung)
        hidden = search.pattern.hidden | np.array([place in more for place in by_cell], dtype=bool)
        hidden &= search.system.movable | search.pattern.hidden
        pattern = search.again(search.system, hidden)
        search = replace(search, pattern=pattern, ladder=search.ladder | more)
    return search


def _result(search: Searching) -> YearBlockProof:
    """Recount the worlds that were found, and say what they prove."""
    system, work, pattern = search.system, search.work, search.pattern
    places = {place: number for number, place in enumerate(work.by_cell)}
    used = [work.proofs[signature(world)] for world in pattern.worlds.values()]
    stage = work.stage
    proof = certify_crowd(system, places, pattern.hidden, used, season=stage.season, count=stage.count)
    rounded = bool(stage.cells.rounded)
    hidden = [int(cell) for cell in np.flatnonzero(pattern.hidden & ~system.unpublished)]
    unsure = [int(cell) for cell in np.flatnonzero(system.unsafe)] if rounded else hidden
    narrow = frozenset(proof.open)
    return YearBlockProof(
        stage.cells.hidden & places.keys() if rounded else frozenset(work.by_cell[cell] for cell in hidden),
        {work.by_cell[cell]: (int(proof.low[cell]), int(proof.high[cell])) for cell in unsure},
        tuple(place for place in work.by_cell if name_of(place) in narrow),
        len(pattern.worlds),
        search.ladder,
        proof.raised,
        search.dropped,
    )
