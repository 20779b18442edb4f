"""marts.population and core.population"""

from decimal import Decimal

from pipelines.database import rows
from tests.sql.warehouse import build
from tests.tabular import given

MODELS = (
    "core.population",
    "marts.population",
)


def cell(db, prison, period):
    return rows(
        db,
        "select capacity_official, beds, average_population, throughput from marts.population "
        "where prison_code is not distinct from ? and period_code = ?",
        [prison, period],
    )[0]


def quarters(db, prison: str, *averages: int) -> None:
    given(db, "raw.prison", f"prison_code | valid_from\n{prison} | 2000-01-01")
    for quarter, average in enumerate(averages, start=1):
        given(
            db,
            "raw.population",
            f"""
            prison_code | period_code      | breakdown | category | capacity_official | average_population | throughput
            {prison}    | 2025-K{quarter}  | all       | all      | {100 + quarter}   | {average}          | 300
        """,
        )


def test_a_year_is_the_average_over_its_days_and_the_capacity_of_its_last_quarter(db):
    quarters(db, "GEN", 100, 200, 300, 400)
    build(db, *MODELS)
    days = Decimal(100 * 90 + 200 * 91 + 300 * 92 + 400 * 92) / 365
    assert cell(db, "GEN", "2025") == (104, None, days.quantize(Decimal("0.0001")), None)
    assert cell(db, "GEN", "2025-K2") == (102, None, Decimal("200.0000"), 300)


def test_a_year_with_a_missing_quarter_is_not_known(db):
    quarters(db, "GEN", 100, 200, 300)
    build(db, *MODELS)
    assert cell(db, "GEN", "2025") == (None, None, None, None)
    assert cell(db, "GEN", "2025-JTD3")[0] == 103


def test_a_stated_year_comes_before_what_quarters_say(db):
    quarters(db, "GEN", 100, 200, 300, 400)
    given(
        db,
        "raw.population",
        """
        prison_code | period_code | breakdown | category | average_population
        GEN         | 2025        | all       | all      | 250
        GEN         | 2025        | gender    | V        | 20
    """,
    )
    build(db, *MODELS)
    assert cell(db, "GEN", "2025")[2] == Decimal("250.0000")


def test_all_prisons_are_known_only_when_none_is_missing(db):
    quarters(db, "GEN", 100, 200)
    quarters(db, "ANT", 50)
    build(db, *MODELS)
    assert cell(db, None, "2025-K1") == (202, None, Decimal("150.0000"), None)
    assert cell(db, None, "2025-K2") == (None, None, None, None)
