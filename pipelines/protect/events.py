"""Protect events of persons, such as attendances and hours, which add up and are judged by their persons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import gcd

import numpy as np

from pipelines.protect.audit import audit, with_floors
from pipelines.protect.boxes import box_searcher, build_grid
from pipelines.protect.cells import LARGE, closed_pattern, required_range
from pipelines.protect.patterns import PERIOD, Place, place_of
from pipelines.protect.persons import name_of
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.secondary import Searcher
from pipelines.protect.sums import Parents, Sum, sums
from pipelines.protect.system import Relation, System, build_system
from pipelines.protect.witness import World, Worlds
from pipelines.tables import CountTable, Key, Value

REST = "rest of "
SCALE = 10_000  # hours have at most four decimals


@dataclass(frozen=True)
class EventProof:
    """The hidden cells of events of one season, the ranges proved, and the worlds that prove them."""

    hidden: frozenset[Place]
    ranges: Mapping[Place, tuple[int, int]]
    worlds: tuple[Mapping[Place, int], ...]


@dataclass(frozen=True)
class Given:
    """What is decided before: unsafe cells, cells that stay hidden, cells that are out already."""

    unsafe: frozenset[Place]
    hidden: frozenset[Place]
    frozen: frozenset[Place]


def protect_events(
    table: CountTable, given: Given, parents: Parents, rules: DisclosureRules
) -> tuple[EventProof, ...]:
    """Give per season which cells of a measure that adds up to hide, with the proof.

    Cells that are hidden already stay so: they share the fate of a count of persons.
    """
    return tuple(
        _protect_season(replace(table, counts=counts), given, parents, rules)
        for counts in _by_season(_in_units(table), parents)
    )


def _in_units(table: CountTable) -> CountTable:
    """Count hours in their largest common unit, so that they are whole numbers and as small as can be."""
    scaled = {key: None if value is None else int(value * SCALE) for key, value in table.counts.items()}
    unit = gcd(*(value for value in scaled.values() if value)) or 1
    return replace(
        table, counts={key: None if value is None else value // unit for key, value in scaled.items()}
    )


def _by_season(table: CountTable, parents: Parents) -> list[dict[Key, Value | None]]:
    """Split the cells into groups of periods that no sum connects."""
    at = table.dimensions.index(PERIOD)
    root: dict[str, str] = {}
    for label, wider in sorted(parents.get(PERIOD, {}).items()):
        for each in (label, *wider):
            root[_root(root, each)] = _root(root, label)
    grouped: dict[str, dict[Key, Value | None]] = {}
    for key, value in table.counts.items():
        grouped.setdefault(_root(root, str(key[at])), {})[key] = value
    return [grouped[name] for name in sorted(grouped)]


def _root(root: Mapping[str, str], label: str) -> str:
    while root.get(label, label) != label:
        label = root[label]
    return label


def _protect_season(table: CountTable, given: Given, parents: Parents, rules: DisclosureRules) -> EventProof:
    places = {key: place_of(table.dimensions, key) for key in table.counts}
    own = frozenset(places.values())
    if not given.unsafe & own:
        return EventProof(given.hidden & own, {}, ())
    system = _system(table, places, given, parents, rules)
    system = with_floors(system, rules.width)
    by_name = {name_of(place): place for place in own}
    keep = np.array([by_name.get(name) in given.hidden for name in system.names], dtype=bool)
    pattern = closed_pattern(system, keep, keep=keep, searcher=_searcher(system, table, by_name))
    ranges, _ = audit(system, pattern.hidden)
    shut = [cell for cell in np.flatnonzero(pattern.hidden) if system.names[cell] in by_name]
    return EventProof(
        frozenset(by_name[system.names[cell]] for cell in shut if not system.unpublished[cell]),
        {
            by_name[system.names[cell]]: (int(ranges.low[cell]), int(ranges.high[cell]))
            for cell in shut
            if system.unsafe[cell]
        },
        tuple(_placed(world, system, by_name) for world in pattern.worlds.values()),
    )


def _placed(world: World, system: System, by_name: Mapping[str, Place]) -> Mapping[Place, int]:
    return {
        by_name[system.names[cell]]: change for cell, change in world.items() if system.names[cell] in by_name
    }


def _system(
    table: CountTable,
    places: Mapping[Key, Place],
    given: Given,
    parents: Parents,
    rules: DisclosureRules,
) -> System:
    counts = {key: value for key, value in table.counts.items() if value is not None}
    values = {name_of(places[key]): int(value) for key, value in counts.items()}
    relations, rests = _relations(table, counts, parents)
    persons = {
        name_of(places[key]): count for key, count in (table.contributors or {}).items() if key in counts
    }
    ranges = {
        name_of(place): required_range(values[name_of(place)], rules, can_be_zero=values[name_of(place)] == 0)
        for place in given.unsafe - given.frozen
        if name_of(place) in values
    }
    zeros = frozenset(name for name in ranges if values[name] == 0)
    system = build_system(
        {**values, **rests},
        relations,
        ranges=ranges,
        hidden_zeros=zeros,
        unpublished=frozenset(rests),
        frozen=frozenset(name_of(place) for place in given.frozen),
    )
    # No person without an attendance. Hours are counted in small units, so that one unit a person is little.
    least = np.array([persons.get(name, 0) for name in system.names])
    return replace(system, floor=np.maximum(system.floor, np.minimum(least, system.values)))


def _relations(
    table: CountTable, counts: Mapping[Key, Value], parents: Parents
) -> tuple[list[Relation], dict[str, int]]:
    """Give the sums that hold, each with what it holds beside its parts as a cell that is never shown."""
    relations: list[Relation] = []
    rests: dict[str, int] = {}
    for each in sums(counts, table.dimensions, parents):
        rest = _whole(counts[each.total]) - sum(_whole(counts[part]) for part in each.parts)
        if rest < 0:
            continue  # deliveries that contradict each other: an outsider cannot rely on the sum
        coefficients = _coefficients(table, each)
        if rest > 0:
            name = f"{REST}{'+'.join(sorted(coefficients))}"
            rests[name] = rest
            coefficients[name] = -1.0
        relations.append(Relation(coefficients))
    return relations, rests


def _coefficients(table: CountTable, each: Sum) -> dict[str, float]:
    names = [name_of(place_of(table.dimensions, key)) for key in (each.total, *each.parts)]
    return {names[0]: 1.0, **dict.fromkeys(names[1:], -1.0)}


def _whole(value: Value) -> int:
    assert not isinstance(value, Decimal), "hours are in units here"
    return value


def _searcher(system: System, table: CountTable, by_name: Mapping[str, Place]) -> Searcher:
    """Search over all cells at once, or in boxes where there are too many; rests have no box."""
    if len(system.names) <= LARGE or system.unpublished.any():
        return Worlds
    keys = {name: _key(by_name[name], table.dimensions) for name in system.names}
    return box_searcher(build_grid(system.names, keys, [{}] * len(table.dimensions)))


def _key(place: Place, dimensions: Sequence[str]) -> Key:
    labels = dict(place)
    return tuple(labels.get(name) for name in dimensions)
