"""The cells of events of a season and how they add up, over dimensions, periods and measures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import gcd

import numpy as np

from pipelines.protect.events.cells import required_range
from pipelines.protect.events.given import Given
from pipelines.protect.lp import INFINITY, Relation, System, build_system
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.structure import (
    PERIOD,
    Cell,
    Cover,
    Link,
    Offer,
    Place,
    Structure,
    cover_of,
    name_of,
    nested_sums,
    place_of,
    sums,
)
from pipelines.tables import CountTable, Value

REST, SHOWN = "rest of ", "shown of "
SCALE = 10_000  # hours have at most four decimals


@dataclass(frozen=True)
class EventCells:
    """Measures that hang together in one season; a cell of several tables is one cell."""

    values: Mapping[Cell, int]
    persons: Mapping[Cell, int]
    sums: tuple[tuple[Cell, tuple[Cell, ...]], ...]
    links: tuple[Link, ...]
    inside: frozenset[Cell]
    """The cells of the season; parts of a sum that lie outside it are constants."""
    unit: int
    """What one stands for, in parts of SCALE."""
    rounded: Mapping[Cell, int] = field(default_factory=dict)
    """What is shown in the place of each cell, where figures are rounded."""
    cover: Cover = field(default_factory=Cover)
    """What partners offered: never shown, and known to add up to what is."""
    years: frozenset[str] = frozenset()
    """The periods that are a whole season."""

    def shown_label(self, cell: Cell) -> str:
        """Name what is shown of a cell within a system: the cell itself, or its rounded figure."""
        return f"{SHOWN}{label_of(cell)}" if self._has_band(cell) else label_of(cell)

    def _has_band(self, cell: Cell) -> bool:
        return cell in self.rounded and self.values[cell] > 0


def label_of(cell: Cell) -> str:
    """Name a cell of a measure within a system."""
    return f"{cell[0]} {name_of(cell[1])}"


def cells_of(
    tables: Sequence[CountTable],
    links: Sequence[Link],
    known: Structure,
    base: int = 0,
    *,
    offer: Offer | None = None,
    also: Iterable[Value] = (),
) -> EventCells:
    """Give the cells of all seasons, with the sums and links among them, and the offer behind them.

    Figures `also` to be shown, and a `base` that figures are rounded to, are whole numbers of units too.
    """
    unit = _unit(tables, base, also)
    values = _values(tables, unit)
    own = tuple(link for link in links if link.coefficients.keys() <= values.keys())
    sums = tuple(_sums(tables, known))
    cover = cover_of(sorted(values), offer or {}, known, Decimal(unit) / SCALE)
    years = frozenset[str]().union(*known.seasons.values())
    return EventCells(values, _persons(tables), sums, own, frozenset(values), unit, cover=cover, years=years)


def by_season(cells: EventCells, known: Structure) -> tuple[EventCells, ...]:
    """Give the cells of each season in order, with the sums and links that touch it."""
    seasons, found = sorted({_seasons(place, known) for _, place in cells.values}, key=sorted), []
    for years in _together(seasons, cells.links, known):
        inside = frozenset(cell for cell in cells.values if _seasons(cell[1], known) & years)
        sums = tuple(each for each in cells.sums if each[0] in inside)
        links = tuple(link for link in cells.links if link.coefficients.keys() & inside)
        found.append(replace(cells, sums=sums, links=links, inside=inside))
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


def _unit(tables: Sequence[CountTable], base: int, also: Iterable[Value]) -> int:
    """Give the largest unit, in parts of SCALE, that all figures are whole numbers of."""
    counted = (value for table in tables for value in table.counts.values() if value is not None)
    scaled = (int(value * SCALE) for value in (*counted, *also))
    return gcd(base * SCALE, *scaled) or 1


def _values(tables: Sequence[CountTable], unit: int) -> dict[Cell, int]:
    return {
        (table.measure, place_of(table.dimensions, key)): int(value * SCALE) // unit
        for table in tables
        for key, value in table.counts.items()
        if value is not None
    }


def _persons(tables: Sequence[CountTable]) -> dict[Cell, int]:
    return {
        (table.measure, place_of(table.dimensions, key)): count
        for table in tables
        for key, count in (table.contributors or {}).items()
    }


def _sums(tables: Sequence[CountTable], known: Structure) -> list[tuple[Cell, tuple[Cell, ...]]]:
    found = []
    for measure in sorted({table.measure for table in tables}):
        places = {
            place_of(table.dimensions, key)
            for table in tables
            if table.measure == measure
            for key in table.counts
        }
        added = list(sums(sorted(places), known))
        added += [each for each in nested_sums(sorted(places), known) if each.total in places]
        found += [((measure, each.total), tuple((measure, part) for part in each.parts)) for each in added]
    return found


def event_system(cells: EventCells, given: Mapping[str, Given], rules: DisclosureRules) -> System:
    """Put the cells, what holds between them, and what must stay possible into one system."""
    values = {label_of(cell): cells.values[cell] for cell in cells.inside}
    relations, rests = known_relations(cells)
    ranges = {
        label_of(cell): required_range(cells.values[cell], rules, can_be_zero=cells.values[cell] == 0)
        for cell in unsafe_of(cells, given)
    }
    system = build_system(
        {**values, **rests},
        relations,
        ranges=ranges,
        hidden_zeros=frozenset(name for name in ranges if values[name] == 0),
        unpublished=frozenset(rests),
        frozen=frozenset(label_of(cell) for cell in cells.inside if cell[1] in given[cell[0]].frozen),
        ceilings=cells.cover.most,
    )
    return with_persons(system, cells)


def unsafe_of(cells: EventCells, given: Mapping[str, Given]) -> set[Cell]:
    """Give the unsafe cells that are not out already."""
    return {
        (measure, place)
        for measure, place in cells.inside
        if place in given[measure].unsafe and place not in given[measure].frozen
    }


def with_persons(system: System, cells: EventCells) -> System:
    """Know that there is no person without an attendance; of hours, at least one small unit a person."""
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


def relations_of(cells: EventCells) -> tuple[list[Relation], dict[str, int]]:
    """Give the sums and links that hold; what a sum holds beside its parts is a cell that is never shown."""
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
    return relations + [_linked(link, cells) for link in cells.links], rests


def known_relations(cells: EventCells) -> tuple[list[Relation], dict[str, int]]:
    """Give all that an outsider knows to hold: among what is published, and with the offer behind it."""
    relations, rests = relations_of(cells)
    covered, behind = _covered(cells)
    return relations + covered, {**rests, **behind}


def _covered(cells: EventCells) -> tuple[list[Relation], dict[str, int]]:
    """Give the sums of the offer that touch these cells, and the cells of the offer in them."""
    cover = cells.cover
    own = [each for each in cover.sums if each.total in cells.inside]
    used = {part for each in own for part in each.parts}
    own += [each for each in cover.sums if each.total in used and used.issuperset(each.parts)]
    relations: list[Relation] = []
    behind = {name: cover.values[name] for name in used}
    for each in own:
        total = each.total if isinstance(each.total, str) else label_of(each.total)
        value = cover.values[total] if isinstance(each.total, str) else cells.values[each.total]
        rest = value - sum(cover.values[part] for part in each.parts)
        if rest < 0:
            continue  # deliveries that contradict each other: an outsider cannot rely on the sum
        coefficients = {total: 1.0, **dict.fromkeys(each.parts, -1.0)}
        if rest > 0:
            name = f"{REST}offer {total}: {'+'.join(sorted(each.parts))}"
            behind[name] = rest
            coefficients[name] = -1.0
        relations.append(Relation(coefficients))
    return relations, behind
