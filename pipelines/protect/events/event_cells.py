"""The cells of events of a season and how they add up, over dimensions, periods and measures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import gcd

from pipelines.protect.lp import Relation
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

SHOWN = "shown of "
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
    paces: tuple[Relation, ...] = ()
    """What the lengths of sessions say of hours and attendances of the cover."""

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
    apart: frozenset[str] = frozenset(),
) -> EventCells:
    """Give the cells of all seasons, with the sums and links among them, and the offer behind them.

    Figures `also` to be shown, and a `base` that figures are rounded to, are whole numbers of units too. The
    offer is told apart by the dimensions of the tables, and by those in `apart`.
    """
    unit = _unit(tables, base, also)
    values = _values(tables, unit)
    own = tuple(link for link in links if link.coefficients.keys() <= values.keys())
    sums = tuple(_sums(tables, known))
    cover = cover_of(sorted(values), offer or {}, known, Decimal(unit) / SCALE, apart)
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
