"""Persons are counted anew at every level: marts.participants_by_..."""

import pytest

from pipelines.database import rows
from tests.sql.warehouse import build
from tests.tabular import given, records, shown

MODELS = (
    "core.participants",
    "marts.participants_by_age_band",
    "marts.participants_by_domain",
    "marts.participants_by_gender",
    "marts.participants_by_language_group",
    "marts.participants_by_regime",
    "marts.participants_by_statuut",
)

MARTS = {
    "marts.participants_by_domain": "domain_code",
    "marts.participants_by_gender": "gender",
    "marts.participants_by_age_band": "age_band",
    "marts.participants_by_statuut": "statuut",
    "marts.participants_by_regime": "regime",
    "marts.participants_by_language_group": "language_group",
}


def cells(db, mart: str, prison: str | None, period: str) -> dict[object, object]:
    found = rows(
        db,
        f"select {MARTS[mart]}, participants from {mart} "
        "where prison_code is not distinct from ? and period_code = ? order by all",
        [prison, period],
    )
    return dict(found)


@pytest.fixture
def moved(db):
    """Ada is in everything twice: two domains, two prisons, two statuten; bob comes once."""
    given(
        db,
        "raw.session",
        """
        session_id | source_code | delivery_id | prison_code | domain_code | session_date | status
        s1         | ring        | 1           | GEN         | sport       | 2025-01-07   | held
        s2         | ring        | 1           | GEN         | cultuur     | 2025-02-07   | held
        s3         | ring        | 1           | ANT         | sport       | 2025-02-20   | held
        s4         | ring        | 1           | GEN         | sport       | 2025-08-07   | held
    """,
    )
    given(
        db,
        "raw.attendance",
        """
        session_id | person_id | status  | source_code | delivery_id
        s1         | ada       | present | ring        | 1
        s2         | ada       | present | ring        | 1
        s3         | ada       | present | ring        | 1
        s4         | ada       | present | ring        | 1
        s1         | bob       | present | ring        | 1
        s2         | cyd       | absent  | ring        | 1
    """,
    )
    given(
        db,
        "raw.person",
        """
        person_id | prison_code | valid_from | valid_to   | gender | birth_year | statuut   | regime | language_group
        ada       | GEN         | 2024-12-01 | 2025-02-15 | V      | 2001       | remand    | closed | dutch
        ada       | ANT         | 2025-02-15 |            | V      | 2001       | sentenced | open   | dutch
        bob       | GEN         | 2024-12-01 |            | M      | 1970       | remand    |        | french
    """,
    )
    build(db, *MODELS)
    return db


def test_the_totals_of_persons_count_each_once_in_a_prison_and_once_in_all(moved):
    first_half = [
        row for row in shown(moved, "core.participants") if row["period_code"] in ("2025-01", "2025-JTD2")
    ]
    assert first_half == records("""
        prison_code | period_code | participants
        ANT         | 2025-JTD2   | 1
        GEN         | 2025-01     | 2
        GEN         | 2025-JTD2   | 2
                    | 2025-01     | 2
                    | 2025-JTD2   | 2
    """)


def test_the_sum_over_domains_exceeds_the_truth(moved):
    found = cells(moved, "marts.participants_by_domain", "GEN", "2025")
    assert found == {"cultuur": 1, "sport": 2, None: 2}
    assert sum(found[domain] for domain in ("cultuur", "sport")) > found[None]


def test_the_sum_over_prisons_exceeds_the_truth(moved):
    prisons = [
        cells(moved, "marts.participants_by_domain", prison, "2025-K1")[None] for prison in ("ANT", "GEN")
    ]
    assert sum(prisons) == 3
    assert cells(moved, "marts.participants_by_domain", None, "2025-K1")[None] == 2


def test_the_sum_over_quarters_exceeds_the_truth(moved):
    quarters = [
        cells(moved, "marts.participants_by_domain", None, f"2025-K{quarter}")[None] for quarter in (1, 2, 3)
    ]
    assert quarters == [2, 0, 1]
    assert cells(moved, "marts.participants_by_domain", None, "2025")[None] == 2


def test_a_person_whose_statuut_changes_is_in_both_and_once_in_the_total(moved):
    assert cells(moved, "marts.participants_by_statuut", None, "2025") == {
        "remand": 2,
        "sentenced": 1,
        None: 2,
    }
    assert cells(moved, "marts.participants_by_regime", None, "2025") == {
        "closed": 1,
        "open": 1,
        "unknown": 1,
        None: 2,
    }


def test_gender_age_and_language_are_those_of_the_persons(moved):
    assert cells(moved, "marts.participants_by_gender", "GEN", "2025") == {"M": 1, "V": 1, None: 2}
    assert cells(moved, "marts.participants_by_age_band", "GEN", "2025") == {"18-24": 1, "50+": 1, None: 2}
    assert cells(moved, "marts.participants_by_language_group", "ANT", "2025") == {
        "dutch": 1,
        "french": 0,
        None: 1,
    }


@pytest.mark.parametrize("mart", MARTS)
def test_every_mart_has_the_same_total(moved, mart):
    assert cells(moved, mart, None, "2025")[None] == 2


@pytest.mark.parametrize("mart", MARTS)
def test_a_quarter_that_nobody_delivered_is_null(moved, mart):
    assert set(cells(moved, mart, "GEN", "2025-K4").values()) == {None}
