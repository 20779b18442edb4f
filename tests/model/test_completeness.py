"""Which periods are incomplete: for whom, and from how much missing on."""

from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.model import (
    incomplete_by_place,
    incomplete_periods,
    read_catalogue,
)
from tests.sql.warehouse import build, create_raw
from tests.tabular import given


@pytest.fixture
def delivered(db):
    """A large partner that delivered the year, and a small one whose file stops in September."""
    create_raw(db)
    given(db, "raw.prison", "prison_code | valid_from\nGEN | 2000-01-01\nANT | 2000-01-01")
    given(
        db,
        "raw.expected",
        """
        source_code | dataset | prison_code | frequency | valid_from
        large       | session | GEN         | quarter   | 2025-01-01
        large       | session | ANT         | quarter   | 2025-01-01
        small       | session | ANT         | quarter   | 2025-01-01
    """,
    )
    for month in range(1, 13):
        for number in range(20):
            _session(db, "large", 1, "GEN", "sport", month, number)
        _session(db, "large", 1, "ANT", "sport", month, 20)
        if month < 10:
            _session(db, "small", 2, "ANT", "cultuur", month, 0)
    build(db, "core.delivery_missing", "marts.completeness")
    return db


def _session(db, source: str, delivery: int, prison: str, domain: str, month: int, number: int) -> None:
    given(
        db,
        "raw.session",
        f"""
        session_id       | source_code | delivery_id | prison_code | domain_code | session_date       | status
        {month}-{number} | {source}    | {delivery}  | {prison}    | {domain}    | 2025-{month:02}-15 | held
    """,
    )


def lacking(db, prison=None, domain=None, **asked):
    return incomplete_periods(db, **asked).get((prison, domain), frozenset())


def test_a_small_hole_leaves_the_whole_comparable(delivered):
    assert lacking(delivered) == frozenset()


def test_the_same_hole_is_half_of_a_prison(delivered):
    assert lacking(delivered, "ANT") == {"2025-K4", "2025"}
    assert lacking(delivered, "GEN") == frozenset()


def test_it_is_all_of_a_domain(delivered):
    assert lacking(delivered, domain="cultuur") == {"2025-K4", "2025"}
    assert lacking(delivered, domain="sport") == frozenset()


def test_who_tolerates_nothing_hears_of_every_hole(delivered):
    assert lacking(delivered, tolerated=Decimal(0)) == {"2025-K4", "2025"}


def test_of_another_dataset_nothing_is_missing(delivered):
    assert lacking(delivered, "ANT", dataset="attendance") == frozenset()


def test_every_prison_and_domain_is_told_apart(delivered):
    register = read_catalogue(Path(__file__).parents[2] / "sql")
    found = incomplete_by_place(delivered, register)
    lacking = {place: measures["sessions_held"] for place, measures in found.items()}
    late = frozenset({"2025-K4", "2025"})
    assert lacking == {("ANT", None): late, ("ANT", "cultuur"): late, (None, "cultuur"): late}


@pytest.fixture
def counted(db):
    """Two libraries that give totals by month: both of 2024, one of them of 2025 only until March."""
    create_raw(db)
    given(db, "raw.prison", "prison_code | valid_from\nGEN | 2000-01-01")
    for year, months in ((2024, 12), (2025, 3)):
        for month in range(1, months + 1):
            _total(db, "bib", "attendances", f"{year}-{month:02}")
    for year in (2024, 2025):
        for month in range(1, 13):
            _total(db, "boeken", "loans", f"{year}-{month:02}")
    build(db, "core.delivery_missing", "marts.completeness", "staging.count")
    return db


def _total(db, source: str, indicator: str, period: str) -> None:
    given(
        db,
        "raw.count",
        f"""
        source_code | delivery_id | prison_code | domain_code | indicator_code | period_code | value
        {source}    | 1           | GEN         | cultuur     | {indicator}    | {period}    | 100
    """,
    )


def test_totals_that_stop_make_their_own_measure_incomplete_and_no_other(counted):
    register = read_catalogue(Path(__file__).parents[2] / "sql")
    found = incomplete_by_place(counted, register)[None, None]
    assert {"2025-K2", "2025-K3", "2025-K4", "2025"} <= found["attendances"]
    assert not {code for code in found["attendances"] if code.startswith("2024")}
    assert "loans" not in found and "certificates" not in found


def test_a_rate_is_incomplete_where_one_of_its_sides_is(counted):
    register = read_catalogue(Path(__file__).parents[2] / "sql")
    assert "2025" in incomplete_by_place(counted, register)[None, None]["group_size"]
