"""Persons by number of domains and by history; population by group."""

from decimal import Decimal

import pytest

from pipelines.database import rows
from tests.sql.warehouse import build, slice_of
from tests.tabular import given

MODELS = (
    "core.population_group",
    "marts.participants_by_domains_taken",
    "marts.participants_by_history",
    "marts.population_by_age_band",
    "marts.population_by_gender",
    "marts.population_by_language_group",
    "marts.population_by_statuut",
)


@pytest.fixture
def two_years(db):
    given(
        db,
        "raw.session",
        """
        session_id | prison_code | domain_code | session_date | status
        a1         | GEN         | sport       | 2024-01-08   | held
        a2         | ANT         | sport       | 2024-06-08   | held
        b1         | GEN         | sport       | 2025-01-08   | held
        b2         | GEN         | cultuur     | 2025-02-08   | held
        b3         | ANT         | welzijn     | 2025-03-08   | held
    """,
    )
    given(
        db,
        "raw.attendance",
        """
        session_id | person_id | status
        a1         | ada       | present
        a2         | bob       | present
        b1         | ada       | present
        b2         | ada       | present
        b3         | ada       | present
        b1         | bob       | present
        b1         | cyd       | present
    """,
    )
    build(db, *MODELS)
    return db


def test_persons_are_counted_by_how_many_domains_they_took(two_years):
    mart = "marts.participants_by_domains_taken"
    measures = "domains_taken, participants"
    assert slice_of(two_years, mart, measures, prison_code="GEN", period_code="2025") == [
        ("1", 2),
        ("2", 1),
        ("3+", 0),
        (None, 3),
    ]
    assert slice_of(two_years, mart, measures, prison_code=None, period_code="2025") == [
        ("1", 2),
        ("2", 0),
        ("3+", 1),
        (None, 3),
    ]


def test_someone_who_came_from_another_prison_is_not_new(two_years):
    found = slice_of(
        two_years,
        "marts.participants_by_history",
        "history, participants",
        prison_code="GEN",
        period_code="2025",
    )
    assert found == [("new", 1), ("returning", 2), (None, 3)]


def test_nobody_is_new_in_the_first_year_that_was_delivered(two_years):
    found = slice_of(
        two_years,
        "marts.participants_by_history",
        "history, participants",
        prison_code="GEN",
        period_code="2024",
    )
    assert found == [("new", None), ("returning", None), (None, None)]


@pytest.fixture
def late(db):
    """A partner in GEN that delivered two years, and one in ANT that delivered the last only."""
    given(
        db,
        "raw.session",
        """
        session_id | prison_code | source_code | delivery_id | session_date | status
        a1         | GEN         | ring        | 1           | 2024-01-08   | held
        b1         | GEN         | ring        | 1           | 2025-01-08   | held
        b2         | ANT         | lus         | 2           | 2025-03-08   | held
    """,
    )
    given(
        db,
        "raw.attendance",
        """
        session_id | person_id | status  | source_code | delivery_id
        a1         | ada       | present | ring        | 1
        b1         | ada       | present | ring        | 1
        b1         | cyd       | present | ring        | 1
        b2         | ada       | present | lus         | 2
        b2         | bob       | present | lus         | 2
    """,
    )
    return db


def history(db, prison: str | None) -> list[tuple[object, ...]]:
    build(db, *MODELS)
    mart = "marts.participants_by_history"
    return slice_of(db, mart, "history, participants", prison_code=prison, period_code="2025")


def test_nobody_is_new_in_a_prison_that_delivered_later_than_the_others_nor_in_all_together(late):
    assert history(late, "GEN") == [("new", 1), ("returning", 1), (None, 2)]
    assert history(late, "ANT") == [("new", None), ("returning", None), (None, None)]
    assert history(late, None) == [("new", None), ("returning", None), (None, None)]


def test_of_a_prison_that_opened_within_the_twelve_months_nothing_is_missing(late):
    given(late, "raw.prison", "prison_code | valid_from\nGEN | 2000-01-01\nANT | 2024-05-01")
    assert history(late, "ANT") == [("new", 1), ("returning", 1), (None, 2)]
    assert history(late, None) == [("new", 2), ("returning", 1), (None, 3)]


@pytest.mark.parametrize(
    ("mart", "column", "group"),
    [
        ("marts.population_by_gender", "gender", "V"),
        ("marts.population_by_age_band", "age_band", "18-24"),
        ("marts.population_by_statuut", "statuut", "remand"),
        ("marts.population_by_language_group", "language_group", "dutch"),
    ],
)
def test_the_population_of_a_group_is_the_denominator_of_that_group(db, mart, column, group):
    given(
        db,
        "raw.population",
        f"""
        prison_code | period_code | breakdown | category | average_population
        GEN         | 2025        | {column}  | {group}  | 40.5
        ANT         | 2025        | {column}  | {group}  | 10
        GEN         | 2024        | {column}  | {group}  | 30
        GEN         | 2025        | all       | all      | 400
        ANT         | 2025        | all       | all      | 100
    """,
    )
    build(db, *MODELS)
    assert rows(
        db, f"select prison_code, period_code, {column}, average_population from {mart} order by all"
    ) == [
        ("ANT", "2025", group, Decimal("10.0000")),
        ("GEN", "2024", group, Decimal("30.0000")),
        ("GEN", "2025", group, Decimal("40.5000")),
        (None, "2025", group, Decimal("50.5000")),
    ]
    assert len(rows(db, "from core.population_group")) == 3
