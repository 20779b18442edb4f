"""docs/indicatoren.md is what the build makes of the register, the SQL and the example rows."""

from pathlib import Path

import pytest

from pipelines.model import read_catalogue, write_dictionary
from pipelines.sources import read_contracts

ROOT = Path(__file__).parents[2]
SQL = ROOT / "sql"


@pytest.fixture(scope="module")
def document() -> str:
    return write_dictionary(SQL, read_contracts(ROOT / "data" / "contracts"))


def test_the_document_in_the_repository_is_the_one_that_the_build_makes(document, request):
    path = ROOT / "docs" / "indicatoren.md"
    if request.config.getoption("--rewrite-golden", default=False):
        path.write_text(document, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == document, "make golden schrijft docs/indicatoren.md opnieuw"


OF_TWENTY = "persons_stayed"
"""Counted only of groups of twenty, which ten rows do not hold; tests/sql/test_stayed.py shows it."""


def test_every_indicator_has_an_example_that_is_computed(document):
    for indicator in read_catalogue(SQL).indicators.values():
        if OF_TWENTY in (indicator.measure, indicator.denominator.rpartition(".")[2]):
            continue
        chapter = document.split(f'<a id="{indicator.measure}"></a>')[1].split("<a id=")[0]
        assert "Voorbeeld (2025" in chapter, indicator.measure


def test_every_indicator_stands_in_a_mart_that_exists():
    marts = {path.stem for path in (SQL / "marts").glob("*.sql")}
    for indicator in read_catalogue(SQL).of_kind("ratio"):
        assert set(indicator.per) <= marts
        sides = {side.split(".")[0] for side in (indicator.numerator, indicator.denominator) if "." in side}
        assert sides <= marts


def test_the_example_of_a_rate_divides_by_the_total_over_what_only_the_divisor_has(document):
    chapter = document.split('<a id="recording_share"></a>')[1].split("<a id=")[0]
    assert "| BBB | heads | 6 | 9 | 66.7 |" in chapter
    assert "| BBB | persons | 3 | 9 | 33.3 |" in chapter
    assert "| nan |" not in document
    assert "| inf |" not in document
