"""marts.trajectories_by_domain, marts.trajectories_by_reason and core.trajectory"""

from datetime import date

import pytest

from tests.sql.warehouse import build, slice_of
from tests.tabular import given, shown

MODELS = (
    "core.trajectory",
    "marts.trajectories_by_domain",
    "marts.trajectories_by_reason",
    "staging.trajectory",
)

MEASURES = "trajectories_started, trajectories_running, trajectories_ended, trajectories_completed, trajectories_ended_early"


@pytest.fixture
def guided(db):
    given(
        db,
        "raw.trajectory",
        """
        trajectory_id | person_id | prison_code | organisation_code | domain_code | start_date | end_date   | end_status  | end_reason
        t1            | ada       | GEN         | CAW               | welzijn     | 2025-01-10 | 2025-03-01 | completed   |
        t2            | ada       | GEN         | CAW               | welzijn     | 2025-03-02 | 2025-05-01 | ended_early | transfer
        t3            | bob       | GEN         | CAW               | welzijn     | 2025-02-02 | 2025-06-30 | ended_early |
        t4            | cyd       | GEN         | CAW               | gezondheid  | 2025-02-02 |            |             |
        t5            | dan       | GEN         | CAW               | welzijn     | 2025-05-02 | 2025-07-01 | completed   |
    """,
    )
    return db


def cells(db, period: str, domain: str | None = None):
    return slice_of(
        db,
        "marts.trajectories_by_domain",
        MEASURES,
        prison_code="GEN",
        period_code=period,
        domain_code=domain,
    )[0]


def test_trajectories_are_counted_when_they_start_run_and_end(guided):
    build(guided, *MODELS)
    assert cells(guided, "2025-K1") == (4, 3, 1, 1, 0)
    assert cells(guided, "2025-K2") == (1, 2, 2, 0, 2)
    assert cells(guided, "2025") == (5, 1, 4, 2, 2)
    assert cells(guided, "2025-K2", "gezondheid") == (0, 1, 0, 0, 0)


def test_what_ends_after_the_cut_off_is_still_running(guided):
    build(guided, *MODELS, last_date=date(2025, 7, 1))
    assert shown(guided, "core.trajectory", "end_date")[-2:] == [{"end_date": None}, {"end_date": None}]
    assert cells(guided, "2025-K2") == (1, 2, 2, 0, 2)


def test_persons_behind_trajectories_are_not_summed(guided):
    build(guided, *MODELS)
    found = slice_of(
        guided,
        "marts.trajectories_by_domain",
        "trajectories_started, trajectories_started_persons",
        prison_code=None,
        period_code="2025",
        domain_code="welzijn",
    )
    assert found == [(4, 3)]


def test_a_transfer_stands_apart_from_a_reason_that_nobody_gave(guided):
    build(guided, *MODELS)
    found = slice_of(
        guided,
        "marts.trajectories_by_reason",
        "end_reason, trajectories_ended_early, trajectories_ended_early_persons",
        prison_code="GEN",
        period_code="2025",
    )
    assert found == [("transfer", 1, 1), ("unknown", 1, 1), (None, 2, 2)]


def test_trajectories_stay_as_they_came_in_staging(guided):
    build(guided, *MODELS)
    assert len(shown(guided, "staging.trajectory", "trajectory_id")) == 5


def test_who_was_transferred_released_or_on_strike_did_not_drop_out(guided):
    """May: t2 is a transfer, so interrupted; t3 stopped in June for a reason nobody told, so dropped out."""
    build(guided, *MODELS)
    (row,) = slice_of(
        guided,
        "marts.trajectories_by_domain",
        "trajectories_completed, trajectories_interrupted, trajectories_dropped_out, trajectories_settled",
        prison_code="GEN",
        period_code="2025",
        domain_code="welzijn",
    )
    assert row == (2, 1, 1, 3)
