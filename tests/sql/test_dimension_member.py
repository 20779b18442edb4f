"""What stands apart so that a part of a table can be made anew: labels, places, numbers of sessions, months."""

from tests.sql.warehouse import build
from tests.tabular import given, records, shown

SESSIONS = """
    source_code | session_id | prison_code | organisation_code | session_date | status    | form  | target_group
    ring        | s1         | GEN         | RING              | 2025-02-03   | held      | group | women
    ring        | s2         | GEN         | RING              | 2025-03-03   | cancelled |       |
    bond        | s2         | MEC         | BOND              | 2025-04-03   | held      | group |
"""
ATTENDANCES = """
    source_code | session_id | person_id | status  | absence_reason
    ring        | s1         | ada       | present |
    ring        | s1         | bob       | absent  | strike
    lijst       | s1         | cyd       | present |
    lijst       | s2         | cyd       | present |
"""


def test_each_label_that_occurs_stands_once_with_the_rows_that_bear_it(db):
    given(db, "raw.session", SESSIONS)
    given(db, "raw.attendance", ATTENDANCES)
    given(
        db, "raw.person", "person_id | prison_code | valid_from | statuut\nzoe | GEN | 2025-01-01 | internee"
    )
    build(db, "core.dimension_member")
    labels = {(row["subject"], row["dimension"], row["label"]) for row in shown(db, "core.dimension_member")}
    assert {label for label in labels if label[:2] in {("session", "form"), ("session", "target_group")}} == {
        ("session", "form", "group"),
        ("session", "form", "unknown"),
        ("session", "target_group", "women"),
        ("session", "target_group", "unknown"),
    }
    assert ("session", "cancellation_reason", "unknown") in labels
    assert ("absence", "absence_reason", "strike") in labels
    assert {label for _, dimension, label in labels if dimension == "statuut"} == {"internee", "unknown"}
    assert ("participation", "target_group", "women") in labels
    assert ("participation", "statuut", "internee") not in labels  # nobody with it took part


def test_a_place_is_where_a_partner_ever_delivered_and_the_first_day_when(db):
    given(db, "raw.session", SESSIONS)
    build(db, "core.reporting_domain", "core.first_delivery")
    assert shown(db, "core.first_delivery") == [{"first_day": "2025-02-01"}]
    assert shown(db, "core.reporting_domain") == records("""
        prison_code | subdomain_code | organisation_code
        GEN         | unknown        | RING
        MEC         | unknown        | BOND
    """)


def test_a_number_means_the_session_of_its_own_source_else_the_only_one(db):
    given(db, "raw.session", SESSIONS)
    given(db, "raw.attendance", ATTENDANCES)
    build(db, "core.session_alias")
    assert shown(db, "core.session_alias") == records("""
        source_code | session_id | session_key | month_start
        bond        | s2         | bond s2     | 2025-04-01
        lijst       | s1         | ring s1     | 2025-02-01
        ring        | s1         | ring s1     | 2025-02-01
        ring        | s2         | ring s2     | 2025-03-01
    """)


def test_a_trajectory_shows_in_the_months_in_which_it_began_and_ended(db):
    given(
        db,
        "raw.trajectory",
        """
        trajectory_id | person_id | prison_code | organisation_code | start_date | end_date
        t1            | ada       | GEN         | RING              | 2025-01-15 | 2025-03-31
        t2            | bob       | GEN         | RING              | 2025-02-15 |
    """,
    )
    build(db, "core.trajectory_month")
    assert shown(db, "core.trajectory_month", "trajectory_id", "moment", "month_start") == records("""
        trajectory_id | moment | month_start
        t1            | end    | 2025-03-01
        t1            | start  | 2025-01-01
        t2            | start  | 2025-02-01
    """)
