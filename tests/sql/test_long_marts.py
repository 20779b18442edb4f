"""Marts of one shape are cuts of one long table: core.participants_by_label and four others.

These are core.population_by_label, core.sessions_by_label, core.attendances_by_label and core.records_by_label.
With a picture of each step that a longer model was taken apart into.
"""

import pytest

from pipelines.database import rows
from tests.sql.warehouse import SQL, build
from tests.tabular import given, records, shown

TRAITS = ("age_band", "form", "gender", "language_group", "regime", "statuut", "target_group")
OFFER = {
    "form": "form", "target_group": "target_group", "subdomain": "subdomain_code", "organisation": "organisation_code",
}  # fmt: skip
SESSIONS = ("activities", "sessions_planned", "sessions_held", "sessions_cancelled", "session_hours")
HOURS = ("attendances", "persons", "participant_hours", "persons")
RECORDS = {
    "absences_by_reason": "absence_reason", "enrolments_by_status": "status",
    "certificates_by_kind": "certificate_kind", "trajectories_by_reason": "end_reason",
}  # fmt: skip
CUTS = [
    *((f"participants_by_{one}", "participants_by_label", one, ("participants",)) for one in TRAITS),
    *(
        (f"population_by_{one}", "population_by_label", one, ("average_population", "persons_stayed"))
        for one in ("age_band", "gender", "language_group", "statuut")
    ),
    *((f"sessions_by_{name}", "sessions_by_label", one, SESSIONS) for name, one in OFFER.items()),
    *(
        (f"{what}_by_{name}", f"{what}_by_label", OFFER[name], columns)
        for what, columns in (("attendances", HOURS), ("participants", ("participants",)))
        for name in ("subdomain", "organisation")
    ),
    ("attendances_by_target_group", "attendances_by_label", "target_group", HOURS),
    *((mart, "records_by_label", one, ("records", "persons")) for mart, one in RECORDS.items()),
]
"""Each mart, the long table that it is cut from, by which dimension, and that table's columns in its order."""


@pytest.fixture
def offered(db):
    """Ada changes from remand to sentenced; bob comes to a talk; the library of Gent states a total."""
    given(
        db,
        "raw.session",
        """
        session_id | prison_code | domain_code | session_date | status | form       | organisation_code
        s1         | GEN         | sport       | 2025-01-07   | held   | group      | CLUB
        s2         | GEN         | sport       | 2025-02-07   | held   | group      | CLUB
        s3         | ANT         | welzijn     | 2025-10-20   | held   | individual | CAW
    """,
    )
    given(
        db,
        "raw.attendance",
        """
        session_id | person_id | status
        s1         | ada       | present
        s2         | ada       | present
        s2         | bob       | present
        s3         | bob       | present
        """,
    )
    given(
        db,
        "raw.person",
        """
        person_id | prison_code | valid_from | valid_to   | statuut
        ada       | GEN         | 2024-06-01 | 2025-02-01 | remand
        ada       | GEN         | 2025-02-01 |            | sentenced
        bob       | GEN         | 2024-06-01 | 2025-06-01 | remand
        bob       | ANT         | 2025-06-01 |            | remand
        """,
    )
    return db


def place(db, table, *columns, **key):
    """The rows of a table with these labels, as records."""
    run = " and ".join(f"{name} is not distinct from ${name}" for name in key)
    found = rows(db, f"select {', '.join(columns)} from {table} where {run} order by all nulls last", key)
    return [
        dict(zip(columns, (None if cell is None else str(cell) for cell in row), strict=True))
        for row in found
    ]


def test_a_person_with_two_labels_is_counted_in_both_and_once_in_the_total(offered):
    build(offered, "core.participants_by_label")
    key = {"prison_code": "GEN", "period_code": "2025-K1", "dimension": "statuut"}
    assert place(offered, "core.participants_by_label", "label", "participants", **key) == records("""
        label     | participants
        remand    | 2
        sentenced | 1
                  | 2
    """)


@pytest.mark.parametrize(("mart", "long", "dimension", "columns"), CUTS, ids=[cut[0] for cut in CUTS])
def test_a_mart_is_a_cut_of_the_long_table(offered, mart, long, dimension, columns):
    given(
        offered,
        "raw.population",
        f"""
        prison_code | period_code | breakdown   | category | average_population
        GEN         | 2025        | {dimension} | x        | 10
        ANT         | 2025        | {dimension} | x        | 20
    """,
    )
    build(offered, f"marts.{mart}", f"core.{long}")
    cut = rows(offered, f"select * from marts.{mart} order by all")
    whole = rows(
        offered,
        f"select prison_code, period_code, label, {', '.join(columns)} from core.{long} "
        f"where dimension = '{dimension}' order by all",
    )
    assert cut == whole and cut
    assert len((SQL / "marts" / f"{mart}.sql").read_text("utf-8").splitlines()) <= 15


def test_a_partner_has_a_cell_where_it_ever_delivered_and_a_form_everywhere(offered):
    build(offered, "core.label_frame")
    columns = ("dimension", "label", "sessions", "attendances")
    key = {"prison_code": "GEN", "period_code": "2025-K1"}
    frame = place(offered, "core.label_frame", *columns, **key)
    assert [row for row in frame if row["dimension"] in ("form", "organisation_code")] == records("""
        dimension         | label      | sessions | attendances
        form              | group      | 0        | 0
        form              | individual | 0        | 0
        form              |            | 0        | 0
        organisation_code | CLUB       | 0        | 0
        organisation_code |            | 0        | 0
    """)
    before = place(offered, "core.label_frame", *columns, prison_code="GEN", period_code="2024-K4")
    assert {(row["label"], row["sessions"]) for row in before if row["dimension"] == "organisation_code"} == {
        ("CLUB", None),
        (None, None),
    }, "nothing was delivered of that quarter, and that is no nought"


def test_all_prisons_are_known_of_a_breakdown_where_each_states_it(offered):
    given(
        offered,
        "raw.population",
        """
        prison_code | period_code | breakdown | category  | average_population
        GEN         | 2025        | gender    | V         | 10
        ANT         | 2025        | gender    | V         | 20
        GEN         | 2025        | statuut   | remand    | 7
    """,
    )
    build(offered, "core.population_by_label")
    assert shown(
        offered, "core.population_by_label", "dimension", "prison_code", "average_population"
    ) == records("""
        dimension | prison_code | average_population
        gender    | ANT         | 20.0000
        gender    | GEN         | 10.0000
        gender    |             | 30.0000
        statuut   | GEN         | 7.0000
    """)


def test_persons_are_counted_anew_by_domain_and_form(offered):
    build(offered, "core.participants_by_form", "core.participants_by_calendar")
    key = {"period_code": "2025"}
    assert place(
        offered, "core.participants_by_form", "prison_code", "domain_code", "form", "persons", **key
    ) == records("""
        prison_code | domain_code | form       | persons
        ANT         | welzijn     | individual | 1
        GEN         | sport       | group      | 2
                    | sport       | group      | 2
                    | welzijn     | individual | 1
    """)


def test_a_school_year_runs_from_september_and_has_its_persons(offered):
    build(offered, "core.calendar_month", "core.participants_by_calendar")
    months = rows(
        offered, "select min(month_start), count(*) from core.calendar_month where period_code = '2025-10'"
    )
    assert [(str(first), count) for first, count in months] == [("2025-10-01", 1)]
    key = {"period_code": "2025-02", "prison_code": "GEN"}
    assert place(offered, "core.participants_by_calendar", "domain_code", "participants", **key) == records("""
        domain_code | participants
        sport       | 2
                    | 2
    """)


def test_history_is_known_where_the_twelve_months_before_were_delivered(offered):
    build(offered, "core.history_known")
    known = {(row["prison_code"], row["period_code"]) for row in shown(offered, "core.history_known")}
    assert ("GEN", "2025-K1") not in known, "nothing of 2024 was delivered"


def test_what_is_stated_of_attendances_stands_by_domain_and_form(db):
    given(
        db,
        "raw.count",
        """
        prison_code | organisation_code | domain_code | form  | period_code | indicator_code | value | unit
        GEN         | CLUB              | sport       | group | 2025-K1     | I09            | 12    | person
        GEN         | CLUB              | sport       | group | 2025-K1     | I03            | 99    | person
    """,
    )
    build(db, "core.stated_attendance")
    key = {"prison_code": "GEN", "period_code": "2025-K1", "domain_code": "sport"}
    assert place(db, "core.stated_attendance", "form", "attendances", **key) == records("""
        form  | attendances
        group | 12.0000
              | 12.0000
    """)


def test_a_count_of_trajectories_is_zero_where_they_are_delivered_and_else_unknown(db):
    given(
        db,
        "raw.trajectory",
        """
        trajectory_id | person_id | prison_code | organisation_code | domain_code | start_date | end_date   | end_status
        t1            | ada       | GEN         | CAW               | welzijn     | 2025-01-10 | 2025-03-01 | completed
        """,
    )
    build(db, "core.trajectory_frame")
    columns = ("trajectories_started", "trajectories_settled_persons")
    key = {"prison_code": "GEN", "domain_code": "welzijn"}
    assert place(db, "core.trajectory_frame", *columns, period_code="2025-K1", **key) == [
        dict.fromkeys(columns, "0")
    ]
    unknown = place(db, "core.trajectory_frame", *columns, period_code="2024-K1", **key)
    assert unknown in ([], [dict.fromkeys(columns)])
