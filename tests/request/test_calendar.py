"""Periods and their codes."""

from datetime import date

import pytest

from pipelines.errors import ConfigError
from pipelines.request.calendar import (
    Period,
    hierarchy,
    month_codes,
    parse_period,
    quarters_in,
    read_period,
    school_year_codes,
)


def test_periods_are_half_open():
    assert (Period(2025, 4).first_day, Period(2025, 4).end) == (date(2025, 10, 1), date(2026, 1, 1))
    assert (Period(2025).first_day, Period(2025).end) == (date(2025, 1, 1), date(2026, 1, 1))
    assert Period(2024, 1).end == date(2024, 4, 1)


def test_codes_read_back():
    assert parse_period("2025-K3") == Period(2025, 3)
    assert parse_period("2025") == Period(2025)
    with pytest.raises(ConfigError, match="kwartaal"):
        parse_period("2025-K5")


@pytest.mark.parametrize(("year", "quarter"), [(2025, 5), (25, None)])
def test_an_impossible_period_is_refused(year, quarter):
    with pytest.raises(ConfigError, match="verwacht"):
        read_period(year, quarter)


def test_quarters_belong_to_their_year():
    assert hierarchy(range(2024, 2026))["2025-K2"] == "2025"
    assert len(hierarchy(range(2024, 2026))) == 8


def test_months_are_those_that_have_ended_with_the_period():
    assert month_codes(Period(2025, 1)) == ("2025-01", "2025-02", "2025-03")
    assert month_codes(Period(2025))[-1] == "2025-12"


@pytest.mark.parametrize(("quarter", "last"), [(2, "2023-2024"), (3, "2024-2025"), (None, "2024-2025")])
def test_a_school_year_has_ended_in_the_third_quarter(quarter, last):
    assert school_year_codes(Period(2025, quarter), 5)[-1] == last
    assert len(school_year_codes(Period(2025, quarter), 5)) == 6


@pytest.mark.parametrize(
    ("code", "quarters"),
    [
        ("2025", "2025-K1 2025-K2 2025-K3 2025-K4"),
        ("2025-JTD2", "2025-K1 2025-K2"),
        ("2025-K2", "2025-K2"),
        ("2025-03", "2025-K1"),
        ("2025-10", "2025-K4"),
        ("2024-2025", "2024-K3 2024-K4 2025-K1 2025-K2 2025-K3"),
    ],
)
def test_a_period_touches_its_quarters(code, quarters):
    assert quarters_in(code) == tuple(quarters.split())
