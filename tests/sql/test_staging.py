"""Staging: needed columns only, and where each row came from."""

import pytest

from pipelines.database import rows, scalar
from tests.sql.warehouse import build
from tests.tabular import given, records, shown

MODELS = (
    "staging.activity",
    "staging.attendance",
    "staging.break",
    "staging.certificate",
    "staging.count",
    "staging.domain",
    "staging.enrolment",
    "staging.expected",
    "staging.organisation",
    "staging.person",
    "staging.population",
    "staging.prison",
    "staging.session",
    "staging.staff",
    "staging.subdomain",
    "staging.trajectory",
)

DELIVERED = (
    "staging.activity",
    "staging.session",
    "staging.attendance",
    "staging.person",
    "staging.population",
    "staging.count",
    "staging.enrolment",
    "staging.trajectory",
    "staging.certificate",
    "staging.staff",
)


@pytest.mark.parametrize("table", DELIVERED)
def test_a_staged_row_still_knows_its_delivery_sheet_and_line(db, table):
    build(db, *MODELS)
    columns = {name for (name,) in rows(db, f"select column_name from (describe {table})")}
    assert {"source_code", "delivery_id", "sheet", "line"} <= columns


def test_the_children_behind_a_person_file_stay_out_of_staging(db):
    given(
        db, "raw.session", "session_id | session_date | status | start_time\ns1 | 2025-01-01 | held | 10:00"
    )
    build(db, *MODELS)
    assert "start_time" not in shown(db, "staging.session")[0]


def test_hours_follow_from_begin_and_end_where_no_duration_is_given(db):
    given(
        db,
        "raw.session",
        """
        session_id | session_date | status | start_time | end_time | duration_hours
        begin-end  | 2025-01-01   | held   | 14:00      | 15:30    |
        told       | 2025-01-01   | held   | 14:00      | 15:30    | 1
        reversed   | 2025-01-01   | held   | 15:30      | 14:00    |
        no-begin   | 2025-01-01   | held   |            | 14:00    |
        """,
    )
    build(db, *MODELS)
    hours = {one["session_id"]: one["duration_hours"] for one in shown(db, "staging.session")}
    assert hours == {"begin-end": "1.5000", "told": "1.0000", "reversed": None, "no-begin": None}


def test_reference_lists_keep_code_and_validity(db):
    given(db, "raw.prison", "prison_code | prison_name | valid_from\nGEN | Gent | 2000-01-01")
    given(db, "raw.domain", "domain_code | domain_order\nsport | 5")
    given(db, "raw.subdomain", "subdomain_code | domain_code\nfitness | sport")
    given(
        db,
        "raw.expected",
        "source_code | dataset | frequency | valid_from\nde-ring | session | quarter | 2020-01-01",
    )
    given(db, "raw.organisation", "organisation_code | valid_from | successor_code\nCAW | 2000-01-01 | CAW2")
    given(db, "raw.break", "break_date | prison_code\n2020-03-13 | GEN")
    build(db, *MODELS)
    assert shown(db, "staging.organisation")[0]["successor_code"] == "CAW2"
    assert shown(db, "staging.break")[0]["break_date"] == "2020-03-13"
    assert shown(db, "staging.prison") == records("""
        prison_code | prison_name | valid_from | valid_to | successor_code
        GEN         | Gent        | 2000-01-01 |          |
    """)
    assert shown(db, "staging.domain") == records("domain_code | domain_order\nsport | 5")
    assert shown(db, "staging.subdomain") == records("subdomain_code | domain_code\nfitness | sport")
    assert scalar(db, "select source_code from staging.expected") == "de-ring"


def test_a_total_finds_its_measure_by_code_or_by_name(db):
    given(
        db,
        "raw.count",
        """
        prison_code | indicator_code | period_code | value
        GEN         | I09            | 2025-K1     | 12
        GEN         | attendances    | 2025-K2     | 13
        GEN         | I99            | 2025-K3     | 14
    """,
    )
    build(db, *MODELS)
    assert shown(db, "staging.count", "measure", "period_code") == records("""
        measure     | period_code
        attendances | 2025-K1
        attendances | 2025-K2
    """)
