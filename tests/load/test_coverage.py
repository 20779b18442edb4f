"""What is expected is set beside what was delivered."""

from datetime import date

import pytest

from pipelines.database import Database, run
from pipelines.load import coverage
from tests.tabular import given

LONG_AFTER = date(2026, 11, 24)


def expect(db: Database, dataset: str, frequency: str, *, prison: str = "GEN", until: str = "") -> None:
    given(
        db,
        "raw.expected",
        f"""
        source_code | dataset   | prison_code | frequency   | valid_from | valid_to
        vocvo       | {dataset} | {prison}    | {frequency} | 2020-01-01 | {until}
        """,
    )


def deliver(db: Database, number: int, received: str, *, name: str = "") -> None:
    given(
        db,
        "load.delivery",
        f"""
        delivery_id | source_code | file_name               | sha256   | received_at | is_fictitious | state
        {number}    | vocvo       | {name or f"file {number}"} | {number} | {received}  | true          | loaded
        """,
    )


def sessions(db: Database, *days: str, delivery: int = 11, prison: str = "GEN") -> None:
    for day in days:
        given(
            db,
            "raw.session",
            f"""
            delivery_id | session_id                     | prison_code | session_date
            {delivery}  | {day} in {prison or "nowhere"} | {prison}    | {day}
            """,
        )


def daily(month: str) -> list[str]:
    return [f"{month}-{day:02}" for day in range(1, 7)]


def states(db: Database, year: int = 2025, today: date = LONG_AFTER) -> str:
    return " ".join(row.state for row in coverage(db, year=year, today=today))


def test_a_quarter_with_rows_is_delivered_and_one_without_is_missing(db: Database) -> None:
    expect(db, "session", "quarter")
    deliver(db, 11, "2025-04-02")
    sessions(db, "2025-02-03", "2025-03-31")
    assert states(db) == "delivered missing missing missing"


def test_nothing_is_missing_before_the_day_it_must_be_there(db: Database) -> None:
    expect(db, "session", "quarter")
    deliver(db, 11, "2025-04-02")
    sessions(db, "2025-02-03")
    assert states(db, today=date(2025, 7, 1)) == "delivered expected expected expected"
    assert states(db, today=date(2025, 7, 16)) == "delivered expected expected expected"
    assert states(db, today=date(2025, 7, 17)) == "delivered missing expected expected"


def test_who_delivers_by_year_owes_nothing_before_the_year_is_over(db: Database) -> None:
    expect(db, "session", "year")
    assert states(db, today=date(2025, 12, 31)) == "expected expected expected expected"
    assert states(db, today=date(2026, 2, 2)) == "missing missing missing missing"


def test_a_quarter_that_is_not_over_is_not_judged(db: Database) -> None:
    expect(db, "session", "quarter")
    deliver(db, 11, "2025-02-10")
    sessions(db, "2025-02-03")
    assert states(db, today=date(2025, 2, 10)).startswith("expected ")


def test_rows_that_came_after_the_day_are_late(db: Database) -> None:
    expect(db, "session", "quarter")
    deliver(db, 11, "2025-04-02")
    deliver(db, 12, "2025-08-20")
    sessions(db, "2025-02-03", "2025-03-31")
    sessions(db, "2025-05-06", delivery=12)
    assert states(db) == "delivered late missing missing"


def test_a_corrected_file_came_when_its_first_version_did(db: Database) -> None:
    expect(db, "session", "quarter")
    deliver(db, 11, "2025-04-02", name="kwartaal 1")
    deliver(db, 12, "2025-08-20", name="kwartaal 1")
    sessions(db, "2025-02-03", delivery=12)
    assert states(db).startswith("delivered ")


def test_nobody_is_late_before_the_ledger_began(db: Database) -> None:
    expect(db, "session", "quarter")
    deliver(db, 11, "2026-11-24")
    sessions(db, "2025-02-03")
    assert states(db).startswith("delivered ")


def test_a_quarter_is_partly_there_when_its_rows_stop_before_those_of_another_year(db: Database) -> None:
    expect(db, "session", "quarter")
    deliver(db, 11, "2025-01-02")
    for month in (10, 11, 12):
        sessions(db, *daily(f"2024-{month}"))
    sessions(db, *daily("2025-10"), "2025-11-01")
    assert states(db, 2024).endswith("delivered")
    assert states(db, 2025).endswith("partly")
    assert states(db, 2025, today=date(2026, 1, 5)).endswith("expected")


def test_a_quarter_is_partly_there_when_its_rows_stop_before_those_of_other_quarters(db: Database) -> None:
    expect(db, "session", "quarter")
    deliver(db, 11, "2025-04-02")
    for month in ("01", "02", "03", "04", "05"):
        sessions(db, *daily(f"2025-{month}"))
    assert states(db) == "delivered partly missing missing"


def test_a_quiet_month_is_no_hole(db: Database) -> None:
    expect(db, "session", "quarter")
    deliver(db, 11, "2025-04-02")
    sessions(db, "2024-01-10", "2024-02-10", "2024-03-10", "2025-01-10", "2025-03-10")
    assert states(db).startswith("delivered ")


def test_a_file_with_several_prisons_says_none_of_the_one_that_it_leaves_out(db: Database) -> None:
    expect(db, "session", "quarter")
    deliver(db, 11, "2025-04-02")
    sessions(db, "2025-02-03", prison="ANT")
    assert states(db).startswith("missing ")
    sessions(db, "2025-02-03", prison="BRU")
    assert states(db).startswith("delivered ")


def test_one_prison_that_stops_is_partly_there_though_others_go_on(db: Database) -> None:
    expect(db, "session", "quarter")
    deliver(db, 11, "2025-04-02")
    for month in ("01", "02", "03", "04", "05", "06"):
        sessions(db, *daily(f"2025-{month}"), prison="ANT")
    for month in ("01", "02", "03", "04"):
        sessions(db, *daily(f"2025-{month}"))
    assert states(db).startswith("delivered partly ")


def test_what_is_expected_for_all_together_is_one_row(db: Database) -> None:
    expect(db, "session", "quarter", prison="", until="2025-07-01")
    deliver(db, 11, "2025-04-02")
    sessions(db, "2025-05-06", prison="ANT")
    rows = coverage(db, year=2025, today=LONG_AFTER)
    assert [(row.prison_code, row.quarter, row.state) for row in rows] == [
        (None, "2025-K1", "missing"),
        (None, "2025-K2", "delivered"),
    ]


def test_an_attendance_counts_on_the_day_of_its_session(db: Database) -> None:
    expect(db, "attendance", "quarter")
    deliver(db, 11, "2025-04-02")
    sessions(db, "2025-05-06")
    given(db, "raw.attendance", "delivery_id | session_id\n11 | 2025-05-06 in GEN")
    assert states(db) == "missing delivered missing missing"


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2025", "delivered delivered delivered delivered"),
        ("2025-K3", "missing missing delivered missing"),
        ("2025-05", "missing delivered missing missing"),
    ],
)
def test_a_total_counts_for_its_whole_period(db: Database, period: str, expected: str) -> None:
    expect(db, "count", "month")
    deliver(db, 11, "2025-04-02")
    given(db, "raw.count", f"delivery_id | prison_code | period_code\n11 | GEN | {period}")
    assert states(db) == expected


def test_a_month_without_total_is_a_hole_where_there_are_monthly_totals(db: Database) -> None:
    expect(db, "count", "month")
    deliver(db, 11, "2025-04-02")
    for month in ("01", "02", "03", "04", "06"):
        given(db, "raw.count", f"delivery_id | prison_code | period_code\n11 | GEN | 2025-{month}")
    assert states(db) == "delivered partly missing missing"


@pytest.mark.parametrize(
    ("dataset", "column"),
    [("enrolment", "applied_date"), ("trajectory", "end_date"), ("certificate", "evaluated_date")],
)
def test_every_dataset_has_its_own_day(db: Database, dataset: str, column: str) -> None:
    expect(db, dataset, "quarter")
    deliver(db, 11, "2025-04-02")
    given(db, f"raw.{dataset}", f"delivery_id | prison_code | {column}\n11 | GEN | 2025-08-01")
    assert states(db) == "missing missing delivered missing"


def test_a_source_has_the_name_that_its_last_load_gave(db: Database) -> None:
    expect(db, "session", "quarter")
    assert {row.source_label for row in coverage(db, year=2025, today=LONG_AFTER)} == {"vocvo"}
    run(db, "insert into load.source values ('vocvo', 'Vocvo (fictief)')")
    assert {row.source_label for row in coverage(db, year=2025, today=LONG_AFTER)} == {"Vocvo (fictief)"}
