"""Sessions: what they do not say comes from their activity."""

from tests.sql.warehouse import build
from tests.tabular import given, records, shown

MODELS = (
    "core.head_count",
    "core.session",
)


def test_a_session_takes_from_its_activity_what_it_does_not_say(db):
    given(
        db,
        "raw.activity",
        """
        activity_id | prison_code | organisation_code | domain_code | form  | capacity
        a1          | GEN         | CVO               | onderwijs   | group | 12
    """,
    )
    given(
        db,
        "raw.session",
        """
        session_id | activity_id | prison_code | session_date | status | capacity
        s1         | a1          |             | 2025-01-07   | held   |
        s2         | a1          | ANT         | 2025-01-08   | held   | 8
    """,
    )
    build(db, *MODELS)
    assert shown(
        db, "core.session", "session_id", "prison_code", "domain_code", "form", "capacity"
    ) == records("""
        session_id | prison_code | domain_code | form  | capacity
        s1         | GEN         | onderwijs   | group | 12
        s2         | ANT         | onderwijs   | group | 8
    """)


def test_a_session_takes_its_domain_from_its_subdomain(db):
    given(db, "raw.subdomain", "subdomain_code | domain_code\nbibliotheek | cultuur")
    given(
        db,
        "raw.session",
        """
        session_id | prison_code | subdomain_code | session_date | status
        s1         | GEN         | bibliotheek    | 2025-01-07   | held
    """,
    )
    build(db, *MODELS)
    assert shown(db, "core.session", "domain_code") == [{"domain_code": "cultuur"}]


def test_a_session_on_the_cut_off_is_not_counted_and_the_day_before_is(db):
    given(
        db,
        "raw.session",
        """
        session_id | prison_code | session_date | status
        in         | GEN         | 2025-12-31   | held
        out        | GEN         | 2026-01-01   | planned
    """,
    )
    build(db, *MODELS)
    assert shown(db, "core.session", "session_id") == [{"session_id": "in"}]


def test_only_a_cancelled_session_has_a_reason_and_then_always(db):
    given(
        db,
        "raw.session",
        """
        session_id | prison_code | session_date | status    | cancellation_reason
        s1         | GEN         | 2025-01-07   | cancelled |
        s2         | GEN         | 2025-01-08   | held      | strike
    """,
    )
    build(db, *MODELS)
    assert shown(db, "core.session", "session_id", "cancellation_reason") == records("""
        session_id | cancellation_reason
        s1         | unknown
        s2         |
    """)


def test_children_and_families_are_no_attendants(db):
    given(
        db,
        "raw.session",
        """
        session_id | prison_code | session_date | status | unit  | head_count
        s1         | GEN         | 2025-01-07   | held   | child | 7
        s2         | GEN         | 2025-01-08   | held   |       | 5
    """,
    )
    build(db, *MODELS)
    assert shown(db, "core.head_count", "session_id", "head_count") == records(
        "session_id | head_count\ns2 | 5"
    )
