"""Set up a season of counts of persons: its cells, what is asked of each, and who can be edited."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from pipelines.errors import DisclosureError
from pipelines.protect.events import banded_range, required_range
from pipelines.protect.lp import BASE, Booleans, Searcher, System, build_system
from pipelines.protect.persons.edits import Edits
from pipelines.protect.persons.people import Population
from pipelines.protect.persons.person_recount import Recount
from pipelines.protect.persons.person_search import Signature, crowd_searcher
from pipelines.protect.persons.year_block import YearBlock
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.structure import (
    PERIOD,
    PRISON,
    PersonPatterns,
    Place,
    coarsened,
    codes_of,
    name_of,
    seasons,
)
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
    rounded: Mapping[Place, int] = field(default_factory=dict)
    """What is shown in the place of each count, where figures are rounded."""

    def has_band(self, place: Place) -> bool:
        """Tell whether a rounded figure is shown of a cell: its count is near it."""
        return place in self.rounded and place not in self.hidden and self.counts[place] > 0


def margins_of(tables: Sequence[CountTable]) -> tuple[tuple[str, ...], ...]:
    """Give the dimensions of each table without the period."""
    found = {tuple(name for name in table.dimensions if name != PERIOD) for table in tables}
    return tuple(sorted(found))


@dataclass(frozen=True)
class Subproblem:
    """A season about to be protected or proved."""

    cells: PersonCells
    patterns: PersonPatterns
    season: str
    codes: tuple[str, ...]
    count: Recount

    @property
    def inside(self) -> list[Place]:
        """The cells of the season."""
        codes = frozenset(self.codes)
        return sorted(place for place in self.cells.counts if dict(place)[PERIOD] in codes)


def stages_of(cells: PersonCells, patterns: PersonPatterns) -> tuple[Subproblem, ...]:
    """Give the seasons in order; raise DisclosureError when counts and persons differ."""
    count = _same_counts(cells, patterns)
    shown = frozenset(dict(place)[PERIOD] for place in cells.counts)
    coarse = coarsened(patterns, {name for margin in cells.margins for name in margin}, shown)
    return tuple(
        Subproblem(cells, coarse, season, codes_of(patterns, season), count) for season in seasons(patterns)
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


@dataclass(frozen=True)
class Work:
    """What a search in a season works with; worlds that it finds leave their edits in `proofs`."""

    stage: Subproblem
    system: System
    by_cell: Sequence[Place]
    searcher: Searcher
    proofs: dict[Signature, Edits]
    start: Booleans


def begin(stage: Subproblem, rules: DisclosureRules) -> Work:
    """Set up a season: unsafe cells with the range that must stay possible, and all persons as they are."""
    cells, inside = stage.cells, stage.inside
    system = _system(cells, inside, rules)
    by_name = {name_of(place): place for place in inside}
    by_cell = [by_name[name] for name in system.names]
    places = {place: number for number, place in enumerate(by_cell)}
    season = YearBlock(stage.season, stage.patterns, places, cells.margins)
    proofs: dict[Signature, Edits] = {}
    searcher = crowd_searcher(Population(season), by_cell, proofs)
    start = np.array([bool(cells.rounded) or place in cells.hidden for place in by_cell], dtype=bool)
    return Work(stage, system, by_cell, searcher, proofs, start)


def _system(cells: PersonCells, inside: Sequence[Place], rules: DisclosureRules) -> System:
    ranges = {
        name_of(place): _range(cells, place, rules)
        for place in inside
        if place in cells.unsafe and place not in cells.frozen
    }
    system = build_system(
        {name_of(place): cells.counts[place] for place in inside},
        (),
        ranges=ranges,
        hidden_zeros=_names(() if cells.rounded else cells.may_be_zero),
        frozen=_names(() if cells.rounded else cells.frozen),
        ceilings={name_of(place): most for place, most in cells.ceilings.items()},
        weights={name_of(place): _weight(place, cells) for place in inside},
    )
    return _with_bands(system, cells, inside) if cells.rounded else system


def _range(cells: PersonCells, place: Place, rules: DisclosureRules) -> tuple[int, int]:
    if cells.has_band(place):
        return banded_range(cells.counts[place], cells.rounded[place], rules)
    low, high = required_range(cells.counts[place], rules, can_be_zero=place in cells.may_be_zero)
    return low, min(high, max(cells.ceilings.get(place, high), cells.counts[place]))


def _with_bands(system: System, cells: PersonCells, inside: Sequence[Place]) -> System:
    """Let each count move no further than what is shown of it allows; a zero is taken as known."""
    far = {place: max(BASE - 1, abs(cells.rounded[place] - cells.counts[place])) for place in cells.rounded}
    shown = {name_of(place): place for place in inside if cells.has_band(place)}
    floor, ceiling = system.floor.copy(), system.ceiling.copy()
    for number, place in ((at, shown[name]) for at, name in enumerate(system.names) if name in shown):
        floor[number] = max(floor[number], cells.rounded[place] - far[place])
        ceiling[number] = min(ceiling[number], cells.rounded[place] + far[place])
    return replace(system, floor=floor, ceiling=ceiling)


def _names(places: Iterable[Place]) -> frozenset[str]:
    return frozenset(name_of(place) for place in places)


def _weight(place: Place, cells: PersonCells) -> float:
    """Make totals and what was shown the year before dear to hide."""
    named = {name for name, _ in place}
    weight = 1.0 if PRISON in named else TOTALS_ARE_DEAR
    weight *= 1.0 if named - {PRISON, PERIOD} else TOTALS_ARE_DEAR
    return weight * (TOTALS_ARE_DEAR if place in cells.dear else 1.0)
