"""The explanation of a model."""

import pytest

from pipelines.errors import ConfigError
from pipelines.model import explain, read_catalogue
from pipelines.model.build import read_models
from pipelines.model.indicator_text import expression, makes
from pipelines.sources import read_contracts
from tests.sql.warehouse import ROOT, SQL, build, create_raw

CONTRACTS = read_contracts(ROOT / "data" / "contracts")


def test_an_explanation_says_what_it_is_what_it_reads_and_which_test_shows_it(db):
    create_raw(db)
    build(db, "marts.population")
    text = explain(db, SQL, "marts.population", CONTRACTS)
    assert text.startswith("marts.population: Capacity and population of each prison")
    assert "Korrel: prison_code, period_code" in text
    assert "Leest: core.population, core.reporting_grid" in text
    assert "Test: tests/sql/test_population.py" in text
    assert "  average_population (DECIMAL(18,4))" in text


def test_a_model_that_is_not_built_yet_is_explained_too(db):
    assert "(nog niet gebouwd)" in explain(db, SQL, "core.period", CONTRACTS)


@pytest.mark.parametrize(("name", "says"), [
    ("nothing", "nothing: geen tabel en geen indicator. Verwacht de code van een indicator"),
    ("populatoin", r"bedoelt u population\?"), ("marts.populatoin", r"bedoelt u marts\.population\?"),
    ("", "leeg: geen tabel"),
])  # fmt: skip
def test_an_unknown_name_is_told_with_the_one_that_was_meant(db, name, says):
    with pytest.raises(ConfigError, match=says):
        explain(db, SQL, name, CONTRACTS)


def test_a_mart_is_explained_by_the_name_that_a_cell_has(db):
    assert explain(db, SQL, "population", CONTRACTS) == explain(db, SQL, "marts.population", CONTRACTS)


@pytest.mark.parametrize("name", ["I11", "participants"])
def test_an_indicator_is_explained_by_code_or_name_with_its_sql(db, name):
    text = explain(db, SQL, name, CONTRACTS)
    assert text.startswith("I11 Deelnemers: Verschillende personen")
    assert "Telt op over: niets" in text
    assert "`marts.participants_by_gender`" in text
    assert "count(distinct participation.person_number) as participants" in text


def test_an_indicator_is_explained_with_ten_rows_and_what_they_come_to(db):
    text = explain(db, SQL, "I11", CONTRACTS)
    given = text.split("Voorbeeldrijen van attendance:")[1].split("Voorbeeldrijen van")[0]
    assert sum(line.startswith("| ") for line in given.splitlines()) == 1 + 10
    assert "| AAA | sport | 3 |" in text.split("Voorbeeld (2025, uit `marts.participants_by_domain`):")[1]


@pytest.mark.parametrize("indicator", read_catalogue(SQL).of_kind("count"), ids=lambda one: one.code)
def test_every_counted_indicator_says_by_which_line_of_sql(db, indicator):
    marts = [model for model in read_models(db, SQL).values() if makes(model, indicator.measure)]
    assert marts
    for mart in marts:
        line = expression(mart, indicator.measure)
        assert line.endswith((f" as {indicator.measure}", f".{indicator.measure}", indicator.measure))
        assert line.count("(") == line.count(")")


def test_a_rate_is_explained_by_what_it_divides(db):
    text = explain(db, SQL, "I05", CONTRACTS)
    assert "`sessions_cancelled / sessions_planned × 100`" in text
    assert "| AAA | sport | 1 | 2 | 50.0 |" in text
