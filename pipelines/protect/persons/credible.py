"""Which persons can be: whom a partner knows by a number of its own has no traits, and is known to no other.

Readers see it: those of unknown gender are as many as those of unknown age, and as many as took part with
such a partner. A world in which one of them is a woman, or also took part elsewhere, is one that cannot be.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from pipelines.protect.structure import UNKNOWN, Atom, PersonPatterns

ORGANISATION = "organisation_code"
Doing = tuple[str, ...]


class CrediblePersons:
    """Tells of atoms whether one person can have them, from what the persons that are known do have."""

    def __init__(self, patterns: PersonPatterns) -> None:
        """Take of each activity which traits of those who did it are known, and who did two of them."""
        self._doing = [patterns.place(name) for name in patterns.activities]
        self._partner = _partner(patterns)
        traits = [patterns.place(name) for name in patterns.traits]
        self._traits = [at for at in traits if any(atom[at] != UNKNOWN for _, atom in patterns.rows)]
        self._seen: dict[Doing, set[tuple[int, bool]]] = defaultdict(set)
        self._known: dict[Atom, bool] = {}
        of_person: dict[int, set[Doing]] = defaultdict(set)
        for person, atom in patterns.rows:
            self._seen[self._done(atom)].update((at, atom[at] == UNKNOWN) for at in self._traits)
            if self._is_nameless(atom):
                of_person[person].add(self._with(atom))
        self._together = {pair for own in of_person.values() for pair in combinations(sorted(own), 2)}

    def can_be(self, atoms: Iterable[Atom]) -> bool:
        """Tell whether one person can have done all of this."""
        if not self._traits:
            return True
        known = tuple(atoms)
        if not all(self._fits(atom) for atom in known):
            return False
        partners = sorted({self._with(atom) for atom in known if self._is_nameless(atom)})
        return all(pair in self._together for pair in combinations(partners, 2))

    def _fits(self, atom: Atom) -> bool:
        fits = self._known.get(atom)
        if fits is None:
            seen = self._seen.get(self._done(atom))
            fits = seen is None or all((at, atom[at] == UNKNOWN) in seen for at in self._traits)
            self._known[atom] = fits
        return fits

    def _is_nameless(self, atom: Atom) -> bool:
        return all(atom[at] == UNKNOWN for at in self._traits)

    def _done(self, atom: Atom) -> Doing:
        return tuple(atom[at] for at in self._doing)

    def _with(self, atom: Atom) -> Doing:
        return self._done(atom) if self._partner is None else (atom[self._partner],)


def _partner(patterns: PersonPatterns) -> int | None:
    """Say where the partner stands in an atom, if partners are told apart at all."""
    if ORGANISATION not in patterns.dimensions:
        return None
    at = patterns.place(ORGANISATION)
    return at if any(atom[at] != UNKNOWN for _, atom in patterns.rows) else None
