"""Recount edited persons from their atoms, and see which ranges that proves: no solver, no search."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from pipelines.protect.lp import Booleans, Integers, System
from pipelines.protect.persons.edits import Edits
from pipelines.protect.structure import HISTORY, NEW, PERIOD, PRISON, RETURNING, Atom, PersonPatterns, Place

Margins = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Proof:
    """The range of each cell that recounted worlds show possible, and the unsafe cells left too narrow."""

    low: Integers
    high: Integers
    open: tuple[str, ...]
    raised: tuple[Mapping[Place, int], ...]
    """Of each world the cells that count more persons in it, and how many."""


def atoms_of(patterns: PersonPatterns) -> dict[int, set[Atom]]:
    """Give what each person did and was."""
    found: dict[int, set[Atom]] = {}
    for person, atom in patterns.rows:
        found.setdefault(person, set()).add(atom)
    return found


class Recount:
    """Count persons straight from what a table is; it remembers which cells an atom is in."""

    def __init__(self, patterns: PersonPatterns, margins: Margins, places: Collection[Place]) -> None:
        self.places = tuple(sorted(places))
        self._number = {place: number for number, place in enumerate(self.places)}
        self._codes = frozenset(code for place in self.places for name, code in place if name == PERIOD)
        self.patterns = patterns
        self.atoms = {person: frozenset(found) for person, found in atoms_of(patterns).items()}
        self._plain = [tuple(each) for each in margins if set(each) <= set(patterns.dimensions)]
        self._derived = [tuple(each) for each in margins if not set(each) <= set(patterns.dimensions)]
        self._of_atom: dict[Atom, frozenset[int]] = {}
        self._of_person: dict[frozenset[Atom], frozenset[int]] = {}

    def all(self) -> Counter[Place]:
        """Count the different persons of every cell."""
        found: Counter[int] = Counter()
        for atoms in self.atoms.values():
            found.update(self.of(atoms))
        return Counter({self.places[number]: count for number, count in found.items()})

    def of(self, atoms: frozenset[Atom]) -> frozenset[int]:
        """List the numbers of the cells that count a person with these atoms."""
        if atoms not in self._of_person:
            plain = [self._plain_cells(atom) for atom in atoms]
            derived = [self._derived_cells(margin[-1], atoms) for margin in self._derived]
            self._of_person[atoms] = frozenset().union(*plain, *derived)
        return self._of_person[atoms]

    def _plain_cells(self, atom: Atom) -> frozenset[int]:
        if atom not in self._of_atom:
            labels = dict(zip(self.patterns.dimensions, atom, strict=True))
            self._of_atom[atom] = frozenset(self._existing(self._combined(labels)))
        return self._of_atom[atom]

    def _combined(self, labels: Mapping[str, str]) -> Iterator[Place]:
        codes = [(PERIOD, code) for code in self.patterns.periods[labels[PERIOD]] if code in self._codes]
        for margin in self._plain:
            for pairs in product(*[(None, (name, labels[name])) for name in margin], codes):
                yield tuple(sorted(pair for pair in pairs if pair is not None))

    def _derived_cells(self, name: str, atoms: frozenset[Atom]) -> Iterator[int]:
        """Group what a person did by prison and period, and give each group its label."""
        described = [dict(zip(self.patterns.dimensions, atom, strict=True)) for atom in atoms]
        groups: dict[tuple[Place, str], list[Mapping[str, str]]] = defaultdict(list)
        for labels in described:
            for code in self.patterns.periods[labels[PERIOD]]:
                if code in self._codes:
                    groups[(), code].append(labels)
                    groups[((PRISON, labels[PRISON]),), code].append(labels)
        for (where, code), same in groups.items():
            label = (name, self._label(name, code, same, described))
            places = (tuple(sorted([*where, *also, (PERIOD, code)])) for also in ((), (label,)))
            yield from self._existing(places)

    def _existing(self, places: Iterable[Place]) -> Iterator[int]:
        """Keep what some table shows: a combination that none shows is nobody's business."""
        return (self._number[place] for place in places if place in self._number)

    def _label(
        self, name: str, code: str, same: Sequence[Mapping[str, str]], described: Sequence[Mapping[str, str]]
    ) -> str:
        if name == HISTORY:
            earlier = self.patterns.before.get(code, frozenset())
            return RETURNING if any(each[PERIOD] in earlier for each in described) else NEW
        tally = self.patterns.tallies[name]
        return tally.label(len({each[tally.counted] for each in same}))


def certify_crowd(
    system: System,
    places: Mapping[Place, int],
    hidden: Booleans,
    proofs: Iterable[Edits],
    *,
    season: str,
    count: Recount,
) -> Proof:
    """Give what the edits prove about the unsafe cells; edits that touch a shown cell prove nothing.

    A cell that is not among `places` belongs to another season and must not change.
    """
    low, high = system.values.copy(), system.values.copy()
    raised = []
    for edits in proofs:
        change = _changes(edits, season, count)
        values = _edited(system, places, hidden, change)
        if values is not None:
            low, high = np.minimum(low, values), np.maximum(high, values)
            raised.append({place: int(values[places[place]]) for place, more in change.items() if more > 0})
    narrow = system.unsafe & ((low > system.lowest) | (high < system.highest))
    return Proof(low, high, tuple(system.names[cell] for cell in np.flatnonzero(narrow)), tuple(raised))


def _changes(edits: Edits, season: str, count: Recount) -> dict[Place, int]:
    """Recount the edited persons before and after, over all seasons."""
    patterns, when = count.patterns, count.patterns.place(PERIOD)
    persons = [person for _, person in edits]
    assert len(set(persons)) == len(persons), "a person is edited once"
    change: Counter[int] = Counter()
    for edit, person in edits:
        own = count.atoms.get(person, frozenset())
        kept = frozenset(atom for atom in own if patterns.season_of[atom[when]] != season)
        change.subtract(count.of(own))
        change.update(count.of(kept | edit.atoms))
    return {count.places[number]: difference for number, difference in change.items() if difference}


def _edited(
    system: System, places: Mapping[Place, int], hidden: Booleans, change: Mapping[Place, int]
) -> Integers | None:
    """Give the counts in the edited world; None when it changes anything that is shown or known."""
    if change.keys() - places.keys():
        return None
    values = system.values.copy()
    for place, difference in change.items():
        values[places[place]] += difference
    moved = values != system.values
    inside = (values >= system.floor) & (values <= system.ceiling)
    return values if bool(hidden[moved].all() and inside.all()) else None
