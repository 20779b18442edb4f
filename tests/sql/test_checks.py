"""The checks of the program: each finds what it is about, and nothing in clean data."""

import pytest

from pipelines.database import run
from pipelines.model import run_checks
from tests.sql.warehouse import SQL, build, create_ledger, enter_deliveries
from tests.tabular import given, records, shown


def found(db) -> dict[str, int]:
    """Give the checks that found something, with how many rows; the ledger says what stands in raw."""
    enter_deliveries(db)
    return {finding.name: finding.rows for finding in run_checks(db, SQL)}


@pytest.fixture
def clean(db):
    create_ledger(db)
    given(
        db,
        "raw.expected",
        """
        source_code | dataset | prison_code | frequency | valid_from | valid_to
        ring        | session | GEN         | quarter   | 2025-01-01 | 2025-04-01
    """,
    )
    given(
        db,
        "raw.session",
        """
        session_id | source_code | delivery_id | organisation_code | prison_code | domain_code | session_date | status
        s1         | ring        | 1           | RING              | GEN         | sport       | 2025-01-07   | held
        s2         | ring        | 1           | RING              | GEN         | sport       | 2025-01-08   | cancelled
    """,
    )
    given(
        db,
        "raw.attendance",
        """
        session_id | person_id | status  | source_code | delivery_id | line
        s1         | ada       | present | ring        | 1           | 2
    """,
    )
    return db


def test_clean_data_give_no_finding(clean):
    build(clean)
    assert found(clean) == {}


def test_a_session_without_prison_is_an_error(clean):
    given(clean, "raw.session", "session_id | session_date | status | line\ns9 | 2025-01-07 | held | 9")
    build(clean)
    assert found(clean) == {"every_session_has_a_prison": 1}


def test_an_attendance_without_session_is_found(clean):
    given(clean, "raw.attendance", "session_id | person_id | status\ns9 | ada | present")
    build(clean)
    assert found(clean) == {"every_attendance_has_a_session": 1}


def stated(db, value: int) -> None:
    given(
        db,
        "raw.count",
        f"""
        organisation_code | prison_code | domain_code | indicator_code | period_code | value   | delivery_id
        RING              | GEN         | sport       | I03            | 2025-K1     | {value} | 7
    """,
    )


@pytest.mark.parametrize("measure", ["sessies", "cancellation_rate"])
def test_a_total_of_a_measure_that_is_not_counted_is_found(clean, measure):
    given(
        clean,
        "raw.count",
        f"""
        organisation_code | prison_code | domain_code | indicator_code | period_code | value
        RING              | GEN         | sport       | {measure}      | 2025-K1     | 1
    """,
    )
    build(clean)
    assert found(clean) == {"totals_name_a_known_measure": 1}


def test_a_target_may_be_a_rate_but_not_an_unknown_measure(clean):
    given(
        clean,
        "raw.target",
        """
        objective_code | prison_code | year | indicator_code
        A              | GEN         | 2025 | cancellation_rate
        B              | GEN         | 2025 | afgelast
    """,
    )
    build(clean)
    assert found(clean) == {"totals_name_a_known_measure": 1}


def test_a_total_beside_records_is_found(clean):
    stated(clean, 1)
    build(clean)
    assert found(clean) == {"totals_stand_beside_records": 1}


def test_a_total_that_the_records_contradict_is_found(clean):
    stated(clean, 3)
    build(clean)
    assert found(clean) == {"totals_stand_beside_records": 1, "stated_totals_agree_with_records": 1}
    assert shown(clean, "core.control_total", "measure", "stated_value", "recorded_value") == records("""
        measure       | stated_value | recorded_value
        sessions_held | 3.0000       | 1.0000
    """)


SPOILED = [
    (
        "reasons_add_up_to_cancelled",
        "cancellations_by_reason",
        "sessions_cancelled = 5",
        "cancellation_reason is null",
    ),
    ("parts_add_up_to_their_total", "attendances_by_domain", "attendances = 5", "domain_code is null"),
    ("prisons_add_up_to_all_prisons", "sessions_by_domain", "sessions_held = 5", "prison_code is null"),
    ("totals_agree_across_marts", "participants_by_gender", "participants = 5", "gender is null"),
    ("marts_count_every_session", "sessions_by_domain", "sessions_planned = 5", "prison_code is null"),
    ("marts_count_every_attendance", "attendances_by_domain", "attendances = 5", "prison_code is null"),
    (
        "participants_lie_between_their_parts",
        "participants_by_domain",
        "participants = 5",
        "domain_code is null",
    ),
]


@pytest.mark.parametrize(("check", "mart", "change", "where"), SPOILED, ids=[row[0] for row in SPOILED])
def test_marts_that_do_not_agree_are_found(clean, check, mart, change, where):
    build(clean)
    run(clean, f"update marts.{mart} set {change} where {where} and period_code = '2025'")
    assert check in found(clean)


def test_rows_that_the_ledger_does_not_know_are_found(clean):
    build(clean)
    enter_deliveries(clean)
    run(clean, "insert into raw.session select * replace ('s3' as session_id) from raw.session limit 1")
    names = {finding.name for finding in run_checks(clean, SQL)}
    assert names == {"rows_of_deliveries_stand_in_the_ledger"}


def test_rows_that_got_lost_after_loading_are_found(clean):
    build(clean)
    enter_deliveries(clean)
    run(clean, "delete from raw.session where session_id = 's2'")
    names = {finding.name for finding in run_checks(clean, SQL)}
    assert "rows_of_deliveries_stand_in_the_ledger" in names


def test_rows_that_a_later_file_of_the_partner_took_the_place_of_are_not_lost(clean):
    build(clean)
    enter_deliveries(clean)
    run(clean, "insert into load.delivery values (2, 'ring', 'again.csv', 'loaded')")
    run(clean, "delete from raw.session where session_id = 's2'")
    assert "rows_of_deliveries_stand_in_the_ledger" not in {
        finding.name for finding in run_checks(clean, SQL)
    }


def test_a_delivery_that_did_not_come_is_found(clean):
    given(
        clean,
        "raw.expected",
        """
        source_code | dataset     | prison_code | frequency | valid_from
        ring        | trajectory  | GEN         | year      | 2025-01-01
    """,
    )
    build(clean)
    assert found(clean) == {"expected_deliveries_came_in": 1}


def test_a_printed_total_that_is_not_the_sum_is_found(clean):
    build(clean)
    run(
        clean,
        "insert into load.finding values (1, 'session', '', 9, 'head_count', 12, 13, 'total_differs', null)",
    )
    assert found(clean) == {"printed_totals_agree_with_their_rows": 1}


def test_files_in_a_zip_that_were_passed_by_are_found(clean):
    build(clean)
    told = "values (1, 'session', '', null, '.docx, .pdf', null, null, 'members_not_read', 3)"
    run(clean, f"insert into load.finding {told}")
    assert found(clean) == {"files_in_archives_are_read": 1}
    (finding,) = run_checks(clean, SQL)
    assert (finding.name, finding.severity) == ("files_in_archives_are_read", "information")
    assert "files 3, kinds .docx, .pdf" in finding.examples[0]


def test_parts_that_do_not_make_the_whole_are_found(clean):
    build(clean)
    run(clean, "update marts.sessions_by_domain set sessions_moved = 5 where period_code = '2025'")
    assert "sessions_add_up_to_planned" in found(clean)


def test_more_persons_than_attendances_are_found(clean):
    build(clean)
    run(clean, "update marts.participants_by_domain set participants = 50 where period_code = '2025'")
    assert "participants_do_not_exceed_attendances" in found(clean)


def test_a_session_outside_the_life_of_its_prison_is_found(clean):
    given(
        clean,
        "raw.prison",
        "prison_code | prison_name | valid_from | valid_to\nGEN | Gent | 2000-01-01 | 2025-01-08",
    )
    build(clean)
    assert found(clean) == {"sessions_lie_within_the_life_of_their_prison": 1}


def test_a_session_of_a_partner_that_had_gone_into_another_is_found(clean):
    given(
        clean,
        "raw.organisation",
        """
        organisation_code | valid_from | valid_to   | successor_code
        RING              | 2000-01-01 | 2025-01-08 | CENTRE
    """,
    )
    build(clean)
    assert found(clean) == {"organisations_do_not_deliver_after_their_merger": 1}
