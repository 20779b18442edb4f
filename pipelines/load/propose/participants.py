"""Propose a list of participants as what it is: activities, sessions and attendances on the same lines."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipelines.load.propose.guess import Guess
from pipelines.load.propose.proposal import Proposal, Proposed, ProposedMap
from pipelines.sources import Contract

OFFER, MEETING, SEAT = "activity", "session", "attendance"
"""The datasets of a list of participants: each line says who came, to which session, of what activity."""

REPEATED = (OFFER, MEETING)
"""Their rows stand on several lines of the list."""

APART = ("prison_code", "activity_name", "session_date", "start_time")
"""What tells sessions apart where they have no number."""

Guesses = tuple[Guess, ...]


def share_out(guesses: Mapping[str, Guesses], best: str) -> dict[str, Guesses] | None:
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
    taken = {one.place for one in own_seat if one.column != "session_id"}
    own_meeting = [one for one in guesses[MEETING] if one.place not in taken]
    numbers = [one for one in own_meeting if one.column == "session_id"]
    others = [one for one in own_seat if one.column != "session_id"]
    shared = {MEETING: tuple(own_meeting), SEAT: (*numbers, *others)}
    offer = tuple(one for one in guesses.get(OFFER, ()) if one.place not in taken)
    has_offer = {"activity_id", "activity_name"} <= {one.column for one in offer}
    return {OFFER: offer, **shared} if has_offer and "activity_id" in meeting else shared


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
