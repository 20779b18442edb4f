"""At which moment each quarter and year comes out."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.request.calendar import Period
from pipelines.request.settings import ScheduleSection
from pipelines.service.calendar import TIME_ZONE, coming, due, is_working_day, moment_of, newest_due


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=TIME_ZONE)


@pytest.mark.parametrize(("now", "newest"), [
    ("2026-01-16T05:59", "2025-K3"),
    ("2026-01-16T06:00", "2025-K4"),
    ("2026-04-16T06:00", "2026-K1"),
])  # fmt: skip
def test_a_quarter_comes_out_at_six_on_the_sixteenth_day_after_it(now, newest):
    assert newest_due(ScheduleSection(), at(now)).code == newest


@pytest.mark.parametrize("days", [0, 15, 16, 89, 90, 105, 300, 366])
def test_any_number_of_days_lets_every_quarter_come_out_once_at_its_day(days):
    schedule = ScheduleSection(days_after_quarter=days)
    found = due(schedule, first=Period(2024, 1), now=at("2026-06-01T00:00"))
    quarters = [one for one in found if one.period.quarter]
    ends = [
        (date(2024, 4, 1), "2024-K1"),
        (date(2024, 7, 1), "2024-K2"),
        (date(2024, 10, 1), "2024-K3"),
        (date(2025, 1, 1), "2024-K4"),
        (date(2025, 4, 1), "2025-K1"),
        (date(2025, 7, 1), "2025-K2"),
        (date(2025, 10, 1), "2025-K3"),
        (date(2026, 1, 1), "2025-K4"),
        (date(2026, 4, 1), "2026-K1"),
    ]
    expected = [(end + timedelta(days=days), code) for end, code in ends]
    expected = [(day, code) for day, code in expected if day < date(2026, 6, 1)]
    assert [(one.local.date(), one.period.code) for one in quarters] == expected


def test_the_year_comes_out_too_after_its_last_quarter():
    found = due(ScheduleSection(), first=Period(2025, 4), now=at("2026-02-01T06:00"))
    assert [one.period.code for one in found] == ["2025-K4", "2025"]
    assert (
        due(ScheduleSection(), first=Period(2025, 4), now=at("2026-02-01T05:59"))[-1].period.code == "2025-K4"
    )


@pytest.mark.parametrize(("quarter", "days", "day"), [
    (1, 5, "2026-04-07"),  # 6 April 2026 is Easter Monday
    (2, 20, "2026-07-22"),  # 21 July
    (4, 0, "2027-01-04"),  # New Year's Day is a Friday
])  # fmt: skip
def test_a_workspace_may_ask_for_working_days(quarter, days, day):
    schedule = ScheduleSection(days_after_quarter=days, working_days=True)
    assert moment_of(Period(2026, quarter), schedule).astimezone(TIME_ZONE).date().isoformat() == day


def test_the_holidays_are_those_of_belgium():
    """The ten legal ones of 2025, written out from the law of 4 January 1974 and a calendar of Easter."""
    free = ["01-01", "04-21", "05-01", "05-29", "06-09", "07-21", "08-15", "11-01", "11-11", "12-25"]
    days = [date(2025, 1, 1) + timedelta(days=place) for place in range(365)]
    found = [f"{day:%m-%d}" for day in days if day.weekday() < 5 and not is_working_day(day)]
    assert found == [name for name in free if date.fromisoformat(f"2025-{name}").weekday() < 5]


@pytest.mark.parametrize(("time", "utc"), [("02:30", "2026-03-29T01:30"), ("06:00", "2026-03-29T04:00")])
def test_a_time_that_the_clocks_skip_is_a_moment_too(time, utc):
    """On 29 March 2026 the clocks go from two to three."""
    schedule = ScheduleSection(days_after_year=87, time=time)
    assert moment_of(Period(2025), schedule) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_an_hour_that_comes_twice_is_the_first():
    """On 25 October 2026 the clocks go back from three to two."""
    schedule = ScheduleSection(days_after_quarter=24, time="02:30")
    assert moment_of(Period(2026, 3), schedule) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)), st.integers(0, 366), st.integers(0, 366))
def test_what_comes_is_the_next_of_each_kind_and_not_due(moment, quarter_days, year_days):
    now = moment.replace(tzinfo=UTC)
    schedule = ScheduleSection(days_after_quarter=quarter_days, days_after_year=year_days)
    nearest = coming(schedule, now=now)
    assert len({one.period.quarter is None for one in nearest}) == 2
    ready = {one.period for one in due(schedule, first=Period(2015, 1), now=now)}
    for one in nearest:
        assert one.moment > now and one.period not in ready
        is_year = one.period.quarter is None
        before = Period(one.period.year - 1) if is_year else Period(
            one.period.year - (one.period.quarter == 1), (one.period.quarter + 2) % 4 + 1
        )  # fmt: skip
        assert before in ready
