"""The explanation of a model."""

import pytest

from pipelines.errors import ModelError
from pipelines.model import explain
from tests.sql.warehouse import SQL, build, create_raw


def test_an_explanation_says_what_it_is_what_it_reads_and_which_test_shows_it(db):
    create_raw(db)
    build(db, "marts.population")
    text = explain(db, SQL, "marts.population")
    assert text.startswith("marts.population: Capacity and population of each prison")
    assert "Korrel: prison_code, period_code" in text
    assert "Leest: core.population, core.scope" in text
    assert "Test: tests/sql/test_population.py" in text
    assert "  average_population (DECIMAL(18,4))" in text


def test_a_model_that_is_not_built_yet_is_explained_too(db):
    assert "(nog niet gebouwd)" in explain(db, SQL, "core.period")


def test_an_unknown_name_names_those_that_exist(db):
    with pytest.raises(ModelError, match=r"marts\.nothing: geen model of indicator van .*marts\.population"):
        explain(db, SQL, "marts.nothing")


@pytest.mark.parametrize("name", ["I11", "participants"])
def test_an_indicator_is_explained_by_code_or_name_with_its_sql(db, name):
    text = explain(db, SQL, name)
    assert text.startswith("I11 Deelnemers: Verschillende personen")
    assert "Telt op over: niets" in text
    assert "`marts.participants_by_gender`" in text
    assert "count(distinct participation.person_number) as participants" in text
    assert "docs/indicatoren.md#participants" in text


def test_a_rate_is_explained_by_what_it_divides(db):
    assert "`sessions_cancelled / sessions_planned × 100`" in explain(db, SQL, "I05")
