"""Find how measures hang together, from the figures themselves: what an outsider could find as well."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations

from pipelines.protect.patterns import PERIOD, Place, place_of
from pipelines.tables import CountTable

Cell = tuple[str, Place]
"""A measure and a place."""

Numbers = Mapping[str, Mapping[Place, int]]
"""The value of each cell by measure."""

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
    values = _values(tables)
    equal = [*_sums(values), *_flows(values)]
    together = {frozenset(measure for measure, _ in link.coefficients) for link in equal}
    return (*equal, *_parts(tables, values, together))


def groups_of(measures: Sequence[str], links: Sequence[Link]) -> list[tuple[str, ...]]:
    """Group the measures that links tie together."""
    group = {measure: {measure} for measure in measures}
    for link in links:
        joined = set().union(*(group[measure] for measure, _ in link.coefficients))
        for measure in joined:
            group[measure] = joined
    return sorted({tuple(sorted(joined)) for joined in group.values()})


def _values(tables: Sequence[CountTable]) -> dict[str, dict[Place, int]]:
    found: dict[str, dict[Place, int]] = {}
    for table in tables:
        whole = {
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
                rows = [
                    {(total, place): 1.0, (one, place): -1.0, (other, place): -1.0}
                    for place in _common(values, total, one, other)
                ]
                yield from _if_all_hold(rows, values)


def _flows(values: Numbers) -> Iterator[Link]:
    """What runs at the end of a period is what ran before, and what started, less what ended."""
    for stock in values:
        before = _periods_before(values[stock])
        for started, ended in permutations(values, 2):
            if stock not in (started, ended):
                rows = [
                    {(stock, place): 1.0, (stock, before[place]): -1.0, (started, place): -1.0,
                     (ended, place): 1.0}
                    for place in _common(values, stock, started, ended)
                    if place in before
                ]  # fmt: skip
                yield from _if_all_hold(rows, values)


def _common(values: Numbers, *measures: str) -> list[Place]:
    first, *others = (values[measure].keys() for measure in measures)
    return sorted(first & frozenset.intersection(*(frozenset(each) for each in others)))


def _if_all_hold(rows: Sequence[Mapping[Cell, float]], values: Numbers) -> Iterator[Link]:
    def numbers(row: Mapping[Cell, float]) -> list[int]:
        return [values[measure][place] for measure, place in row]

    telling = 0
    for row in rows:
        own = numbers(row)
        if sum(factor * value for factor, value in zip(row.values(), own, strict=True)):
            return
        telling += all(own)
    if telling >= ENOUGH:
        yield from (Link(row, is_equal=True) for row in rows)


def _periods_before(values: Mapping[Place, int]) -> dict[Place, Place]:
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
    tables: Sequence[CountTable],
    values: Numbers,
    together: set[frozenset[str]],
) -> Iterator[Link]:
    """Within a mart, a measure that is nowhere more than another may well be a part of it."""
    marts: dict[str, set[str]] = {}
    for table in tables:
        marts.setdefault(table.name.partition(".")[0], set()).add(table.measure)
    beside = {
        pair for measures in marts.values() for pair in permutations(sorted(measures & values.keys()), 2)
    }
    for part, whole in sorted(beside):
        common = _common(values, part, whole)
        tied = any({part, whole} <= group for group in together)
        if not tied and len(common) >= ENOUGH and all(values[part][at] <= values[whole][at] for at in common):
            for place in common:
                yield Link({(part, place): 1.0, (whole, place): -1.0}, is_equal=False)
