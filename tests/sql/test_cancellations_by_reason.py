"""marts.cancellations_by_reason"""

from pipelines.database import rows
from tests.sql.warehouse import build
from tests.tabular import given

MODELS = ("marts.cancellations_by_reason",)


def test_counts_cancelled_sessions_by_reason_with_their_total(db):
    given(
        db,
        "raw.session",
        """
        session_id | source_code | delivery_id | prison_code | session_date | status    | cancellation_reason
        s1         | ring        | 1           | GEN         | 2025-01-07   | cancelled | strike
        s2         | ring        | 1           | GEN         | 2025-01-08   | cancelled |
        s3         | ring        | 1           | ANT         | 2025-01-08   | cancelled | strike
        s4         | ring        | 1           | ANT         | 2025-01-09   | held      | strike
    """,
    )
    build(db, *MODELS)
    found = rows(
        db,
        "select prison_code, cancellation_reason, sessions_cancelled from marts.cancellations_by_reason "
        "where period_code = '2025' order by all",
    )
    assert found == [
        ("ANT", "strike", 1),
        ("ANT", "unknown", 0),
        ("ANT", None, 1),
        ("GEN", "strike", 1),
        ("GEN", "unknown", 1),
        ("GEN", None, 2),
        (None, "strike", 2),
        (None, "unknown", 1),
        (None, None, 3),
    ]


def test_a_total_without_reason_has_an_unknown_reason(db):
    given(
        db,
        "raw.count",
        """
        organisation_code | prison_code | domain_code | indicator_code | period_code | value
        CAW               | GEN         | sport       | I04            | 2025        | 4
    """,
    )
    build(db, *MODELS)
    found = rows(
        db,
        "select cancellation_reason, sessions_cancelled from marts.cancellations_by_reason "
        "where prison_code = 'GEN' and period_code = '2025' order by all",
    )
    assert found == [("unknown", 4), (None, 4)]
