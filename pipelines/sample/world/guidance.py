"""Guidance of one person by one partner: trajectories, their talks and how they ended."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from pipelines.sample.world.days import Calendar, is_closed
from pipelines.sample.world.groups import Residents
from pipelines.sample.world.offers import TIMES, Activity, Session, outcome
from pipelines.sample.world.people import Stay
from pipelines.sample.world.rng import Rng
from pipelines.sample.world.world import Attendances, Trajectory

LENGTH = 130
ENDED_EARLY = (
    ("", 0.7),
    ("personal", 0.2),
    ("strike", 0.03),
    ("health", 0.03),
    ("sanction", 0.02),
    ("other", 0.02),
)


def trajectories(
    activity: Activity, residents: Residents, *, started_per_month: float, first: int, end: int, draws: Rng
) -> Iterator[tuple[Stay, Trajectory]]:
    """Start trajectories month by month among those who have none at this partner."""
    busy: dict[int, int] = {}
    for month in range(first, end, 30):
        free = [stay for stay in residents.on(month, "") if busy.get(stay.person, 0) <= month]
        count = len(free) * started_per_month
        for stay in draws.some(free, int(count) + draws.chance(count % 1)):
            start = month + draws.between(0, 25)
            if start < min(stay.end, end):
                trajectory = _trajectory(activity, stay, start, end, draws)
                busy[stay.person] = trajectory.end or end
                yield stay, trajectory


def _trajectory(activity: Activity, stay: Stay, start: int, end: int, draws: Rng) -> Trajectory:
    last = start + 20 + draws.wait(LENGTH)
    reason = draws.weighed(ENDED_EARLY)
    if reason:
        last = start + (last - start) // 2
    if stay.end <= last:
        last, reason = stay.end, stay.leaves
    status = "ended_early" if reason else "completed"
    ended = (last, status, reason) if last < end else (None, "", "")
    return Trajectory(activity.partner, stay.person, activity.place, activity.offer.subdomain, start, *ended)


def talks(
    number: int,
    activity: Activity,
    stay: Stay,
    trajectory: Trajectory,
    *,
    calendar: Calendar,
    end: int,
    draws: Rng,
) -> Iterator[Session]:
    """Give the talks of a trajectory: every so many weeks while it lasts and the person is there."""
    until = min(trajectory.end or end, stay.end, end)
    start = draws.pick(TIMES)
    for day in range(trajectory.start, until, 7 * activity.offer.every):
        at = date.fromordinal(day)
        if at.weekday() < 5 and not is_closed(at):
            yield outcome(number, activity.offer, day, start=start, calendar=calendar, draws=draws)


def came_to(talk_list: list[Session], first: int, person: int, draws: Rng) -> Attendances:
    """Say of each held talk, numbered from `first`, whether the person came."""
    numbers = [number for number, talk in enumerate(talk_list, start=first) if talk.status == "held"]
    presence, share, absence = [], [], []
    for _ in numbers:
        came = draws.chance(0.86)
        presence.append(0 if came else 2)
        share.append(100 if came else 0)
        absence.append(0 if came else draws.weighed(((1, 0.3), (2, 0.3), (3, 0.2), (5, 0.2))))
    persons = np.full(len(numbers), person, dtype=np.int64)
    return Attendances(
        np.array(numbers, dtype=np.int64),
        persons,
        np.array(presence, dtype=np.int8),
        np.array(share, dtype=np.int16),
        np.array(absence, dtype=np.int8),
    )
