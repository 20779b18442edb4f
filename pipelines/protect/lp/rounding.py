"""Controlled rounding: every figure to a multiple of the base, so that all sums still hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from pipelines.errors import DisclosureError
from pipelines.protect.lp.interval_audit import Ranges, View, attack
from pipelines.protect.lp.solver import Floats, Integers, Matrix, Program, solve_whole
from pipelines.protect.lp.system import Relation, relations_matrix

BASE = 5
NODES = 5_000
GAP = 0.01


@dataclass(frozen=True)
class _Rounding:
    """The cells to round; `wanted` is what each had best be near to, `held` says which are out already."""

    values: Integers
    wanted: Integers
    held: Integers
    """The figure that is out, or -1."""
    matrix: Matrix
    low: Floats
    high: Floats
    base: int


def round_cells(
    values: Mapping[str, int],
    relations: Sequence[Relation],
    *,
    base: int = BASE,
    fixed: Mapping[str, int] | None = None,
    preferred: Mapping[str, int] | None = None,
) -> dict[str, int]:
    """Give each cell a multiple of the base, less than the base away, so that the relations hold.

    Together they are as near to the values as can be, or to what is `preferred`. Zeros and multiples stay;
    where cells that hang together have no solution, they go up to twice the base away. `fixed` cells are out
    already and stay as they are. Raises DisclosureError when there is no such table.
    """
    names = tuple(sorted(values))
    matrix, low, high = relations_matrix(names, relations)
    numbers = np.array([values[name] for name in names], dtype=np.int64)
    wanted = np.array([(preferred or {}).get(name, values[name]) for name in names], dtype=np.int64)
    held = np.array([(fixed or {}).get(name, -1) for name in names], dtype=np.int64)
    rounded = np.zeros(len(names), dtype=np.int64)
    for cells, part in _parts(_Rounding(numbers, wanted, held, matrix, low, high, base)):
        rounded[cells] = _solved(part)
    return dict(zip(names, rounded.tolist(), strict=True))


def _parts(problem: _Rounding) -> Iterator[tuple[Integers, _Rounding]]:
    """Take apart what does not hang together: many small programs are quicker than a large one."""
    rows = problem.matrix.shape[0]
    graph = sparse.bmat([[None, problem.matrix], [problem.matrix.T, None]]) if rows else None
    count = len(problem.values)
    labels = connected_components(graph, directed=False)[1] if rows else np.arange(count)
    for label in np.unique(labels[rows:] if rows else labels):
        cells = np.flatnonzero((labels[rows:] if rows else labels) == label)
        own = np.flatnonzero(labels[:rows] == label) if rows else np.array([], dtype=np.int64)
        yield cells, _Rounding(
            problem.values[cells], problem.wanted[cells], problem.held[cells],
            problem.matrix[own][:, cells], problem.low[own], problem.high[own], problem.base,
        )  # fmt: skip


def _solved(problem: _Rounding) -> Integers:
    for reach in (problem.base - 1, 2 * problem.base - 1):
        found = _within(problem, reach)
        if found is not None:
            return found
    raise DisclosureError(
        f"{len(problem.values)} cijfers kunnen niet samen op {problem.base} afgerond worden: "
        "de sommen kloppen niet"
    )


def _within(problem: _Rounding, reach: int) -> Integers | None:
    """Start each cell at its lowest multiple, and choose how many steps of the base it goes up."""
    values, base = problem.values, problem.base
    least = np.ceil((values - reach) / base).clip(min=0).astype(np.int64) * base
    most = np.floor((values + reach) / base).astype(np.int64) * base
    stays = (values % base == 0) & ((values == 0) | (reach < base))
    least[stays] = most[stays] = values[stays]
    out = problem.held >= 0  # what is out need not be a multiple
    least[out] = most[out] = problem.held[out]
    step = np.repeat(np.arange(len(values)), (most - least) // base)
    number = np.concatenate([np.arange(size) for size in (most - least) // base] or [np.zeros(0, np.int64)])
    above = least[step] + base * (number + 1)
    wanted = problem.wanted[step]
    cost = np.abs(above - wanted) - np.abs(above - base - wanted)  # convex: the lowest step comes first
    start = problem.matrix @ least
    program = Program(
        cost.astype(float), (base * problem.matrix[:, step]).tocsr(), problem.low - start,
        problem.high - start, np.zeros(len(step)), np.ones(len(step)),
    )  # fmt: skip
    taken = _taken(program)
    return None if taken is None else least + base * np.bincount(step, taken, len(values)).astype(np.int64)


def _taken(program: Program) -> Integers | None:
    if len(program.cost) == 0:
        holds = bool(((program.row_low <= 0) & (program.row_high >= 0)).all())
        return np.zeros(0, np.int64) if holds else None
    if program.matrix.shape[0] == 0:
        return (program.cost < 0).astype(np.int64)
    return solve_whole(program, gap=GAP, nodes=NODES)


def attack_rounded(
    values: Mapping[str, int], rounded: Mapping[str, int], relations: Sequence[Relation], base: int = BASE
) -> dict[str, tuple[int, int]]:
    """Give what an outsider finds of the small cells: each true figure is near, and the true ones add up."""
    names = tuple(sorted(values))
    matrix, low, high = relations_matrix(names, relations)
    shown = np.array([rounded[name] for name in names], dtype=np.int64)
    far = max(base - 1, max((abs(rounded[name] - values[name]) for name in names), default=0))
    view = View(
        np.zeros(len(names), bool), np.zeros(len(names), np.int64), matrix, low, high,
        floor=(shown - far).clip(min=0),
        ceiling=(shown + far).astype(float),
    )  # fmt: skip
    small = np.array([0 < values[name] < base for name in names])
    found: Ranges = attack(view, small, limits_only=True)
    return {
        names[cell]: (int(found.outer_low[cell]), int(found.outer_high[cell]))
        for cell in np.flatnonzero(small)
    }
