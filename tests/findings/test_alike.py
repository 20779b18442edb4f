"""Two figures that print alike are not told against each other."""

from decimal import Decimal

import pytest

from pipelines.findings import lead_candidates
from pipelines.tables import Cell
from tests.findings.worlds import evidence, scene, years

WAITED = "enrolments_by_domain.waiting_days_median"


@pytest.mark.parametrize(
    ("earlier", "said"), [("20.6", "nagenoeg evenveel als in 2024"), ("20.4", "tegenover 20 in 2024")]
)
def test_what_prints_alike_is_nearly_the_same(earlier, said):
    now, before = Cell(value=Decimal("21.2")), Cell(value=Decimal(earlier))
    table = years(WAITED, {"2025": now, "2024": before})
    found = next(one.text for one in lead_candidates(evidence(table), scene(WAITED)))
    assert found == f"In 2025 wachtte de helft van wie kon beginnen hoogstens 21 dagen, {said}"
