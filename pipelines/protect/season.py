"""The cells that count a person, by what the person did in a season."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pipelines.protect.patterns import (
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

Cells = frozenset[int]


@dataclass(frozen=True)
class Season:
    """A year of patterns, and the numbers of the cells that tables show of it."""

    name: str
    patterns: PersonPatterns
    places: Mapping[Place, int]
    margins: tuple[tuple[str, ...], ...]
    """The dimensions of each table, the period left out."""
    _seen: dict[tuple[str, ...], Cells] = field(default_factory=dict)
    _atoms: dict[Atom, Cells] = field(default_factory=dict)
    _derivations: dict[tuple[str, frozenset[tuple[str, str, str]]], Cells] = field(default_factory=dict)

    def covered(self, atoms: Iterable[Atom]) -> Cells:
        """Give the cells that count a person with these atoms."""
        known = tuple(atoms)
        by_atom = (self._of_atom(atom) for atom in known)
        by_all = (self._of_derived(margin[-1], known) for margin in self._derived)
        return frozenset().union(*by_atom, *by_all)

    def _of_atom(self, atom: Atom) -> Cells:
        if atom not in self._atoms:
            parts = (self._of_margin(margin, atom) for margin in self._plain)
            self._atoms[atom] = frozenset().union(*parts)
        return self._atoms[atom]

    @cached_property
    def codes(self) -> frozenset[str]:
        """The periods of this season."""
        return frozenset(codes_of(self.patterns, self.name))

    @cached_property
    def _at(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.patterns.dimensions)}

    @cached_property
    def _plain(self) -> list[tuple[str, ...]]:
        return [margin for margin in self.margins if all(name in self._at for name in margin)]

    @cached_property
    def _derived(self) -> list[tuple[str, ...]]:
        """Tables by how many domains a person took, or whether it is their first year."""
        return [margin for margin in self.margins if margin not in self._plain]

    def _of_margin(self, margin: tuple[str, ...], atom: Atom) -> Cells:
        key = (*margin, *(atom[self._at[name]] for name in (*margin, PERIOD)))
        if key not in self._seen:
            partial: list[Place] = [()]
            for name in margin:
                label = (name, atom[self._at[name]])
                partial += [(*place, label) for place in partial]
            self._seen[key] = self._numbers(partial, atom[self._at[PERIOD]])
        return self._seen[key]

    def _numbers(self, partial: Iterable[Place], month: str) -> Cells:
        codes = [code for code in self.patterns.periods[month] if code in self.codes]
        places = (tuple(sorted([*place, (PERIOD, code)])) for place in partial for code in codes)
        return frozenset(self.places[place] for place in places if place in self.places)

    def _of_derived(self, dimension: str, atoms: tuple[Atom, ...]) -> Cells:
        counted = PRISON if dimension == HISTORY else self.patterns.tallies[dimension].counted
        where, when, what = self._at[PRISON], self._at[PERIOD], self._at[counted]
        done = frozenset((atom[where], atom[when], atom[what]) for atom in atoms)
        if (dimension, done) not in self._derivations:
            self._derivations[dimension, done] = frozenset(self._derive(dimension, done))
        return self._derivations[dimension, done]

    def _derive(self, dimension: str, done: frozenset[tuple[str, str, str]]) -> set[int]:
        found = set()
        months = {month for _, month, _ in done}
        for (prison, code), labels in self._by_scope(done).items():
            where: Place = () if prison is None else ((PRISON, prison),)
            label = self._label(dimension, code, labels, months)
            for place in (where, (*where, (dimension, label))):
                number = self.places.get(tuple(sorted([*place, (PERIOD, code)])))
                if number is not None:
                    found.add(number)
        return found

    def _by_scope(self, done: frozenset[tuple[str, str, str]]) -> dict[tuple[str | None, str], set[str]]:
        found: dict[tuple[str | None, str], set[str]] = defaultdict(set)
        for prison, month, label in done:
            for code in self.patterns.periods[month]:
                if code in self.codes:
                    found[None, code].add(label)
                    found[prison, code].add(label)
        return found

    def _label(self, dimension: str, code: str, labels: set[str], months: set[str]) -> str:
        if dimension == HISTORY:
            return RETURNING if months & self.patterns.before.get(code, frozenset()) else NEW
        return self.patterns.tallies[dimension].label(len(labels))
