"""Periods: what may be counted before the cut-off."""

from datetime import date

from pipelines.database import rows
from tests.sql.warehouse import build
from tests.tabular import shown


def codes(db, level: str) -> list[object]:
    listed = rows(
        db, "select period_code from core.period where period_level = ? order by start_date", [level]
    )
    return [code for (code,) in listed]


def test_a_report_has_its_year_and_the_five_before(db):
    build(db, "core.period", "core.headline_month", year=2025)
    assert codes(db, "year") == ["2020", "2021", "2022", "2023", "2024", "2025"]


def test_a_period_that_has_not_ended_is_not_counted(db):
    build(db, "core.period", "core.headline_month", year=2025, last_date=date(2025, 7, 1))
    assert codes(db, "quarter")[-1] == "2025-K2"
    assert codes(db, "year")[-1] == "2024"
    assert codes(db, "year_to_date")[-1] == "2025-JTD2"


def test_year_to_date_has_no_second_code_for_a_quarter_or_a_year(db):
    build(db, "core.period", "core.headline_month")
    assert [code for code in codes(db, "year_to_date") if code.startswith("2025")] == [
        "2025-JTD2",
        "2025-JTD3",
    ]


def test_a_school_year_runs_from_september_and_is_whole(db):
    build(db, "core.period", "core.headline_month", year=2025)
    assert codes(db, "school_year") == ["2020-2021", "2021-2022", "2022-2023", "2023-2024", "2024-2025"]
    found = [row for row in shown(db, "core.period") if row["period_code"] == "2024-2025"]
    assert (found[0]["start_date"], found[0]["end_date"]) == ("2024-09-01", "2025-09-01")


def test_every_month_lies_in_its_month_quarter_year_and_school_year(db):
    build(db, "core.period", "core.headline_month")
    found = rows(
        db, "select period_code from core.period_month where month_start = '2025-02-01' order by all"
    )
    assert [code for (code,) in found] == [
        "2024-2025",
        "2025",
        "2025-02",
        "2025-JTD2",
        "2025-JTD3",
        "2025-K1",
    ]


def test_marts_show_quarters_years_and_years_to_date(db):
    build(db, "core.period", "core.headline_month")
    found = rows(
        db, "select period_code from core.headline_month where month_start = '2025-05-01' order by all"
    )
    assert [code for (code,) in found] == ["2025", "2025-JTD2", "2025-JTD3", "2025-K2"]
