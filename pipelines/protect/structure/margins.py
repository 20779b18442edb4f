"""Which cells add up to which: generated from dimensions, hierarchies and periods, none by hand."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pipelines.protect.structure.patterns import PERIOD, PersonPatterns, Place

Partitions = Mapping[str, tuple[tuple[str, ...], ...]]
"""For each label the sets of labels that it is the sum of: a year of its quarters, and of its months."""


@dataclass(frozen=True)
class Sum:
    """A cell and the cells that it is the sum of."""

    total: Place
    parts: tuple[Place, ...]

    @property
    def axis(self) -> str:
        """Name the dimension that the sum runs over."""
        total, part = dict(self.total), dict(self.parts[0])
        return next(name for name in part if total.get(name) != part[name])


@dataclass(frozen=True)
class Structure:
    """How labels add up: within a dimension, over periods, and finer dimensions within wider ones."""

    partitions: Mapping[str, Partitions] = field(default_factory=dict)
    parents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    nested: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)
    """A finer dimension, the wider one, and in which of its labels each finer label lies."""
    seasons: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The seasons that each period touches; a period without one is a season of its own."""


def structure(hierarchies: Mapping[str, Mapping[str, str]], patterns: PersonPatterns | None) -> Structure:
    """Put together what the caller and the patterns know about labels."""
    periods: Partitions = _partitions_of(hierarchies.get(PERIOD, {}))
    seasons: dict[str, frozenset[str]] = {}
    for label, parent in hierarchies.get(PERIOD, {}).items():
        seasons |= {label: frozenset({parent}), parent: frozenset({parent})}
    if patterns is not None:
        periods = {**periods, **_partitions_of_periods(patterns.periods)}
        for month, codes in patterns.periods.items():
            for code in codes:
                seasons[code] = seasons.get(code, frozenset()) | {patterns.season_of[month]}
    others = {name: parents for name, parents in hierarchies.items() if name != PERIOD}
    nested = dict(patterns.nested) if patterns is not None else {}
    partitions = {PERIOD: periods, **{name: _partitions_of(parents) for name, parents in others.items()}}
    return Structure(partitions, others, nested, seasons)


def _partitions_of(parents: Mapping[str, str]) -> Partitions:
    found: dict[str, list[str]] = defaultdict(list)
    for label in sorted(parents):
        found[parents[label]].append(label)
    return {parent: (tuple(labels),) for parent, labels in found.items()}


def _partitions_of_periods(periods: Mapping[str, tuple[str, ...]]) -> Partitions:
    """Give for each period the months, the quarters ... that it is the sum of."""
    months: dict[str, set[str]] = defaultdict(set)
    for month, codes in periods.items():
        for code in codes:
            months[code].add(month)
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for code, inside in months.items():
        by_size: dict[int, list[str]] = defaultdict(list)
        for other, held in months.items():
            if other != code and held < inside:
                by_size[len(held)].append(other)
        equal = tuple(
            tuple(sorted(parts))
            for size, parts in sorted(by_size.items())
            if size * len(parts) == len(inside)
        )
        found[code] = (*equal, *_halves(months, inside))
    return found


def _halves(months: Mapping[str, set[str]], inside: set[str]) -> Iterator[tuple[str, ...]]:
    """Give the unequal pairs that make a period: the year so far, and the quarter after it."""
    for one, other in combinations(sorted(code for code, held in months.items() if held < inside), 2):
        is_whole = len(months[one]) + len(months[other]) == len(inside) and not months[one] & months[other]
        if is_whole and len(months[one]) != len(months[other]):
            yield one, other


def sums(places: Iterable[Place], known: Structure) -> Iterator[Sum]:
    """Give every sum among the cells of a measure that adds up, along dimensions, hierarchies and periods.

    In whatever table a cell stands, new or out already: readers have them all.
    """
    inside = dict.fromkeys(places)
    for name in sorted({own for place in inside for own, _ in place}):
        by_rest: dict[Place, dict[str, Place]] = defaultdict(dict)
        for place in inside:
            label = dict(place).get(name)
            if label is not None:
                by_rest[tuple(pair for pair in place if pair[0] != name)][label] = place
        for rest, cells in by_rest.items():
            for total, parts in _totals(name, cells, known):
                above = rest if total is None else cells[total]
                if above in inside:
                    yield Sum(above, tuple(cells[part] for part in parts))


def _totals(
    name: str, labels: Collection[str], known: Structure
) -> Iterator[tuple[str | None, Sequence[str]]]:
    for total, alternatives in known.partitions.get(name, {}).items():
        if total in labels:
            yield from ((total, parts) for parts in within(alternatives, labels))
    if name != PERIOD:
        parents = known.parents.get(name, {})
        yield None, sorted(label for label in labels if label not in parents)


def within(alternatives: Sequence[Sequence[str]], labels: Container[str]) -> list[tuple[str, ...]]:
    """Give the parts of a total that are there, of each way to divide it; less than others tell is left out.

    Where not all parts are there, the total is at least what those come to.
    """
    found = {tuple(part for part in parts if part in labels) for parts in alternatives}
    return sorted(parts for parts in found if parts and not any(set(parts) < set(other) for other in found))


def nested_sums(places: Sequence[Place], known: Structure) -> Iterator[Sum]:
    """Give the sums of finer labels within the label of a wider dimension: subdomains within their domain."""
    for finer, (wider, parent_of) in known.nested.items():
        grouped: dict[Place, list[Place]] = defaultdict(list)
        for place in places:
            labels = dict(place)
            if finer in labels and wider not in labels and labels[finer] in parent_of:
                parent = parent_of[labels.pop(finer)]
                grouped[tuple(sorted({**labels, wider: parent}.items()))].append(place)
        yield from (Sum(total, tuple(sorted(parts))) for total, parts in sorted(grouped.items()))
