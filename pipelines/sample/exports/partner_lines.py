"""What stands on each line of an export, before a partner's program writes it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from pipelines.sample.exports.census import population_lines, staff_lines, stint_lines, target_lines
from pipelines.sample.exports.layouts import Cell, FileLayout
from pipelines.sample.exports.names import Numbers
from pipelines.sample.world import ABSENCES, PRESENCES, World

Line = dict[str, Cell]
"""Contract columns (and what a partner has besides) with their values."""

NOBODY: Line = {"person_id": None, "attendance": "", "share": None, "absence_reason": ""}


@dataclass(frozen=True)
class Book:
    """A world with what is asked of it again and again."""

    world: World
    sessions_of: Mapping[int, tuple[int, ...]]
    first_row: tuple[int, ...]

    def rows_of(self, session: int) -> range:
        """Give the rows of the attendances of a session."""
        return range(self.first_row[session], self.first_row[session + 1])


def open_book(world: World) -> Book:
    """Order the attendances by session and the sessions by partner, day and number."""
    order = np.lexsort((world.attendances.person, world.attendances.session))
    ordered = world.attendances.chosen(order)
    places = np.searchsorted(ordered.session, np.arange(len(world.sessions) + 1))
    by_partner: dict[int, list[int]] = {}
    for number in sorted(range(len(world.sessions)), key=lambda place: (world.sessions[place].day, place)):
        by_partner.setdefault(world.activities[world.sessions[number].activity].partner, []).append(number)
    sessions_of = {partner: tuple(numbers) for partner, numbers in by_partner.items()}
    return Book(
        World(**{**world.__dict__, "attendances": ordered}),
        sessions_of,
        tuple(int(place) for place in places),
    )


def lines(book: Book, layout: FileLayout) -> Iterator[tuple[date | None, Line]]:
    """Give the lines of an export, each with the day that decides its file; None = there is only one."""
    return KINDS[layout.kind](book, layout)


def partner_number(world: World, code: str) -> int:
    """Give the number of a partner."""
    return next(number for number, partner in enumerate(world.partners) if partner.code == code)


def _session(book: Book, number: int) -> Line:
    world, session = book.world, book.world.sessions[number]
    activity = world.activities[session.activity]
    partner = world.partners[activity.partner]
    is_held = session.status == "held"
    return {
        "session_id": f"{partner.code}-{number + 1:06d}",
        "activity_id": f"A{session.activity + 1:04d}",
        "activity_name": activity.name,
        "prison_code": world.sites[activity.place].code,
        "domain_code": activity.domain,
        "subdomain_code": activity.offer.subdomain,
        "session_date": date.fromordinal(session.day),
        "start_time": session.start,
        "duration_hours": Decimal(session.minutes) / 60,
        "status": session.status,
        "cancellation_reason": session.reason,
        "supervision_hours": Decimal(session.supervision) / 60 if is_held else None,
        "capacity": activity.offer.capacity,
        "head_count": session.heads,
        "unit": activity.offer.unit,
        "family_count": session.families,
        **NOBODY,
    }


def _of_person(book: Book, row: int, numbers: Numbers) -> Line:
    table = book.world.attendances
    person, presence = int(table.person[row]), PRESENCES[table.presence[row]]
    share = Decimal(int(table.share[row])) / 100 if presence in ("present", "partial") else None
    return {
        "person_id": numbers.number(person),
        "family_name": f"Persoon {person + 1}",
        "first_name": "Voorbeeld",
        "attendance": presence,
        "share": share,
        "absence_reason": ABSENCES[table.absence[row]],
    }


def _heads(book: Book, layout: FileLayout) -> Iterator[tuple[date | None, Line]]:
    for number in book.sessions_of.get(partner_number(book.world, layout.partner), ()):
        yield date.fromordinal(book.world.sessions[number].day), _session(book, number)


def _repeated(book: Book, layout: FileLayout) -> Iterator[tuple[date | None, Line]]:
    numbers = Numbers(_numbering(book, layout))
    for number in book.sessions_of.get(partner_number(book.world, layout.partner), ()):
        session, day = _session(book, number), date.fromordinal(book.world.sessions[number].day)
        rows = book.rows_of(number)
        if not rows:
            yield day, session
        for row in rows:
            yield day, session | _of_person(book, row, numbers)


def _talks(book: Book, layout: FileLayout) -> Iterator[tuple[date | None, Line]]:
    return _repeated(book, layout)


def _typed(book: Book, layout: FileLayout) -> Iterator[tuple[date | None, Line]]:
    numbers = Numbers(_numbering(book, layout))
    for number in book.sessions_of.get(partner_number(book.world, layout.partner), ()):
        session, day = _session(book, number), date.fromordinal(book.world.sessions[number].day)
        yield day, session | {"line_type": "session"}
        for row in book.rows_of(number):
            yield day, session | _of_person(book, row, numbers) | {"line_type": "attendance"}


def _trajectory(book: Book, layout: FileLayout) -> Iterator[tuple[date | None, Line]]:
    partner, numbers = partner_number(book.world, layout.partner), Numbers(_numbering(book, layout))
    own = [entry for entry in book.world.trajectories if entry.partner == partner]
    for place, entry in enumerate(sorted(own, key=lambda entry: (entry.start, entry.person)), start=1):
        yield (
            None,
            {
                "trajectory_id": f"T{place:05d}",
                "person_id": numbers.number(entry.person),
                "prison_code": book.world.sites[entry.place].code,
                "subdomain_code": entry.subdomain,
                "start_date": date.fromordinal(entry.start),
                "end_date": None if entry.end is None else date.fromordinal(entry.end),
                "end_status": entry.end_status,
                "end_reason": entry.end_reason,
            },
        )


def _enrolment(book: Book, layout: FileLayout) -> Iterator[tuple[date | None, Line]]:
    world, numbers = book.world, Numbers(_numbering(book, layout))
    own = [entry for entry in world.enrolments if _code(book, entry.activity) in layout.partners]
    for place, entry in enumerate(
        sorted(own, key=lambda entry: (entry.applied, entry.activity, entry.person)), 1
    ):
        activity = world.activities[entry.activity]
        applied = date.fromordinal(max(entry.applied, date(world.first_year, 1, 1).toordinal()))
        yield (
            applied,
            {
                "enrolment_id": f"I{place:06d}",
                "organisation_code": _code(book, entry.activity),
                "prison_code": world.sites[activity.place].code,
                "activity_name": activity.name,
                "person_id": numbers.number(entry.person),
                "status": entry.status,
                "applied_date": date.fromordinal(entry.applied),
                "start_date": None if entry.start is None else date.fromordinal(entry.start),
                "end_date": None if entry.end is None else date.fromordinal(entry.end),
                "end_reason": entry.end_reason,
            },
        )


def _certificate(book: Book, layout: FileLayout) -> Iterator[tuple[date | None, Line]]:
    world, numbers = book.world, Numbers(_numbering(book, layout))
    own = [entry for entry in world.certificates if world.partners[entry.partner].code in layout.partners]
    for place, entry in enumerate(
        sorted(own, key=lambda entry: (entry.day, entry.person, entry.name)), start=1
    ):
        yield (
            date.fromordinal(entry.day),
            {
                "certificate_id": f"B{place:06d}",
                "organisation_code": world.partners[entry.partner].code,
                "prison_code": world.sites[entry.place].code,
                "activity_name": entry.name,
                "subdomain_code": entry.subdomain,
                "person_id": numbers.number(entry.person),
                "evaluated_date": date.fromordinal(entry.day),
                "result": entry.result,
                "certificate_kind": entry.kind,
            },
        )


def _count(book: Book, layout: FileLayout) -> Iterator[tuple[date | None, Line]]:
    partner = partner_number(book.world, layout.partner)
    for entry in book.world.counts:
        if entry.partner == partner:
            site = book.world.sites[entry.place].code
            yield (
                date(int(entry.period[:4]), 1, 1),
                {
                    "prison_code": site,
                    "period_code": entry.period,
                    "indicator_code": entry.measure,
                    "value": entry.value,
                },
            )


def _wide(book: Book, layout: FileLayout) -> Iterator[tuple[date | None, Line]]:
    wide: dict[tuple[Cell, Cell, int], Line] = {}
    for day, line in _count(book, layout):
        assert day is not None
        key = (line["prison_code"], line["indicator_code"], day.year)
        start: Line = {"prison_code": key[0], "indicator_code": key[1], "year": str(day.year)}
        wide.setdefault(key, start)[str(line["period_code"])[-2:]] = line["value"]
    return ((date(int(str(line["year"])), 1, 1), line) for line in wide.values())


def _numbering(book: Book, layout: FileLayout) -> str:
    return book.world.partners[partner_number(book.world, layout.partner)].numbering


def _code(book: Book, activity: int) -> str:
    return book.world.partners[book.world.activities[activity].partner].code


KINDS: Mapping[str, Callable[[Book, FileLayout], Iterator[tuple[date | None, Line]]]] = {
    "heads": _heads,
    "repeated": _repeated,
    "talks": _talks,
    "typed": _typed,
    "trajectory": _trajectory,
    "enrolment": _enrolment,
    "certificate": _certificate,
    "count": _count,
    "wide": _wide,
    "person": lambda book, _: ((None, line) for line in stint_lines(book.world)),
    "population": lambda book, _: population_lines(book.world),
    "staff": lambda book, _: staff_lines(book.world),
    "target": lambda book, _: target_lines(book.world),
}
