"""Find how measures hang together, from the figures themselves: what an outsider could find as well."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, permutations
from operator import mul

from pipelines.protect.structure.patterns import PERIOD, Place, place_of
from pipelines.tables import CountTable

Cell = tuple[str, Place]
"""A measure and a place."""

Numbers = Mapping[str, Mapping[Place, int | None]]
"""The value of each cell by measure; None where it is not known."""

ENOUGH = 3  # cells in which all are more than zero, before we believe that it is no coincidence
AMONG = 3
"""Of so many parts may a sum within one mart be: what ended was completed, broken off or dropped."""


@dataclass(frozen=True)
class Link:
    """low <= sum of coefficient * cell <= 0 for cells of different measures; low is 0 or endless."""

    coefficients: Mapping[Cell, float]
    is_equal: bool


def links_of(tables: Sequence[CountTable]) -> tuple[Link, ...]:
    """Give every relation between measures that add up: a sum, a stock and its flows, a part.

    Each must hold in all cells that the tables have. Within a mart it is what the measures mean: a few cells
    are enough to believe it, and a stock may end in several ways.
    """
    return links_among(_values(tables), marts_of(tables))


def links_among(values: Numbers, marts: Mapping[str, frozenset[str]]) -> tuple[Link, ...]:
    """Give the relations between measures that hold wherever all their cells are known."""
    equal = [*_sums(values, marts), *_flows(values, marts), *_stocks(values)]
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
            if value is None or isinstance(value, int)
        }
        found[table.measure] = {**found.get(table.measure, {}), **whole}
    return dict(sorted(found.items()))


def _sums(values: Numbers, marts: Mapping[str, frozenset[str]]) -> Iterator[Link]:
    for parts in _sets_of(values, marts, 2):
        for total in values:
            beside = _are_together(marts, total, *parts)
            if total not in parts and (beside or len(parts) == 2):
                factors = {total: 1.0, **dict.fromkeys(parts, -1.0)}
                yield from _if_all_hold(values, factors, {}, enough=1 if beside else ENOUGH)


def _flows(values: Numbers, marts: Mapping[str, frozenset[str]]) -> Iterator[Link]:
    """What runs at the end of a period is what ran before, and what started, less all that ended.

    Where the stock before is printed as not available, nobody delivered any, and who reads takes it for none.
    """
    for stock in values:
        before = _periods_before(values[stock])
        first = frozenset(place for place, earlier in before.items() if values[stock][earlier] is None)
        for ended in _sets_of(values, marts, 1) if before else ():
            for started in values:
                if stock in ended or started in (stock, *ended):
                    continue
                beside = _are_together(marts, stock, started, *ended)
                if beside or len(ended) == 1:
                    factors = {stock: 1.0, started: -1.0, **dict.fromkeys(ended, 1.0)}
                    enough = 1 if beside else ENOUGH
                    yield from _if_all_hold(values, factors, {stock: before}, enough=enough)
                    yield from _if_all_hold(values, factors, {}, enough=enough, within=first)


def _stocks(values: Numbers) -> Iterator[Link]:
    """What stands at the end of a year stands at the end of its last quarter: two cells, one figure."""
    for measure, own in values.items():
        at_end: dict[tuple[Place, int | str], dict[str, Place]] = defaultdict(dict)
        for place in own:
            code = dict(place)[PERIOD]
            rest = tuple(pair for pair in place if pair[0] != PERIOD)
            at_end[rest, _end_of(code)][re.sub(r"\d", "0", code)] = place
        for kinds in sorted({pair for same in at_end.values() for pair in combinations(sorted(same), 2)}):
            pairs = [
                (same[kinds[0]], same[kinds[1]]) for same in at_end.values() if same.keys() >= set(kinds)
            ]
            if all(own[one] == own[other] for one, other in pairs) and any(own[one] for one, _ in pairs):
                for one, other in pairs:
                    yield Link({(measure, one): 1.0, (measure, other): -1.0}, is_equal=True)


def _end_of(code: str) -> int | str:
    """Give the month that a period ends with; any other period ends by itself."""
    months = _months_of(code)
    return code if months is None else months[1]


def _months_of(code: str) -> tuple[int, int] | None:
    """Count the first and last month of a year, a quarter, a year to date or a month from the year 0."""
    found = re.fullmatch(r"(\d{4})(?:-(?:(?P<part>K|JTD)(?P<quarter>\d)|(?P<month>\d\d)))?", code)
    if found is None:
        return None
    year = 12 * int(found[1])
    if found["month"]:
        return (year + int(found["month"]),) * 2
    last = year + 3 * int(found["quarter"] or 4)
    return (last - 2 if found["part"] == "K" else year + 1), last


def _sets_of(values: Numbers, marts: Mapping[str, frozenset[str]], least: int) -> Iterator[tuple[str, ...]]:
    """Give each set of so many measures, whatever their marts, and the larger ones within a mart."""
    larger = (
        parts
        for own in sorted({tuple(sorted(own & values.keys())) for own in marts.values()})
        for count in range(least + 1, AMONG + 1)
        for parts in combinations(own, count)
    )
    yield from dict.fromkeys(chain(combinations(values, least), larger))


def _are_together(marts: Mapping[str, frozenset[str]], *measures: str) -> bool:
    return any(own.issuperset(measures) for own in marts.values())


def _common(values: Numbers, *measures: str) -> list[Place]:
    first, *others = (values[measure].keys() for measure in measures)
    return sorted(place for place in first if all(place in other for other in others))


def _if_all_hold(
    values: Numbers,
    factors: Mapping[str, float],
    before: Mapping[str, Mapping[Place, Place]],
    *,
    enough: int,
    within: Collection[Place] | None = None,
) -> Iterator[Link]:
    """Give the relation in every cell, or `within` some, when none contradicts it, less what was `before`."""
    tables = [values[measure] for measure in factors]
    (earlier,) = before.values() or ({},)
    opened = [values[measure] for measure in before]
    weights = (*factors.values(), *(-1.0 for _ in before))
    telling = 0
    for place in min(tables, key=len) if within is None else within:
        own = [table.get(place) for table in tables]
        own += [table.get(earlier.get(place, ())) for table in opened]
        if None not in own:
            if sum(map(mul, weights, own)):
                return
            telling += all(own)
    if telling < enough:
        return
    for place in tables[0] if within is None else sorted(within):
        if all(place in table for table in tables) and (not before or place in earlier):
            row = {(measure, place): factor for measure, factor in factors.items()}
            row |= {(measure, each[place]): -1.0 for measure, each in before.items()}
            yield Link(row, is_equal=True)


def _periods_before(values: Mapping[Place, int | None]) -> dict[Place, Place]:
    """Give for each cell the same cell when its period began: of any period that ended just then.

    A year begins as the last quarter of the one before ended, and so does a year to date.
    """
    ended: dict[tuple[Place, int], Place] = {}
    began: dict[Place, tuple[Place, int]] = {}
    for place in sorted(values):
        months = _months_of(dict(place)[PERIOD])
        if months is not None:
            rest = tuple(pair for pair in place if pair[0] != PERIOD)
            began[place] = rest, months[0] - 1
            known = ended.get((rest, months[1]))
            if known is None or values[known] is None:
                ended[rest, months[1]] = place
    return {place: ended[start] for place, start in began.items() if start in ended}


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
