"""What it costs to hide a figure of events: what a report is read for is hidden last.

Secondary suppression hides what is cheapest. Figures of all prisons together, over the whole year and by the
breakdown that the outline gives up last, are what every edition prints: any other figure goes before them.
What a prison did in all goes after its parts.
"""

from dataclasses import replace

import numpy as np

from pipelines.protect.events.event_cells import EventCells
from pipelines.protect.lp import System
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.structure import PERIOD, PRISON, Cell

YEAR, PART, OF_A_PRISON = 100.0, 10.0, 5.0
"""How many times as dear as another: what all prisons did in a year, in part of it, what one did in all."""


def weigh(system: System, cells: EventCells, rules: DisclosureRules) -> System:
    """Give the system in which the figures that every edition prints are dear to hide."""
    worth = {cells.shown_label(cell): _worth(cell, cells, rules) for cell in cells.inside}
    factors = np.array([worth.get(name, 1.0) for name in system.names])
    return replace(system, weight=system.weight * factors)


def _worth(cell: Cell, cells: EventCells, rules: DisclosureRules) -> float:
    labels = dict(cell[1])
    if labels.keys() == {PERIOD, PRISON}:
        return OF_A_PRISON
    if not labels.keys() <= {PERIOD, *rules.give_up[-1:]}:
        return 1.0
    return YEAR if labels[PERIOD] in cells.years else PART
