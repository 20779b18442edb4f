"""Lay the make-believe world out as facts to count: only what partners delivered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from pipelines.sample.exports import MISSING, Book, age_band
from pipelines.sample.truth.truth_cubes import Dimension, Numbers, dimension, month_of
from pipelines.sample.world import World, quarter

STRIDE = 10**8
"""More than any day: a person and a day make one number."""


@dataclass(frozen=True)
class Facts:
    """Facts as columns beside each other."""

    month: Numbers
    dimensions: Mapping[str, Dimension]
    values: Mapping[str, Numbers]

    def where(self, rows: Numbers) -> "Facts":
        """Keep these rows only."""
        return Facts(
            self.month[rows],
            {name: part.of(rows) for name, part in self.dimensions.items()},
            {name: part[rows] for name, part in self.values.items()},
        )


def session_facts(book: Book) -> Facts:
    """Give one fact for each session that was delivered."""
    world = book.world
    numbers = [number for number in range(len(world.sessions)) if is_delivered(world, number)]
    sessions = [world.sessions[number] for number in numbers]
    offers = [world.activities[session.activity] for session in sessions]
    status = [session.status for session in sessions]
    return Facts(
        month=np.array([month_of(session.day, world.first_year) for session in sessions]),
        dimensions={
            "prison_code": dimension("prison_code", [world.sites[offer.place].code for offer in offers]),
            "domain_code": dimension("domain_code", [offer.domain for offer in offers]),
            "subdomain_code": dimension("subdomain_code", [offer.offer.subdomain for offer in offers]),
            "organisation_code": dimension(
                "organisation_code", [world.partners[offer.partner].code for offer in offers]
            ),
            "form": dimension("form", [offer.offer.form for offer in offers]),
            "cancellation_reason": dimension("cancellation_reason", [session.reason for session in sessions]),
            "status": dimension("status", status),
        },
        values={
            "number": np.array(numbers),
            "activity": np.array([session.activity for session in sessions]),
            "minutes": np.array([session.minutes for session in sessions]),
            "supervision": np.array([_supervision(world, number) for number in numbers]),
            "heads": np.array([_heads(world, number) for number in numbers]),
        },
    )


def is_delivered(world: World, number: int) -> bool:
    """Tell whether a session is in a file: one partner missed a quarter."""
    session = world.sessions[number]
    partner = world.partners[world.activities[session.activity].partner].code
    day = date.fromordinal(session.day)
    missed = {(source.split("_", maxsplit=1)[0].upper(), number) for source, number in MISSING.items()}
    return day.year != world.last_year or (partner, quarter(day)) not in missed


def _supervision(world: World, number: int) -> int:
    """Give the minutes of helpers; the list of a partner who guides one by one has no such column."""
    session = world.sessions[number]
    return 0 if world.activities[session.activity].offer.form == "individual" else session.supervision


def _heads(world: World, number: int) -> int:
    session = world.sessions[number]
    counts_persons = world.activities[session.activity].offer.unit == "person"
    return session.heads if counts_persons and session.heads is not None else 0


def attendance_facts(book: Book, sessions: Facts) -> Facts:
    """Give one fact for each person who attended a delivered session, in part or whole."""
    table = book.world.attendances
    row_of = np.full(len(book.world.sessions), -1, dtype=np.int64)
    row_of[sessions.values["number"]] = np.arange(len(sessions.month))
    rows = np.flatnonzero((table.share > 0) & (row_of[table.session] >= 0))
    of_session = sessions.where(row_of[table.session[rows]])
    person = table.person[rows].astype(np.int64)
    numbering = _numberings(book, table.session[rows])
    return Facts(
        month=of_session.month,
        dimensions={**of_session.dimensions, **_attributes(book, table.session[rows], person, numbering)},
        values={
            # The same number in two numberings is two persons: nothing says that they are one.
            "person": numbering * len(book.world.people.persons) + person,
            "share_minutes": of_session.values["minutes"] * table.share[rows],
        },
    )


def _numberings(book: Book, sessions: Numbers) -> Numbers:
    world = book.world
    names = sorted({partner.numbering for partner in world.partners} - {"sidis"})
    codes = [
        0 if partner.numbering == "sidis" else 1 + names.index(partner.numbering)
        for partner in world.partners
    ]
    partners = [world.activities[session.activity].partner for session in world.sessions]
    of_session: Numbers = np.array(codes)[np.array(partners)]
    return of_session[sessions]


def _attributes(book: Book, sessions: Numbers, person: Numbers, numbering: Numbers) -> dict[str, Dimension]:
    """Say what each person was at the day of the session; unknown without a stint on that day."""
    stints = sorted(book.world.people.stints, key=lambda stint: (stint.person, stint.start))
    days = np.array([session.day for session in book.world.sessions])[sessions]
    starts = np.array([stint.person * STRIDE + stint.start for stint in stints])
    found = np.searchsorted(starts, person * STRIDE + days, side="right") - 1
    owner = np.array([stint.person for stint in stints])[found]
    ends = np.array([stint.end for stint in stints])[found]
    is_known = (found >= 0) & (owner == person) & (days < ends) & (numbering == 0)
    persons = book.world.people.persons
    years = np.array([date.fromordinal(day).year for day in days.tolist()])
    births = np.array([date.fromordinal(entry.birth).year for entry in persons])[person]
    bands = [age_band(year, birth) for year, birth in zip(years.tolist(), births.tolist(), strict=True)]
    of_person = {
        "gender": [persons[number].gender for number in person.tolist()],
        "age_band": bands,
        "language_group": [persons[number].language for number in person.tolist()],
        "statuut": [stints[place].statuut for place in found.tolist()],
        "regime": [stints[place].regime for place in found.tolist()],
    }
    known = is_known.tolist()
    return {
        name: dimension(
            name, [label if is_there else "unknown" for label, is_there in zip(labels, known, strict=True)]
        )
        for name, labels in of_person.items()
    }
