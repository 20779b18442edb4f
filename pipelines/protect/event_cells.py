"""The cells of events of a season and how they add up, over dimensions, periods and measures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import gcd

import numpy as np

from pipelines.protect.cells import required_range
from pipelines.protect.links import Cell, Link
from pipelines.protect.patterns import PERIOD, Place, name_of, place_of
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.solver import INFINITY
from pipelines.protect.sums import Structure, nested_sums, sums
from pipelines.protect.system import Relation, System, build_system
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
class EventCells:
    """Measures that hang together in one season; a cell of several tables is one cell."""

    values: Mapping[Cell, int]
    persons: Mapping[Cell, int]
    sums: tuple[tuple[Cell, tuple[Cell, ...]], ...]
    links: tuple[Link, ...]
    inside: frozenset[Cell]
    """The cells of the season; parts of a sum that lie outside it are constants."""


def label_of(cell: Cell) -> str:
    """Name a cell of a measure within a system."""
    return f"{cell[0]} {name_of(cell[1])}"


def cells_by_season(
    tables: Sequence[CountTable], links: Sequence[Link], known: Structure
) -> tuple[EventCells, ...]:
    """Give the cells of each season in order, with the sums and links that touch it."""
    values, persons, added = _values(tables), _persons(tables), _sums(tables, known)
    own = tuple(link for link in links if link.coefficients.keys() <= values.keys())
    found = []
    for years in _together(sorted({_seasons(place, known) for _, place in values}, key=sorted), own, known):
        inside = frozenset(cell for cell in values if _seasons(cell[1], known) & years)
        own_sums = tuple(each for each in added if each[0] in inside)
        own_links = tuple(link for link in own if link.coefficients.keys() & inside)
        found.append(EventCells(values, persons, own_sums, own_links, inside))
    return tuple(found)


def _together(
    seasons: Sequence[frozenset[str]], links: Sequence[Link], known: Structure
) -> list[frozenset[str]]:
    """Give each season by itself, or all at once where a link runs from one to the next, as a stock does."""
    alone = sorted(frozenset[str]().union(*seasons))
    crosses = any(
        not frozenset.intersection(*(_seasons(place, known) for _, place in link.coefficients))
        for link in links
    )
    return [frozenset(alone)] if crosses else [frozenset({season}) for season in alone]


def _seasons(place: Place, known: Structure) -> frozenset[str]:
    code = dict(place)[PERIOD]
    return known.seasons.get(code, frozenset({code}))


def _values(tables: Sequence[CountTable]) -> dict[Cell, int]:
    """Count hours in their largest common unit, so that they are whole numbers and as small as can be."""
    scaled = {
        (table.measure, place_of(table.dimensions, key)): int(value * SCALE)
        for table in tables
        for key, value in table.counts.items()
        if value is not None
    }
    unit = gcd(*scaled.values()) or 1
    return {cell: value // unit for cell, value in scaled.items()}


def _persons(tables: Sequence[CountTable]) -> dict[Cell, int]:
    return {
        (table.measure, place_of(table.dimensions, key)): count
        for table in tables
        for key, count in (table.contributors or {}).items()
    }


def _sums(tables: Sequence[CountTable], known: Structure) -> list[tuple[Cell, tuple[Cell, ...]]]:
    found = []
    for measure in sorted({table.measure for table in tables}):
        own = [table for table in tables if table.measure == measure]
        places = {place_of(table.dimensions, key) for table in own for key in table.counts}
        added = [each for table in own for each in sums(table, known)]
        added += [each for each in nested_sums(sorted(places), known) if each.total in places]
        found += [((measure, each.total), tuple((measure, part) for part in each.parts)) for each in added]
    return found


def event_system(cells: EventCells, given: Mapping[str, Given], rules: DisclosureRules) -> System:
    """Put the cells, what holds between them, and what must stay possible into one system."""
    values = {label_of(cell): cells.values[cell] for cell in cells.inside}
    relations, rests = _relations(cells)
    relations += [_linked(link, cells) for link in cells.links]
    unsafe = {
        cell
        for cell in cells.inside
        if cell[1] in given[cell[0]].unsafe and cell[1] not in given[cell[0]].frozen
    }
    ranges = {
        label_of(cell): required_range(cells.values[cell], rules, can_be_zero=cells.values[cell] == 0)
        for cell in unsafe
    }
    system = build_system(
        {**values, **rests},
        relations,
        ranges=ranges,
        hidden_zeros=frozenset(name for name in ranges if values[name] == 0),
        unpublished=frozenset(rests),
        frozen=frozenset(label_of(cell) for cell in cells.inside if cell[1] in given[cell[0]].frozen),
    )
    # No person without an attendance; of hours, at least one small unit a person.
    persons = {label_of(cell): cells.persons.get(cell, 0) for cell in cells.inside}
    least = np.array([persons.get(name, 0) for name in system.names])
    return replace(system, floor=np.maximum(system.floor, np.minimum(least, system.values)))


def _linked(link: Link, cells: EventCells) -> Relation:
    coefficients = {
        label_of(cell): factor for cell, factor in link.coefficients.items() if cell in cells.inside
    }
    outside = sum(
        factor * cells.values[cell] for cell, factor in link.coefficients.items() if cell not in cells.inside
    )
    return Relation(coefficients, -outside if link.is_equal else -INFINITY, -outside)


def _relations(cells: EventCells) -> tuple[list[Relation], dict[str, int]]:
    """Give the sums that hold, each with what it holds beside its parts as a cell that is never shown."""
    relations: list[Relation] = []
    rests: dict[str, int] = {}
    for total, all_parts in cells.sums:
        if total not in cells.values:
            continue
        parts = [part for part in all_parts if part in cells.values]
        rest = cells.values[total] - sum(cells.values[part] for part in parts)
        if rest < 0:
            continue  # deliveries that contradict each other: an outsider cannot rely on the sum
        inside = [part for part in parts if part in cells.inside]
        outside = float(sum(cells.values[part] for part in parts if part not in cells.inside))
        coefficients = {label_of(total): 1.0, **dict.fromkeys(map(label_of, inside), -1.0)}
        if rest > 0:
            name = f"{REST}{'+'.join(sorted(coefficients))}"
            rests[name] = rest
            coefficients[name] = -1.0
        relations.append(Relation(coefficients, outside, outside))
    return relations, rests
