"""marts.completeness, core.delivery_expected, core.delivery_month and their kin: whole periods are known from the rows."""

from tests.sql.warehouse import build, slice_of
from tests.tabular import given, records, shown

MODELS = (
    "core.delivery_expected",
    "core.delivery_month",
    "core.delivery_missing",
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


def every_month(db, year: int, months: int, prison: str = "GEN") -> None:
    for month in range(1, months + 1):
        session(db, f"{prison} {year} {month}", f"{year}-{month:02}-15", prison)


def cell(db, period: str, prison: str | None = "GEN"):
    return slice_of(db, "marts.completeness", MEASURES, prison_code=prison, period_code=period)[0]


def test_a_quarter_whose_rows_stop_in_its_first_month_is_not_complete(db):
    owed(db)
    every_month(db, 2025, 9)
    session(db, "last", "2025-10-11")
    build(db, *MODELS)
    assert cell(db, "2025-K3") == (1, 1, 0)
    assert cell(db, "2025-K4") == (1, 0, 1)
    assert cell(db, "2025") == (1, 0, 1)
    assert cell(db, "2025-JTD3") == (1, 1, 0)


def test_a_year_with_a_missing_quarter_is_not_complete(db):
    owed(db)
    session(db, "s1", "2025-03-31")
    session(db, "s2", "2025-12-11")
    build(db, *MODELS)
    assert cell(db, "2025") == (1, 0, 1)
    assert cell(db, "2025-JTD2") == (1, 0, 1)


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


def count_of(db, prison: str, *periods: str) -> None:
    for period in periods:
        given(
            db,
            "raw.count",
            f"""
            delivery_id | organisation_code | prison_code | domain_code | indicator_code | period_code | value
            {period[:4]} | BIB | {prison} | cultuur | I20 | {period} | 5
        """,
        )


def months(year: int, *numbers: int) -> list[str]:
    return [f"{year}-{number:02}" for number in numbers]


def test_totals_of_one_prison_do_not_speak_for_another(db):
    """Ghent's totals end in June, those of Antwerp go on in the same file: nobody says that Ghent had none."""
    given(db, "raw.prison", "prison_code | valid_from\nGEN | 2000-01-01\nANT | 2000-01-01")
    for prison in ("GEN", "ANT"):
        count_of(db, prison, *months(2024, *range(1, 13)))
    count_of(db, "ANT", *months(2025, *range(1, 13)))
    count_of(db, "GEN", *months(2025, *range(1, 7)))
    build(db, *MODELS, "core.delivery_assumed")
    assert [cell(db, f"2025-K{quarter}") for quarter in (1, 2, 3, 4)] == [(1, 1, 0)] * 2 + [(1, 0, 1)] * 2
    assert [cell(db, f"2025-K{quarter}", "ANT") for quarter in (1, 2, 3, 4)] == [(1, 1, 0)] * 4
    assert cell(db, "2025") == (1, 0, 1)


def test_a_month_that_is_missing_in_the_middle_is_seen_by_the_year_before(db):
    given(db, "raw.prison", "prison_code | valid_from\nGEN | 2000-01-01")
    count_of(db, "GEN", *months(2024, *range(1, 13)), *months(2025, 1, 3, *range(4, 13)))
    build(db, *MODELS, "core.delivery_assumed")
    assert [cell(db, f"2025-K{quarter}") for quarter in (1, 2, 3, 4)] == [(1, 0, 1)] + [(1, 1, 0)] * 3


def test_a_source_that_nobody_announced_owes_what_its_own_rows_promise(db):
    every_month(db, 2024, 12)
    every_month(db, 2025, 9)
    session(db, "last", "2025-10-11")
    build(db, *MODELS, "core.delivery_assumed")
    assert [cell(db, f"2025-K{quarter}") for quarter in (1, 2, 3, 4)] == [(1, 1, 0)] * 3 + [(1, 0, 1)]
    assert cell(db, "2023") == (None, None, None)
    owed_quarters = {row["period_code"] for row in shown(db, "core.delivery_assumed", "period_code")}
    assert len(owed_quarters) == 8


def test_a_source_that_fell_silent_owes_for_a_year_what_it_had_the_year_before(db):
    every_month(db, 2023, 12)
    session(db, "summer is out", "2024-03-15")
    build(db, *MODELS)
    assert cell(db, "2024-K2") == (1, 0, 1)
    assert cell(db, "2025-K1") == (1, 0, 1)
    assert cell(db, "2025-K2") == (None, None, None)


def test_a_source_with_rare_rows_is_not_asked_for_one_in_every_month(db):
    for year in (2024, 2025):
        for month in (2, 5, 8, 11):
            session(db, f"{year} {month}", f"{year}-{month:02}-15")
    build(db, *MODELS, "core.delivery_reach")
    assert cell(db, "2025-K4") == (1, 1, 0)
    assert shown(db, "core.delivery_reach", "first_month", "last_month", "months_between") == records("""
        first_month | last_month | months_between
        2024-02-01  | 2025-11-01 | 3
    """)


def test_what_is_missing_is_as_large_as_what_the_partner_usually_delivers(db):
    owed(db)
    every_month(db, 2025, 10)
    build(db, *MODELS)
    missing = shown(db, "core.delivery_missing", "prison_code", "period_code", "missing_rows")
    assert [row for row in missing if row["prison_code"] == "GEN"] == records("""
        prison_code | period_code | missing_rows
        GEN         | 2025        | 2.0
        GEN         | 2025-K4     | 2.0
    """)


def test_stints_and_targets_are_deliveries_too(db):
    given(db, "raw.prison", "prison_code | valid_from\nGEN | 2000-01-01")
    given(
        db,
        "raw.expected",
        """
        source_code | dataset | prison_code | frequency | valid_from
        ring        | person  | GEN         | year      | 2025-01-01
        ring        | target  | GEN         | year      | 2025-01-01
    """,
    )
    given(
        db,
        "raw.person",
        "person_id | prison_code | valid_from | valid_to\nada | GEN | 2024-12-01 | 2025-12-20",
    )
    given(
        db,
        "raw.target",
        "objective_code | prison_code | year | indicator_code | target_value\nD1 | GEN | 2025 | I11 | 9",
    )
    build(db, *MODELS)
    assert cell(db, "2025") == (2, 2, 0)
