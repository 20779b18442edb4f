"""Protect counts of persons, which do not add up, season by season, with worlds of real persons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipelines.errors import DisclosureError
from pipelines.protect.cells import required_range
from pipelines.protect.crowd import Signature, crowd_searcher, signature
from pipelines.protect.crowd_audit import Proof, Recount, certify_crowd
from pipelines.protect.edits import Edits
from pipelines.protect.ladder import RUNGS, widened
from pipelines.protect.patterns import (
    PERIOD,
    PRISON,
    PersonPatterns,
    Place,
    coarsened,
    codes_of,
    name_of,
    seasons,
)
from pipelines.protect.people import Population
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.season import Season
from pipelines.protect.secondary import Pattern, Searcher, clean, suppress
from pipelines.protect.solver import Booleans
from pipelines.protect.system import System, build_system
from pipelines.tables import CountTable

TOTALS_ARE_DEAR = 3.0


@dataclass(frozen=True)
class PersonCells:
    """All cells that count persons, whatever table they stand in, and what is known about each."""

    counts: Mapping[Place, int]
    unsafe: frozenset[Place]
    hidden: frozenset[Place]
    may_be_zero: frozenset[Place]
    frozen: frozenset[Place]
    ceilings: Mapping[Place, int]
    """A cell has no more persons than attendances."""
    margins: tuple[tuple[str, ...], ...]
    dear: frozenset[Place] = frozenset()


@dataclass(frozen=True)
class SeasonProof:
    """The hidden cells of a season, the range that worlds prove for each, and how many worlds."""

    hidden: frozenset[Place]
    ranges: Mapping[Place, tuple[int, int]]
    open: tuple[Place, ...]
    witnesses: int
    ladder: frozenset[Place] = frozenset()
    """Cells that were hidden around one without a world; those that stayed hidden are among `hidden`."""
    raised: tuple[Mapping[Place, int], ...] = ()
    """Of each world the cells that count more persons in it: their attendances must leave room for that."""


def margins_of(tables: Sequence[CountTable]) -> tuple[tuple[str, ...], ...]:
    """Give the dimensions of each table without the period."""
    found = {tuple(name for name in table.dimensions if name != PERIOD) for table in tables}
    return tuple(sorted(found))


def protect_persons(
    cells: PersonCells, patterns: PersonPatterns, rules: DisclosureRules
) -> tuple[SeasonProof, ...]:
    """Give per season which counts to hide, with the proof; raise when counts and persons differ."""
    count = _same_counts(cells, patterns)
    shown = frozenset(dict(place)[PERIOD] for place in cells.counts)
    coarse = coarsened(patterns, {name for margin in cells.margins for name in margin}, shown)
    proofs: list[SeasonProof] = []
    before: tuple[str, ...] = ()
    for season in seasons(patterns):
        codes = codes_of(patterns, season)
        dear = _shown_before(cells, proofs[-1], before, codes) if proofs else frozenset()
        proofs.append(_protect_season(replace(cells, dear=dear), coarse, season, rules, count))
        before = codes
    return tuple(proofs)


def _shown_before(
    cells: PersonCells, proof: SeasonProof, before: Sequence[str], now: Sequence[str]
) -> frozenset[Place]:
    """Give the cells of this season that the season before showed: readers follow them over the years."""
    if len(before) != len(now):
        return frozenset()
    later = dict(zip(before, now, strict=True))
    shown = (place for place in cells.counts if place not in proof.hidden and dict(place)[PERIOD] in later)
    return frozenset(
        tuple(sorted({**dict(place), PERIOD: later[dict(place)[PERIOD]]}.items())) for place in shown
    )


def _same_counts(cells: PersonCells, patterns: PersonPatterns) -> Recount:
    """Refuse patterns that do not give the tables: worlds made from them would prove nothing."""
    count = Recount(patterns, cells.margins, cells.counts.keys())
    counted = count.all()
    wrong = [place for place, count in cells.counts.items() if counted[place] != count]
    if wrong:
        raise DisclosureError(
            f"{len(wrong)} aantallen personen kloppen niet met de deelnames, zoals {name_of(min(wrong))}; "
            "zonder dat is er geen bewijs"
        )
    return count


def _protect_season(
    cells: PersonCells, patterns: PersonPatterns, name: str, rules: DisclosureRules, count: Recount
) -> SeasonProof:
    codes = frozenset(codes_of(patterns, name))
    inside = sorted(place for place in cells.counts if dict(place)[PERIOD] in codes)
    if not cells.unsafe & set(inside):
        return SeasonProof(cells.hidden & set(inside), {}, (), 0)
    system = _system(cells, inside, rules)
    places = {place: system.names.index(name_of(place)) for place in inside}
    by_cell = sorted(places, key=places.__getitem__)
    season = Season(name, patterns, places, cells.margins)
    proofs: dict[Signature, Edits] = {}
    searcher = crowd_searcher(Population(season), by_cell, proofs)
    start = np.array([place in cells.hidden for place in by_cell], dtype=bool)
    search = _Searching(system, by_cell, searcher, suppress(system, start, searcher))
    search = _climb(_lowered(search, rules))
    pattern = clean(search.system, search.pattern, start, searcher)
    used = [proofs[signature(world)] for world in pattern.worlds.values()]
    proof = certify_crowd(search.system, places, pattern.hidden, used, season=name, count=count)
    return _result(search, pattern, proof)


def _system(cells: PersonCells, inside: Sequence[Place], rules: DisclosureRules) -> System:
    ranges = {
        name_of(place): required_range(cells.counts[place], rules, can_be_zero=place in cells.may_be_zero)
        for place in inside
        if place in cells.unsafe and place not in cells.frozen
    }
    return build_system(
        {name_of(place): cells.counts[place] for place in inside},
        (),
        ranges=ranges,
        hidden_zeros=_names(cells.may_be_zero),
        frozen=_names(cells.frozen),
        ceilings={name_of(place): most for place, most in cells.ceilings.items()},
        weights={name_of(place): _weight(place, cells) for place in inside},
    )


def _names(places: Iterable[Place]) -> frozenset[str]:
    return frozenset(name_of(place) for place in places)


def _weight(place: Place, cells: PersonCells) -> float:
    """Make totals and what was shown the year before dear to hide."""
    named = {name for name, _ in place}
    weight = 1.0 if PRISON in named else TOTALS_ARE_DEAR
    weight *= 1.0 if named - {PRISON, PERIOD} else TOTALS_ARE_DEAR
    return weight * (TOTALS_ARE_DEAR if place in cells.dear else 1.0)


@dataclass(frozen=True)
class _Searching:
    """How far the search for worlds has come: what is asked, what is hidden, and what the ladder hid."""

    system: System
    by_cell: Sequence[Place]
    searcher: Searcher
    pattern: Pattern
    ladder: frozenset[Place] = frozenset()

    def again(self, system: System, hidden: Booleans) -> Pattern:
        """Search once more for what is still open."""
        return suppress(system, hidden, self.searcher, self.pattern.worlds.values())


def _lowered(search: _Searching, rules: DisclosureRules) -> _Searching:
    """Where no world goes down far enough, ask for less below and the same width above."""
    for attempt in range(2 * rules.threshold):
        system, pattern = search.system, search.pattern
        stuck = sorted({demand.cell for demand in pattern.open if demand.change < 0})
        if not stuck:
            break
        lowest = system.lowest.copy()
        lowest[stuck] = system.values[stuck] if attempt >= rules.threshold else lowest[stuck] + 1
        highest = np.where(system.unsafe, np.maximum(system.highest, lowest + rules.width), system.highest)
        system = replace(system, lowest=lowest, highest=highest)
        search = replace(search, system=system, pattern=search.again(system, pattern.hidden))
    return search


def _climb(search: _Searching) -> _Searching:
    """Hide more around the cells that stay open, rung by rung, until each has its worlds."""
    for rung in RUNGS:
        still_open = {search.by_cell[demand.cell] for demand in search.pattern.open}
        if not still_open:
            break
        more = widened(still_open, search.by_cell, rung)
        hidden = search.pattern.hidden | np.array([place in more for place in search.by_cell], dtype=bool)
        hidden &= search.system.movable | search.pattern.hidden
        pattern = search.again(search.system, hidden)
        search = replace(search, pattern=pattern, ladder=search.ladder | more)
    return search


def _result(search: _Searching, pattern: Pattern, proof: Proof) -> SeasonProof:
    system, by_cell = search.system, search.by_cell
    hidden = [int(cell) for cell in np.flatnonzero(pattern.hidden & ~system.unpublished)]
    narrow = frozenset(proof.open)
    return SeasonProof(
        frozenset(by_cell[cell] for cell in hidden),
        {by_cell[cell]: (int(proof.low[cell]), int(proof.high[cell])) for cell in hidden},
        tuple(place for place in by_cell if name_of(place) in narrow),
        len(pattern.worlds),
        search.ladder,
        proof.raised,
    )
