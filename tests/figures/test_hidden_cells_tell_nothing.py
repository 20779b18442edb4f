"""What a chart shows of a hidden cell depends on nothing but its being hidden: no order, length, axis or word."""

import json
import re

import pytest

from pipelines.figures import KINDS, draw
from pipelines.figures.grid import largest_first
from tests.figures.grids import grid, measure, subject

ROWS = ("cultuur", "onderwijs", "sport", "welzijn")


def test_hidden_rows_stand_last_in_the_order_of_the_reference_data():
    """Between rows by size, a hidden one would be known to lie between its neighbours."""
    made = grid(ROWS, ("2025",), ("o", "12", "o", "40"))
    assert [row.code for row in largest_first(made).rows] == ["welzijn", "onderwijs", "cultuur", "sport"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_hidden_cell_is_drawn_as_one_that_nobody_has(kind):
    """Of the same shown cells, one chart hides a cell and one never had it: but for the mark they are alike."""
    rate = measure("percent", "ratio") if kind in ("dots", "bars") else None
    drawn = {}
    for mark in ("o", "nb"):
        made = grid(ROWS, ("2024", "2025"), ("10.0 12.0", f"90.0 {mark}", "11.0 13.0", "30.0 40.0"), of=rate)
        figure = draw(kind, subject(made), name="x", title="z", subtitle="y", alternative="w")
        drawn[mark] = json.dumps(figure.plot, sort_keys=True)
    assert re.sub(r"\[o\]", "[nb]", drawn["o"]).replace("onderdrukt", "niet beschikbaar") == drawn["nb"]
