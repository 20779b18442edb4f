"""Edits of real persons that make another world, grouped by what they change in the counts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipelines.protect.patterns import ACTIVITY, PERIOD, PRISON, Atom, Season

Effect = tuple[tuple[int, int], ...]
"""The cells that an edit changes, each by one up or down."""


@dataclass(frozen=True)
class Kind:
    """Persons with the same atoms: for every count they are the same."""

    atoms: frozenset[Atom]
    persons: tuple[int, ...]


@dataclass(frozen=True)
class Edit:
    """Give some persons of a kind these atoms instead; kind -1 is a person who was not there."""

    kind: int
    atoms: frozenset[Atom]


Columns = dict[Effect, list[Edit]]


class Population:
    """The persons of a season by kind, and the edits that a search may choose from."""

    def __init__(self, season: Season) -> None:
        self.season = season
        self._at = {name: place for place, name in enumerate(season.patterns.dimensions)}
        self._cells: dict[Atom, frozenset[int]] = {}
        self.kinds = _kinds(season)
        self.traits = tuple(name for name in season.patterns.dimensions if name not in ACTIVITY)

    def covered(self, atoms: Iterable[Atom]) -> frozenset[int]:
        """Give the cells that count a person with these atoms."""
        return frozenset().union(*(self._cells_of(atom) for atom in atoms))

    def counts(self) -> Counter[int]:
        """Count the persons of every cell."""
        found: Counter[int] = Counter()
        for kind in self.kinds:
            for cell in self.covered(kind.atoms):
                found[cell] += len(kind.persons)
        return found

    def activity_edits(self, dimension: str, label: str) -> Columns:
        """Edits that give or take an activity with this label from persons who are active there anyway."""
        columns: Columns = defaultdict(list)
        for number, kind in enumerate(self.kinds):
            for atoms in self._with_or_without(kind.atoms, dimension, label):
                self._add(columns, number, atoms)
        own = {cell for place, cell in self.season.places.items() if (dimension, label) in place}
        return {effect: edits for effect, edits in columns.items() if all(cell in own for cell, _ in effect)}

    def trait_edits(self, trait: str) -> Columns:
        """Edits that give persons another gender, age band ... in all that they do."""
        at = self._at[trait]
        labels = sorted({atom[at] for kind in self.kinds for atom in kind.atoms})
        columns: Columns = defaultdict(list)
        for number, kind in enumerate(self.kinds):
            if len({atom[at] for atom in kind.atoms}) == 1:
                for label in labels:
                    self._add(columns, number, _relabel(kind.atoms, at, label))
        return columns

    def presence_edits(self, prisons: frozenset[str]) -> Columns:
        """Edits of who is there: stay away, appear, be in these prisons a quarter less or more.

        Persons elsewhere who did one thing only make up for it.
        """
        at = self._at[PRISON]
        columns: Columns = defaultdict(list)
        seen: set[Atom] = set()
        for number, kind in enumerate(self.kinds):
            near = any(atom[at] in prisons for atom in kind.atoms)
            if near or len(kind.atoms) == 1:
                seen.update(kind.atoms)
                self._add(columns, number, frozenset())
            for atoms in self._other_quarters(kind.atoms) if near else ():
                self._add(columns, number, atoms)
        for atom in sorted(seen):
            self._add(columns, -1, frozenset({atom}))
        return columns

    def _with_or_without(
        self, atoms: frozenset[Atom], dimension: str, label: str
    ) -> Iterator[frozenset[Atom]]:
        at, when, where = self._at[dimension], self._at[PERIOD], self._at[PRISON]
        having = frozenset(atom for atom in atoms if atom[at] == label)
        if having:
            yield atoms - having
        for prison, quarter in sorted({(atom[where], atom[when]) for atom in atoms}):
            here = frozenset(atom for atom in atoms if atom[where] == prison and atom[when] == quarter)
            if here & having:
                yield atoms - (here & having)
                continue
            extra = frozenset(_relabel({min(here)}, at, label))
            yield atoms | extra
            for other in sorted({atom[when] for atom in having if atom[where] == prison}):
                moved = frozenset(atom for atom in having if atom[where] == prison and atom[when] == other)
                yield (atoms - moved) | extra

    def _other_quarters(self, atoms: frozenset[Atom]) -> Iterator[frozenset[Atom]]:
        when = self._at[PERIOD]
        quarters = {atom[when] for atom in atoms}
        for quarter in sorted(self.season.patterns.periods):
            if quarter in quarters:
                yield frozenset(atom for atom in atoms if atom[when] != quarter)
            else:
                yield atoms | _relabel({min(atoms)}, when, quarter)

    def _add(self, columns: Columns, number: int, atoms: frozenset[Atom]) -> None:
        before = self._covered_by_kind[number] if number >= 0 else frozenset()
        after = self.covered(atoms)
        effect = tuple(
            sorted([(cell, 1) for cell in after - before] + [(cell, -1) for cell in before - after])
        )
        if effect:
            columns[effect].append(Edit(number, atoms))

    @cached_property
    def _covered_by_kind(self) -> list[frozenset[int]]:
        return [self.covered(kind.atoms) for kind in self.kinds]

    def _cells_of(self, atom: Atom) -> frozenset[int]:
        if atom not in self._cells:
            self._cells[atom] = self.season.cells(atom)
        return self._cells[atom]


def _kinds(season: Season) -> tuple[Kind, ...]:
    atoms: Mapping[int, set[Atom]] = defaultdict(set)
    for person, atom in season.patterns.rows:
        atoms[person].add(atom)
    alike: dict[frozenset[Atom], list[int]] = defaultdict(list)
    for person in sorted(atoms):
        alike[frozenset(atoms[person])].append(person)
    found = [Kind(each, tuple(persons)) for each, persons in alike.items()]
    return tuple(sorted(found, key=lambda kind: sorted(kind.atoms)))


def _relabel(atoms: Iterable[Atom], at: int, label: str) -> frozenset[Atom]:
    return frozenset((*atom[:at], label, *atom[at + 1 :]) for atom in atoms)
