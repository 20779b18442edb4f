"""What was not delivered in one place is compared with nothing there, and is in the way nowhere else."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
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


@settings(max_examples=40)
@given(
    st.sets(st.sampled_from(("sport", "cultuur", "onderwijs"))),
    st.lists(st.integers(1, 400), min_size=3, max_size=3),
)
def test_a_row_that_lacks_something_is_not_passed_over_by_one_that_it_may_exceed(lacking, values):
    """The most is said of all rows only where no incomplete one would have more with twice what it has."""
    codes = ("sport", "cultuur", "onderwijs")
    table = quarters(**FALLING)
    shown = dict(zip(codes, values, strict=True))
    cells: dict[Key, Cell] = {(None, "2025", code): Cell(value=value) for code, value in shown.items()}
    cells[(None, "2025", None)] = Cell(value=sum(values))
    known = replace(
        evidence(replace(table, cells=cells)),
        incomplete_of={(None, code): {table.measure: frozenset({"2025-K2"})} for code in lacking},
    )
    said = headline(
        known, "bars", row_grid(known.tables[table.name], "domain_code", known), scene(table.name)
    )
    best = max(shown.values())
    leaders = [code for code, value in shown.items() if value == best]
    may_have = {code: value * 2 if code in lacking else value for code, value in shown.items()}
    is_sure = len(leaders) == 1 and all(may_have[code] < best for code in codes if code not in leaders)
    names_the_most = "meeste" in said and "getoonde" not in said
    assert not names_the_most or is_sure
