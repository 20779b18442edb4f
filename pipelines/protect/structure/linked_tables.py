"""Find how measures hang together, from the figures themselves: what an outsider could find as well."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations

from pipelines.protect.structure.patterns import PERIOD, Place, place_of
from pipelines.tables import CountTable

Cell = tuple[str, Place]
"""A measure and a place."""

Numbers = Mapping[str, Mapping[Place, int | None]]
"""The value of each cell by measure; None where it is not known."""

ENOUGH = 3  # cells in which all are more than zero, before we believe that it is no coincidence


@dataclass(frozen=True)
class Link:
    """low <= sum of coefficient * cell <= 0 for cells of different measures; low is 0 or endless."""

    coefficients: Mapping[Cell, float]
    is_equal: bool


def links_of(tables: Sequence[CountTable]) -> tuple[Link, ...]:
    """Give every relation between measures that add up: one the sum of two, a stock and its flows, a part.

    Each must hold in all cells that the tables have.
    """
    return links_among(_values(tables), marts_of(tables))


def links_among(values: Numbers, marts: Mapping[str, frozenset[str]]) -> tuple[Link, ...]:
    """Give the relations between measures that hold wherever all their cells are known."""
    equal = [*_sums(values), *_flows(values)]
    return (*equal, *_parts(values, marts, groups_of(list(values), equal)))


def marts_of(tables: Sequence[CountTable]) -> dict[str, frozenset[str]]:
    """Give the measures of each mart."""
    marts: dict[str, frozenset[str]] = {}
    for table in tables:
        mart = table.name.partition(".")[0]
        marts[mart] = marts.get(mart, frozenset()) | {table.measure}
    return marts


def groups_of(measures: Sequence[str], links: Sequence[Link]) -> list[tuple[str, ...]]:
    """Group the measures that links tie together."""
    group = {measure: {measure} for measure in measures}
    for link in links:
        joined = set().union(*(group[measure] for measure, _ in link.coefficients))
        for measure in joined:
            group[measure] = joined
    return sorted({tuple(sorted(joined)) for joined in group.values()})


def _values(tables: Sequence[CountTable]) -> Numbers:
    found: dict[str, dict[Place, int | None]] = {}
    for table in tables:
        whole: dict[Place, int | None] = {
            place_of(table.dimensions, key): value
            for key, value in table.counts.items()
            if isinstance(value, int)
        }
        found[table.measure] = {**found.get(table.measure, {}), **whole}
    return dict(sorted(found.items()))


def _sums(values: Numbers) -> Iterator[Link]:
    for one, other in combinations(values, 2):
        for total in values:
            if total not in (one, other):
                yield from _if_all_hold(values, {total: 1.0, one: -1.0, other: -1.0}, {})


def _flows(values: Numbers) -> Iterator[Link]:
    """What runs at the end of a period is what ran before, and what started, less what ended."""
    for stock in values:
        before = _periods_before(values[stock])
        for started, ended in permutations(values, 2) if before else ():
            if stock not in (started, ended):
                yield from _if_all_hold(values, {stock: 1.0, started: -1.0, ended: 1.0}, {stock: before})


def _common(values: Numbers, *measures: str) -> list[Place]:
    first, *others = (values[measure].keys() for measure in measures)
    return sorted(place for place in first if all(place in other for other in others))


def _if_all_hold(
    values: Numbers, factors: Mapping[str, float], before: Mapping[str, Mapping[Place, Place]]
) -> Iterator[Link]:
    """Give the relation in every cell when it is nowhere contradicted, less what was `before`."""
    first, *others = (values[measure] for measure in factors)
    (earlier,) = before.values() or ({},)
    telling, rows = 0, []
    for place in first:
        if not all(place in other for other in others) or (before and place not in earlier):
            continue
        row: dict[Cell, float] = {(measure, place): factor for measure, factor in factors.items()}
        row |= {(measure, each[place]): -1.0 for measure, each in before.items()}
        own = [value for measure, at in row if (value := values[measure][at]) is not None]
        if len(own) == len(row):
            if sum(factor * value for factor, value in zip(row.values(), own, strict=True)):
                return
            telling += all(own)
        rows.append(row)
    if telling >= ENOUGH:
        yield from (Link(row, is_equal=True) for row in rows)


def _periods_before(values: Mapping[Place, int | None]) -> dict[Place, Place]:
    """Give for each cell the same cell of the period before: of the same kind, and next to it."""
    codes = sorted({dict(place)[PERIOD] for place in values})
    kinds: dict[str, list[str]] = {}
    for code in codes:
        kinds.setdefault(re.sub(r"\d", "0", code), []).append(code)
    earlier = {code: before for same in kinds.values() for before, code in pairwise(same)}
    found = {}
    for place in values:
        code = dict(place)[PERIOD]
        other = tuple((name, earlier.get(code, "") if name == PERIOD else label) for name, label in place)
        if other in values:
            found[place] = other
    return found


def _parts(
    values: Numbers, marts: Mapping[str, frozenset[str]], together: Sequence[tuple[str, ...]]
) -> Iterator[Link]:
    """Within a mart, a measure that is nowhere more than another may well be a part of it.

    Not so where sums or flows tie them together: those say it all, and no stock is a part of a flow.
    """
    beside = {
        pair for measures in marts.values() for pair in permutations(sorted(measures & values.keys()), 2)
    }
    for part, whole in sorted(beside):
        if not any({part, whole} <= set(group) for group in together):
            yield from at_most(values, part, whole)


def at_most(values: Numbers, part: str, whole: str) -> Iterator[Link]:
    """Relate two measures when one is nowhere known to be more than the other."""
    common = _common(values, part, whole)
    both = [(values[part][place], values[whole][place]) for place in common]
    known = [less <= more for less, more in both if less is not None and more is not None]
    if len(known) >= ENOUGH and all(known):
        for place in common:
            yield Link({(part, place): 1.0, (whole, place): -1.0}, is_equal=False)
