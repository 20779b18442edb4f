"""Count tables: every measure of every mart, with who stands behind it."""

from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.database import run
from pipelines.errors import ModelError
from pipelines.model import Indicator, IndicatorCatalogue, Model, read_counts

TEXTS = {"nl": "x", "fr": "x", "en": "x"}


def indicator(
    measure: str, *, personal: bool = True, adds_up: tuple[str, ...] = ("domain_code",)
) -> Indicator:
    return Indicator(
        measure=measure,
        code=measure,
        name=TEXTS,
        definition=TEXTS,
        unit="hour",
        kind="count",
        personal=personal,
        better_when="higher",
        precedent="Fictief",
        adds_up=adds_up,
    )


def mart(*grain: str) -> dict[str, Model]:
    found = Model(
        name="marts.hours",
        path=Path("hours.sql"),
        purpose="Hours.",
        grain=grain,
        adds_up=True,
        sql="",
        reads=frozenset(),
        parameters=frozenset(),
    )
    return {found.name: found}


@pytest.fixture
def hours(db):
    run(db, "create schema marts")
    run(
        db,
        """create table marts.hours as select * from (values
        ('2025', 'sport', 2.5::decimal(18, 4), 3::bigint),
        ('2025', 'cultuur', null, null),
        ('2025', null, 2.5, 3)
        ) as hours (period_code, domain_code, participant_hours, participant_hours_persons)""",
    )
    return db


def test_a_measure_is_a_table_with_its_contributors(hours):
    register = IndicatorCatalogue({"participant_hours": indicator("participant_hours")})
    (table,) = read_counts(hours, mart("period_code", "domain_code"), register)
    assert (table.name, table.dimensions, table.unit) == (
        "hours.participant_hours",
        ("period_code", "domain_code"),
        "hour",
    )
    assert table.counts == {
        ("2025", "cultuur"): None,
        ("2025", "sport"): Decimal("2.5"),
        ("2025", None): Decimal("2.5"),
    }
    assert table.contributors == {("2025", "sport"): 3, ("2025", None): 3}
    assert table.personal


@pytest.mark.parametrize(("dimensions", "expected"), [(("domain_code",), True), ((), False)])
def test_a_table_adds_up_when_its_measure_does_along_every_dimension_with_a_total(
    hours, dimensions, expected
):
    register = IndicatorCatalogue({"participant_hours": indicator("participant_hours", adds_up=dimensions)})
    (table,) = read_counts(hours, mart("period_code", "domain_code"), register)
    assert table.adds_up is expected


def test_a_measure_without_definition_is_refused(hours):
    with pytest.raises(ModelError, match="participant_hours staat niet in het register"):
        read_counts(hours, mart("period_code", "domain_code"), IndicatorCatalogue({}))


def test_a_measure_that_is_no_exact_number_is_refused(hours):
    run(hours, "alter table marts.hours alter participant_hours type double")
    with pytest.raises(ModelError, match="een maat is een geheel getal of een decimaal getal"):
        read_counts(
            hours,
            mart("period_code", "domain_code"),
            IndicatorCatalogue({"participant_hours": indicator("x")}),
        )
