"""A second count of what is unsafe, from the warehouse and apart from what decides; a fault in either is caught."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hand import edition

from pipelines.audit import Rules, read_editions, recount
from pipelines.database import run

ATTENDED = """
    create schema core;
    create schema marts;
    create table core.attendance as
    select * from (values
        (1, 'GEN', 'sport', 'YOGV', 'remand', date '2025-01-01', true),
        (1, 'GEN', 'sport', 'YOGV', 'remand', date '2025-02-01', true),
        (2, 'GEN', 'sport', 'YOGV', 'remand', date '2025-02-01', true),
        (2, 'GEN', 'sport', 'YOGV', 'remand', date '2025-03-01', true),
        (3, 'GEN', 'sport', 'YOGV', 'remand', date '2025-03-01', false),
        (4, 'GEN', 'werk', 'ARBV', 'remand', date '2025-03-01', false)
    ) as rows (person_number, prison_code, domain_code, organisation_code, statuut, month_start, is_attended);
    create table core.organisation as select 'YOGV' as organisation_code, 'YOGV' as shown_code
    union all select 'ARBV', 'ARBV';
    create table core.period_month as select '2025' as period_code, unnest([
        date '2025-01-01', date '2025-02-01', date '2025-03-01']) as month_start;
"""
"""Make-believe persons 1 to 4."""


@pytest.fixture
def counted(db):
    for statement in ATTENDED.split(";"):
        if statement.strip():
            run(db, statement)
    return db


def mart(db, name, columns):
    run(db, f"create table marts.{name} as select * from (values {columns[1]}) as rows ({columns[0]})")


def published(tmp_path, **tables):
    (found,) = read_editions([edition(tmp_path, **tables)])
    return found


EVENTS = (
    "prison_code, period_code, domain_code, attendances, attendances_persons",
    "('GEN', '2025', 'sport', 60, 9), ('GEN', '2025', 'werk', 0, 0), ('GEN', '2025', null, 60, 9)",
)


def test_sixty_attendances_of_two_persons_are_unsafe_whatever_the_mart_says_of_persons(counted, tmp_path):
    """The persons are counted from the attendances: a mart that is wrong about them is seen through."""
    mart(counted, "attendances_by_domain", EVENTS)
    shown = published(tmp_path, attendances_by_domain="""
        prison_code period_code domain_code attendances
        GEN         2025        sport       60
        GEN         2025        werk        0
        GEN         2025        .           [o]
    """)  # fmt: skip
    found = recount(counted, shown, Rules())
    sport = (
        "attendances",
        frozenset({("prison_code", "GEN"), ("period_code", "2025"), ("domain_code", "sport")}),
    )
    assert found.exposed == (sport,)
    assert len(found.unsafe) == 2
    assert recount(counted, shown, Rules(threshold=2)).unsafe == ()


def test_zeros_are_unsafe_where_the_rules_say_so(counted, tmp_path):
    mart(counted, "attendances_by_domain", EVENTS)
    shown = published(tmp_path, attendances_by_domain="""
        prison_code period_code domain_code attendances
        GEN         2025        werk        0
    """)  # fmt: skip
    assert recount(counted, shown, Rules()).exposed == ()
    assert len(recount(counted, shown, Rules(zeros_hidden=True)).exposed) == 1
    assert len(recount(counted, shown, Rules(sensitive=frozenset({"domain_code"}))).exposed) == 1


def test_everybody_is_unsafe_in_a_sensitive_breakdown(counted, tmp_path):
    mart(counted, "participants_by_statuut", (
        "prison_code, period_code, statuut, participants", "('GEN', '2025', 'remand', 40), ('GEN', '2025', null, 40)",
    ))  # fmt: skip
    shown = published(tmp_path, participants_by_statuut="""
        prison_code period_code statuut participants
        GEN         2025        remand  40
        GEN         2025        .       40
    """)  # fmt: skip
    assert recount(counted, shown, Rules(threshold=2)).exposed == ()
    assert len(recount(counted, shown, Rules(threshold=2, sensitive=frozenset({"statuut"}))).exposed) == 1


def test_the_population_with_a_trait_follows_the_rules(counted, tmp_path):
    mart(counted, "population_by_gender", (
        "prison_code, period_code, gender, average_population",
        "('GEN', '2025', 'X', 0.77::decimal(18, 4)), ('GEN', '2025', null, 3.5)",
    ))  # fmt: skip
    shown = published(tmp_path, population_by_gender="""
        prison_code period_code gender average_population
        GEN         2025        X      0.7700
        GEN         2025        .      3.5000
    """)  # fmt: skip
    (exposed,) = recount(counted, shown, Rules()).exposed
    assert ("gender", "X") in exposed[1]


def test_a_median_asks_for_twice_as_many_persons(counted, tmp_path):
    mart(counted, "waiting_list", (
        "prison_code, period_code, waiting_days_median, waiting_days_median_persons",
        "('GEN', '2025', 30, 9), ('MEC', '2025', 30, 10)",
    ))  # fmt: skip
    shown = published(tmp_path, waiting_list="""
        prison_code period_code waiting_days_median
        GEN         2025        30
        MEC         2025        30
    """)  # fmt: skip
    (exposed,) = recount(counted, shown, Rules()).exposed
    assert ("prison_code", "GEN") in exposed[1]


def test_a_figure_that_was_rounded_shows_nobody(counted, tmp_path):
    mart(counted, "attendances_by_domain", EVENTS)
    shown = published(tmp_path, attendances_by_domain="""
        prison_code period_code domain_code attendances
        GEN         2025        sport       65
    """)  # fmt: skip
    found = recount(counted, shown, Rules())
    assert (len(found.unsafe), found.exposed) == (1, ())
    name = found.unsafe[0]
    bent = replace(shown, figures={name: replace(shown.figures[name], value=Decimal(60))})
    assert recount(counted, bent, Rules()).exposed == (name,)
