"""Who takes part in groups: members by term, who came to each session, and who had to wait."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from pipelines.sample.world.days import quarter
from pipelines.sample.world.offers import Activity, Session
from pipelines.sample.world.people import People, Stay
from pipelines.sample.world.rng import Rng, many
from pipelines.sample.world.world import Attendances, Enrolment

STAYS_ON = 0.6
UNREGISTERED = 0.02
PRESENT, PARTIAL, ABSENT, NOT_RECORDED = range(4)
TRANSFER, RELEASE = 7, 8
SHARES = (25, 50, 75)
REASONS = ((1, 0.2), (2, 0.25), (3, 0.2), (5, 0.2), (6, 0.03), (9, 0.07), (10, 0.05))


@dataclass(frozen=True)
class Term:
    """A quarter of a group: its sessions (number and session) and its members."""

    first: int
    last: int
    sessions: tuple[tuple[int, Session], ...]
    members: tuple[Stay, ...]


class Residents:
    """Who stays in a prison on a day, and under which statuut."""

    def __init__(self, people: People, place: int) -> None:
        self._people = people
        self._stays = tuple(stay for stay in people.stays if stay.prison == place)
        self._starts = np.array([stay.start for stay in self._stays])
        self._ends = np.array([stay.end for stay in self._stays])
        self._internees = {stint.person for stint in people.stints if stint.statuut == "internee"}

    def on(self, day: int, target: str) -> list[Stay]:
        """Give the stays of those who are there that day and belong to the target group."""
        rows = np.flatnonzero((self._starts <= day) & (day < self._ends))
        return [self._stays[row] for row in rows if self._fits(self._stays[row].person, target)]

    def _fits(self, person: int, target: str) -> bool:
        if target == "internee":
            return person in self._internees
        # One in six never takes part in anything.
        is_joiner = person % 6 != 5
        return is_joiner and (not target or self._people.persons[person].gender == target)


def terms(
    activity: Activity, sessions: Sequence[tuple[int, Session]], residents: Residents, draws: Rng
) -> Iterator[Term]:
    """Split the sessions of a group in quarters, each with its members: some stay on, others are new."""
    members: list[Stay] = []
    for numbered in _by_quarter(sessions):
        first, last = numbered[0][1].day, numbered[-1][1].day
        there = residents.on(first, activity.offer.target)
        present = set(there)
        kept = [stay for stay in members if stay in present and draws.chance(STAYS_ON)]
        others = sorted(present - set(kept))
        wanted = round(activity.offer.capacity * (0.75 + 0.35 * draws.share()))
        members = kept + draws.some(others, max(0, wanted - len(kept)))
        members = list({stay.person: stay for stay in members}.values())
        yield Term(first, last, tuple(numbered), tuple(members))


def _by_quarter(sessions: Sequence[tuple[int, Session]]) -> Iterator[list[tuple[int, Session]]]:
    parts: dict[tuple[int, int], list[tuple[int, Session]]] = {}
    for numbered in sessions:
        day = date.fromordinal(numbered[1].day)
        parts.setdefault((day.year, quarter(day)), []).append(numbered)
    return iter(parts.values())


def attendances(term: Term, *path: object) -> Attendances:
    """Say for each held session of a term which members came, which did not and why."""
    held = [(number, session.day) for number, session in term.sessions if session.status == "held"]
    lost = many(len(held), *path, "lost") < UNREGISTERED
    held = [entry for entry, is_lost in zip(held, lost, strict=True) if not is_lost]
    numbers = np.array([number for number, _ in held], dtype=np.int64)
    days = np.array([day for _, day in held], dtype=np.int64)
    persons = np.array([stay.person for stay in term.members], dtype=np.int64)
    ends = np.array([stay.end for stay in term.members], dtype=np.int64)
    count, width = len(numbers), len(persons)
    there = days[:, None] < ends[None, :]
    gone = ~there & (np.cumsum(~there, axis=0) == 1)
    leaves = np.array([RELEASE if stay.leaves == "release" else TRANSFER for stay in term.members], np.int8)
    presence, share, absence = presences(count * width, *path)
    presence = np.where(gone.ravel(), ABSENT, presence).astype(np.int8)
    share = np.where(gone.ravel(), 0, share).astype(np.int16)
    absence = np.where(gone.ravel(), np.tile(leaves, count), absence).astype(np.int8)
    rows = np.flatnonzero((there | gone).ravel())
    table = Attendances(np.repeat(numbers, width), np.tile(persons, count), presence, share, absence)
    return table.chosen(rows)


def presences(count: int, *path: object) -> tuple[NDArray[np.int8], NDArray[np.int16], NDArray[np.int8]]:
    """Draw status, share in hundredths and reason of absence for so many expected persons."""
    chance, which = many(count, *path, "came"), many(count, *path, "why")
    presence = np.select(
        [chance < 0.76, chance < 0.82, chance < 0.985], [PRESENT, PARTIAL, ABSENT], NOT_RECORDED
    )
    part = np.take(SHARES, (which * len(SHARES)).astype(np.int64))
    share = np.select([presence == PRESENT, presence == PARTIAL], [100, part], 0)
    bounds = np.cumsum([weight for _, weight in REASONS]) / sum(weight for _, weight in REASONS)
    reasons = np.take([reason for reason, _ in REASONS], np.searchsorted(bounds, which, side="right"))
    absence = np.where(presence == ABSENT, reasons, 0)
    return presence.astype(np.int8), share.astype(np.int16), absence.astype(np.int8)


def enrolments(
    number: int, activity: Activity, term: Term, residents: Residents, draws: Rng
) -> Iterator[Enrolment]:
    """Give the applications for a term: of members, and of others who waited, were refused or withdrew."""
    for stay in term.members:
        yield _of_member(number, stay, term, draws)
    members = {stay.person for stay in term.members}
    others = [stay for stay in residents.on(term.first, activity.offer.target) if stay.person not in members]
    for stay in draws.some(others, draws.between(0, 4)):
        applied = max(stay.start, term.first - draws.between(1, 60))
        status = draws.weighed((("waiting", 0.55), ("refused", 0.2), ("cancelled", 0.25)))
        yield Enrolment(number, stay.person, status, applied, None, None, "")


def _of_member(number: int, stay: Stay, term: Term, draws: Rng) -> Enrolment:
    applied = max(stay.start, term.first - draws.between(3, 45))
    if stay.end <= term.last:
        return Enrolment(number, stay.person, "stopped", applied, term.first, stay.end, stay.leaves)
    if draws.chance(0.1):
        reason = draws.weighed((("personal", 0.6), ("health", 0.2), ("sanction", 0.1), ("other", 0.1)))
        end = draws.between(term.first, term.last)
        return Enrolment(number, stay.person, "stopped", applied, term.first, end, reason)
    return Enrolment(number, stay.person, "completed", applied, term.first, term.last, "")
