"""A grid holds the cells of the tables at the place that its headings name."""

import pytest

from pipelines.figures import Heading, cut
from pipelines.tables import Cell, Mark, SafeTable
from tests.figures.grids import measure

TABLE = SafeTable(
    "attendances_by_domain.attendances",
    ("period_code", "domain_code"),
    "attendances",
    "attendance",
    {
        ("2025-K1", "sport"): Cell(value=7),
        ("2025-K2", "sport"): Cell(value=9),
        ("2025", "sport"): Cell(value=16),
    },
    adds_up=True,
)
QUARTERS = tuple(Heading("period_code", code, code) for code in ("2025-K1", "2025-K2", "2025-K3"))


def test_each_cell_is_that_of_its_row_and_column():
    domain = (Heading("domain_code", "sport", "Sport"),)
    made = cut({"attendances": TABLE}, QUARTERS, domain, {"period_code": "2025"}, measure())
    assert [cells[0].value for cells in made.cells] == [7, 9, None]
    assert made.cells[2][0].mark is Mark.NOT_AVAILABLE


def test_rows_and_columns_of_one_dimension_are_refused():
    year = (Heading("period_code", "2025", "2025"),)
    with pytest.raises(ValueError, match="period_code"):
        cut({"attendances": TABLE}, QUARTERS, year, {"domain_code": "sport"}, measure())
