"""The cells that count a person, by what the person did in a season."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import itemgetter, or_

from pipelines.protect.structure import (
    HISTORY,
    NEW,
    PERIOD,
    PRISON,
    RETURNING,
    Atom,
    PersonPatterns,
    Place,
    codes_of,
)

Cells = int
"""A set of cells as the bits of one number: the quickest there is to join and compare."""

Done = frozenset[tuple[str, str, str]]


@dataclass(frozen=True)
class _Table:
    """The dimensions of a table by what stands in an atom, and the cells of the labels met so far."""

    names: tuple[str, ...]
    labels: Callable[[Atom], tuple[str, ...]]
    """Gives the labels of these dimensions and, twice, the month: a tuple whatever their number."""
    known: dict[tuple[str, ...], Cells]


@dataclass(frozen=True)
class YearBlock:
    """A year of patterns, and the numbers of the cells that tables show of it."""

    name: str
    patterns: PersonPatterns
    places: Mapping[Place, int]
    margins: tuple[tuple[str, ...], ...]
    """The dimensions of each table, the period left out."""
    _of_atom: dict[Atom, Cells] = field(default_factory=dict)
    _of_done: dict[tuple[str, Done], Cells] = field(default_factory=dict)

    def covered(self, atoms: Iterable[Atom]) -> Cells:
        """Give the cells that count a person with these atoms."""
        known = tuple(atoms)
        return self.plainly(known) | self.derived(known)

    def plainly(self, atoms: Iterable[Atom]) -> Cells:
        """Give the cells of tables by what stands in an atom."""
        found = 0
        for atom in atoms:
            cells = self._of_atom.get(atom)
            found |= self._remember(atom) if cells is None else cells
        return found

    def derived(self, atoms: tuple[Atom, ...]) -> Cells:
        """Give the cells of tables by how many domains a person took, or whether it is their first year."""
        found = 0
        for dimension in self._derived:
            found |= self._of_derived(dimension, atoms)
        return found

    def _remember(self, atom: Atom) -> Cells:
        cells = reduce(or_, (self._of_labels(table, atom) for table in self._plain), 0)
        self._of_atom[atom] = cells
        return cells

    @cached_property
    def _codes(self) -> frozenset[str]:
        """The periods of this season that a table shows."""
        shown = {label for place in self.places for name, label in place if name == PERIOD}
        return frozenset(codes_of(self.patterns, self.name)) & shown

    @cached_property
    def _codes_of(self) -> dict[str, tuple[str, ...]]:
        periods = self.patterns.periods
        return {month: tuple(code for code in periods[month] if code in self._codes) for month in periods}

    @cached_property
    def _at(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.patterns.dimensions)}

    @cached_property
    def _plain(self) -> list[_Table]:
        found = (margin for margin in self.margins if set(margin) <= self._at.keys())
        return [
            _Table(margin, itemgetter(*(self._at[name] for name in (*margin, PERIOD)), self._when), {})
            for margin in found
        ]

    @cached_property
    def _derived(self) -> list[str]:
        return [margin[-1] for margin in self.margins if not set(margin) <= self._at.keys()]

    def _of_labels(self, table: _Table, atom: Atom) -> Cells:
        labels = table.labels(atom)
        if labels not in table.known:
            partial: list[Place] = [()]
            for pair in zip(table.names, labels, strict=False):
                partial += [(*place, pair) for place in partial]
            codes = self._codes_of[labels[-1]]
            table.known[labels] = self._bits((*place, (PERIOD, code)) for place in partial for code in codes)
        return table.known[labels]

    def _bits(self, places: Iterable[Place]) -> Cells:
        numbers = (self.places.get(tuple(sorted(place))) for place in places)
        return reduce(or_, (1 << number for number in numbers if number is not None), 0)

    @cached_property
    def _when(self) -> int:
        return self._at[PERIOD]

    def _of_derived(self, dimension: str, atoms: tuple[Atom, ...]) -> Cells:
        counted = PRISON if dimension == HISTORY else self.patterns.tallies[dimension].counted
        where, when, what = self._at[PRISON], self._at[PERIOD], self._at[counted]
        done = frozenset([(atom[where], atom[when], atom[what]) for atom in atoms])
        if (dimension, done) not in self._of_done:
            self._of_done[dimension, done] = self._bits(self._derive(dimension, done))
        return self._of_done[dimension, done]

    def _derive(self, dimension: str, done: Done) -> Iterator[Place]:
        months = {month for _, month, _ in done}
        for (prison, code), labels in self._by_scope(done).items():
            where: Place = () if prison is None else ((PRISON, prison),)
            label = self._label(dimension, code, labels, months)
            yield (*where, (PERIOD, code))
            yield (*where, (dimension, label), (PERIOD, code))

    def _by_scope(self, done: Done) -> dict[tuple[str | None, str], set[str]]:
        found: dict[tuple[str | None, str], set[str]] = defaultdict(set)
        for prison, month, label in done:
            for code in self._codes_of[month]:
                found[None, code].add(label)
                found[prison, code].add(label)
        return found

    def _label(self, dimension: str, code: str, labels: set[str], months: set[str]) -> str:
        if dimension == HISTORY:
            return RETURNING if months & self.patterns.before.get(code, frozenset()) else NEW
        return self.patterns.tallies[dimension].label(len(labels))


def numbers_of(cells: Cells) -> list[int]:
    """List the numbers of the cells in a set."""
    found = []
    while cells:
        lowest = cells & -cells
        found.append(lowest.bit_length() - 1)
        cells ^= lowest
    return found
