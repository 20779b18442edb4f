"""marts.family_visits: moments, children, families and couples."""

from tests.sql.warehouse import build, slice_of
from tests.tabular import given

MODELS = (
    "marts.attendances_by_domain",
    "marts.family_visits",
)

MEASURES = "visit_moments, children, families, couples"


def test_children_families_and_couples_are_counted_each_in_their_own_unit(db):
    given(
        db,
        "raw.session",
        """
        session_id | prison_code | domain_code | session_date | status    | unit   | head_count | family_count
        k1         | GEN         | welzijn     | 2025-01-08   | held      | child  | 17         | 10
        k2         | GEN         | welzijn     | 2025-01-15   | held      | child  | 5          | 3
        k3         | GEN         | welzijn     | 2025-01-22   | cancelled | child  |            |
        g1         | GEN         | welzijn     | 2025-02-01   | held      | family | 6          |
        p1         | GEN         | welzijn     | 2025-02-02   | held      | couple | 4          |
        s1         | ANT         | welzijn     | 2025-02-02   | held      | person | 9          |
    """,
    )
    build(db, *MODELS)
    assert slice_of(db, "marts.family_visits", MEASURES, prison_code="GEN", period_code="2025-K1") == [
        (4, 22, 19, 4)
    ]
    assert slice_of(db, "marts.family_visits", MEASURES, prison_code="GEN", period_code="2025-K2") == [
        (None, None, None, None)
    ]
    assert slice_of(db, "marts.family_visits", MEASURES, prison_code="ANT", period_code="2025-K1") == [
        (None, None, None, None)
    ]


def test_children_are_not_among_the_attendances(db):
    given(
        db,
        "raw.session",
        """
        session_id | prison_code | domain_code | session_date | status | unit   | head_count
        k1         | GEN         | welzijn     | 2025-01-08   | held   | child  | 17
        s1         | GEN         | welzijn     | 2025-01-09   | held   | person | 2
    """,
    )
    build(db, *MODELS)
    key = {"prison_code": "GEN", "period_code": "2025", "domain_code": None, "form": None}
    assert slice_of(db, "marts.attendances_by_domain", "attendances", **key) == [(2,)]
