"""marts.attendances_by_domain"""

from decimal import Decimal

from pipelines.database import rows
from tests.sql.warehouse import build
from tests.tabular import given

MODELS = ("marts.attendances_by_domain",)


def cell(db, prison, period, domain, form):
    found = rows(
        db,
        "select attendances, attendances_persons, participant_hours from marts.attendances_by_domain "
        "where prison_code is not distinct from ? and period_code = ? "
        "and domain_code is not distinct from ? and form is not distinct from ?",
        [prison, period, domain, form],
    )
    return found[0]


def three_grains(db) -> None:
    given(
        db,
        "raw.session",
        """
        session_id | source_code | delivery_id | organisation_code | prison_code | domain_code | form       | session_date | status | duration_hours | head_count
        s1         | ring        | 1           | RING              | GEN         | sport       | group      | 2025-01-07   | held   | 2              |
        s2         | ring        | 1           | RING              | GEN         | sport       | individual | 2025-05-07   | held   | 1              |
        h1         | bib         | 2           | BIB               | GEN         | cultuur     | group      | 2025-05-07   | held   | 1              | 12
    """,
    )
    given(
        db,
        "raw.attendance",
        """
        session_id | person_id | status  | source_code | delivery_id
        s1         | ada       | present | ring        | 1
        s1         | bob       | partial | ring        | 1
        s2         | ada       | present | ring        | 1
        s2         | bob       | absent  | ring        | 1
    """,
    )
    given(
        db,
        "raw.count",
        """
        organisation_code | prison_code | domain_code | form  | indicator_code | period_code | value
        CAW               | GEN         | welzijn     | group | I09            | 2025-K2     | 30
    """,
    )


def test_persons_heads_and_totals_make_one_figure(db):
    three_grains(db)
    build(db, *MODELS)
    assert cell(db, "GEN", "2025", None, None) == (45, 2, Decimal("16.0000"))
    assert cell(db, "GEN", "2025-K1", "sport", "group") == (2, 2, Decimal("3.0000"))


def test_hours_count_the_part_that_was_attended(db):
    three_grains(db)
    build(db, *MODELS)
    assert cell(db, "GEN", "2025", "sport", None) == (3, 2, Decimal("4.0000"))


def test_the_persons_behind_a_head_count_are_not_known(db):
    three_grains(db)
    build(db, *MODELS)
    assert cell(db, "GEN", "2025", "cultuur", "group") == (12, None, Decimal("12.0000"))


def test_nobody_came_is_zero_and_nothing_delivered_is_not(db):
    three_grains(db)
    build(db, *MODELS)
    assert cell(db, "GEN", "2025-K2", "sport", "group")[:2] == (0, 0)
    assert cell(db, "GEN", "2025-K3", "sport", "group") == (None, None, None)
