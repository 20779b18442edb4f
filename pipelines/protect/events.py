"""Protect events of persons, such as attendances and hours, which add up and are judged by their persons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import gcd

import numpy as np

from pipelines.errors import DisclosureError
from pipelines.protect.audit import audit, with_floors
from pipelines.protect.boxes import box_searcher, build_grid
from pipelines.protect.cells import LARGE, closed_pattern, required_range
from pipelines.protect.companions import with_companions
from pipelines.protect.patterns import PERIOD, Place, name_of, place_of
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.secondary import Searcher
from pipelines.protect.sums import Structure, Sum, nested_sums, sums
from pipelines.protect.system import Relation, System, build_system
from pipelines.protect.witness import Worlds
from pipelines.tables import CountTable

REST = "rest of "
SCALE = 10_000  # hours have at most four decimals


@dataclass(frozen=True)
class Given:
    """What is decided before: unsafe cells, cells that stay hidden, cells that are out already.

    `raised` holds, of each world that proves the counts of the same persons, the cells that have more
    persons in it: there must be a world of events that gives each of them one.
    """

    unsafe: frozenset[Place]
    hidden: frozenset[Place]
    frozen: frozenset[Place]
    raised: tuple[Mapping[Place, int], ...] = ()


@dataclass(frozen=True)
class EventProof:
    """The hidden cells of events of one season, the ranges that worlds prove, and how many worlds."""

    hidden: frozenset[Place]
    ranges: Mapping[Place, tuple[int, int]]
    witnesses: int
    last_rung: bool = False


@dataclass(frozen=True)
class _Measure:
    """One measure of one season, whatever tables it stands in: a cell of several tables is one cell."""

    values: Mapping[Place, int]
    persons: Mapping[Place, int]
    sums: tuple[Sum, ...]
    inside: frozenset[Place]
    """The cells of the season; parts of a sum that lie outside it are constants."""


def protect_events(
    tables: Sequence[CountTable], given: Given, known: Structure, rules: DisclosureRules
) -> tuple[EventProof, ...]:
    """Give per season which cells of a measure that adds up to hide, with the proof.

    The tables hold the same measure. Cells that are hidden already stay so: they share the fate of a count
    of persons. Raises DisclosureError when a cell stays open.
    """
    values, persons = _values(tables), _persons(tables)
    added = [each for table in tables for each in sums(table, known)]
    added += [each for each in nested_sums(sorted(values), known) if each.total in values]
    proofs = []
    for season in sorted({season for place in values for season in _seasons(place, known)}):
        inside = frozenset(place for place in values if season in _seasons(place, known))
        if given.unsafe & inside:
            own = tuple(each for each in added if each.total in inside)
            proofs.append(_protect(_Measure(values, persons, own, inside), given, rules))
    return tuple(proofs)


def _seasons(place: Place, known: Structure) -> frozenset[str]:
    code = dict(place)[PERIOD]
    return known.seasons.get(code, frozenset({code}))


def _values(tables: Sequence[CountTable]) -> dict[Place, int]:
    """Count hours in their largest common unit, so that they are whole numbers and as small as can be."""
    scaled = {
        place_of(table.dimensions, key): int(value * SCALE)
        for table in tables
        for key, value in table.counts.items()
        if value is not None
    }
    unit = gcd(*scaled.values()) or 1
    return {place: value // unit for place, value in scaled.items()}


def _persons(tables: Sequence[CountTable]) -> dict[Place, int]:
    return {
        place_of(table.dimensions, key): count
        for table in tables
        for key, count in (table.contributors or {}).items()
    }


def _protect(measure: _Measure, given: Given, rules: DisclosureRules) -> EventProof:
    system = with_floors(_system(measure, given, rules), rules.width)
    by_name = {name_of(place): place for place in measure.inside}
    keep = np.array([by_name.get(name) in given.hidden for name in system.names], dtype=bool)
    try:
        pattern = closed_pattern(system, keep, keep=keep, searcher=_searcher(system, by_name))
    except DisclosureError:
        return _nothing_shown(measure, given)
    hidden = with_companions(system, pattern.hidden, _asked(system, measure, given))
    if hidden is None:
        return _nothing_shown(measure, given)
    ranges, _ = audit(system, hidden)
    secret = [cell for cell in np.flatnonzero(hidden) if not system.unpublished[cell]]
    return EventProof(
        frozenset(by_name[system.names[cell]] for cell in secret),
        {
            by_name[system.names[cell]]: (int(ranges.low[cell]), int(ranges.high[cell]))
            for cell in secret
            if system.unsafe[cell]
        },
        len(pattern.worlds),
    )


def _asked(system: System, measure: _Measure, given: Given) -> list[dict[int, int]]:
    """Say for each world of persons how many events it asks for, in the cells of this measure and season."""
    cell = {name: number for number, name in enumerate(system.names)}
    inside = [
        {cell[name_of(place)]: count for place, count in raised.items() if place in measure.inside}
        for raised in given.raised
    ]
    return [least for least in inside if least]


def _nothing_shown(measure: _Measure, given: Given) -> EventProof:
    """Hide the whole measure of the season: the last rung. Where some of it is out, nothing can be done."""
    out = given.frozen & measure.inside
    if out:
        raise DisclosureError(
            f"{len(given.unsafe & measure.inside)} aantallen kunnen niet beschermd worden, zoals "
            f"{name_of(min(given.unsafe & measure.inside))}: er staan al {len(out)} cijfers van dat jaar uit"
        )
    return EventProof(measure.inside, {}, 0, last_rung=True)


def _system(measure: _Measure, given: Given, rules: DisclosureRules) -> System:
    values = {name_of(place): measure.values[place] for place in measure.inside}
    relations, rests = _relations(measure)
    ranges = {
        name_of(place): required_range(measure.values[place], rules, can_be_zero=measure.values[place] == 0)
        for place in (given.unsafe - given.frozen) & measure.inside
    }
    system = build_system(
        {**values, **rests},
        relations,
        ranges=ranges,
        hidden_zeros=frozenset(name for name in ranges if values[name] == 0),
        unpublished=frozenset(rests),
        frozen=frozenset(name_of(place) for place in given.frozen & measure.inside),
    )
    # No person without an attendance; of hours, at least one small unit a person.
    persons = {name_of(place): measure.persons.get(place, 0) for place in measure.inside}
    least = np.array([persons.get(name, 0) for name in system.names])
    return replace(system, floor=np.maximum(system.floor, np.minimum(least, system.values)))


def _relations(measure: _Measure) -> tuple[list[Relation], dict[str, int]]:
    """Give the sums that hold, each with what it holds beside its parts as a cell that is never shown."""
    relations: list[Relation] = []
    rests: dict[str, int] = {}
    for each in measure.sums:
        parts = [place for place in each.parts if place in measure.values]
        rest = measure.values[each.total] - sum(measure.values[place] for place in parts)
        if rest < 0:
            continue  # deliveries that contradict each other: an outsider cannot rely on the sum
        inside = [place for place in parts if place in measure.inside]
        outside = float(sum(measure.values[place] for place in parts if place not in measure.inside))
        coefficients = {name_of(each.total): 1.0, **dict.fromkeys(map(name_of, inside), -1.0)}
        if rest > 0:
            name = f"{REST}{'+'.join(sorted(coefficients))}"
            rests[name] = rest
            coefficients[name] = -1.0
        relations.append(Relation(coefficients, outside, outside))
    return relations, rests


def _searcher(system: System, by_name: Mapping[str, Place]) -> Searcher:
    """Search over all cells at once, or in boxes where there are too many; a rest is in every box."""
    if len(system.names) <= LARGE:
        return Worlds
    dimensions = sorted({name for place in by_name.values() for name, _ in place})
    keys = {
        name: tuple(dict(by_name[name]).get(each) if name in by_name else None for each in dimensions)
        for name in system.names
    }
    return box_searcher(build_grid(system.names, keys, [{}] * len(dimensions)))
