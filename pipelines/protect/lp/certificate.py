"""Other worlds: whole-number changes of cells that keep every relation and every shown cell."""

from collections.abc import Mapping
from typing import Protocol

import numpy as np
from scipy import sparse

from pipelines.protect.lp.solver import TOLERANCE, Floats, Integers, Program, Solver, whole
from pipelines.protect.lp.system import System

FREE = 1e-4  # the cost of moving a cell that is hidden already: not 0, or worlds become needlessly large
FAR = 1e6
PERTURBATIONS = 3

World = dict[int, int]
"""The change of each cell that differs from the true values."""


class Search(Protocol):
    """What suppression asks of a search: prices, cells held fast, and worlds."""

    def reprice(self, cell: int, cost: float) -> None:
        """Change what moving a cell costs."""

    def fix(self, cell: int, *, fixed: bool) -> None:
        """Hold a cell at its true value, or let it go again."""

    def find(
        self, cell: int, change: int, *, thorough: bool = True, near: World | None = None
    ) -> World | None:
        """Give a world in which the cell has changed by so much, or None when none was found."""


class AlternativeTables:
    """Search for the cheapest world in which a cell has a given other value.

    It holds a warm-started program over some of the cells; all other cells keep their value.
    """

    def __init__(self, system: System, cells: Integers, cost: Floats) -> None:
        some = system.columns[:, cells]
        touched = np.unique(some.indices)
        matrix = some.tocsr()[touched]
        self._cells = cells
        self._place = {int(cell): place for place, cell in enumerate(cells)}
        self._matrix = matrix
        self._low = system.room_low[touched]
        self._high = system.room_high[touched]
        self._up = np.minimum(system.ceiling[cells] - system.values[cells], FAR)
        self._down = (system.values - system.floor)[cells].clip(min=0).astype(float)
        self._cost = cost.astype(float)
        self._fixed = np.zeros(len(cells), bool)
        self._random = np.random.default_rng(0)
        double = sparse.hstack([matrix, -matrix]).tocsr()
        self._solver = Solver(
            Program(np.tile(self._cost, 2), double, self._low, self._high,
                    np.zeros(2 * len(cells)), np.concatenate([self._up, self._down]))
        )  # fmt: skip

    def reprice(self, cell: int, cost: float) -> None:
        """Change what moving a cell costs."""
        place = self._place[cell]
        self._cost[place] = cost
        self._solver.cost(place, cost)
        self._solver.cost(place + len(self._cells), cost)

    def fix(self, cell: int, *, fixed: bool) -> None:
        """Hold a cell at its true value, or let it go again."""
        place = self._place[cell]
        self._fixed[place] = fixed
        self._release(place)

    def find(
        self,
        cell: int,
        change: int,
        *,
        thorough: bool = True,
        near: World | None = None,  # noqa: ARG002
    ) -> World | None:
        """Give a world in which the cell has changed by so much, or None when none was found.

        `thorough` also tries an integer program when the linear one gives fractions. `near` is a world to
        stay close to; a search over all cells has no need of it.
        """
        place = self._place.get(cell)
        if place is None or self._fixed[place] or not self._reachable(place, change):
            return None
        up, down = (change, 0) if change > 0 else (0, -change)
        self._solver.bounds(place, up, up)
        self._solver.bounds(place + len(self._cells), down, down)
        found = self._solve(thorough=thorough)
        self._release(place)
        return None if found is None else self._world(found)

    def lift(self, least: Mapping[int, int]) -> World | None:
        """Give the cheapest world in which each of these cells has changed by so much at least, or None."""
        places = {self._place[cell]: change for cell, change in least.items() if cell in self._place}
        fixed = [change for cell, change in least.items() if cell not in self._place]
        if any(change > 0 for change in fixed) or any(change > self._up[at] for at, change in places.items()):
            return None
        for place, change in places.items():
            self._solver.bounds(place, max(change, 0), self._up[place])
            self._solver.bounds(place + len(self._cells), 0.0, min(max(-change, 0), self._down[place]))
        found = self._solve(thorough=True)
        for place in places:
            self._release(place)
        return None if found is None else self._world(found)

    def _reachable(self, place: int, change: int) -> bool:
        return bool(-self._down[place] <= change <= self._up[place])

    def _release(self, place: int) -> None:
        fixed = self._fixed[place]
        self._solver.bounds(place, 0.0, 0.0 if fixed else self._up[place])
        self._solver.bounds(place + len(self._cells), 0.0, 0.0 if fixed else self._down[place])

    def _world(self, found: Integers) -> World:
        return {int(self._cells[at]): int(found[at]) for at in np.flatnonzero(found)}

    def _solve(self, *, thorough: bool) -> Integers | None:
        solution = self._solver.solve()
        if solution is None:
            return None
        found = whole(self._net(solution))
        if found is None:
            found = self._perturbed()
        if found is None and thorough:
            moved = np.abs(self._net(solution)) > TOLERANCE
            some = [np.tile(cells, 2) for cells in (moved, moved | (self._cost <= FREE))]
            integral = self._solver.solve_whole(float(np.tile(self._cost, 2) @ solution), some)
            found = None if integral is None else self._net(integral).astype(np.int64)
        return found if found is not None and self._holds(found) else None

    def _perturbed(self) -> Integers | None:
        """Look for a vertex in whole numbers under slightly other costs: cheaper than an integer program."""
        found = None
        for _ in range(PERTURBATIONS):
            count = len(self._cost)
            costs = self._cost * (1 + 0.3 * self._random.random(count)) + 1e-4 * self._random.random(count)
            self._solver.costs(np.tile(costs, 2))
            solution = self._solver.solve()
            found = None if solution is None else whole(self._net(solution))
            if found is not None:
                break
        self._solver.costs(np.tile(self._cost, 2))
        return found

    def _net(self, solution: Floats | Integers) -> Floats:
        count = len(self._cells)
        net: Floats = np.asarray(solution[:count] - solution[count:], float)
        return net

    def _holds(self, change: Integers) -> bool:
        sums = self._matrix @ change
        return bool(((sums >= self._low - TOLERANCE) & (sums <= self._high + TOLERANCE)).all())
