"""One program over edits of persons: which to make so that a count changes and shown counts do not."""

import numpy as np
from scipy import sparse

from pipelines.protect.lp import TOLERANCE, Booleans, Floats, Integers, Program, Solver, System, World, whole
from pipelines.protect.persons.people import Columns, Edit, Effect, Population

A_PERSON = 1e-3  # what editing one person costs: worlds stay close to ours
NEWCOMERS = 8
ATTEMPTS = 6
DIVES = 60
AT_ONCE = 8  # of so many fractional edits one more is fixed in the same dive

Edits = tuple[tuple[Edit, int], ...]
"""Which persons become what: an edit and the person it is done to (a negative number is a newcomer)."""


class Slice:
    """One program over edits; cells that its edits change can be moved, all others stay."""

    def __init__(self, system: System, population: Population, columns: Columns) -> None:
        self._population = population
        allowed = _allowed(system, columns)
        self._edits = [columns[effect] for effect in allowed]
        self.cells = sorted({cell for effect in allowed for cell, _ in effect})
        self.members = frozenset(self.cells)
        self._place = {cell: place for place, cell in enumerate(self.cells)}
        self._change = self._changes(allowed)
        self._seats = np.array([_seats(population, edits) for edits in self._edits], float)
        self._limits = self._seats.copy()
        values, at = system.values, np.array(self.cells, dtype=np.int64)
        self._up = np.minimum(system.ceiling[at] - values[at], 1e5)
        self._down = (values[at] - system.floor[at]).clip(min=0).astype(float)
        self._cost = np.ones(len(self.cells))
        self._open = np.ones(len(self.cells), bool)
        count = len(self.cells)
        unit = sparse.identity(count)
        matrix = sparse.hstack([self._change, -unit, unit]).tocsr()
        high = np.concatenate([self._seats, self._up, self._down])
        self._solver = Solver(
            Program(self._costs(), matrix, np.zeros(count), np.zeros(count), np.zeros(len(high)), high)
        )

    def set_prices(self, cost: Floats, is_open: Booleans) -> None:
        """Say of all cells of the system what moving them costs, and whether they may move at all."""
        first = len(self._edits)
        self._cost, self._open = cost[self.cells], is_open[self.cells]
        self._solver.costs(self._costs())
        high = np.concatenate([np.where(self._open, self._up, 0.0), np.where(self._open, self._down, 0.0)])
        self._solver.all_bounds(first, np.zeros(len(high)), high)

    def set_price(self, cell: int, cost: float, *, is_open: bool) -> None:
        """Say what moving a cell costs and whether it may move at all."""
        place, first, count = self._place[cell], len(self._edits), len(self.cells)
        self._cost[place], self._open[place] = cost, is_open
        for column in (first + place, first + count + place):
            self._solver.cost(column, cost)
        self._release(place)

    def find(self, cell: int, change: int, *, thorough: bool) -> tuple[World, Edits] | None:
        """Give a world with its edits in which the cell has changed by so much, or None."""
        place = self._place.get(cell)
        if place is None or not self._open[place] or not -self._down[place] <= change <= self._up[place]:
            return None
        first, count = len(self._edits), len(self.cells)
        up, down = (change, 0) if change > 0 else (0, -change)
        self._solver.bounds(first + place, up, up)
        self._solver.bounds(first + count + place, down, down)
        found = self._seated(thorough=thorough)
        self._release(place)
        return found

    def _seated(self, *, thorough: bool) -> tuple[World, Edits] | None:
        """Solve and find a person for every edit; where a person would be edited twice, solve again."""
        narrowed: set[int] = set()
        found = None
        for _ in range(ATTEMPTS):
            chosen = self._solve(thorough=thorough)
            if chosen is None:
                break
            edits, short = _seat(self._population, self._edits, chosen)
            if not short:
                net = self._change @ chosen
                world = {self.cells[at]: int(net[at]) for at in np.flatnonzero(net)}
                found = (world, edits)
                break
            for column, seats in short.items():
                self._limit(column, seats)
                narrowed.add(column)
        for column in sorted(narrowed):
            self._limit(column, float(self._seats[column]))
        return found

    def _solve(self, *, thorough: bool) -> Integers | None:
        """Solve; fix one fractional edit after the other at the nearest whole number.

        That is far cheaper than branching, and than looking for a whole vertex under other costs.
        """
        count, fixed, found = len(self._edits), [], None
        solution = self._solver.solve()
        for _ in range(DIVES if thorough else 0):
            found = None if solution is None else whole(solution[:count])
            if found is not None or solution is None:
                break
            for column in _most_nearly_whole(solution[:count]):
                value = float(np.rint(solution[column]))
                self._solver.bounds(column, value, value)
                fixed.append(column)
            solution = self._solver.solve()
        for column in fixed:
            self._limit(column, float(self._limits[column]))
        return found if thorough or solution is None else whole(solution[:count])

    def _limit(self, column: int, seats: float) -> None:
        self._limits[column] = seats
        self._solver.bounds(column, 0.0, seats)

    def _costs(self) -> Floats:
        return np.concatenate([np.full(len(self._edits), A_PERSON), self._cost, self._cost])

    def _release(self, place: int) -> None:
        first, count, is_open = len(self._edits), len(self.cells), self._open[place]
        self._solver.bounds(first + place, 0.0, self._up[place] if is_open else 0.0)
        self._solver.bounds(first + count + place, 0.0, self._down[place] if is_open else 0.0)

    def _changes(self, effects: list[Effect]) -> sparse.csr_matrix:
        sizes = [len(effect) for effect in effects]
        flat = np.array([pair for effect in effects for pair in effect], dtype=np.int64).reshape(-1, 2)
        rows = np.searchsorted(self.cells, flat[:, 0])
        columns = np.repeat(np.arange(len(effects)), sizes)
        shape = (len(self.cells), len(effects))
        return sparse.csr_matrix((flat[:, 1].astype(float), (rows, columns)), shape=shape)


def _most_nearly_whole(solution: Floats) -> list[int]:
    """Pick the fractional edits that have least to go, a few of many; ties go to the larger number."""
    distance = np.abs(solution - np.rint(solution))
    fractional = np.flatnonzero(distance > TOLERANCE)
    ordered = sorted(fractional, key=lambda each: (round(float(distance[each]), 6), -solution[each], each))
    return [int(each) for each in ordered[: 1 + len(ordered) // AT_ONCE]]


def _allowed(system: System, columns: Columns) -> list[Effect]:
    """Keep the edits that leave shown zeros alone; what they do to other shown cells, others may undo."""
    movable = (system.movable | system.frozen).tolist()
    return sorted(effect for effect in columns if all(movable[cell] for cell, _ in effect))


def _seats(population: Population, edits: list[Edit]) -> int:
    return sum(NEWCOMERS if edit.kind < 0 else len(population.kinds[edit.kind].persons) for edit in edits)


def _seat(
    population: Population, edits: list[list[Edit]], chosen: Integers
) -> tuple[Edits, dict[int, float]]:
    """Give each chosen edit persons of its own; say which edits lack persons, and how many they have."""
    used: dict[int, int] = {}
    seated: list[tuple[Edit, int]] = []
    short: dict[int, float] = {}
    newcomers = 0
    for column in sorted(np.flatnonzero(chosen), key=lambda each: (len(edits[each]), each)):
        needed = int(chosen[column])
        for edit in edits[column]:
            if edit.kind < 0:
                taken = needed
                seated += [(edit, -1 - newcomers - number) for number in range(taken)]
                newcomers += taken
            else:
                persons = population.kinds[edit.kind].persons
                start = used.get(edit.kind, 0)
                taken = min(needed, len(persons) - start)
                seated += [(edit, person) for person in persons[start : start + taken]]
                used[edit.kind] = start + taken
            needed -= taken
            if not needed:
                break
        if needed:
            short[int(column)] = float(chosen[column] - needed)
    return tuple(seated), short
