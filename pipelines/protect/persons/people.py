"""Edits of real persons that make another world, grouped by what they change in the counts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipelines.protect.persons.credible import CrediblePersons
from pipelines.protect.persons.kinds import kinds_of
from pipelines.protect.persons.year_block import Cells, YearBlock, numbers_of
from pipelines.protect.structure import PERIOD, PRISON, Atom

Effect = tuple[tuple[int, int], ...]
"""The cells that an edit changes, each by one up or down."""

TEMPLATES = 3  # activities of the same label that an edit may give, the most usual ones
GIVEN_TO = 60  # persons who may be given one, by prison and quarter


@dataclass(frozen=True)
class Edit:
    """Give some persons of a kind these atoms in the season; kind -1 is a person who was not there."""

    kind: int
    atoms: frozenset[Atom]


Columns = dict[Effect, list[Edit]]
Found = dict[tuple[Cells, Cells], list[Edit]]
"""Edits by the cells that they raise and the cells that they lower."""


class Population:
    """The persons of a season by kind, and the edits that a search may choose from."""

    def __init__(self, season: YearBlock) -> None:
        self.season = season
        self.patterns = season.patterns
        self._where, self._when = self.patterns.place(PRISON), self.patterns.place(PERIOD)
        self._doing = tuple(self.patterns.place(name) for name in self.patterns.activities)
        self.kinds = kinds_of(season)
        self._credible = CrediblePersons(season.patterns)
        self._before = [season.covered(kind.atoms | kind.elsewhen) for kind in self.kinds]
        self._there = [self._presence(kind.atoms) for kind in self.kinds]
        self._quarter = _quarters(season)
        self._usual = self._usual_activities()
        self._alone = sorted({atom for kind in self.kinds if len(kind.atoms) == 1 for atom in kind.atoms})

    def activity_edits(self, dimension: str, label: str) -> Columns:
        """Edits that give, take or swap an activity with this label, and others who come for it alone."""
        at = self.patterns.place(dimension)
        found = self._activity_edits(at, label, self.prisons, GIVEN_TO)
        self._add_newcomers(found, (atom for atom in self._alone if atom[at] == label))
        return _columns(found)

    def any_activity_edits(self, dimension: str, prisons: frozenset[str]) -> Columns:
        """Edits that give, take or swap any activity in some prisons, and persons who come or leave."""
        at = self.patterns.place(dimension)
        found: Found = defaultdict(list)
        for label in sorted({atom[at] for kind in self.kinds for atom in kind.atoms}):
            for cells, edits in self._activity_edits(at, label, prisons, GIVEN_TO // 10).items():
                found[cells].extend(edits)
        for number, kind in enumerate(self.kinds):
            if len(kind.atoms) == 1:
                self._add(found, number, frozenset())
        self._add_newcomers(found, self._alone)
        return _columns(found)

    @property
    def prisons(self) -> frozenset[str]:
        """All prisons of the season."""
        return frozenset(self._usual)

    def _add_newcomers(self, found: Found, atoms: Iterable[Atom]) -> None:
        """Let others come in the place of who leaves: so one person fewer here may be one more elsewhere.

        Without them a world in which a client of a partner with its own numbers is not there has one person
        fewer in all, since that client can have done nothing else.
        """
        for atom in atoms:
            self._add(found, -1, frozenset({atom}))

    def _activity_edits(self, at: int, label: str, prisons: frozenset[str], given_to: int) -> Found:
        found: Found = defaultdict(list)
        for number, kind in enumerate(self.kinds):
            if any(atom[self._where] in prisons for atom in kind.atoms):
                for atoms in self._without(kind.atoms, at, label):
                    self._add(found, number, atoms)
        for number, atoms in self._given(at, label, prisons, given_to):
            self._add(found, number, atoms)
        return found

    def trait_edits(self, trait: str) -> Columns:
        """Edits that give persons another gender, age band ... in all that they do in the season."""
        at = self.patterns.place(trait)
        labels = sorted({atom[at] for kind in self.kinds for atom in kind.atoms})
        found: Found = defaultdict(list)
        for number, kind in enumerate(self.kinds):
            now = {atom[at] for atom in kind.atoms}
            if len(now) == 1:
                before = self.season.plainly(kind.atoms)
                for label in labels:
                    atoms = _relabel(kind.atoms, {at: label})
                    if label not in now and self._credible.can_be(atoms):
                        _put(found, before, self.season.plainly(atoms), Edit(number, atoms))
        return _columns(found)

    def presence_edits(self, prisons: frozenset[str]) -> Columns:
        """Edits of who is there: stay away, appear, be in these prisons a quarter less or more.

        Persons elsewhere who did one thing only make up for it.
        """
        found: Found = defaultdict(list)
        seen: set[Atom] = set()
        for number, kind in enumerate(self.kinds):
            near = any(atom[self._where] in prisons for atom in kind.atoms)
            if near or len(kind.atoms) == 1:
                seen.update(kind.atoms)
                self._add(found, number, frozenset())
            for atoms in self._other_quarters(kind.atoms) if near else ():
                self._add(found, number, atoms)
        self._add_newcomers(found, sorted(seen))
        return _columns(found)

    def _without(self, atoms: frozenset[Atom], at: int, label: str) -> Iterator[frozenset[Atom]]:
        """Take the label away: everywhere, or in one prison and quarter; or do something else instead."""
        having = frozenset(atom for atom in atoms if atom[at] == label)
        scopes = {frozenset(having)} if having else set()
        for prison, quarter in {(atom[self._where], self._quarter[atom[self._when]]) for atom in having}:
            scopes.add(
                frozenset(
                    atom
                    for atom in having
                    if atom[self._where] == prison and self._quarter[atom[self._when]] == quarter
                )
            )
        for part in sorted(scopes, key=sorted):
            yield atoms - part
            for other in self._others(min(part)[self._where], at, label):
                yield (atoms - part) | _relabel(part, dict(zip(self._doing, other, strict=True)))

    def _given(
        self, at: int, label: str, prisons: frozenset[str], given_to: int
    ) -> Iterator[tuple[int, frozenset[Atom]]]:
        """Give an activity with the label to persons who are there, first to those whom it changes least."""
        open_to: dict[tuple[str, str], list[tuple[int, int, Atom]]] = defaultdict(list)
        for number, kind in enumerate(self.kinds):
            known = {(place, atom[place]) for atom in kind.atoms for place in self._doing}
            for atom in self._one_a_quarter(kind.atoms):
                for prison_activity in self._templates(atom[self._where], at, label):
                    labels = dict(zip(self._doing, prison_activity, strict=True))
                    (new,) = _relabel({atom}, labels)
                    if new not in kind.atoms:
                        strange = sum(item not in known for item in labels.items())
                        scope = (atom[self._where], self._quarter[atom[self._when]])
                        open_to[scope].append((strange, number, new))
        for scope in sorted(scope for scope in open_to if scope[0] in prisons):
            for _, number, new in sorted(open_to[scope])[: given_to * TEMPLATES]:
                yield number, self.kinds[number].atoms | {new}

    def _one_a_quarter(self, atoms: frozenset[Atom]) -> list[Atom]:
        first: dict[tuple[str, str], Atom] = {}
        for atom in sorted(atoms):
            first.setdefault((atom[self._where], self._quarter[atom[self._when]]), atom)
        return list(first.values())

    def _other_quarters(self, atoms: frozenset[Atom]) -> Iterator[frozenset[Atom]]:
        quarters = {self._quarter[atom[self._when]] for atom in atoms}
        for quarter in sorted(set(self._quarter.values())):
            if quarter in quarters:
                yield frozenset(atom for atom in atoms if self._quarter[atom[self._when]] != quarter)
            else:
                month = min(month for month, of in self._quarter.items() if of == quarter)
                yield atoms | _relabel({min(atoms)}, {self._when: month})

    def _add(self, found: Found, number: int, atoms: frozenset[Atom]) -> None:
        if number < 0:
            _put(found, 0, self.season.covered(atoms), Edit(number, atoms))
            return
        elsewhen = self.kinds[number].elsewhen
        moves = elsewhen and self._there[number] != self._presence(atoms)
        if moves or not self._credible.can_be(atoms | elsewhen):
            return  # it would change counts of another season: whether they came back, the school year
        _put(found, self._before[number], self.season.covered(atoms | elsewhen), Edit(number, atoms))

    def _presence(self, atoms: Iterable[Atom]) -> set[tuple[str, str]]:
        return {(atom[self._where], atom[self._when]) for atom in atoms}

    def _usual_activities(self) -> dict[str, list[tuple[str, ...]]]:
        """Give the activities of each prison, the most usual first."""
        found: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        for kind in self.kinds:
            for atom in kind.atoms:
                doing = tuple(atom[place] for place in self._doing)
                found[atom[self._where]][doing] += len(kind.persons)
        return {
            prison: sorted(usual, key=lambda doing: (-usual[doing], doing)) for prison, usual in found.items()
        }

    def _templates(self, prison: str, at: int, label: str) -> list[tuple[str, ...]]:
        place = self._doing.index(at)
        return [doing for doing in self._usual[prison] if doing[place] == label][:TEMPLATES]

    def _others(self, prison: str, at: int, label: str) -> list[tuple[str, ...]]:
        place = self._doing.index(at)
        return [doing for doing in self._usual[prison] if doing[place] != label][:TEMPLATES]


def _put(found: Found, before: Cells, after: Cells, edit: Edit) -> None:
    if before != after:
        found[after & ~before, before & ~after].append(edit)


def _columns(found: Found) -> Columns:
    return {
        tuple(
            sorted([(cell, 1) for cell in numbers_of(up)] + [(cell, -1) for cell in numbers_of(down)])
        ): edits
        for (up, down), edits in found.items()
    }


def _quarters(season: YearBlock) -> dict[str, str]:
    """Give for each month the smallest wider period: what counts of activities are shown by."""
    periods = season.patterns.periods
    size = Counter(code for codes in periods.values() for code in codes)
    return {
        month: min(codes, key=lambda code: (size[code] == 1, size[code], code))
        for month, codes in periods.items()
        if season.patterns.season_of[month] == season.name
    }


def _relabel(atoms: Iterable[Atom], labels: dict[int, str]) -> frozenset[Atom]:
    changed = []
    for atom in atoms:
        other = list(atom)
        for place, label in labels.items():
            other[place] = label
        changed.append(tuple(other))
    return frozenset(changed)
