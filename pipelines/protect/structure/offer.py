"""The offer of every partner, public by declaration: the cells that published events are sums of.

A reader who knows in which domain a partner works, and how many sessions it held, holds these sums against
what is published, whether or not a table shows them. So they are in the system, and never shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipelines.database import Database, rows
from pipelines.protect.structure.linked_tables import Cell
from pipelines.protect.structure.margins import Structure, within
from pipelines.protect.structure.patterns import ACTIVITY, PERIOD, PRISON, Place
from pipelines.public_knowledge import PublicKnowledge
from pipelines.tables import Value

ORGANISATION, DOMAIN, FORM = "organisation_code", "domain_code", "form"
DIMENSIONS = (PRISON, PERIOD, *ACTIVITY)
ALWAYS = frozenset({PRISON, PERIOD, ORGANISATION, DOMAIN})
TIMES, HOURS, HELD = "attendances", "participant_hours", "sessions_held"
SESSIONS = {TIMES: HELD, HOURS: "session_hours"}
"""The measures of the offer, and what each is at most where one person takes part in a session."""
WITHIN = ("recorded_attendances", "seats_taken")
"""Attendances of a kind: of partners that give names, in sessions with a known number of places."""
LASTED = ("shortest_hours", "longest_hours")


@dataclass(frozen=True)
class Offered:
    """What a partner did in one period: its labels by dimension, the value of a measure and its limit."""

    labels: Mapping[str, str]
    value: Value
    most: Value | None
    """None: nobody knows of a limit."""
    persons: int = 0
    """How many persons it comes from; 0 where that is not known, or partners do not look at each other."""
    lasted: tuple[Value, Value] | None = None
    """The shortest and the longest of the sessions, in hours; None where they are not known."""


Offer = Mapping[str, tuple[Offered, ...]]
"""By measure all that partners did, apart by place, period and what it was."""


def read_offer(database: Database, knowledge: PublicKnowledge) -> Offer:
    """Read the offer from core.offer; nothing where it is not public."""
    if not knowledge.offer:
        return {}
    columns = ", ".join((*DIMENSIONS, *WITHIN, *SESSIONS, *SESSIONS.values(), *LASTED, "persons"))
    offer: dict[str, list[Offered]] = {measure: [] for measure in (*SESSIONS, HELD, *WITHIN)}
    for row in rows(database, f"select {columns} from core.offer order by all"):
        labels = dict(zip(DIMENSIONS, map(str, row), strict=False))
        kinds = row[len(DIMENSIONS) : len(DIMENSIONS) + len(WITHIN)]
        for measure, value in zip(WITHIN, kinds, strict=True):
            if isinstance(value, int) and value:
                offer[measure].append(Offered(labels, value, None))
        *values, shortest, longest, behind = row[len(DIMENSIONS) + len(WITHIN) :]
        lasted = _lasted(shortest, longest) if knowledge.sessions else None
        persons = int(str(behind)) if knowledge.own_figures else 0
        for measure, value, sessions in zip(SESSIONS, values, values[len(SESSIONS) :], strict=False):
            assert isinstance(value, int | Decimal)
            assert isinstance(sessions, int | Decimal)
            most = _most(labels, sessions, knowledge)
            limit = None if most is None or most < value else most
            offer[measure].append(Offered(labels, value, limit, persons, lasted))
            if SESSIONS[measure] == HELD:
                offer[HELD].append(Offered(labels, sessions, None))
    return {measure: tuple(found) for measure, found in offer.items()}


def _lasted(shortest: object, longest: object) -> tuple[Value, Value] | None:
    if isinstance(shortest, int | Decimal) and isinstance(longest, int | Decimal):
        return shortest, longest
    return None


def _most(labels: Mapping[str, str], sessions: Value, knowledge: PublicKnowledge) -> Value | None:
    """Say how often people can have taken part in these sessions, as far as that is public."""
    if not knowledge.sessions:
        return None
    if labels[FORM] in knowledge.one_to_one:
        return sessions
    size = knowledge.largest_group.get(labels[ORGANISATION], knowledge.largest_group.get("*"))
    return None if size is None else sessions * size


def limits_of(offer: Sequence[Offered], places: Iterable[Place]) -> dict[Place, int]:
    """Give for cells how many can have taken part at most, where that is public of all that lies in them."""
    wanted: dict[frozenset[str], set[Place]] = defaultdict(set)
    for place in places:
        names = frozenset(name for name, _ in place)
        if names <= frozenset(DIMENSIONS):
            wanted[names].add(place)
    most: dict[Place, Value | None] = {}
    for one in offer:
        for names, own in wanted.items():
            place = tuple(sorted((name, one.labels[name]) for name in names))
            if place in own:
                before = most.get(place, 0)
                most[place] = None if before is None or one.most is None else before + one.most
    return {place: int(value) for place, value in most.items() if value is not None}


@dataclass(frozen=True)
class CoverSum:
    """A published cell, or one of the cover over a longer period, and the cells of the cover that make it."""

    total: Cell | str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Cover:
    """The offer as cells that are never shown, in units of the measures that they stand beside."""

    values: Mapping[str, int] = field(default_factory=dict)
    most: Mapping[str, int] = field(default_factory=dict)
    partner: Mapping[str, str] = field(default_factory=dict)
    """Whose cell it is: that partner knows it."""
    persons: Mapping[str, int] = field(default_factory=dict)
    """How many persons a cell comes from at most."""
    sums: tuple[CoverSum, ...] = ()
    lasted: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    """The shortest and the longest of the sessions behind a cell, in hours."""


@dataclass
class _Part:
    """One cell of the cover while it is being added up."""

    name: str
    place: Place
    value: Decimal = Decimal(0)
    persons: int = 0
    most: Decimal | None = Decimal(0)
    lasted: tuple[Decimal, Decimal] | None = None

    def add(self, one: Offered) -> None:
        """Join what a partner offered to the cell."""
        self.value += Decimal(one.value)
        self.persons += one.persons
        self.most = None if self.most is None or one.most is None else self.most + Decimal(one.most)
        if one.lasted is not None:
            shortest, longest = map(Decimal, one.lasted)
            before = self.lasted or (shortest, longest)
            self.lasted = min(before[0], shortest), max(before[1], longest)


def cover_of(
    cells: Sequence[Cell],
    offer: Offer,
    known: Structure,
    unit: Decimal,
    apart: frozenset[str] = frozenset(),
) -> Cover:
    """Give the cells of the offer behind these cells, told apart by their dimensions and those in `apart`."""
    values: dict[str, int] = {}
    most: dict[str, int] = {}
    partner: dict[str, str] = {}
    persons: dict[str, int] = {}
    sums: list[CoverSum] = []
    lasted: dict[str, tuple[Decimal, Decimal]] = {}
    for measure in sorted({own for own, _ in cells} & offer.keys()):
        places = [place for own, place in cells if own == measure]
        parts = _parts(measure, places, offer[measure], apart)
        sums += _sums_of_cells(measure, places, parts)
        sums += _sums_over_periods(parts, known)
        for part in parts:
            values[part.name] = int(part.value / unit)
            partner[part.name] = dict(part.place)[ORGANISATION]
            persons[part.name] = part.persons
            if part.most is not None:
                most[part.name] = int(part.most / unit)
            if part.lasted is not None:
                lasted[part.name] = part.lasted
    return Cover(values, most, partner, persons, tuple(sums), lasted)


def cover_name(measure: str, place: Place) -> str:
    """Name a cell of the cover."""
    return f"offer of {measure} {' '.join(f'{own}={label}' for own, label in place)}"


def _parts(
    measure: str, places: Sequence[Place], offer: Sequence[Offered], apart: frozenset[str]
) -> list[_Part]:
    shown = {name for place in places for name, _ in place}
    periods = {label for place in places for name, label in place if name == PERIOD}
    kept = [name for name in DIMENSIONS if name in ALWAYS | shown | apart]
    parts: dict[Place, _Part] = {}
    for one in offer:
        if one.labels[PERIOD] in periods:
            place = tuple(sorted((name, one.labels[name]) for name in kept))
            parts.setdefault(place, _Part(cover_name(measure, place), place)).add(one)
    return [parts[place] for place in sorted(parts)]


def _sums_of_cells(measure: str, places: Sequence[Place], parts: Sequence[_Part]) -> list[CoverSum]:
    """Tie each cell to its parts."""
    wanted = {frozenset(name for name, _ in place) for place in places}
    found: dict[Place, list[str]] = defaultdict(list)
    for part in parts:
        labels = dict(part.place)
        for each in wanted:
            if each <= labels.keys():
                found[tuple(sorted((name, labels[name]) for name in each))].append(part.name)
    return [CoverSum((measure, place), tuple(found[place])) for place in sorted(places) if place in found]


def _sums_over_periods(parts: Sequence[_Part], known: Structure) -> list[CoverSum]:
    by_rest: dict[Place, dict[str, str]] = defaultdict(dict)
    periods = {label for part in parts for name, label in part.place if name == PERIOD}
    for part in parts:
        rest = tuple(pair for pair in part.place if pair[0] != PERIOD)
        by_rest[rest][dict(part.place)[PERIOD]] = part.name
    found = []
    for total, alternatives in sorted(known.partitions.get(PERIOD, {}).items()):
        for codes in within(alternatives, periods) if total in periods else ():
            for _, same in sorted(by_rest.items()):
                inside = tuple(same[code] for code in codes if code in same)
                if total in same and inside:
                    found.append(CoverSum(same[total], inside))
    return found
