"""Recount edited persons from their atoms, and see which ranges that proves: no solver, no search."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.protect.edits import Edits
from pipelines.protect.patterns import PERIOD, Atom, PersonPatterns, Place
from pipelines.protect.solver import Booleans, Integers
from pipelines.protect.system import System


@dataclass(frozen=True)
class Proof:
    """The range of each cell that recounted worlds show possible, and the unsafe cells left too narrow."""

    low: Integers
    high: Integers
    open: tuple[str, ...]


def recount(patterns: PersonPatterns, margins: Sequence[Sequence[str]]) -> Counter[Place]:
    """Count the different persons of every cell, table by table."""
    atoms: dict[int, set[Atom]] = {}
    for person, atom in patterns.rows:
        atoms.setdefault(person, set()).add(atom)
    found: Counter[Place] = Counter()
    for each in atoms.values():
        found.update(_counted_in(each, patterns, margins))
    return found


def certify_crowd(
    system: System,
    places: Mapping[Place, int],
    hidden: Booleans,
    proofs: Iterable[Edits],
    *,
    patterns: PersonPatterns,
    margins: Sequence[Sequence[str]],
) -> Proof:
    """Give what the edits prove about the unsafe cells; edits that touch a shown cell prove nothing."""
    atoms: dict[int, set[Atom]] = {}
    for person, atom in patterns.rows:
        atoms.setdefault(person, set()).add(atom)
    low, high = system.values.copy(), system.values.copy()
    for edits in proofs:
        values = _edited(system, places, hidden, _changes(edits, atoms, patterns, margins))
        if values is not None:
            low, high = np.minimum(low, values), np.maximum(high, values)
    narrow = system.unsafe & ((low > system.lowest) | (high < system.highest))
    return Proof(low, high, tuple(system.names[cell] for cell in np.flatnonzero(narrow)))


def _changes(
    edits: Edits,
    atoms: Mapping[int, set[Atom]],
    patterns: PersonPatterns,
    margins: Sequence[Sequence[str]],
) -> Counter[Place]:
    """Recount the edited persons before and after."""
    persons = [person for _, person in edits]
    assert len(set(persons)) == len(persons), "a person is edited once"
    change: Counter[Place] = Counter()
    for edit, person in edits:
        change.subtract(_counted_in(atoms.get(person, set()), patterns, margins))
        change.update(_counted_in(edit.atoms, patterns, margins))
    return change


def _counted_in(
    atoms: Iterable[Atom], patterns: PersonPatterns, margins: Sequence[Sequence[str]]
) -> set[Place]:
    """List the cells that count a person with these atoms, straight from what a table is."""
    found: set[Place] = set()
    for atom in atoms:
        labels = dict(zip(patterns.dimensions, atom, strict=True))
        for period in patterns.periods[labels[PERIOD]]:
            for margin in margins:
                partial: list[Place] = [((PERIOD, period),)]
                for name in margin:
                    partial += [(*place, (name, labels[name])) for place in partial]
                found.update(tuple(sorted(place)) for place in partial)
    return found


def _edited(
    system: System, places: Mapping[Place, int], hidden: Booleans, change: Counter[Place]
) -> Integers | None:
    values = system.values.copy()
    for place, difference in change.items():
        cell = places.get(place)
        if cell is not None:  # a combination that no table shows is nobody's business
            values[cell] += difference
    moved = values != system.values
    inside = (values >= system.floor) & (values <= system.ceiling)
    return values if bool(hidden[moved].all() and inside.all()) else None
