"""marts.staffing, core.staff, core.partner_month and staging.staff"""

from decimal import Decimal

from tests.sql.warehouse import build, slice_of
from tests.tabular import given

MODELS = (
    "core.partner_month",
    "core.staff",
    "marts.staffing",
    "staging.staff",
)

MEASURES = "partners, fte, workers, volunteers"


def test_staff_is_a_stock_at_the_end_and_is_not_summed_over_quarters(db):
    given(
        db,
        "raw.staff",
        """
        organisation_code | prison_code | period_code | role      | fte | headcount | volunteers
        CAW               | GEN         | 2025-K1     | begeleid  | 2   | 3         | 1
        CAW               | GEN         | 2025-K4     | begeleid  | 1.5 | 2         | 1
        CAW               | GEN         | 2025-K4     | coordinat | 0.5 | 1         |
        CVO               | GEN         | 2025        | lesgever  | 4   | 9         | 0
        CVO               | GEN         | 2025-K4     | lesgever  | 3   | 8         | 0
    """,
    )
    build(db, *MODELS)
    assert slice_of(db, "marts.staffing", MEASURES, prison_code="GEN", period_code="2025-K1") == [
        (None, Decimal("2.0000"), 3, 1)
    ]
    assert slice_of(db, "marts.staffing", MEASURES, prison_code="GEN", period_code="2025") == [
        (None, Decimal("6.0000"), 12, 1)
    ]


def test_partners_are_those_that_did_something(db):
    given(
        db,
        "raw.session",
        """
        session_id | prison_code | organisation_code | session_date | status
        s1         | GEN         | CAW               | 2025-01-08   | held
        s2         | ANT         | CAW               | 2025-01-08   | held
        s3         | GEN         | CVO               | 2025-01-08   | cancelled
    """,
    )
    given(
        db,
        "raw.count",
        """
        organisation_code | prison_code | domain_code | indicator_code | period_code | value
        BIB               | GEN         | cultuur     | I20            | 2025-K1     | 5
    """,
    )
    build(db, *MODELS)
    assert slice_of(db, "marts.staffing", "partners", prison_code="GEN", period_code="2025-K1") == [(2,)]
    assert slice_of(db, "marts.staffing", "partners", prison_code=None, period_code="2025") == [(2,)]
