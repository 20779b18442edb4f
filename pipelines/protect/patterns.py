"""Who took part where, when and in what, without names: what counts of persons are proved with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from pipelines.database import Database, rows
from pipelines.tables import Key

PRISON, PERIOD = "prison_code", "period_code"
ACTIVITY = (PRISON, PERIOD, "domain_code")
TRAITS = ("gender", "age_band", "statuut", "language_group")

Atom = tuple[str, ...]
"""One label per dimension: a person took part there, in that quarter, in that domain, being this."""

Place = tuple[tuple[str, str], ...]
"""A cell whatever table it stands in: its labels by dimension, totals left out."""


@dataclass(frozen=True)
class PersonPatterns:
    """The atoms of each person, who is a number only. Of a person all that counts is in here.

    `periods` gives for each quarter every period that holds it, itself included. Dimensions that are no
    part of an activity (prison, period, domain) are traits of the person.
    """

    dimensions: tuple[str, ...]
    rows: tuple[tuple[int, Atom], ...]
    periods: Mapping[str, tuple[str, ...]]


def read_patterns(database: Database) -> PersonPatterns:
    """Read the patterns of everyone who took part from core.attendance and core.period_month."""
    dimensions = (*ACTIVITY, *TRAITS)
    columns = ", ".join(
        "quarter.period_code" if name == PERIOD else f"attendance.{name}" for name in dimensions
    )
    found = rows(
        database,
        f"""
        select distinct dense_rank() over (order by attendance.person_id) as person, {columns}
        from core.attendance as attendance
        join core.period_month as quarter using (month_start)
        where attendance.is_attended and quarter.period_level = 'quarter'
        order by all
        """,
    )
    held = rows(
        database,
        """
        select distinct quarter.period_code, wider.period_code
        from core.period_month as quarter
        join core.period_month as wider using (month_start)
        where quarter.period_level = 'quarter' and wider.is_headline
        order by all
        """,
    )
    periods: dict[str, tuple[str, ...]] = {}
    for quarter, wider in held:
        periods[str(quarter)] = (*periods.get(str(quarter), ()), str(wider))
    atoms = tuple((int(str(row[0])), tuple(str(label) for label in row[1:])) for row in found)
    return PersonPatterns(dimensions, atoms, periods)


def place_of(dimensions: Sequence[str], key: Key) -> Place:
    """Name a cell by its labels, so that the same cell of several tables is one."""
    named = zip(dimensions, key, strict=True)
    return tuple(sorted((name, label) for name, label in named if label is not None))


def seasons(periods: Mapping[str, tuple[str, ...]]) -> tuple[frozenset[str], ...]:
    """Group the quarters that share a period: no count spans two groups, so each is proved by itself."""
    groups: list[tuple[set[str], set[str]]] = []
    for quarter in sorted(periods):
        together = [group for group in groups if group[1] & set(periods[quarter])]
        quarters = {quarter}.union(*(group[0] for group in together))
        codes = set(periods[quarter]).union(*(group[1] for group in together))
        groups = [group for group in groups if group not in together]
        groups.append((quarters, codes))
    return tuple(sorted((frozenset(quarters) for quarters, _ in groups), key=min))


@dataclass(frozen=True)
class Season:
    """The persons of quarters that hang together, and the cells of the tables that count them."""

    patterns: PersonPatterns
    places: Mapping[Place, int]
    margins: tuple[tuple[str, ...], ...]
    """The dimensions of each table, the period left out."""

    def cells(self, atom: Atom) -> frozenset[int]:
        """Give the cells that count a person with this atom."""
        labels = dict(zip(self.patterns.dimensions, atom, strict=True))
        return frozenset(self.places[place] for place in self._places_over(labels) if place in self.places)

    def _places_over(self, labels: Mapping[str, str]) -> Iterator[Place]:
        periods = self.patterns.periods[labels[PERIOD]]
        for margin in self.margins:
            for kept in product((True, False), repeat=len(margin)):
                shown = [(name, labels[name]) for name, keep in zip(margin, kept, strict=True) if keep]
                for period in periods:
                    yield tuple(sorted([*shown, (PERIOD, period)]))


def of_season(patterns: PersonPatterns, quarters: Iterable[str]) -> PersonPatterns:
    """Keep what happened in these quarters."""
    chosen = frozenset(quarters)
    at = patterns.dimensions.index(PERIOD)
    kept = tuple((person, atom) for person, atom in patterns.rows if atom[at] in chosen)
    periods = {quarter: codes for quarter, codes in patterns.periods.items() if quarter in chosen}
    return PersonPatterns(patterns.dimensions, kept, periods)
