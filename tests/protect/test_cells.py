"""Public cases of the literature, fed through the adapter for cells and relations."""

import numpy as np
import pytest
from make_believe import cross, with_totals

from pipelines.errors import DisclosureError
from pipelines.protect import DisclosureRules, Status, adds_up_to, protect_cells
from pipelines.protect.lp.interval_audit import attack
from pipelines.protect.lp.pattern_proof import audit, view_of
from pipelines.protect.lp.system import build_system


def hidden(pattern):
    return {name for name, status in pattern.status.items() if status is not Status.SHOWN}


def attacked(values, relations, chosen, *, zeros_shown=True):
    zeros = frozenset() if zeros_shown else frozenset(values)
    system = build_system(values, relations, ranges=dict.fromkeys(chosen, (0, 99)), hidden_zeros=zeros)
    ranges = attack(view_of(system, system.unsafe), system.unsafe)
    return {
        system.names[at]: (int(ranges.low[at]), int(ranges.high[at])) for at in np.flatnonzero(system.unsafe)
    }


LINE = {"total": 15, "a": 10, "b": 3, "c": 1, "d": 1}
LINE_ADDS = [adds_up_to("total", ["a", "b", "c", "d"])]


def test_two_ones_beside_shown_zeros_are_known():
    """User support 194: 15 = 10 + 3 + x + x, and x is not 0 because zeros are shown."""
    assert attacked(LINE, LINE_ADDS, {"c", "d"}) == {"c": (1, 1), "d": (1, 1)}
    assert attacked(LINE, LINE_ADDS, {"c", "d"}, zeros_shown=False) == {"c": (0, 2), "d": (0, 2)}


def test_two_hidden_zeros_are_known():
    values = {"total": 15, "a": 10, "b": 5, "c": 0, "d": 0}
    assert attacked(values, LINE_ADDS, {"c", "d"}, zeros_shown=False) == {"c": (0, 0), "d": (0, 0)}


def test_our_pattern_for_that_line_leaves_every_small_cell_wide():
    pattern = protect_cells(LINE, LINE_ADDS)
    assert {"b", "c", "d"} < hidden(pattern)
    assert all(high - low >= 3 for low, high in pattern.ranges.values())


def test_two_gaps_in_every_row_and_column_can_still_give_a_cell_away():
    """The problem data of sdcTable: w|b is 47, although every row and column has two gaps or more."""
    table = np.zeros((5, 5), int)
    table[0] = [30, 47, 64, 89, 230]
    table[1] = [99, 124, 5, 22, 250]
    table[2] = [92, 60, 59, 125, 336]
    table[3, 0], table[3, 2] = 800, 642
    table[3, 1] = 1262 - 47 - 124 - 60
    table[3, 3] = 890 - 89 - 22 - 125
    values, relations = cross(with_totals(table[:4, :4]))
    gaps = {(0, 0), (0, 1), (0, 2), (1, 0), (1, 2), (2, 1), (2, 3), (3, 1), (3, 3)}
    chosen = {f"{row:04d}/{column:04d}" for row, column in gaps}
    ranges = attacked(values, relations, chosen, zeros_shown=False)
    assert ranges["0000/0001"] == (47, 47)
    assert ranges["0000/0000"][0] < ranges["0000/0000"][1]


REGIONS = {"A": 2, "B": 2, "I": 8, "J": 8, "K": 3, "L": 3, "M": 3, "N": 7}
GROUPS = {"county-1": "ABIJ", "county-2": "KLMN", "small": "ABIJKN", "BIG": "LM"}


def linked():
    """User support 136: the same regions in two hierarchies."""
    totals = {group: sum(REGIONS[each] for each in parts) for group, parts in GROUPS.items()}
    values = {**REGIONS, **totals, "Total": 36}
    relations = [adds_up_to(group, parts) for group, parts in GROUPS.items()]
    relations += [adds_up_to("Total", pair) for pair in (("county-1", "county-2"), ("small", "BIG"))]
    return values, relations


def test_linked_tables_are_closed_together():
    values, relations = linked()
    pattern = protect_cells(values, relations)
    assert all(low <= 1 and high >= 4 for low, high in pattern.ranges.values())
    primary = {name for name, value in values.items() if 0 < value < 5}
    system = build_system(values, relations, ranges=dict.fromkeys(primary, (1, 4)))
    assert audit(system, system.unsafe)[1]


def test_tables_that_are_closed_one_by_one_can_be_open_together():
    values, relations = linked()
    counties = [each for each in relations if not {"small", "BIG"} & each.coefficients.keys()]
    sizes = [each for each in relations if not {"county-1", "county-2"} & each.coefficients.keys()]
    one = {name: value for name, value in values.items() if name not in ("small", "BIG")}
    other = {name: value for name, value in values.items() if name not in ("county-1", "county-2")}
    both = hidden(protect_cells(one, counties)) | hidden(protect_cells(other, sizes))
    ranges = attacked(values, relations, both)
    small = {name for name in both if values[name] < 5}
    assert min(ranges[name][1] - ranges[name][0] for name in small) < 3


def test_a_frozen_total_leaves_no_room_and_stops():
    with pytest.raises(DisclosureError, match="kunnen niet beschermd worden"):
        protect_cells({"t": 3, "a": 1, "b": 2}, [adds_up_to("t", ["a", "b"])], frozen={"t"})


def test_the_order_of_cells_and_relations_does_not_matter():
    values, relations = cross(with_totals(np.random.default_rng(3).poisson(5, (5, 4, 3))))
    turned = dict(reversed(values.items()))
    again = [dict(reversed(each.coefficients.items())) for each in reversed(relations)]
    assert protect_cells(values, relations) == protect_cells(turned, again)


def test_zeros_that_are_unsafe_are_hidden_and_may_be_anything():
    values, relations = cross(with_totals(np.array([[0, 30, 20], [25, 0, 31], [40, 22, 50]])))
    pattern = protect_cells(values, relations, DisclosureRules(zeros="unsafe"))
    zeros = {name for name, value in values.items() if value == 0}
    assert zeros <= hidden(pattern)
    assert all(pattern.ranges[name][0] == 0 and pattern.ranges[name][1] >= 4 for name in zeros)


def test_nothing_unsafe_hides_nothing():
    values, relations = cross(with_totals(np.full((3, 3), 9)))
    assert hidden(protect_cells(values, relations)) == set()
