"""What an outsider knows of published tables: the shown cells, and how cells must hang together."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from math import gcd

from pipelines.protect.lp import INFINITY, Relation
from pipelines.protect.structure import (
    DERIVED,
    ENOUGH,
    PERIOD,
    Cell,
    Numbers,
    Place,
    Structure,
    Sum,
    at_most,
    links_among,
    marts_of,
    place_of,
    sums,
)
from pipelines.tables import CountTable, Mark, SafeTable, Value

PERSON = "person"
QUARTERS = ("K1", "K2", "K3", "K4")


@dataclass(frozen=True)
class Tie:
    """low <= sum of coefficient * cell <= 0, where low is 0 or endless.

    A `guess` names the measures that seem to hang together so, because nothing that is shown contradicts it.
    """

    coefficients: Mapping[Cell, float]
    is_equal: bool
    guess: tuple[str, ...] = ()

    def named(self, labels: Mapping[Cell, str]) -> Relation:
        """Give the relation over names."""
        coefficients = {labels[cell]: factor for cell, factor in self.coefficients.items()}
        return Relation(coefficients, 0.0 if self.is_equal else -INFINITY, 0.0)


@dataclass(frozen=True)
class Knowledge:
    """The cells of counts by measure and place; None where a number is hidden or was not delivered."""

    values: Mapping[Cell, int | None]
    hidden: frozenset[Cell]
    relations: tuple[Tie, ...]
    units: Mapping[str, Decimal]
    """What one in `values` stands for, by table: a part of an hour."""
    reach: Mapping[Cell, int]
    """Of each rounded figure how far the true one may be from it."""


def knowledge_of(tables: Mapping[str, SafeTable]) -> Knowledge:
    """Take what can be read from published tables; rates and averages repeat what is shown."""
    counted = [table for _, table in sorted(tables.items()) if table.adds_up or table.unit == PERSON]
    units = _units(counted)
    values = {
        (table.measure, place_of(table.dimensions, key)): _scaled(cell.value, units[table.measure])
        for table in counted
        for key, cell in table.cells.items()
    }
    hidden = frozenset(
        (table.measure, place_of(table.dimensions, key))
        for table in counted
        for key, cell in table.cells.items()
        if cell.mark is Mark.SUPPRESSED
    )
    reach = _reach(counted, units)
    unsure = hidden | reach.keys()
    ties = [*_ties_within(counted, values), *_ties_between(_near(counted, unsure), values)]
    useful = tuple(tie for tie in ties if tie.coefficients.keys() & unsure)
    return Knowledge(values, hidden, useful, {table.name: units[table.measure] for table in counted}, reach)


def _reach(tables: Sequence[SafeTable], units: Mapping[str, Decimal]) -> dict[Cell, int]:
    """A rounded figure is less than the base away; of hours nobody knows how fine they are."""
    return {
        (table.measure, place_of(table.dimensions, key)): int(table.base / units[table.measure])
        - isinstance(cell.value, int)
        for table in tables
        if table.base > 1
        for key, cell in table.cells.items()
        if cell.value is not None
    }


def _near(tables: Sequence[SafeTable], hidden: Set[Cell]) -> list[SafeTable]:
    """Keep the measures with hidden cells, and those that stand beside them in a mart."""
    secret = {measure for measure, _ in hidden}
    marts = {table.name.partition(".")[0] for table in tables if table.measure in secret}
    return [table for table in tables if table.measure in secret or table.name.partition(".")[0] in marts]


def _units(tables: Sequence[SafeTable]) -> dict[str, Decimal]:
    """Give by measure the largest number that all its shown values are multiples of, at most one."""
    units: dict[str, Decimal] = {}
    for measure in sorted({table.measure for table in tables}):
        shown = [
            int(Decimal(cell.value) * 10_000)
            for table in tables
            if table.measure == measure
            for cell in table.cells.values()
            if cell.value is not None
        ]
        units[measure] = Decimal(gcd(10_000, *shown)) / 10_000
    return units


def _scaled(value: Value | None, unit: Decimal) -> int | None:
    return None if value is None else int(Decimal(value) / unit)


def _ties_within(tables: Sequence[SafeTable], values: Mapping[Cell, int | None]) -> Iterator[Tie]:
    """Relate totals to their parts: as a sum, or where that is not so as largest part <= whole <= sum."""
    known = Structure(partitions={PERIOD: _partitions(tables)})
    for table in tables:
        grouped: dict[str, list[Sum]] = defaultdict(list)
        for each in sums(_keys_only(table), known):
            grouped[each.axis].append(each)
        derived = DERIVED.intersection(table.dimensions)
        for group in (grouped[axis] for axis in sorted(derived or grouped) if axis in grouped):
            rows = [(_cell(table, each.total), [_cell(table, part) for part in each.parts]) for each in group]
            yield from _tied(rows, values, adds_up=table.adds_up)


def _cell(table: SafeTable, place: Place) -> Cell:
    return table.measure, place


def _keys_only(table: SafeTable) -> CountTable:
    counts = dict.fromkeys(table.cells)
    return CountTable(
        table.name, table.dimensions, table.measure, table.unit, counts, table.adds_up, personal=True
    )


def _tied(
    rows: Sequence[tuple[Cell, list[Cell]]], values: Mapping[Cell, int | None], *, adds_up: bool
) -> Iterator[Tie]:
    shown = [
        (whole, [int(values[part] or 0) for part in parts])
        for total, parts in rows
        if (whole := values[total]) and all(values[part] is not None for part in parts)
    ]
    equal = all(whole == sum(parts) for whole, parts in shown) and (adds_up or len(shown) >= ENOUGH)
    at_most_sum = all(whole <= sum(parts) for whole, parts in shown)
    at_least_each = all(whole >= max(parts) for whole, parts in shown)
    for total, parts in rows:
        if equal or at_most_sum:
            yield Tie({total: 1.0, **dict.fromkeys(parts, -1.0)}, is_equal=equal)
        if at_least_each and not equal:
            yield from (Tie({part: 1.0, total: -1.0}, is_equal=False) for part in parts)


def _ties_between(tables: Sequence[SafeTable], values: Mapping[Cell, int | None]) -> Iterator[Tie]:
    """Relate measures: sums and flows, parts within a mart, and persons to events of theirs."""
    measures = {table.measure for table in tables}
    numbers: Numbers = _by_measure({cell: value for cell, value in values.items() if cell[0] in measures})
    adding = {table.measure for table in tables if table.adds_up}
    events = {measure: cells for measure, cells in numbers.items() if measure in adding}
    marts = marts_of([_keys_only(table) for table in tables if table.adds_up])
    links = list(links_among(events, marts))
    for measure in sorted(numbers.keys() - adding):
        for event in sorted(events):
            links += at_most(numbers, measure, event)
    for link in links:
        yield Tie(link.coefficients, link.is_equal, tuple(measure for measure, _ in link.coefficients))


def _by_measure(values: Mapping[Cell, int | None]) -> dict[str, dict[Place, int | None]]:
    found: dict[str, dict[Place, int | None]] = defaultdict(dict)
    for (measure, place), value in sorted(values.items(), key=lambda item: item[0]):
        found[measure][place] = value
    return dict(found)


def _partitions(tables: Iterable[SafeTable]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Read from the codes of periods which add up to which: quarters to a year and to a year to date."""
    codes = {
        label
        for table in tables
        for key in table.cells
        for name, label in zip(table.dimensions, key, strict=True)
        if name == PERIOD and label is not None
    }
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for code in sorted(codes):
        if re.fullmatch(r"\d{4}", code):
            found[code] = (_quarters(code, 4), tuple(f"{code}-{month:02}" for month in range(1, 13)))
        elif to_date := re.fullmatch(r"(\d{4})-JTD(\d)", code):
            found[code] = (_quarters(to_date[1], int(to_date[2])),)
        elif quarter := re.fullmatch(r"(\d{4})-K(\d)", code):
            last = 3 * int(quarter[2])
            found[code] = (tuple(f"{quarter[1]}-{month:02}" for month in range(last - 2, last + 1)),)
    return found


def _quarters(year: str, number: int) -> tuple[str, ...]:
    return tuple(f"{year}-{quarter}" for quarter in QUARTERS[:number])
