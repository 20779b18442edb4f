"""Linear and integer programs of the auditor: the only module of it that knows HiGHS."""

import ctypes
import math
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import highspy
import numpy as np
from scipy import sparse

INFINITY: float = highspy.kHighsInf
TOLERANCE = 1e-6
NODES = 200
"""A limit in nodes, not in seconds: the same answer on every machine."""
SOLVED = (highspy.HighsModelStatus.kOptimal,)
ENDLESS = (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible)
FAILED = (highspy.HighsModelStatus.kInfeasible,)

Floats = np.ndarray[Any, np.dtype[np.float64]]
Integers = np.ndarray[Any, np.dtype[np.int64]]
Booleans = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class Polytope:
    """row_low <= matrix x <= row_high and low <= x <= high, of which some x are whole numbers."""

    matrix: sparse.csr_matrix
    row_low: Floats
    row_high: Floats
    low: Floats
    high: Floats
    whole: Booleans


class Bounder:
    """One polytope in HiGHS, asked for the extremes of its coordinates one after the other."""

    def __init__(self, polytope: Polytope) -> None:
        """Hand the polytope over once; every question changes the costs alone."""
        self._highs = _highs(polytope)
        self._highs.setOptionValue("presolve", "off")
        self._highs.setOptionValue("solver", "simplex")
        self._highs.setOptionValue("simplex_strategy", 4)
        self._asked: int | None = None
        self._polytope = polytope

    def extreme(self, column: int, *, highest: bool) -> float:
        """Compute the least or greatest value of a coordinate; endless where nothing holds it."""
        if self._asked is not None and self._asked != column:
            self._highs.changeColCost(self._asked, 0.0)
        self._asked = column
        self._highs.changeColCost(column, -1.0 if highest else 1.0)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status not in (*SOLVED, *ENDLESS):
            self._highs.clearSolver()
            self._highs.run()
            status = self._highs.getModelStatus()
        if status in SOLVED:
            return float(self._highs.getInfo().objective_function_value) * (-1.0 if highest else 1.0)
        bounds = self._polytope.high if highest else self._polytope.low
        return float(bounds[column])

    def whole_extreme(self, column: int, *, highest: bool) -> float:
        """Compute the extreme over whole numbers, or the best bound known within the limit of nodes."""
        whole = _highs(self._polytope, integer=True)
        whole.setOptionValue("mip_max_nodes", NODES)
        whole.setOptionValue("mip_rel_gap", 0.0)
        whole.changeColCost(column, -1.0 if highest else 1.0)
        whole.run()
        bound = float(whole.getInfo().mip_dual_bound)
        if not math.isfinite(bound):
            return float(self._polytope.high[column] if highest else self._polytope.low[column])
        return -bound if highest else bound


def is_possible(polytope: Polytope) -> bool:
    """Tell whether some x keeps all rows and bounds."""
    highs = _highs(polytope)
    highs.run()
    return highs.getModelStatus() not in FAILED


def least_slack(polytope: Polytope) -> Floats | None:
    """Compute by how much each row must be broken so that all together can be kept; None without an answer.

    The total of all breaches is least.
    """
    rows, columns = polytope.matrix.shape
    unit = sparse.identity(rows, format="csr")
    elastic = Polytope(
        sparse.hstack([polytope.matrix, unit, -unit]).tocsr(), polytope.row_low, polytope.row_high,
        np.concatenate([polytope.low, np.zeros(2 * rows)]),
        np.concatenate([polytope.high, np.full(2 * rows, INFINITY)]),
        np.zeros(columns + 2 * rows, dtype=bool),
    )  # fmt: skip
    highs = _highs(elastic, cost=np.concatenate([np.zeros(columns), np.ones(2 * rows)]))
    highs.run()
    if highs.getModelStatus() not in SOLVED:
        return None
    solution = np.array(highs.getSolution().col_value)
    return np.asarray(solution[columns : columns + rows] + solution[columns + rows :])


def _highs(polytope: Polytope, *, cost: Floats | None = None, integer: bool = False) -> Any:
    _print_banner_nowhere()
    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)  # other numbers of threads in one process make run() fail silently
    highs.setOptionValue("random_seed", 1)
    program = highspy.HighsLp()
    rows, columns = polytope.matrix.shape
    program.num_col_, program.num_row_ = columns, rows
    program.col_cost_ = np.zeros(columns) if cost is None else cost
    program.col_lower_, program.col_upper_ = polytope.low, polytope.high
    program.row_lower_, program.row_upper_ = polytope.row_low, polytope.row_high
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = polytope.matrix.indptr
    program.a_matrix_.index_ = polytope.matrix.indices
    program.a_matrix_.value_ = polytope.matrix.data
    if integer:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        program.integrality_ = [kinds[int(one)] for one in polytope.whole]
    highs.passModel(program)
    return highs


@cache
def _print_banner_nowhere() -> None:
    """Make the first HiGHS while standard output leads nowhere: it greets whatever its options say."""
    sys.stdout.flush()
    everywhere = os.dup(1)
    with Path(os.devnull).open("wb") as nowhere:
        try:
            os.dup2(nowhere.fileno(), 1)
            highspy.Highs()  # type: ignore[no-untyped-call]
            ctypes.CDLL(None).fflush(None)
        finally:
            os.dup2(everywhere, 1)
            os.close(everywhere)


def components(matrix: sparse.csr_matrix) -> Sequence[Integers]:
    """Give the columns that hang together through rows, each group apart."""
    bipartite = sparse.bmat([[None, matrix], [matrix.T, None]], format="csr")
    _, group = sparse.csgraph.connected_components(bipartite, directed=False)
    columns = group[matrix.shape[0] :]
    order = np.argsort(columns, kind="stable")
    edges = np.flatnonzero(np.diff(columns[order])) + 1
    return [np.asarray(part, dtype=np.int64) for part in np.split(order, edges)]
