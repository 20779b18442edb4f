"""marts.enrolments_by_status, marts.enrolments_by_domain, marts.waiting_list and core.enrolment"""

from decimal import Decimal

import pytest

from tests.sql.warehouse import build, slice_of
from tests.tabular import given, shown

MODELS = (
    "core.enrolment",
    "marts.enrolments_by_domain",
    "marts.enrolments_by_status",
    "marts.waiting_list",
    "staging.enrolment",
)


@pytest.fixture
def applied(db):
    given(
        db,
        "raw.activity",
        """
        activity_id | prison_code | organisation_code | domain_code
        a1          | GEN         | CVO               | onderwijs
    """,
    )
    given(
        db,
        "raw.enrolment",
        """
        enrolment_id | activity_id | person_id | status    | applied_date | start_date | end_date
        e1           | a1          | ada       | waiting   | 2025-02-01   |            |
        e2           | a1          | bob       | completed | 2025-02-01   | 2025-04-12 | 2025-06-01
        e3           | a1          | cyd       | completed | 2025-03-01   | 2025-04-11 | 2025-06-01
        e4           | a1          | dan       | refused   | 2025-03-01   |            |
        e5           | a1          | ada       | waiting   | 2025-05-01   |            |
        e6           | a1          | eve       | waiting   | 2025-02-01   |            | 2025-03-15
    """,
    )
    build(db, *MODELS)
    return db


def test_an_enrolment_takes_prison_and_domain_from_its_activity(applied):
    assert shown(
        applied, "core.enrolment", "enrolment_id", "prison_code", "domain_code", "organisation_code"
    )[0] == {
        "enrolment_id": "e1",
        "prison_code": "GEN",
        "domain_code": "onderwijs",
        "organisation_code": "CVO",
    }


def test_applications_are_counted_by_their_day_and_by_what_became_of_them(applied):
    measures = "status, enrolments, enrolments_persons"
    assert slice_of(
        applied, "marts.enrolments_by_status", measures, prison_code="GEN", period_code="2025-K1"
    ) == [
        ("completed", 2, 2),
        ("refused", 1, 1),
        ("waiting", 2, 2),
        (None, 5, 5),
    ]


def test_one_person_applies_twice_and_is_one_person(applied):
    measures = "domain_code, enrolments, enrolments_persons"
    assert slice_of(
        applied, "marts.enrolments_by_domain", measures, prison_code=None, period_code="2025"
    ) == [
        ("onderwijs", 6, 5),
        (None, 6, 5),
    ]


def waiting(db, period: str) -> object:
    ((count,),) = slice_of(
        db, "marts.waiting_list", "persons_waiting", prison_code="GEN", period_code=period, domain_code=None
    )
    return count


def test_who_began_later_was_waiting_at_the_end_of_the_period(applied):
    assert waiting(applied, "2025-K1") == 3  # ada, bob and cyd; eve left the list, dan was refused


def test_two_applications_of_one_person_are_one_person_waiting(applied):
    assert waiting(applied, "2025-K2") == 1


def test_a_waiting_list_that_nobody_delivered_is_not_empty(applied):
    assert waiting(applied, "2024") is None


def test_the_median_wait_is_of_those_who_began(applied):
    measures = "waiting_days_median, waiting_days_median_persons"
    found = slice_of(
        applied,
        "marts.waiting_list",
        measures,
        prison_code="GEN",
        period_code="2025-K2",
        domain_code="onderwijs",
    )
    assert found == [(Decimal("55.5"), 2)]  # 70 and 41 days


def test_enrolments_stay_as_they_came_in_staging(applied):
    assert shown(applied, "staging.enrolment", "enrolment_id", "status")[3] == {
        "enrolment_id": "e4",
        "status": "refused",
    }
