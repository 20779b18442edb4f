"""The checks of the program: each finds what it is about, and nothing in clean data."""

import pytest

from pipelines.database import run
from pipelines.model import run_checks
from tests.sql.warehouse import SQL, build
from tests.tabular import given


def found(db) -> dict[str, int]:
    return {finding.name: finding.rows for finding in run_checks(db, SQL)}


@pytest.fixture
def clean(db):
    given(
        db,
        "raw.session",
        """
        session_id | source_code | delivery_id | organisation_code | prison_code | domain_code | session_date | status
        s1         | ring        | 1           | RING              | GEN         | sport       | 2025-01-07   | held
        s2         | ring        | 1           | RING              | GEN         | sport       | 2025-01-08   | cancelled
    """,
    )
    given(
        db,
        "raw.attendance",
        """
        session_id | person_id | status  | source_code | delivery_id | line
        s1         | ada       | present | ring        | 1           | 2
    """,
    )
    return db


def test_clean_data_give_no_finding(clean):
    build(clean)
    assert found(clean) == {}


def test_a_session_without_prison_is_an_error(clean):
    given(clean, "raw.session", "session_id | session_date | status | line\ns9 | 2025-01-07 | held | 9")
    build(clean)
    assert found(clean) == {"every_session_has_a_prison": 1}


def test_an_attendance_without_session_is_found(clean):
    given(clean, "raw.attendance", "session_id | person_id | status\ns9 | ada | present")
    build(clean)
    assert found(clean) == {"every_attendance_has_a_session": 1}


def test_a_total_beside_records_is_found(clean):
    given(
        clean,
        "raw.count",
        """
        organisation_code | prison_code | domain_code | indicator_code | period_code | value | delivery_id
        RING              | GEN         | sport       | I03            | 2025-K1     | 3     | 7
    """,
    )
    build(clean)
    assert found(clean) == {"totals_stand_beside_records": 1}


def test_marts_that_do_not_agree_are_found(clean):
    build(clean)
    run(
        clean,
        "update marts.cancellations_by_reason set sessions_cancelled = 5 where cancellation_reason is null",
    )
    assert "reasons_add_up_to_cancelled" in found(clean)


def test_parts_that_do_not_make_the_whole_are_found(clean):
    build(clean)
    run(clean, "update marts.sessions_by_domain set sessions_moved = 5 where period_code = '2025'")
    assert "sessions_add_up_to_planned" in found(clean)


def test_more_persons_than_attendances_are_found(clean):
    build(clean)
    run(clean, "update marts.participants_by_domain set participants = 50 where period_code = '2025'")
    assert "participants_do_not_exceed_attendances" in found(clean)


def test_a_session_outside_the_life_of_its_prison_is_found(clean):
    given(
        clean,
        "raw.prison",
        "prison_code | prison_name | valid_from | valid_to\nGEN | Gent | 2000-01-01 | 2025-01-08",
    )
    build(clean)
    assert found(clean) == {"sessions_lie_within_the_life_of_their_prison": 1}


def test_a_session_of_a_partner_that_had_gone_into_another_is_found(clean):
    given(
        clean,
        "raw.organisation",
        """
        organisation_code | valid_from | valid_to   | successor_code
        RING              | 2000-01-01 | 2025-01-08 | CENTRE
    """,
    )
    build(clean)
    assert found(clean) == {"organisations_do_not_deliver_after_their_merger": 1}
