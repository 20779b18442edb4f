"""The personal tables of a release, and what is known about the persons behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipelines.protect.events import Given, Talks
from pipelines.protect.history import ReleaseHistory
from pipelines.protect.log import Reason
from pipelines.protect.persons import PersonCells, margins_of
from pipelines.protect.primary import hides_zeros
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.structure import (
    PERIOD,
    TIMES,
    Cell,
    Link,
    Offer,
    PersonPatterns,
    Place,
    Structure,
    groups_of,
    limits_of,
    place_of,
)
from pipelines.tables import CountTable, Key

PRESENT = ("persons_stayed", "throughput")
"""Different persons who were there, of a group and of a prison: who took part is one of them."""

Unsafe = Mapping[str, Mapping[Key, Reason]]


@dataclass(frozen=True)
class PersonalRelease:
    """The personal tables of a release with what is known about them."""

    tables: tuple[CountTable, ...]
    unsafe: Unsafe
    rules: DisclosureRules
    known: Structure
    worlds: PersonPatterns | None
    earlier: ReleaseHistory
    offer: Offer = field(default_factory=dict)
    sessions: tuple[CountTable, ...] = ()
    """The tables of sessions: what they tell of talks is about persons."""
    talks: Talks = field(default_factory=Talks)
    population: tuple[CountTable, ...] = ()
    """The tables of the population: by what people are, they are about persons."""
    untold: frozenset[Cell] = frozenset()
    """Cells whose figure, beside what stands, would be neither counted nor published before."""
    links: tuple[Link, ...] = ()
    """What measures of events come to together, in the figures as they will be shown."""

    @property
    def measures(self) -> list[str]:
        """The measures in alphabetical order."""
        return sorted({table.measure for table in self.tables})

    @property
    def crowd(self) -> str:
        """The measure whose persons are known one by one."""
        return self.worlds.measure if self.worlds else ""

    @property
    def events(self) -> tuple[CountTable, ...]:
        """The tables that add up."""
        return tuple(table for table in self.tables if table.adds_up)

    @property
    def groups(self) -> list[tuple[str, ...]]:
        """The measures of events, those together that links tie to each other."""
        return groups_of(sorted({table.measure for table in self.events}), self.links)

    @cached_property
    def covers(self) -> tuple[str, ...]:
        """The measures of events that each counted person has at least one of, in every cell."""
        counted = counts(self.of(self.crowd))
        return tuple(
            measure
            for measure in self.measures
            if measure != self.crowd
            and any(table.adds_up for table in self.of(measure))
            and _behind(self.of(measure)).keys() & counted.keys()
            and all(_persons_beside(self.of(measure), counted, equal=False))
        )

    def of(self, measure: str) -> tuple[CountTable, ...]:
        """Give the tables of a measure."""
        return tuple(table for table in self.tables if table.measure == measure)

    def unsafe_places(self, *measures: str) -> frozenset[Place]:
        """Give the unsafe cells of some measures."""
        return frozenset(
            place_of(table.dimensions, key)
            for measure in measures
            for table in self.of(measure)
            for key in self.unsafe[table.name]
        )

    def seasons(self, place: Place) -> frozenset[str]:
        """Give the years that the period of a cell touches."""
        code = dict(place)[PERIOD]
        return self.known.seasons.get(code, frozenset({code}))


def families(release: PersonalRelease) -> list[tuple[str, ...]]:
    """Group measures of the same persons, such as participants, attendances and hours; persons first."""
    crowd = release.crowd
    counted = counts(release.of(crowd))
    same = [
        measure
        for measure in release.measures
        if measure != crowd and all(_persons_beside(release.of(measure), counted, equal=True))
    ]
    same = [measure for measure in same if _behind(release.of(measure)).keys() & counted.keys()]
    family = [(crowd, *same)] if crowd in release.measures else []
    return family + [(measure,) for measure in release.measures if measure not in (crowd, *same)]


def _persons_beside(tables: Sequence[CountTable], counted: Mapping[Place, int], *, equal: bool) -> list[bool]:
    """Tell of each cell that both have whether it has the same persons, or at least as many."""
    return [
        persons == counted[place] if equal else persons >= counted[place]
        for place, persons in _behind(tables).items()
        if place in counted
    ]


def counts(tables: Sequence[CountTable]) -> dict[Place, int]:
    """Give the counts of some tables by cell, whatever table it stands in."""
    return {
        place_of(table.dimensions, key): int(value)
        for table in tables
        for key, value in table.counts.items()
        if value is not None
    }


def _behind(tables: Sequence[CountTable]) -> dict[Place, int]:
    return {
        place_of(table.dimensions, key): count
        for table in tables
        for key, count in (table.contributors or {}).items()
    }


def person_cells(release: PersonalRelease, given: Given) -> PersonCells:
    """Give the cells that count the persons who are known, with what is known about each cell."""
    tables = release.of(release.crowd)
    zeros = {
        place_of(table.dimensions, key)
        for table in tables
        for key in table.counts
        if hides_zeros(table, key, release.rules)
    }
    return PersonCells(
        counts=counts(tables),
        unsafe=given.unsafe
        & (release.unsafe_places(release.crowd) | release.earlier.kept_places(release.crowd)),
        hidden=given.hidden,
        may_be_zero=frozenset(zeros),
        frozen=given.frozen,
        ceilings=_ceilings(release, given.unsafe),
        margins=margins_of(tables),
    )


def _ceilings(release: PersonalRelease, small: frozenset[Place]) -> Mapping[Place, int]:
    """No cell has more persons than events; an unsafe cell of events is hidden, so it says nothing.

    Worlds that go above such a hidden number need a world of events beside them. Nor has it more than took
    part at most in the sessions that everyone knows were held, or than stayed of its group.
    """
    persons = counts(release.of(release.crowd))
    most = limits_of(release.offer.get(TIMES, ()), persons) if TIMES in release.covers else {}
    ceilings = {place: limit for place, limit in most.items() if limit >= persons[place]}
    for measure in PRESENT:
        own = [table for table in release.population if table.measure == measure]
        for place, stayed in counts(own).items():
            if place in persons and stayed >= max(persons[place], release.rules.threshold):
                ceilings[place] = min(stayed, ceilings.get(place, stayed))
    for measure in release.covers:
        free = small | release.unsafe_places(measure)
        for place, value in _whole(release.of(measure)).items():
            if place not in free:
                ceilings[place] = min(value, ceilings.get(place, value))
    return ceilings


def _whole(tables: Sequence[CountTable]) -> dict[Place, int]:
    return {
        place_of(table.dimensions, key): value
        for table in tables
        for key, value in table.counts.items()
        if isinstance(value, int)
    }
