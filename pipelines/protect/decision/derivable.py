"""Show again what readers can add up or subtract: a mark in its place tells nobody less.

A figure may be hidden for another measure of its place, such as attendances for hours, or for worlds that
others took the place of. Where each other cell of a sum of it is shown, everyone has it, and no world of the
proof moves it, for worlds keep every sum. So the proof holds without it.
"""

from collections.abc import Mapping, Sequence, Set

from pipelines.protect.events import cells_of, label_of, relations_of
from pipelines.protect.structure import Cell, Structure
from pipelines.tables import CountTable


def derivable(
    tables: Sequence[CountTable], known: Structure, hidden: Set[Cell], stay: Set[Cell]
) -> set[Cell]:
    """Give the hidden cells of events that some sum tells, those that are to `stay` hidden left out."""
    cells = cells_of(tables, (), known)
    relations, rests = relations_of(cells)
    by_label: Mapping[str, Cell] = {label_of(cell): cell for cell in cells.values}
    sums = [each.coefficients.keys() for each in relations if not rests.keys() & each.coefficients.keys()]
    left, found = {label_of(cell) for cell in hidden}, set[Cell]()
    while True:
        alone = {next(iter(own)) for each in sums if len(own := each & left) == 1}
        told = {by_label[label] for label in alone if by_label[label] not in stay}
        if not told:
            return found
        found |= told
        left -= {label_of(cell) for cell in told}
