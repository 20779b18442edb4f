"""The publication calendar: at which moment each quarter and year comes out. It alone decides what is due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from holidays import country_holidays

from pipelines.request import QUARTERS, Period, PlannedPublication, ScheduleSection, parse_period

TIME_ZONE = ZoneInfo("Europe/Brussels")
SATURDAY = 5


@dataclass(frozen=True)
class Due:
    """A period and the moment from which it is out."""

    period: Period
    moment: datetime  # UTC: moments of Brussels can't be compared in the hour that comes twice

    @property
    def local(self) -> datetime:
        """The moment as clocks in Brussels tell it."""
        return self.moment.astimezone(TIME_ZONE)


def moment_of(period: Period, schedule: ScheduleSection) -> datetime:
    """Compute in UTC when a period comes out: when the calendar says, else by the rule of the workspace.

    The rule is so many days after its end, at a time in Brussels, on a working day where that is asked. A
    time that the clocks skip in spring is the moment at which they skip; one that comes twice in autumn is
    the first.
    """
    planned = planned_of(period, schedule)
    if planned is not None:
        return planned.moment.replace(tzinfo=TIME_ZONE).astimezone(UTC)
    days = schedule.days_after_year if period.quarter is None else schedule.days_after_quarter
    day = period.end + timedelta(days=days)
    while schedule.working_days and not is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, time.fromisoformat(schedule.time), TIME_ZONE).astimezone(UTC)


def planned_of(period: Period, schedule: ScheduleSection) -> PlannedPublication | None:
    """Give what the calendar says of a period by name, if it does."""
    return next((one for one in schedule.planned if one.period == period.code), None)


def is_working_day(day: date) -> bool:
    """Tell whether a day is neither in a weekend nor a public holiday in Belgium."""
    return day.weekday() < SATURDAY and day not in country_holidays("BE", years=day.year)


def due(schedule: ScheduleSection, *, first: Period, now: datetime) -> tuple[Due, ...]:
    """Give what is due, oldest moment first: every quarter and year from those in which `first` ends on."""
    return tuple(sorted(_until(schedule, first, now), key=_order))


def coming(schedule: ScheduleSection, *, now: datetime) -> tuple[Due, ...]:
    """Give the next quarter and the next year to come out, the nearest first."""
    year = now.astimezone(TIME_ZONE).year
    later = [
        Due(period, moment)
        for period in _periods(range(year - 2, year + 2))
        if (moment := moment_of(period, schedule)) > now
    ]
    kinds = [[one for one in later if (one.period.quarter is None) == is_year] for is_year in (True, False)]
    return tuple(sorted((min(kind, key=_order) for kind in kinds), key=_order))


def newest_due(schedule: ScheduleSection, now: datetime) -> Period:
    """Give the quarter that came out last: where a workspace begins that names no first period."""
    year = now.astimezone(TIME_ZONE).year
    begin = Period(year - 3, 1)
    return [one.period for one in due(schedule, first=begin, now=now) if one.period.quarter][-1]


def first_of(schedule: ScheduleSection) -> Period | None:
    """Read the first period that a workspace names, if any."""
    return parse_period(schedule.first) if schedule.first else None


def _until(schedule: ScheduleSection, first: Period, now: datetime) -> Iterator[Due]:
    for period in _periods(range(first.year, now.astimezone(TIME_ZONE).year + 1)):
        moment = moment_of(period, schedule)
        if period.end >= first.end and moment <= now:
            yield Due(period, moment)


def _periods(years: range) -> list[Period]:
    return [Period(year, quarter) for year in years for quarter in (*QUARTERS, None)]


def _order(one: Due) -> tuple[datetime, date, bool]:
    return one.moment, one.period.first_day, one.period.quarter is None
