"""Linear and integer programs: the only module that knows HiGHS."""

import ctypes
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import highspy
import numpy as np
from scipy import sparse

Floats = np.ndarray[Any, np.dtype[np.float64]]
Integers = np.ndarray[Any, np.dtype[np.int64]]
Booleans = np.ndarray[Any, np.dtype[np.bool_]]
Matrix: TypeAlias = sparse.csr_matrix

INFINITY: float = highspy.kHighsInf
TOLERANCE = 1e-6  # HiGHS gives 3.9999999 for 4
ANSWERED = (
    highspy.HighsModelStatus.kOptimal,
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnbounded,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)
PRIMAL = 4  # the number that HiGHS gives it
GAP = 0.2
"""By what share a solution in whole numbers may cost more than the best."""
NODES = 200  # a limit in nodes, not in seconds: the same answer on every machine


@dataclass(frozen=True)
class Program:
    """Minimise cost x with row_low <= matrix x <= row_high and low <= x <= high."""

    cost: Floats
    matrix: Matrix
    row_low: Floats
    row_high: Floats
    low: Floats
    high: Floats


class Solver:
    """One program in HiGHS, changed and solved again from where the last solution stood."""

    def __init__(self, program: Program, *, changes_costs: bool = False) -> None:
        """Take a program; one whose costs change rather than its bounds is quicker by the primal method."""
        self._highs: Any = _silent()
        self._highs.setOptionValue("presolve", "off")
        self._highs.setOptionValue("solver", "simplex")
        if changes_costs:
            self._highs.setOptionValue("simplex_strategy", PRIMAL)
        _pass(self._highs, program)

    def cost(self, column: int, cost: float) -> None:
        """Change the cost of one column."""
        self._highs.changeColCost(int(column), float(cost))

    def costs(self, costs: Floats) -> None:
        """Change the costs of all columns."""
        self._highs.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)

    def bounds(self, column: int, low: float, high: float) -> None:
        """Change the bounds of one column."""
        self._highs.changeColBounds(int(column), float(low), float(high))

    def all_bounds(self, first: int, low: Floats, high: Floats) -> None:
        """Change the bounds of many columns that follow on each other."""
        columns = np.arange(first, first + len(low), dtype=np.int32)
        self._highs.changeColsBounds(len(low), columns, low, high)

    def solve(self) -> Floats | None:
        """Give an optimal vertex; None when none was found, so that nothing is proved."""
        self._highs.run()
        if self._highs.getModelStatus() not in ANSWERED:
            self._highs.clearSolver()  # a warm start that went astray: once more from nothing
            self._highs.run()
        return _solution(self._highs)

    def solve_whole(self, least: float, some: Sequence[Booleans] = ()) -> Integers | None:
        """Give a good solution in whole numbers; None when none is found within the limit.

        Each of `some` are columns to look among first, the others held at zero, which takes a hundredth to a
        tenth of the time. What is found there is good where it costs hardly more than `least`, less than
        which none can, or was found among the last of them.
        """
        for number, columns in enumerate(some, 1):
            among = self._of_whole_numbers()
            low, high = (np.array(ends) for ends in (among.getLp().col_lower_, among.getLp().col_upper_))
            high = np.where(columns, high, low.clip(min=0.0))
            among.changeColsBounds(len(high), np.arange(len(high), dtype=np.int32), low, high)
            found = _solve_whole(among, GAP)
            cost = among.getInfo().objective_function_value
            if found is not None and (number == len(some) or cost <= (1 + GAP) * least):
                return found
        return _solve_whole(self._of_whole_numbers(), GAP)

    def _of_whole_numbers(self) -> Any:
        program = _silent()
        program.passModel(self._highs.getLp())
        return program


def solve(program: Program) -> Floats | None:
    """Give an optimal vertex of a program that is solved once; None when there is no solution."""
    highs = _silent()
    _pass(highs, program)
    highs.run()
    return _solution(highs)


def solve_whole(program: Program, *, gap: float = 0.0, nodes: int = NODES) -> Integers | None:
    """Give the best whole-number solution found within the limit of nodes, or None."""
    highs = _silent()
    _pass(highs, program)
    return _solve_whole(highs, gap, nodes)


def whole(solution: Floats) -> Integers | None:
    """Give the solution as whole numbers when it is one within tolerance, else None."""
    nearest = np.rint(solution)
    if np.abs(solution - nearest).max(initial=0.0) > TOLERANCE:
        return None
    return nearest.astype(np.int64)


def _silent() -> Any:
    # Other numbers of threads in one process make run() fail silently with zeros, so always one.
    _swallow_banner()
    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    return highs


@cache
def _swallow_banner() -> None:
    """Make one HiGHS with standard output closed: the first prints two lines, whatever its options say."""
    sys.stdout.flush()
    libc = ctypes.CDLL(None)
    libc.fflush(None)
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        highspy.Highs()  # type: ignore[no-untyped-call]
        libc.fflush(None)
    finally:
        os.dup2(kept, 1)
        os.close(nowhere)
        os.close(kept)


def _pass(highs: Any, program: Program) -> None:
    columns = program.matrix.tocsc()
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = columns.shape
    model.col_cost_ = np.asarray(program.cost, float)
    model.col_lower_ = np.asarray(program.low, float)
    model.col_upper_ = np.asarray(program.high, float)
    model.row_lower_ = np.asarray(program.row_low, float)
    model.row_upper_ = np.asarray(program.row_high, float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = columns.indptr
    model.a_matrix_.index_ = columns.indices
    model.a_matrix_.value_ = columns.data
    highs.passModel(model)


def _solution(highs: Any) -> Floats | None:
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(highs.getSolution().col_value)


def _solve_whole(highs: Any, gap: float, nodes: int = NODES) -> Integers | None:
    count = highs.getNumCol()
    kinds = np.array([highspy.HighsVarType.kInteger] * count)
    highs.changeColsIntegrality(count, np.arange(count, dtype=np.int32), kinds)
    highs.setOptionValue("mip_rel_gap", gap)
    highs.setOptionValue("mip_max_nodes", nodes)
    highs.run()
    if not highs.getSolution().value_valid:
        return None
    return whole(np.array(highs.getSolution().col_value))
