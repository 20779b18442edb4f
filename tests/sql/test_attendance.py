"""Attendances: how much of a session was attended, and who the person was at that day."""

from tests.sql.warehouse import build
from tests.tabular import given, records, shown

MODELS = (
    "core.attendance",
    "core.head_count",
    "core.stay",
)


def sessions(db) -> None:
    given(
        db,
        "raw.session",
        """
        session_id | prison_code | domain_code | session_date | status    | duration_hours
        jan        | GEN         | sport       | 2025-01-07   | held      | 2
        jul        | GEN         | sport       | 2025-07-01   | held      | 2
        off        | GEN         | sport       | 2025-07-02   | cancelled | 2
    """,
    )


def test_part_attendance_counts_in_part(db):
    sessions(db)
    given(
        db,
        "raw.attendance",
        """
        session_id | person_id | status         | share
        jan        | ada       | present        |
        jan        | bob       | partial        | 0.25
        jan        | cyd       | partial        |
        jan        | dan       | absent         |
        jan        | eve       | present        | 0
        jan        | fay       | not_recorded   | 1
        off        | ada       | present        |
    """,
    )
    build(db, *MODELS)
    assert shown(
        db, "core.attendance", "session_id", "person_id", "is_attended", "participant_hours"
    ) == records("""
        session_id | person_id | is_attended | participant_hours
        jan        | ada       | True        | 2.0000
        jan        | bob       | True        | 0.5000
        jan        | cyd       | True        | 1.0000
        jan        | dan       | False       | 0.0000
        jan        | eve       | False       | 0.0000
        jan        | fay       | False       | 0.0000
        off        | ada       | False       | 0.0000
    """)


def test_the_statuut_is_that_of_the_day_of_the_session(db):
    sessions(db)
    given(
        db,
        "raw.person",
        """
        person_id | prison_code | valid_from | valid_to   | gender | birth_year | statuut
        ada       | GEN         | 2024-12-01 | 2025-07-01 | V      | 2000       | remand
        ada       | GEN         | 2025-07-01 |            | V      | 2000       | sentenced
        bob       | GEN         | 2024-12-01 | 2025-07-01 | M      |            | remand
    """,
    )
    given(
        db,
        "raw.attendance",
        """
        session_id | person_id | status
        jan        | ada       | present
        jul        | ada       | present
        jan        | bob       | present
        jul        | bob       | present
        jan        | cyd       | present
    """,
    )
    build(db, *MODELS)
    assert shown(
        db, "core.attendance", "person_id", "session_id", "gender", "age_band", "statuut"
    ) == records("""
        person_id | session_id | gender  | age_band | statuut
        ada       | jan        | V       | 25-34    | remand
        ada       | jul        | V       | 25-34    | sentenced
        bob       | jan        | M       | unknown  | remand
        bob       | jul        | unknown | unknown  | unknown
        cyd       | jan        | unknown | unknown  | unknown
    """)


def test_a_stint_without_end_is_open(db):
    given(db, "raw.person", "person_id | prison_code | valid_from | gender\nada | GEN | 2024-12-01 | V")
    build(db, *MODELS)
    assert shown(db, "core.stay", "end_date", "statuut") == records(
        "end_date | statuut\n9999-12-31 | unknown"
    )


def test_a_stint_ends_where_the_next_begins_so_that_no_attendance_counts_twice(db):
    given(
        db,
        "raw.person",
        """
        person_id | prison_code | valid_from | valid_to   | statuut
        ada       | GEN         | 2024-12-01 | 2025-06-01 | remand
        ada       | ANT         | 2025-02-01 |            | sentenced
    """,
    )
    given(
        db, "raw.session", "session_id | prison_code | session_date | status\nmar | ANT | 2025-03-04 | held"
    )
    given(db, "raw.attendance", "session_id | person_id | status\nmar | ada | present")
    build(db, *MODELS)
    assert shown(db, "core.attendance", "person_id", "statuut") == records(
        "person_id | statuut\nada | sentenced"
    )
    assert shown(db, "core.stay", "prison_code", "end_date") == records("""
        prison_code | end_date
        ANT         | 9999-12-31
        GEN         | 2025-02-01
    """)


def test_heads_count_only_where_no_persons_are_known(db):
    given(
        db,
        "raw.session",
        """
        session_id | prison_code | session_date | status    | head_count | duration_hours
        persons    | GEN         | 2025-01-07   | held      | 9          | 1
        heads      | GEN         | 2025-01-08   | held      | 7          | 1.5
        off        | GEN         | 2025-01-09   | cancelled | 7          | 1.5
    """,
    )
    given(db, "raw.attendance", "session_id | person_id | status\npersons | ada | present")
    build(db, *MODELS)
    assert shown(db, "core.head_count", "session_id", "head_count", "participant_hours") == records("""
        session_id | head_count | participant_hours
        heads      | 7          | 10.5000
    """)
