"""marts.completeness, core.delivery_expected and core.delivery_month: whole periods are known from the rows."""

from tests.sql.warehouse import build, slice_of
from tests.tabular import given

MODELS = (
    "core.delivery_expected",
    "core.delivery_month",
    "marts.completeness",
)

MEASURES = "deliveries_expected, deliveries_received, deliveries_missing"


def owed(db, frequency: str = "quarter", prison: str = "") -> None:
    given(db, "raw.prison", "prison_code | valid_from\nGEN | 2000-01-01\nANT | 2000-01-01")
    given(
        db,
        "raw.expected",
        f"""
        source_code | dataset | prison_code | frequency   | valid_from
        ring        | session | {prison}    | {frequency} | 2025-01-01
    """,
    )


def session(db, name: str, day: str, prison: str = "GEN") -> None:
    given(
        db,
        "raw.session",
        f"""
        session_id | prison_code | session_date | status
        {name}     | {prison}    | {day}        | held
    """,
    )


def cell(db, period: str, prison: str | None = "GEN"):
    return slice_of(db, "marts.completeness", MEASURES, prison_code=prison, period_code=period)[0]


def test_a_quarter_whose_rows_stop_in_its_first_month_is_not_complete(db):
    owed(db)
    session(db, "s1", "2025-09-30")
    session(db, "s2", "2025-10-11")
    build(db, *MODELS)
    assert cell(db, "2025-K3") == (1, 1, 0)
    assert cell(db, "2025-K4") == (1, 0, 1)
    assert cell(db, "2025") == (1, 0, 1)
    assert cell(db, "2025-JTD3") == (1, 1, 0)


def test_a_quarter_without_rows_between_others_is_missing(db):
    owed(db)
    session(db, "s1", "2025-03-31")
    session(db, "s2", "2025-12-11")
    build(db, *MODELS)
    assert [cell(db, f"2025-K{quarter}")[2] for quarter in (1, 2, 3, 4)] == [0, 1, 1, 0]


def test_a_file_for_all_prisons_speaks_for_those_that_it_leaves_out(db):
    owed(db)
    session(db, "s1", "2025-03-31")
    build(db, *MODELS)
    assert cell(db, "2025-K1", "ANT") == (1, 1, 0)
    assert cell(db, "2025-K1", None) == (2, 2, 0)


def test_a_file_of_one_prison_is_owed_by_that_prison_only(db):
    owed(db, prison="GEN")
    session(db, "s1", "2025-03-31", "ANT")
    build(db, *MODELS)
    assert cell(db, "2025-K1", "GEN") == (1, 0, 1)
    assert cell(db, "2025-K1", "ANT") == (None, None, None)


def test_who_delivers_by_year_owes_nothing_by_quarter(db):
    owed(db, frequency="year")
    build(db, *MODELS)
    assert cell(db, "2025-K1") == (None, None, None)
    assert cell(db, "2025") == (1, 0, 1)


def test_nothing_is_owed_before_the_first_day(db):
    owed(db)
    build(db, *MODELS)
    assert cell(db, "2024") == (None, None, None)


def test_totals_and_population_count_as_deliveries_too(db):
    given(db, "raw.prison", "prison_code | valid_from\nGEN | 2000-01-01")
    given(
        db,
        "raw.expected",
        """
        source_code | dataset    | frequency | valid_from
        ring        | count      | quarter   | 2025-01-01
        ring        | population | quarter   | 2025-01-01
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
    assert cell(db, "2025-K1") == (2, 1, 1)
