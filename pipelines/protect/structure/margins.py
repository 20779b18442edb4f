"""Which cells add up to which: generated from dimensions, hierarchies and periods, none by hand."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.protect.structure.patterns import PERIOD, PersonPatterns, Place, place_of
from pipelines.tables import CountTable, Key

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
        found[code] = tuple(
            tuple(sorted(parts))
            for size, parts in sorted(by_size.items())
            if size * len(parts) == len(inside)
        )
    return found


def sums(table: CountTable, known: Structure) -> Iterator[Sum]:
    """Give every sum along the dimensions and hierarchies of a table that adds up."""
    for place, name in enumerate(table.dimensions):
        grouped: dict[Key, set[str]] = defaultdict(set)
        for key in table.counts:
            label = key[place]
            if label is not None:
                grouped[(*key[:place], None, *key[place + 1 :])].add(label)
        for rest, labels in grouped.items():
            for total, parts in _totals(name, labels, known):
                above, below = _at(rest, place, total), [_at(rest, place, part) for part in parts]
                if above in table.counts:
                    places = tuple(place_of(table.dimensions, key) for key in below)
                    yield Sum(place_of(table.dimensions, above), places)


def _at(key: Key, place: int, label: str | None) -> Key:
    return (*key[:place], label, *key[place + 1 :])


def _totals(name: str, labels: set[str], known: Structure) -> Iterator[tuple[str | None, Sequence[str]]]:
    for total, alternatives in known.partitions.get(name, {}).items():
        for parts in alternatives:
            if set(parts) <= labels:
                yield total, parts
    if name != PERIOD:
        parents = known.parents.get(name, {})
        yield None, sorted(label for label in labels if label not in parents)


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
