"""core.organisation: a partner that went into another stands under it when that is asked."""

from datetime import date

import pytest

from pipelines.database import run
from pipelines.model import build_models, trace
from tests.sql.warehouse import SQL, slice_of
from tests.tabular import given, records, shown

MODELS = (
    "core.organisation",
    "marts.attendances_by_organisation",
    "marts.participants_by_organisation",
    "marts.sessions_by_organisation",
    "marts.sessions_by_domain",
)
KEY = {"prison_code": "GEN", "period_code": "2025"}


@pytest.fixture
def merged(db):
    """The west and the east went into a centre, and the centre into a ring; ada was in both."""
    given(
        db,
        "raw.organisation",
        """
        organisation_code | organisation_name | valid_from | valid_to   | successor_code
        WEST              | De West           | 2000-01-01 | 2025-04-01 | CENTRE
        EAST              | De Oost           | 2000-01-01 | 2025-04-01 | CENTRE
        CENTRE            | Het Centrum       | 2025-04-01 | 2025-10-01 | RING
        RING              | De Ring           | 2025-10-01 |            |
    """,
    )
    given(
        db,
        "raw.session",
        """
        session_id | organisation_code | prison_code | domain_code | session_date | status
        s1         | WEST              | GEN         | sport       | 2025-01-08   | held
        s2         | EAST              | GEN         | sport       | 2025-01-09   | held
        s3         | RING              | GEN         | sport       | 2025-11-09   | held
    """,
    )
    given(
        db,
        "raw.attendance",
        """
        session_id | person_id | status
        s1         | ada       | present
        s2         | ada       | present
        s3         | bob       | present
    """,
    )
    given(
        db,
        "raw.count",
        """
        organisation_code | prison_code | domain_code | indicator_code | period_code | value | delivery_id
        CENTRE            | GEN         | sport       | I03            | 2025-K2     | 5     | 2
        CENTRE            | GEN         | sport       | I09            | 2025-K2     | 50    | 2
    """,
    )
    return db


def build(db, *, follow: bool):
    asked = {"report_year": 2025, "last_date": date(2026, 1, 1), "follow_successors": follow}
    build_models(db, SQL, asked, only=MODELS)


def test_figures_stand_as_they_were_delivered_unless_it_is_asked(merged):
    build(merged, follow=False)
    assert slice_of(merged, "marts.sessions_by_organisation", "organisation_code, sessions_held", **KEY) == [
        ("CENTRE", 5),
        ("EAST", 1),
        ("RING", 1),
        ("WEST", 1),
        (None, 8),
    ]


def test_figures_stand_under_the_last_successor_when_it_is_asked(merged):
    build(merged, follow=True)
    for mart, measure, value in (
        ("sessions", "sessions_held", 8),
        ("attendances", "attendances", 53),
        ("participants", "participants", 2),
    ):
        found = slice_of(merged, f"marts.{mart}_by_organisation", f"organisation_code, {measure}", **KEY)
        assert found == [("RING", value), (None, value)]


def test_a_person_of_both_partners_is_one_participant_of_their_successor(merged):
    quarter = {"prison_code": "GEN", "period_code": "2025-K1"}
    measure = "organisation_code, participants"
    build(merged, follow=False)
    apart = slice_of(merged, "marts.participants_by_organisation", measure, **quarter)
    assert apart == [("EAST", 1), ("RING", 0), ("WEST", 1), (None, 1)]
    build(merged, follow=True)
    assert slice_of(merged, "marts.participants_by_organisation", measure, **quarter) == [
        ("RING", 1),
        (None, 1),
    ]


def test_a_cell_of_the_successor_leads_to_the_lines_of_those_that_went_into_it(merged):
    run(merged, "create schema load")
    run(merged, "create table load.delivery as select 1 as delivery_id, 'sport.csv' as file_name")
    run(merged, "update raw.session set line = 10 + substr(session_id, 2)::int")
    build(merged, follow=True)
    cell = {"prison_code": "GEN", "period_code": "2025", "organisation_code": "RING"}
    lines = [origin.line for origin in trace(merged, SQL, "sessions_by_organisation.sessions_held", cell)]
    assert lines == [2, 11, 12, 13]


def test_an_organisation_has_its_name_at_the_cut_off_and_what_became_of_it(merged):
    build(merged, follow=True)
    assert shown(merged, "core.organisation") == records("""
        organisation_code | organisation_name | closed_date | successor_code | shown_code
        CENTRE            | Het Centrum       | 2025-10-01  | RING           | RING
        EAST              | De Oost           | 2025-04-01  | CENTRE         | RING
        RING              | De Ring           |             |                | RING
        WEST              | De West           | 2025-04-01  | CENTRE         | RING
    """)


def test_organisations_that_follow_each_other_in_a_ring_do_not_hang_the_build(db):
    given(
        db,
        "raw.organisation",
        """
        organisation_code | valid_from | successor_code
        A                 | 2000-01-01 | B
        B                 | 2000-01-01 | A
    """,
    )
    build(db, follow=True)
    assert len(shown(db, "core.organisation")) == 2
