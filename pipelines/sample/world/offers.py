"""The offer: activities of partners in prisons, their planned sessions and what became of each."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pipelines.sample.world.days import Calendar, is_closed, is_summer
from pipelines.sample.world.partners import Offer, Partner
from pipelines.sample.world.rng import Rng
from pipelines.sample.world.sites import Site

CANCELLED = 0.07
MOVED = 0.02
NOT_RECORDED = 0.015
SHORT_OF_STAFF = 0.15
REASONS = (
    ("prison_staff_shortage", 0.42),
    ("facilitator_absent", 0.26),
    ("room_unavailable", 0.08),
    ("too_few_enrolments", 0.08),
    ("incident", 0.06),
    ("health", 0.04),
    ("technical", 0.02),
    ("holiday", 0.02),
    ("other", 0.02),
)
TIMES = (9 * 60, 9 * 60 + 30, 13 * 60 + 15, 14 * 60, 15 * 60 + 30, 18 * 60 + 30)


class Activity(NamedTuple):
    """An offer of a partner in one prison; `place` is the prison's place in the list."""

    partner: int
    place: int
    offer: Offer
    name: str
    domain: str


class Session(NamedTuple):
    """One planned moment; times and durations in minutes, `heads` None where they were not counted."""

    activity: int
    day: int
    start: int
    minutes: int
    status: str
    reason: str
    supervision: int
    heads: int | None = None
    families: int | None = None


def activities(partners: Sequence[Partner], sites: Sequence[Site], scale: float) -> tuple[Activity, ...]:
    """Give what each partner offers in each prison, in groups that grow with the prison."""
    return tuple(
        Activity(number, place, offer, offer.name + suffix, offer.domain or partner.domain)
        for number, partner in enumerate(partners)
        for place, site in enumerate(sites)
        if place % 4 in partner.places
        for offer in partner.offers
        for suffix in _groups(offer, site, scale)
    )


def _groups(offer: Offer, site: Site, scale: float) -> list[str]:
    persons = site.women if offer.target == "V" else site.population
    if (offer.target == "internee" and not site.internee) or persons == 0:
        return []
    if offer.form == "individual":
        return [""]
    count = max(1, round(persons * scale / offer.per))
    return ["", *(f" (groep {number})" for number in range(2, count + 1))]


def planned_days(activity: Activity, draws: Rng, first: int, end: int) -> Iterator[int]:
    """Give the days of a group activity: its own weekday, fewer in summer, none when closed."""
    day = first + draws.between(0, 4) + 7 * draws.between(0, activity.offer.every - 1)
    day += {5: 2, 6: 1}.get(date.fromordinal(day).weekday(), 0)
    even = True
    while day < end:
        at = date.fromordinal(day)
        even = not even
        rests = is_summer(at) and (activity.offer.pauses_in_summer or even)
        if not is_closed(at) and not rests:
            yield day
        day += 7 * activity.offer.every


def sessions_of_group(
    number: int, activity: Activity, site: Site, *, calendar: Calendar, first: int, end: int, seed: int
) -> Iterator[Session]:
    """Plan the sessions of a group activity and say what became of each."""
    draws = Rng(seed, "sessions", activity.partner, site.code, activity.name)
    start = draws.pick(TIMES)
    for day in planned_days(activity, draws, first, end):
        session = outcome(number, activity.offer, day, start=start, calendar=calendar, draws=draws)
        counts = _heads(activity.offer, draws) if session.status == "held" else (None, None)
        yield session._replace(heads=counts[0], families=counts[1])


def outcome(number: int, offer: Offer, day: int, *, start: int, calendar: Calendar, draws: Rng) -> Session:
    """Say what became of a session that was planned on a day."""
    status, reason = _status(day, calendar, draws)
    helpers = draws.weighed(((1, 0.7), (2, 0.3))) if offer.form == "group" else 1
    supervision = helpers * (offer.minutes + 30) if status == "held" else 0
    return Session(number, day, start, offer.minutes, status, reason, supervision)


def _status(day: int, calendar: Calendar, draws: Rng) -> tuple[str, str]:
    if day in calendar.strikes:
        return "cancelled", "strike"
    if day in calendar.short_of_staff and draws.chance(SHORT_OF_STAFF):
        return "cancelled", "prison_staff_shortage"
    if draws.chance(CANCELLED):
        return "cancelled", draws.weighed(REASONS)
    if draws.chance(MOVED):
        return "moved", ""
    return ("not_recorded", "") if draws.chance(NOT_RECORDED) else ("held", "")


def _heads(offer: Offer, draws: Rng) -> tuple[int, int | None]:
    filled = 0 if draws.chance(0.01) else offer.capacity * (0.35 + 0.6 * draws.share())
    heads = round(filled)
    return heads, -(-heads * 10 // 17) if offer.unit == "child" else None
