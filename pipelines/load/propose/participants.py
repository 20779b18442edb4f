"""Propose a list of participants as what it is: activities, sessions and attendances on the same lines."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipelines.load.discover import Unknown
from pipelines.load.headers import holds_names, is_personal, plain_words
from pipelines.load.propose.guess import Guess, alike
from pipelines.load.propose.proposal import Proposal, Proposed, ProposedMap
from pipelines.sources import Contract

OFFER, MEETING, SEAT = "activity", "session", "attendance"
"""The datasets of a list of participants: each line says who came, to which session, of what activity."""

REPEATED = (OFFER, MEETING)
"""Their rows stand on several lines of the list."""

APART = ("prison_code", "activity_name", "session_date", "start_time")
"""What tells sessions apart where they have no number."""

CALLS = frozenset((
    "naam", "namen", "voornaam", "familienaam", "achternaam", "nom", "prenom", "name", "surname", "firstname",
    "lastname", "vorname", "nachname", "deelnemer", "participant", "cursist",
))  # fmt: skip
STAFF = frozenset((
    "lesgever", "begeleider", "docent", "contact", "contactpersoon", "formateur", "teacher", "trainer",
    "dozent", "medewerker", "coordinator", "activiteit", "cursus", "activite", "cours", "activity", "course",
    "gevangenis",
))  # fmt: skip
"""Words of the header of names that are those of participants, and of others."""

BORN = ("geboortedatum", "date de naissance", "date of birth", "geburtsdatum")
CALLED = 90
BY_NAME = 70
"""How sure it is that names tell persons apart: not at all times."""

BARE = ("nr", "nummer", "no", "n", "id", "#", "numero", "number", "volgnummer")

Guesses = tuple[Guess, ...]


def share_out(guesses: Mapping[str, Guesses], best: str, table: Unknown) -> dict[str, Guesses] | None:
    """Share the headers of a list of participants between its datasets; None = it is no such list.

    A header goes to where it fits best; both need the number of the session, if there is one. There are
    activities where they have a number and a name.
    """
    if best not in (MEETING, SEAT) or not {MEETING, SEAT} <= guesses.keys():
        return None
    meeting, seat = ({one.column for one in guesses[name]} for name in (MEETING, SEAT))
    if "person_id" not in seat or "session_date" not in meeting:
        return None
    surest = {one.place: one.confidence for one in guesses[MEETING]}
    own_seat = [one for one in guesses[SEAT] if one.confidence >= surest.get(one.place, 0)]
    if all(one.column != "person_id" for one in own_seat):
        return None  # what looked like the number of a person says something else about the session
    taken = {one.place for one in own_seat if one.column != "session_id"}
    own_meeting = [one for one in guesses[MEETING] if one.place not in taken]
    numbers = [one for one in own_meeting if one.column == "session_id" and not _numbers_lines(one, table)]
    own_meeting = [one for one in own_meeting if one.column != "session_id" or one in numbers]
    others = [one for one in own_seat if one.column != "session_id"]
    shared = {MEETING: tuple(own_meeting), SEAT: (*numbers, *others)}
    offer = tuple(one for one in guesses.get(OFFER, ()) if one.place not in taken)
    has_offer = {"activity_id", "activity_name"} <= {one.column for one in offer}
    return {OFFER: offer, **shared} if has_offer and "activity_id" in meeting else shared


def _numbers_lines(number: Guess, table: Unknown) -> bool:
    """Tell whether a number of which nothing says what it numbers is another one on each line of a list."""
    cells = table.column(number.place)
    return plain_words(number.header) in BARE and len(cells) > 1 and len(set(cells)) == len(cells)


def with_names(guesses: Mapping[str, Guesses], table: Unknown) -> dict[str, Guesses]:
    """Tell the persons of a list apart by their names, where they have no number: loading keeps pseudonyms.

    It is such a list where several names stand by one date, and come again or have a date of birth. A number
    that differs by person then numbers no session.
    """
    meeting, seat = guesses.get(MEETING, ()), guesses.get(SEAT, ())
    day = next((one for one in meeting if one.column == "session_date"), None)
    if day is None or any(one.column == "person_id" for one in seat):
        return dict(guesses)
    called = [
        place for place, header in enumerate(table.headers) if _calls_person(header, table.column(place))
    ]
    born = [place for place, header in enumerate(table.headers) if alike(header, BORN) >= CALLED]
    persons = [tuple(_at(row, place) for place in called) for row in table.rows]
    days = {_at(row, day.place) for row in table.rows}
    come_again = len(set(persons)) < len(persons)
    if not called or len(persons) < 2 * len(days) or not (come_again or born):
        return dict(guesses)
    headers = tuple(table.headers[place] for place in (*called, *born))
    person = Guess("person_id", called[0], " + ".join(headers), BY_NAME, headers)
    numbered = {one.place for one in meeting if one.column == "session_id" and _per_person(table, one, day)}
    own = {
        MEETING: tuple(one for one in meeting if one.place not in numbered),
        SEAT: (person, *(one for one in seat if one.place not in numbered)),
    }
    return {**guesses, **own}


def _calls_person(header: str, cells: Sequence[str]) -> bool:
    words = set(re.findall(r"\w+", plain_words(header)))
    if words & STAFF or not words & CALLS:
        return False
    return is_personal(header) or holds_names(cells)


def _per_person(table: Unknown, number: Guess, day: Guess) -> bool:
    """Tell whether a number is another one on nearly each line of a day."""
    lines = {(_at(row, number.place), _at(row, day.place)) for row in table.rows}
    return len(lines) > 0.8 * len(table.rows)


def _at(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def with_session_number(proposal: Proposal, contracts: Mapping[str, Contract]) -> Proposal:
    """Number the sessions of a list of participants by what tells them apart, where no header does."""
    meeting = next((one for one in proposal.maps if one.is_repeated and one.dataset == MEETING), None)
    if meeting is None or any(one.column == "session_id" for one in meeting.columns):
        return proposal
    parts = tuple(one.header for name in APART for one in meeting.columns if one.column == name)
    parts = tuple(dict.fromkeys(parts))
    label = contracts[MEETING].columns["session_id"].label
    number = Proposed("session_id", label, " + ".join(parts), min(_sureness(meeting)), (), {}, join=parts)
    return replace(proposal, maps=tuple(_numbered(one, number) for one in proposal.maps))


def _sureness(meeting: ProposedMap) -> Iterator[int]:
    return (one.confidence for one in meeting.columns if one.column in APART)


def _numbered(one: ProposedMap, number: Proposed) -> ProposedMap:
    if one.dataset not in (MEETING, SEAT):
        return one
    missing = tuple(column for column in one.missing if column.name != number.column)
    return replace(one, columns=(number, *one.columns), missing=missing)
