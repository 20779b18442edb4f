"""A rate, mean or change says nothing that the tables do not: it is made of shown figures, and of none that is hidden."""

import random
from decimal import Decimal

from pipelines.protect import divide_cells, extrapolate_cells, ratio, subtract_cells
from pipelines.tables import Cell, Mark, SafeTable

KEYS = [(prison, "2025", domain) for prison in ("GEN", "MEC", None) for domain in ("sport", "cultuur", None)]
HIDDEN = Cell(mark=Mark.SUPPRESSED)


def table(chance, name, keys, dimensions):
    cells = {
        key: chance.choice((HIDDEN, Cell(mark=Mark.NOT_AVAILABLE), Cell(0), Cell(chance.randrange(1, 90))))
        for key in keys
    }
    return SafeTable(f"{name}.{name}", dimensions, name, "person", cells, adds_up=False)


def test_two_worlds_that_differ_in_hidden_figures_only_print_the_same_rates():
    """A function of safe cells can't tell them apart: a hidden one holds no number at all, whatever it is."""
    chance = random.Random(13)
    names = ("prison_code", "period_code", "domain_code")
    for _ in range(50):
        above = table(chance, "participants", KEYS, names)
        below = table(chance, "throughput", sorted({key[:2] for key in KEYS}, key=str), names[:2])
        rates = ratio(above, below, name="reach.reach_rate", measure="reach_rate", unit="percent")
        for key, cell in rates.cells.items():
            sides = (above.cells[key], below.cells[key[:2]])
            if cell.value is not None:
                assert cell.value == round(
                    Decimal(sides[0].value) * 100 / sides[1].value + Decimal("1e-9"), 1
                )
            if HIDDEN in sides:
                assert cell == HIDDEN
                assert divide_cells(*sides) == subtract_cells(*sides) == HIDDEN
                assert extrapolate_cells(Cell(5), *sides) == HIDDEN
