"""Recount edited persons from their atoms, and see which ranges that proves: no solver, no search."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from pipelines.protect.edits import Edits
from pipelines.protect.patterns import (
    HISTORY,
    NEW,
    PERIOD,
    PRISON,
    RETURNING,
    Atom,
    PersonPatterns,
    Place,
)
from pipelines.protect.solver import Booleans, Integers
from pipelines.protect.system import System

Margins = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Proof:
    """The range of each cell that recounted worlds show possible, and the unsafe cells left too narrow."""

    low: Integers
    high: Integers
    open: tuple[str, ...]


def atoms_of(patterns: PersonPatterns) -> dict[int, set[Atom]]:
    """Give what each person did and was."""
    found: dict[int, set[Atom]] = {}
    for person, atom in patterns.rows:
        found.setdefault(person, set()).add(atom)
    return found


class Recount:
    """Count persons straight from what a table is; it remembers which cells a combination of labels has."""

    def __init__(self, patterns: PersonPatterns, margins: Margins) -> None:
        self._patterns = patterns
        self._plain = [tuple(each) for each in margins if set(each) <= set(patterns.dimensions)]
        self._derived = [tuple(each) for each in margins if not set(each) <= set(patterns.dimensions)]
        self._places: dict[tuple[str, ...], frozenset[Place]] = {}

    def all(self) -> Counter[Place]:
        """Count the different persons of every cell."""
        found: Counter[Place] = Counter()
        for atoms in atoms_of(self._patterns).values():
            found.update(self.of(atoms))
        return found

    def of(self, atoms: Iterable[Atom]) -> set[Place]:
        """List the cells that count a person with these atoms."""
        described = [dict(zip(self._patterns.dimensions, atom, strict=True)) for atom in atoms]
        found: set[Place] = set()
        for labels in described:
            for margin in self._plain:
                found |= self._plain_places(margin, labels)
        for margin in self._derived:
            found |= self._derived_places(margin[-1], described)
        return found

    def _plain_places(self, margin: tuple[str, ...], labels: Mapping[str, str]) -> frozenset[Place]:
        key = (*margin, *(labels[name] for name in margin), labels[PERIOD])
        if key not in self._places:
            options = [(None, (name, labels[name])) for name in margin]
            codes = [(PERIOD, code) for code in self._patterns.periods[labels[PERIOD]]]
            combined = product(*options, codes)
            self._places[key] = frozenset(
                tuple(sorted(pair for pair in pairs if pair is not None)) for pairs in combined
            )
        return self._places[key]

    def _derived_places(self, name: str, described: Sequence[Mapping[str, str]]) -> set[Place]:
        found: set[Place] = set()
        for labels, prison in product(described, (True, False)):
            for code in self._patterns.periods[labels[PERIOD]]:
                same = [
                    each
                    for each in described
                    if code in self._patterns.periods[each[PERIOD]]
                    and (not prison or each[PRISON] == labels[PRISON])
                ]
                where = ((PRISON, labels[PRISON]),) if prison else ()
                label = (name, self._label(name, code, same, described))
                found.add(tuple(sorted([*where, label, (PERIOD, code)])))
                found.add(tuple(sorted([*where, (PERIOD, code)])))
        return found

    def _label(
        self, name: str, code: str, same: Sequence[Mapping[str, str]], described: Sequence[Mapping[str, str]]
    ) -> str:
        if name == HISTORY:
            earlier = self._patterns.before.get(code, frozenset())
            return RETURNING if any(each[PERIOD] in earlier for each in described) else NEW
        tally = self._patterns.tallies[name]
        return tally.label(len({each[tally.counted] for each in same}))


def certify_crowd(
    system: System,
    places: Mapping[Place, int],
    hidden: Booleans,
    proofs: Iterable[Edits],
    *,
    others: Collection[Place],
    patterns: PersonPatterns,
    season: str,
    margins: Margins,
) -> Proof:
    """Give what the edits prove about the unsafe cells; edits that touch a shown cell prove nothing.

    `others` are shown cells of other seasons, which must not change either.
    """
    atoms, count = atoms_of(patterns), Recount(patterns, margins)
    low, high = system.values.copy(), system.values.copy()
    for edits in proofs:
        change = _changes(edits, atoms, patterns, season, count)
        values = _edited(system, places, hidden, change)
        if values is not None and not any(change[place] for place in change if place in others):
            low, high = np.minimum(low, values), np.maximum(high, values)
    narrow = system.unsafe & ((low > system.lowest) | (high < system.highest))
    return Proof(low, high, tuple(system.names[cell] for cell in np.flatnonzero(narrow)))


def _changes(
    edits: Edits, atoms: Mapping[int, set[Atom]], patterns: PersonPatterns, season: str, count: Recount
) -> Counter[Place]:
    """Recount the edited persons before and after, over all seasons."""
    when = patterns.place(PERIOD)
    persons = [person for _, person in edits]
    assert len(set(persons)) == len(persons), "a person is edited once"
    change: Counter[Place] = Counter()
    for edit, person in edits:
        own = atoms.get(person, set())
        kept = {atom for atom in own if patterns.season_of[atom[when]] != season}
        change.subtract(count.of(own))
        change.update(count.of(kept | edit.atoms))
    return change


def _edited(
    system: System, places: Mapping[Place, int], hidden: Booleans, change: Counter[Place]
) -> Integers | None:
    """Give the counts in the edited world; None when it changes anything that is shown or known."""
    values = system.values.copy()
    for place, difference in change.items():
        cell = places.get(place)
        if cell is not None:  # a combination that no table shows is nobody's business
            values[cell] += difference
    moved = values != system.values
    inside = (values >= system.floor) & (values <= system.ceiling)
    return values if bool(hidden[moved].all() and inside.all()) else None
