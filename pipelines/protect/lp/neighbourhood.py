"""Search worlds near a cell, for systems that are too large for one program over all cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.protect.lp.certificate import AlternativeTables, World
from pipelines.protect.lp.secondary import Searcher
from pipelines.protect.lp.solver import Floats, Integers
from pipelines.protect.lp.system import System

SIBLINGS = 3  # labels beside the cell's own, per dimension
WIDER = 7
DEAR = 60.0

Labels = tuple[str | None, ...]


@dataclass(frozen=True)
class CellGrid:
    """Where each cell stands: its label in every dimension, and the parent of each label."""

    place: Integers
    """One row per cell with the number of its label in each dimension."""
    at: Integers
    """The cell at each combination of labels; -1 where there is none."""
    parents: tuple[tuple[int, ...], ...]
    """Per dimension the parent of each label; the total is its own parent."""


def build_grid(
    names: Sequence[str], keys: Mapping[str, Labels], hierarchies: Sequence[Mapping[str, str]]
) -> CellGrid:
    """Number the labels of every dimension; labels without a parent are parts of the total (None)."""
    dimensions = len(hierarchies)
    labels: list[list[str | None]] = [
        [None, *sorted({label for key in keys.values() if (label := key[at]) is not None})]
        for at in range(dimensions)
    ]
    number = [{label: place for place, label in enumerate(each)} for each in labels]
    parents = tuple(
        tuple(number[at].get(hierarchies[at].get(label or ""), 0) for label in labels[at])
        for at in range(dimensions)
    )
    place = np.array(
        [[number[at][label] for at, label in enumerate(keys[name])] for name in names], dtype=np.int64
    )
    at = np.full(tuple(len(each) for each in labels), -1, dtype=np.int64)
    at[tuple(place.T)] = np.arange(len(names))
    return CellGrid(place, at, parents)


def box_searcher(grid: CellGrid) -> Searcher:
    """Give a maker of searches on this grid."""

    def make(system: System, cells: Integers, cost: Floats) -> BoxSearch:
        return BoxSearch(system, cells, cost, grid)

    return make


class BoxSearch:
    """Search in a box of labels around the cell: its own, their parents, and the cheapest beside them.

    The box is closed as a product of labels; neighbours picked one by one leave most cells without a world.
    """

    def __init__(self, system: System, cells: Integers, cost: Floats, grid: CellGrid) -> None:
        self._system = system
        self._grid = grid
        self._free = np.zeros(len(system.names), bool)
        self._free[cells] = True
        self._cost = np.full(len(system.names), DEAR)
        self._cost[cells] = cost

    def reprice(self, cell: int, cost: float) -> None:
        """Change what moving a cell costs."""
        self._cost[cell] = cost

    def fix(self, cell: int, *, fixed: bool) -> None:
        """Hold a cell at its true value, or let it go again."""
        self._free[cell] = not fixed

    def find(
        self, cell: int, change: int, *, thorough: bool = True, near: World | None = None
    ) -> World | None:
        """Give a world in which the cell has changed by so much: in its box, or in a wider one."""
        if not self._free[cell]:
            return None
        for siblings in (SIBLINGS, WIDER):
            cells = self._box(cell, siblings, near or {})
            search = AlternativeTables(self._system, cells, self._cost[cells])
            world = search.find(cell, change, thorough=thorough)
            if world is not None:
                return world
        return None

    def _box(self, cell: int, siblings: int, near: World) -> Integers:
        chosen = [
            self._labels(cell, dimension, siblings, sorted(near)[:8])
            for dimension in range(len(self._grid.parents))
        ]
        found = self._grid.at[np.ix_(*chosen)].ravel()
        found = found[found >= 0]
        return np.sort(found[self._free[found]])

    def _labels(self, cell: int, dimension: int, siblings: int, near: Sequence[int]) -> list[int]:
        parents = self._grid.parents[dimension]
        own = int(self._grid.place[cell, dimension])
        kept = _with_parents({own, *(int(self._grid.place[each, dimension]) for each in near)}, parents)
        groups = {parents[label] for label in kept if label != 0} | {own}
        for group in sorted(groups):
            beside = [
                label for label, above in enumerate(parents) if label and above == group and label not in kept
            ]
            kept.update(self._cheapest(cell, dimension, beside, siblings))
        return sorted(_with_parents(kept, parents))

    def _cheapest(self, cell: int, dimension: int, beside: list[int], siblings: int) -> list[int]:
        """Pick the labels whose cells, with the cell's other labels or their totals, cost least to move."""
        if len(beside) <= siblings:
            return beside
        lattice = [
            beside if at == dimension else sorted(_with_parents({int(self._grid.place[cell, at])}, above))
            for at, above in enumerate(self._grid.parents)
        ]
        found = self._grid.at[np.ix_(*lattice)]
        cost = np.where(
            found < 0, 0.0, np.where(self._free[found], np.minimum(self._cost[found], DEAR), DEAR)
        )
        others = tuple(at for at in range(cost.ndim) if at != dimension)
        order = np.argsort(cost.sum(axis=others), kind="stable")[:siblings]
        return [beside[at] for at in order]


def _with_parents(labels: set[int], parents: tuple[int, ...]) -> set[int]:
    found = set(labels)
    for label in labels:
        at = label
        while at != parents[at]:
            at = parents[at]
            found.add(at)
    return found
