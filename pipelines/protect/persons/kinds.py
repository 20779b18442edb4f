"""Persons who did the same: for every count they are one as good as the other."""

from collections import defaultdict
from dataclasses import dataclass

from pipelines.protect.persons.year_block import YearBlock
from pipelines.protect.structure import PERIOD, Atom


@dataclass(frozen=True)
class PersonKind:
    """Persons with the same atoms: for every count they are the same.

    `elsewhen` are their atoms of other seasons, which no edit touches.
    """

    atoms: frozenset[Atom]
    elsewhen: frozenset[Atom]
    persons: tuple[int, ...]


def kinds_of(season: YearBlock) -> tuple[PersonKind, ...]:
    """Group the persons of a season by what they did in it and elsewhen."""
    now: dict[int, set[Atom]] = defaultdict(set)
    other: dict[int, set[Atom]] = defaultdict(set)
    when = season.patterns.place(PERIOD)
    for person, atom in season.patterns.rows:
        here = season.patterns.season_of[atom[when]] == season.name
        (now if here else other)[person].add(atom)
    alike: dict[tuple[frozenset[Atom], frozenset[Atom]], list[int]] = defaultdict(list)
    for person in sorted(now):
        alike[frozenset(now[person]), frozenset(other[person])].append(person)
    found = [PersonKind(atoms, elsewhen, tuple(persons)) for (atoms, elsewhen), persons in alike.items()]
    return tuple(sorted(found, key=lambda kind: (sorted(kind.atoms), kind.persons)))
