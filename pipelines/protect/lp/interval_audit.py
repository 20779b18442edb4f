"""What an outsider can work out: the range of each hidden cell, from what is shown and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from pipelines.protect.lp.solver import (
    TOLERANCE,
    Booleans,
    Floats,
    Integers,
    Matrix,
    Program,
    Solver,
    solve_whole,
    whole,
)

NODES = 5000
BEYOND = 1_000_000  # how far above the largest shown cell "without limit" begins


@dataclass(frozen=True)
class View:
    """What is public: values of the shown cells (the others are not read), relations, and the rule."""

    shown: Booleans
    values: Integers
    matrix: Matrix
    row_low: Floats
    row_high: Floats
    floor: Integers
    ceiling: Floats


@dataclass(frozen=True)
class Ranges:
    """Per cell: `low`..`high` is proved by worlds in whole numbers; no world lies outside `outer_`."""

    low: Integers
    high: Integers
    outer_low: Integers
    outer_high: Integers


@dataclass(frozen=True)
class _Part:
    """Hidden cells that hang together through relations."""

    cells: Integers
    matrix: Matrix
    row_low: Floats
    row_high: Floats


def attack(
    view: View,
    targets: Booleans,
    *,
    lowest: Integers | None = None,
    highest: Integers | None = None,
    limits_only: bool = False,
) -> Ranges:
    """Give the range of each hidden target; with `lowest` and `highest`, stop where that much is proved.

    `limits_only` asks for the outer limits alone, which is much quicker: no programs in whole numbers.
    Raises ValueError when the shown cells contradict each other: an attack on that would prove nothing.
    """
    ranges = _start(view)
    for part in _parts(view):
        aimed = np.flatnonzero(targets[part.cells])
        if len(aimed):
            on_part = _attack(view, part, ranges, limits_only=limits_only)
            if limits_only:
                _push_together(on_part, aimed)
            for place in aimed:
                cell = part.cells[place]
                _push(on_part, int(place), -1, None if highest is None else int(highest[cell]))
                _push(on_part, int(place), 1, None if lowest is None else int(lowest[cell]))
    return ranges


def _start(view: View) -> Ranges:
    """Start hidden cells with an empty proven range and no outer limit."""
    beyond = _beyond(view)
    empty_low = np.where(view.shown, view.values, beyond)
    empty_high = np.where(view.shown, view.values, -1)
    outer_low = np.where(view.shown, view.values, view.floor)
    outer_high = np.where(view.shown, view.values, np.minimum(view.ceiling, beyond).astype(np.int64))
    return Ranges(empty_low, empty_high, outer_low, outer_high)


def _beyond(view: View) -> int:
    return BEYOND + 4 * int(view.values.max(initial=0))


def _parts(view: View) -> Iterator[_Part]:
    hidden = np.flatnonzero(~view.shown)
    values = np.where(view.shown, view.values, 0)
    rows = view.matrix[:, hidden]
    touched = np.diff(rows.indptr) > 0
    matrix = rows[touched]
    room = view.matrix[touched] @ values
    low, high = view.row_low[touched] - room, view.row_high[touched] - room
    graph = sparse.bmat([[None, matrix], [matrix.T, None]]) if matrix.shape[0] else None
    count = matrix.shape[0]
    labels = connected_components(graph, directed=False)[1] if count else np.arange(len(hidden))
    row_order = np.argsort(labels[:count], kind="stable")
    cell_order = np.argsort(labels[count:], kind="stable")
    for label in np.unique(labels[count:]):
        at = cell_order[slice(*np.searchsorted(labels[count:][cell_order], [label, label + 1]))]
        row = row_order[slice(*np.searchsorted(labels[:count][row_order], [label, label + 1]))]
        yield _Part(hidden[at], matrix[row][:, at], low[row], high[row])


@dataclass(frozen=True)
class _Attack:
    """The attack on one part: its program, solved again and again, and the ranges found so far."""

    part: _Part
    program: Program
    solver: Solver
    ranges: Ranges
    limits_only: bool
    least: Floats
    most: Floats
    """How low and high each cell has been in some solution, in fractions too."""


def _attack(view: View, part: _Part, ranges: Ranges, *, limits_only: bool) -> _Attack:
    low = view.floor[part.cells].astype(float)
    high = np.minimum(view.ceiling[part.cells], _beyond(view))
    cost = np.zeros(len(part.cells))
    program = Program(cost, part.matrix, part.row_low, part.row_high, low, high)
    count = len(part.cells)
    least, most = np.full(count, np.inf), np.full(count, -np.inf)
    return _Attack(part, program, Solver(program, changes_costs=True), ranges, limits_only, least, most)


def _push_together(attack: _Attack, aimed: Integers) -> None:
    """Push all targets at once, again and again while that brings more of them to their bound.

    A cell that was at its bound in some solution needs no program of its own.
    """
    count = len(attack.part.cells)
    for sign in (-1.0, 1.0):
        left = aimed
        while len(left):
            costs = np.zeros(count)
            costs[left] = sign
            attack.solver.costs(costs)
            _solution(attack)
            still = np.array([place for place in left if not _at_bound(attack, place, sign)], dtype=np.int64)
            if len(still) == len(left):
                break
            left = still
    attack.solver.costs(np.zeros(count))


def _at_bound(attack: _Attack, place: int, sign: float) -> bool:
    if sign < 0:
        return bool(attack.most[place] >= attack.program.high[place] - TOLERANCE)
    return bool(attack.least[place] <= attack.program.low[place] + TOLERANCE)


def _push(attack: _Attack, place: int, sign: int, enough: int | None) -> None:
    """Push one cell up (-1) or down (1) as far as it goes, unless enough is proved."""
    ranges, cell = attack.ranges, attack.part.cells[place]
    proved, outer = (ranges.high, ranges.outer_high) if sign < 0 else (ranges.low, ranges.outer_low)
    if enough is not None and sign * (proved[cell] - enough) <= 0:
        return
    if attack.limits_only and _at_bound(attack, place, sign):
        return
    solution = _extreme(attack, place, sign)
    if sign < 0:
        outer[cell] = min(outer[cell], int(np.floor(solution[place] + TOLERANCE)))
    else:
        outer[cell] = max(outer[cell], int(np.ceil(solution[place] - TOLERANCE)))
    world = whole(solution)
    if world is None and not attack.limits_only:
        # Where not even fractions reach what is enough, as far as those go: what can be is asked anyway.
        goes = enough is None or sign * (outer[cell] - enough) <= 0
        world = _whole_world(attack.program, place, sign, enough if goes else int(outer[cell]))
    _widen(attack, world)


def _extreme(attack: _Attack, place: int, sign: int) -> Floats:
    attack.solver.cost(place, sign)
    solution = _solution(attack)
    attack.solver.cost(place, 0.0)
    return solution


def _solution(attack: _Attack) -> Floats:
    solution = attack.solver.solve()
    if solution is None:
        raise ValueError("the shown cells contradict each other")
    np.minimum(attack.least, solution, out=attack.least)
    np.maximum(attack.most, solution, out=attack.most)
    return solution


def _whole_world(program: Program, place: int, sign: int, enough: int | None) -> Integers | None:
    low, high, cost = program.low.copy(), program.high.copy(), np.zeros(len(program.cost))
    if enough is None:
        cost[place] = sign
    elif sign > 0:
        high[place] = min(high[place], enough)
    else:
        low[place] = max(low[place], enough)
    return solve_whole(replace(program, cost=cost, low=low, high=high), nodes=NODES)


def _widen(attack: _Attack, world: Integers | None) -> None:
    """Take a world into account, after checking it."""
    if world is None or not _holds(attack.program, world):
        return
    cells, ranges = attack.part.cells, attack.ranges
    ranges.low[cells] = np.minimum(ranges.low[cells], world)
    ranges.high[cells] = np.maximum(ranges.high[cells], world)


def _holds(program: Program, world: Integers) -> bool:
    sums = program.matrix @ world
    inside = (world >= program.low) & (world <= program.high)
    return bool(
        inside.all()
        and (sums >= program.row_low - TOLERANCE).all()
        and (sums <= program.row_high + TOLERANCE).all()
    )
