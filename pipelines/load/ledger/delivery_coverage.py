"""Compare what partners delivered with what was expected: a row per source, dataset, prison and quarter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from pipelines.database import Database, rows, scalar
from pipelines.load.ledger.delivery_months import Spoken, first_came, has_holes, read_spoken

State = Literal["expected", "delivered", "partly", "late", "missing"]

EXPECTED = """
select
    expected.source_code, coalesce(source.source_label, expected.source_code), expected.dataset,
    expected.prison_code, expected.frequency, expected.valid_from,
    coalesce(expected.valid_to, date '9999-12-31')
from raw.expected as expected
left join load.source as source on source.source_code = expected.source_code  -- left: it may not exist yet
order by all
"""


@dataclass(frozen=True)
class CoverageRow:
    """What became of one expected delivery; prison_code None = one delivery for all prisons together."""

    source: str
    source_label: str
    dataset: str
    prison_code: str | None
    quarter: str
    state: State


@dataclass(frozen=True)
class ExpectedDelivery:
    """A delivery that is owed, and what came of it; prison_code None = one for all prisons together."""

    source: str
    source_label: str
    dataset: str
    prison_code: str | None
    quarter: "Quarter"
    came: date | None
    has_holes: bool
    was_watched: bool
    """Whether this tool was in use on the due day: who began later can't know when a file came."""

    def state(self, today: date) -> State:
        """Tell how it stands on a day.

        `expected` until the day by which it must be there, then `missing` without rows, `partly` when months
        are empty that had rows elsewhere, `late` when all came after that day, and `delivered` otherwise.
        """
        is_due = today > self.quarter.due
        if today < self.quarter.end or self.came is None:
            return "missing" if is_due else "expected"
        if self.has_holes:
            return "partly" if is_due else "expected"
        return "late" if self.was_watched and self.came > self.quarter.due else "delivered"


@dataclass(frozen=True)
class Quarter:
    """A quarter and the day by which it must be there."""

    year: int
    number: int
    due: date

    @property
    def code(self) -> str:
        """`2025-K1`, as in the warehouse."""
        return f"{self.year}-K{self.number}"

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        """The first day after it."""
        return _first_day_after(self.year, self.number)


def coverage(
    database: Database, *, year: int, today: date, days_after_quarter: int = 15, days_after_year: int = 31
) -> tuple[CoverageRow, ...]:
    """Give the state on a day of every delivery that `raw.expected` names for the quarters of a year."""
    owed = expected_deliveries(
        database, year=year, days_after_quarter=days_after_quarter, days_after_year=days_after_year
    )
    return tuple(
        CoverageRow(
            one.source, one.source_label, one.dataset, one.prison_code, one.quarter.code, one.state(today)
        )
        for one in owed
    )


def expected_deliveries(
    database: Database, *, year: int, days_after_quarter: int = 15, days_after_year: int = 31
) -> tuple[ExpectedDelivery, ...]:
    """Read every delivery that `raw.expected` names for the quarters of a year, with what came of it.

    It is due so many days after the end of its quarter, or of the year for who delivers by year.
    """
    spoken = read_spoken(database)
    began = scalar(database, "select min(received_at) from load.delivery where source_code <> 'reference'")
    assert began is None or isinstance(began, datetime)
    owed = []
    for source, label, dataset, place, frequency, first, last in rows(database, EXPECTED):
        assert isinstance(first, date) and isinstance(last, date)
        prison = None if place is None else str(place)
        own = [one for one in spoken if (one.source, one.dataset) == (source, dataset)]
        speaking = [one for one in own if one.speaks_for(prison)]
        days = days_after_year if frequency == "year" else days_after_quarter
        for quarter in _quarters(year, by_year=frequency == "year", days=days):
            if first < quarter.end and last > quarter.start:
                names = str(source), str(label), str(dataset), prison
                owed.append(_owed(names, quarter, speaking, began))
    return tuple(owed)


def _owed(
    names: tuple[str, str, str, str | None],
    quarter: Quarter,
    speaking: Sequence[Spoken],
    began: datetime | None,
) -> ExpectedDelivery:
    came = first_came(speaking, quarter.year, quarter.number)
    is_broken = came is not None and has_holes(speaking, names[3], quarter.year, quarter.number)
    was_watched = began is not None and began.date() <= quarter.due
    return ExpectedDelivery(*names, quarter, came.date() if came else None, is_broken, was_watched)


def _quarters(year: int, *, by_year: bool, days: int) -> Iterator[Quarter]:
    for number in (1, 2, 3, 4):
        end = _first_day_after(year, 4 if by_year else number)
        yield Quarter(year, number, end + timedelta(days=days))


def _first_day_after(year: int, number: int) -> date:
    return date(year + 1, 1, 1) if number == 4 else date(year, 3 * number + 1, 1)
