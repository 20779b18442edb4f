"""The same measures by organisation, subdomain, form, month and school year."""

from decimal import Decimal

import pytest

from pipelines.database import rows, run
from pipelines.protect import read_patterns
from tests.sql.warehouse import build, slice_of
from tests.tabular import given

MODELS = (
    "core.participation",
    "core.person",
    "marts.attendances_by_organisation",
    "marts.attendances_by_subdomain",
    "marts.attendances_by_target_group",
    "marts.offer_by_calendar",
    "marts.participants_by_form",
    "marts.participants_by_organisation",
    "marts.participants_by_subdomain",
    "marts.participants_by_target_group",
    "marts.sessions_by_form",
    "marts.sessions_by_organisation",
    "marts.sessions_by_subdomain",
    "marts.sessions_by_target_group",
)


@pytest.fixture
def db(db):
    given(
        db,
        "raw.session",
        """
        session_id | source_code | delivery_id | organisation_code | prison_code | domain_code | subdomain_code | form       | session_date | status | duration_hours | head_count | target_group
        s1         | ring        | 1           | RING              | GEN         | sport       | fitness        | group      | 2025-01-08   | held   | 2              | | women
        s2         | ring        | 1           | RING              | GEN         | sport       |                | individual | 2025-02-08   | held   | 1              | | women
        s3         | bib         | 2           | BIB               | GEN         | cultuur     | bibliotheek    | group      | 2025-05-08   | held   | 1              | 8 |
        s4         | ring        | 3           | RING              | GEN         | sport       | fitness        | group      | 2024-09-08   | held   | 2              | | internees
        s5         | ring        | 3           | RING              | ANT         | sport       | fitness        | group      | 2024-10-08   | held   | 2              | |
    """,
    )
    given(
        db,
        "raw.attendance",
        """
        session_id | person_id | status  | source_code | delivery_id
        s1         | ada       | present | ring        | 1
        s1         | bob       | present | ring        | 1
        s2         | ada       | present | ring        | 1
        s4         | ada       | present | ring        | 3
        s5         | ada       | present | ring        | 3
    """,
    )
    build(db, *MODELS)
    return db


def test_organisations_have_sessions_attendances_and_participants(db):
    key = {"prison_code": "GEN", "period_code": "2025"}
    assert slice_of(
        db, "marts.sessions_by_organisation", "organisation_code, sessions_held, session_hours", **key
    ) == [
        ("BIB", 1, Decimal("1.0000")),
        ("RING", 2, Decimal("3.0000")),
        (None, 3, Decimal("4.0000")),
    ]
    assert slice_of(db, "marts.attendances_by_organisation", "organisation_code, attendances", **key) == [
        ("BIB", 8),
        ("RING", 3),
        (None, 11),
    ]
    assert slice_of(db, "marts.participants_by_organisation", "organisation_code, participants", **key) == [
        ("BIB", None),
        ("RING", 2),
        (None, 2),
    ]


def test_an_organisation_that_did_not_deliver_is_not_at_zero(db):
    key = {"prison_code": "GEN", "period_code": "2025-K2"}
    assert slice_of(db, "marts.sessions_by_organisation", "organisation_code, sessions_held", **key) == [
        ("BIB", 1),
        ("RING", None),
        (None, 1),
    ]


def test_an_organisation_has_no_cells_in_a_prison_where_it_never_was(db):
    key = {"prison_code": "ANT", "period_code": "2025"}
    found = slice_of(db, "marts.sessions_by_organisation", "organisation_code", **key)
    assert found == [("RING",), (None,)]


def test_subdomains_have_sessions_attendances_and_participants(db):
    key = {"prison_code": "GEN", "period_code": "2025"}
    assert slice_of(db, "marts.sessions_by_subdomain", "subdomain_code, sessions_held", **key) == [
        ("bibliotheek", 1),
        ("fitness", 1),
        ("unknown", 1),
        (None, 3),
    ]
    assert slice_of(db, "marts.attendances_by_subdomain", "subdomain_code, attendances", **key) == [
        ("bibliotheek", 8),
        ("fitness", 2),
        ("unknown", 1),
        (None, 11),
    ]
    assert slice_of(db, "marts.participants_by_subdomain", "subdomain_code, participants", **key) == [
        ("bibliotheek", None),
        ("fitness", 2),
        ("unknown", 1),
        (None, 2),
    ]


def test_target_groups_have_sessions_attendances_and_participants_and_persons_are_not_summed(db):
    key = {"prison_code": "GEN", "period_code": "2025"}
    assert slice_of(db, "marts.sessions_by_target_group", "target_group, sessions_held", **key) == [
        ("internees", 0),
        ("unknown", 1),
        ("women", 2),
        (None, 3),
    ]
    measures = "target_group, attendances, attendances_persons"
    assert slice_of(db, "marts.attendances_by_target_group", measures, **key) == [
        ("internees", 0, 0),
        ("unknown", 8, 0),
        ("women", 3, 2),
        (None, 11, 2),
    ]
    key = {"prison_code": None, "period_code": "2024"}
    assert slice_of(db, "marts.participants_by_target_group", "target_group, participants", **key) == [
        ("internees", 1),
        ("unknown", 1),
        ("women", 0),
        (None, 1),
    ]


def test_forms_have_sessions_and_participants(db):
    key = {"prison_code": "GEN", "period_code": "2025-K1"}
    assert slice_of(db, "marts.sessions_by_form", "form, sessions_held", **key) == [
        ("group", 1),
        ("individual", 1),
        (None, 2),
    ]
    assert slice_of(db, "marts.participants_by_form", "form, participants", **key) == [
        ("group", 2),
        ("individual", 1),
        (None, 2),
    ]


def test_a_month_holds_its_own_persons_in_each_domain(db):
    measures = (
        "domain_code, sessions_held, sessions_cancelled, attendances, attendances_persons, participants"
    )
    assert slice_of(db, "marts.offer_by_calendar", measures, prison_code="GEN", period_code="2025-01") == [
        ("sport", 1, 0, 2, 2, 2),
        (None, 1, 0, 2, 2, 2),
    ]
    assert slice_of(db, "marts.offer_by_calendar", measures, prison_code="GEN", period_code="2025-05") == [
        ("cultuur", 1, 0, 8, None, None),
        (None, 1, 0, 8, None, None),
    ]


def test_a_school_year_counts_a_person_once_over_two_calendar_years(db):
    measures = "domain_code, sessions_held, attendances, participants"
    assert slice_of(db, "marts.offer_by_calendar", measures, prison_code="GEN", period_code="2024-2025") == [
        ("cultuur", 1, 8, None),
        ("sport", 3, 4, 2),
        (None, 4, 12, 2),
    ]
    assert slice_of(db, "marts.offer_by_calendar", measures, prison_code=None, period_code="2024-2025") == [
        ("cultuur", 1, 8, None),
        ("sport", 4, 5, 2),
        (None, 5, 13, 2),
    ]


def test_persons_of_domains_and_months_are_never_summed(db):
    given(
        db,
        "raw.attendance",
        """
        session_id | person_id | status  | source_code | delivery_id
        s3         | ada       | present | ring        | 1
    """,
    )
    run(db, "update raw.session set source_code = 'ring', delivery_id = 1 where session_id = 's3'")
    build(db, "marts.offer_by_calendar")
    measures = "domain_code, participants"
    assert slice_of(db, "marts.offer_by_calendar", measures, prison_code="GEN", period_code="2024-2025") == [
        ("cultuur", 1),
        ("sport", 2),
        (None, 2),
    ]
    months = rows(
        db,
        "select sum(participants) from marts.offer_by_calendar "
        "where prison_code = 'GEN' and domain_code is null and period_code similar to '20[0-9]{2}-(0|1)[0-9]'",
    )
    assert months == [(5,)]


def test_a_total_of_a_quarter_reaches_the_school_year_and_no_month(db):
    given(
        db,
        "raw.count",
        """
        organisation_code | source_code | prison_code | domain_code | indicator_code | period_code | value
        VZW               | vzw         | GEN         | gezondheid  | sessions_held  | 2025-K1     | 9
        VZW               | vzw         | GEN         | gezondheid  | sessions_held  | 2025-05     | 4
        VZW               | vzw         | GEN         | gezondheid  | sessions_held  | 2024-K3     | 7
    """,
    )
    build(db, "marts.offer_by_calendar")
    found = rows(
        db,
        "select period_code, sessions_held from marts.offer_by_calendar "
        "where prison_code = 'GEN' and domain_code = 'gezondheid' and sessions_held is not null order by all",
    )
    # The third quarter lies in two school years, so it is in none.
    assert found == [("2024-2025", 13), ("2025-05", 4)]


def test_participation_holds_each_person_once_a_month_and_place(db):
    found = slice_of(db, "core.participation", "attendances, participant_hours", month_start="2025-01-01")
    assert found == [(1, Decimal("2.0000")), (1, Decimal("2.0000"))]


def test_disclosure_control_knows_the_target_group_of_what_a_person_did(db):
    patterns = read_patterns(db)
    place = patterns.dimensions.index("target_group")
    assert {atom[place] for _, atom in patterns.rows} == {"women", "internees", "unknown"}
    assert "target_group" not in patterns.traits
