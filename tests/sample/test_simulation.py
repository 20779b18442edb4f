"""What must hold in any make-believe world, however its dice fall."""

from collections import Counter
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from pipelines.sample.truth.truth_cubes import dimension, distinct, sums
from pipelines.sample.world.days import calendars, first_day
from pipelines.sample.world.people import OPEN
from pipelines.sample.world.simulation import simulate
from pipelines.sample.world.world import PRESENCES, World


@pytest.fixture(scope="module", params=[1, 7])
def world(request) -> World:
    return simulate(seed=request.param, prisons=4, first_year=2024, last_year=2025, scale=1.0)


def _calendar(world: World, seed: int):
    codes = tuple(site.code for site in world.sites)
    return calendars(codes, first_day(2024), first_day(2026), seed)


def test_nobody_is_in_two_prisons_on_one_day(world):
    own: dict[int, list[tuple[int, int]]] = {}
    for stint in world.people.stints:
        own.setdefault(stint.person, []).append((stint.start, stint.end))
    for spans in own.values():
        ordered = sorted(spans)
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(ordered))
        assert all(start < end for start, end in ordered)


def test_who_attends_stays_in_that_prison_that_day(world):
    stays: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for stay in world.people.stays:
        stays.setdefault((stay.person, stay.prison), []).append((stay.start, stay.end))
    table = world.attendances
    for session, person, share in zip(table.session, table.person, table.share, strict=True):
        if share > 0:
            moment = world.sessions[session]
            spans = stays[int(person), world.activities[moment.activity].place]
            assert any(start <= moment.day < end for start, end in spans)


def test_nothing_is_held_on_a_day_of_strike(request, world):
    strikes = _calendar(world, request.node.callspec.params["world"])
    for session in world.sessions:
        code = world.sites[world.activities[session.activity].place].code
        if session.day in strikes[code].strikes:
            assert (session.status, session.reason) == ("cancelled", "strike")


def test_only_held_sessions_have_attendance_or_heads(world):
    assert {world.sessions[session].status for session in world.attendances.session} == {"held"}
    assert {session.status for session in world.sessions if session.heads is not None} == {"held"}


def test_a_person_is_once_in_a_session(world):
    pairs = Counter(zip(world.attendances.session.tolist(), world.attendances.person.tolist(), strict=True))
    assert max(pairs.values()) == 1


def test_a_share_belongs_to_who_was_present(world):
    table = world.attendances
    for presence, share in set(zip(table.presence.tolist(), table.share.tolist(), strict=True)):
        assert (share == 100) == (PRESENCES[presence] == "present")
        assert (0 < share < 100) == (PRESENCES[presence] == "partial")


def test_trajectories_end_with_the_stay_at_the_latest(world):
    ends = {(stay.person, stay.prison, stay.end) for stay in world.people.stays}
    for trajectory in world.trajectories:
        if trajectory.end_reason in ("transfer", "release"):
            assert (trajectory.person, trajectory.place, trajectory.end) in ends
        assert trajectory.end is None or trajectory.end > trajectory.start


def test_every_ending_and_every_status_occurs(world):
    assert {trajectory.end_reason for trajectory in world.trajectories} >= {
        "",
        "transfer",
        "release",
        "personal",
    }
    assert {enrolment.status for enrolment in world.enrolments} == {
        "waiting",
        "refused",
        "cancelled",
        "stopped",
        "completed",
    }
    assert {session.status for session in world.sessions} == {"held", "cancelled", "moved", "not_recorded"}


def test_summer_is_low(world):
    months = Counter(date.fromordinal(session.day).month for session in world.sessions)
    assert months[7] + months[8] < 0.8 * (months[3] + months[5])


def test_people_move_change_statuut_and_come_back(world):
    prisons, statuten = {}, {}
    for stint in world.people.stints:
        prisons.setdefault(stint.person, set()).add(stint.prison)
        statuten.setdefault(stint.person, set()).add(stint.statuut)
    assert sum(len(places) > 1 for places in prisons.values()) > 50
    assert sum(len(found) > 1 for found in statuten.values()) > 50
    gaps = Counter(stay.person for stay in world.people.stays)
    assert max(gaps.values()) > 2


def test_women_are_few_and_only_where_there_is_a_unit(world):
    women = {stay.person for stay in world.people.stays if world.people.persons[stay.person].gender == "V"}
    places = {world.sites[stay.prison].code for stay in world.people.stays if stay.person in women}
    assert places == {"GEN"}
    assert 20 < len(women) < 150


def test_a_year_has_about_as_many_people_as_four_prisons_see(world):
    for year in (2024, 2025):
        inside = {
            stay.person
            for stay in world.people.stays
            if stay.start < first_day(year + 1) and min(stay.end, OPEN) > first_day(year)
        }
        assert 1000 < len(inside) < 1600


def test_persons_are_counted_anew_at_each_level():
    prison = dimension("prison_code", ["GEN", "GEN", "MEC"])

    persons = np.array([7, 7, 7])
    assert distinct([prison], persons) == {("GEN",): 1, ("MEC",): 1, (None,): 1}
    assert sums([prison], np.array([1, 1, 1])) == {("GEN",): 2, ("MEC",): 1, (None,): 3}
