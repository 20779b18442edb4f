"""What was not delivered in one place is compared with nothing there, and is in the way nowhere else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.findings import headline, move_of
from pipelines.tables import Cell, Key
from tests.findings.test_findings import FALLING, quarters
from tests.findings.worlds import evidence, row_grid, scene

PRISONS, DOMAINS = (None, "GEN", "ANT"), (None, "sport", "cultuur")
PERIODS = (
    "2024",
    *(f"2024-K{one}" for one in (1, 2, 3, 4)),
    "2025",
    *(f"2025-K{one}" for one in (1, 2, 3, 4)),
)
places = st.tuples(st.sampled_from(PRISONS), st.sampled_from(DOMAINS))


@given(st.dictionaries(places, st.sets(st.sampled_from(PERIODS), min_size=1), max_size=4), places, st.data())
def test_a_comparison_is_made_where_both_periods_are_whole_and_nowhere_else(lacking, place, data):
    """Each later period has far more sessions, so every comparison that may be made is sure."""
    table = quarters(**FALLING)
    cells: dict[Key, Cell] = {
        (prison, period, domain): Cell(value=1000 * 2**number)
        for prison in PRISONS
        for domain in DOMAINS
        for number, period in enumerate(PERIODS)
    }
    known = replace(
        evidence(replace(table, cells=cells)),
        incomplete_of={one: {table.measure: frozenset(codes)} for one, codes in lacking.items()},
    )
    before, now = data.draw(
        st.sampled_from((("2024", "2025"), ("2025-K1", "2025-K2"), ("2024-K3", "2025-K3")))
    )
    touched = {code for year in (before, now) for code in PERIODS if code.startswith(year)}
    lacks = (lacking.get(place, set()) | lacking.get((None, None), set())) & touched
    labels = dict(zip(("prison_code", "domain_code"), place, strict=True))
    move = move_of(known, table.name, labels, now, before)
    assert (move is None) == bool(lacks)
    assert move is None or move.verdict == "up"


@pytest.mark.parametrize(("lacks", "is_said"), [("2025-K2", True), ("2025-K3", False)])
def test_what_fell_below_a_quarter_that_lacks_something_fell_all_the_more(lacks, is_said):
    table = quarters(**FALLING)
    known = replace(
        evidence(table),
        incomplete_of={(None, "sport"): {table.measure: frozenset({lacks})}},
    )
    grid = row_grid(table, "domain_code", known, [f"2025-K{number}" for number in (1, 2, 3, 4)])
    said = headline(known, "multiples", grid, scene(table.name))
    assert ("elk domein in het derde kwartaal minder" in said or said.startswith("Elk domein")) == is_said
