"""Partners that give only totals: counted once, and never spread."""

from pipelines.database import rows
from tests.sql.warehouse import build
from tests.tabular import given

MODELS = ("core.total",)


def counted(db, period: str, measure: str = "attendances") -> list[object]:
    found = rows(
        db,
        "select total_period from core.total where period_code = ? and measure = ? order by all",
        [period, measure],
    )
    return [code for (code,) in found]


def totals(db, *periods: str) -> None:
    for period in periods:
        given(
            db,
            "raw.count",
            f"""
            organisation_code | prison_code | domain_code | indicator_code | period_code | value
            CAW               | GEN         | welzijn     | I09            | {period}    | 10
        """,
        )


def test_a_quarter_is_never_spread_over_its_months(db):
    totals(db, "2025-K1")
    build(db, *MODELS)
    assert counted(db, "2025-01") == []
    assert counted(db, "2025-K1") == ["2025-K1"]
    assert counted(db, "2025-JTD2") == ["2025-K1"]
    assert counted(db, "2025") == ["2025-K1"]


def test_a_year_beside_its_quarters_is_counted_once(db):
    totals(db, "2025-K1", "2025-K2", "2025")
    build(db, *MODELS)
    assert counted(db, "2025") == ["2025"]
    assert counted(db, "2025-JTD2") == ["2025-K1", "2025-K2"]


def test_months_make_the_quarter_of_a_partner_that_gives_no_quarter(db):
    totals(db, "2025-01", "2025-02", "2025-K2")
    build(db, *MODELS)
    assert counted(db, "2025-K1") == ["2025-01", "2025-02"]
    assert counted(db, "2025") == ["2025-01", "2025-02", "2025-K2"]


def test_a_total_beside_records_of_the_same_partner_is_not_counted(db):
    totals(db, "2025-K1", "2025-K2")
    given(
        db,
        "raw.session",
        """
        session_id | organisation_code | prison_code | domain_code | session_date | status | head_count
        s1         | CAW               | GEN         | welzijn     | 2025-02-07   | held   | 10
        s2         | CAW               | GEN         | sport       | 2025-05-07   | held   | 10
        s3         | OTHER             | GEN         | welzijn     | 2025-05-07   | held   | 10
    """,
    )
    build(db, *MODELS)
    assert counted(db, "2025") == ["2025-K2"]


def test_sessions_without_attendances_leave_room_for_a_total_of_attendances(db):
    totals(db, "2025-K1")
    given(
        db,
        "raw.session",
        """
        session_id | organisation_code | prison_code | domain_code | session_date | status
        s1         | CAW               | GEN         | welzijn     | 2025-02-07   | held
    """,
    )
    build(db, *MODELS)
    assert counted(db, "2025-K1") == ["2025-K1"]


def test_courses_of_one_total_are_added_up_and_a_total_beside_them_counts_once(db):
    given(
        db,
        "raw.count",
        """
        organisation_code | prison_code | domain_code | indicator_code | period_code | component | value
        CAW               | GEN         | onderwijs   | attendances    | 2025-01     | lassen    | 8
        CAW               | GEN         | onderwijs   | attendances    | 2025-01     | koken     | 22
        CAW               | GEN         | onderwijs   | attendances    | 2025-02     | koken     | 5
        CAW               | ANT         | onderwijs   | attendances    | 2025-01     | lassen    | 8
        CAW               | ANT         | onderwijs   | attendances    | 2025-01     | koken     | 22
        CAW               | ANT         | onderwijs   | attendances    | 2025-01     |           | 31
    """,
    )
    build(db, *MODELS, "core.total_by_label")
    assert rows(
        db,
        "select prison_code, period_code, sum(total_value)::int from core.total "
        "where period_code in ('2025-01', '2025-K1') group by all order by all",
    ) == [("ANT", "2025-01", 31), ("ANT", "2025-K1", 31), ("GEN", "2025-01", 30), ("GEN", "2025-K1", 35)]
    assert rows(db, "from core.total_by_label") == []  # what partners tell apart for themselves is not shown
