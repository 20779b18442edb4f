"""marts.coverage, marts.attendance_status, marts.absences_by_reason, core.session_reach and core.absence"""

import pytest

from tests.sql.warehouse import build, slice_of
from tests.tabular import given, records, shown

MODELS = (
    "core.absence",
    "core.session_reach",
    "marts.absences_by_reason",
    "marts.attendance_status",
    "marts.attendances_by_domain",
    "marts.coverage",
)


@pytest.fixture
def held(db):
    given(
        db,
        "raw.session",
        """
        session_id | prison_code | domain_code | session_date | status    | capacity | head_count
        names      | GEN         | sport       | 2025-01-08   | held      | 10       |
        heads      | GEN         | sport       | 2025-01-09   | held      | 8        | 6
        nothing    | GEN         | sport       | 2025-01-10   | held      | 8        |
        open       | GEN         | sport       | 2025-01-11   | held      |          | 5
        off        | GEN         | sport       | 2025-01-12   | cancelled | 10       |
    """,
    )
    given(
        db,
        "raw.attendance",
        """
        session_id | person_id | status         | absence_reason
        names      | ada       | present        |
        names      | bob       | partial        |
        names      | cyd       | absent         | ill
        names      | dan       | absent         |
        names      | eve       | not_recorded   |
        off        | ada       | absent         | ill
    """,
    )
    build(db, *MODELS)
    return db


KEY = {"prison_code": "GEN", "period_code": "2025", "domain_code": "sport"}


def test_a_session_is_recorded_by_names_or_by_heads(held):
    assert shown(held, "core.session_reach", "session_key", "attendants", "is_recorded") == records("""
        session_key  | attendants | is_recorded
        ring heads   | 6          | True
        ring names   | 2          | True
        ring nothing |            | False
        ring open    | 5          | True
    """)


def test_only_sessions_with_a_known_number_of_places_and_attendants_fill_places(held):
    measures = "sessions_held, sessions_recorded, sessions_with_capacity, seats_offered, seats_taken"
    assert slice_of(held, "marts.coverage", measures, **KEY) == [(4, 3, 2, 18, 8)]


def test_the_attendance_rate_leaves_out_what_was_cancelled_or_not_recorded(held):
    measures = "expected_attendances, expected_attendances_persons, recorded_attendances, recorded_attendances_persons"
    assert slice_of(held, "marts.attendance_status", measures, **KEY) == [(4, 4, 2, 2)]


def test_absences_are_those_of_held_sessions_by_reason(held):
    found = slice_of(
        held, "marts.absences_by_reason", "absence_reason, absences", prison_code="GEN", period_code="2025"
    )
    assert found == [("ill", 1), ("unknown", 1), (None, 2)]
    assert len(shown(held, "core.absence")) == 2


def test_the_group_size_divides_by_the_sessions_whose_attendance_is_known(held):
    found = slice_of(held, "marts.attendances_by_domain", "attendances, sessions_recorded", form=None, **KEY)
    assert found == [(13, 3)]
