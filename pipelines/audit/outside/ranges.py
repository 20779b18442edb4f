"""From unknowns and rows to the range of each unknown that is asked: narrow, split, solve, round."""

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from scipy import sparse

from pipelines.audit.figures import Name
from pipelines.audit.outside.narrowing import narrowed, without_fixed
from pipelines.audit.outside.program import (
    INFINITY,
    TOLERANCE,
    Bounder,
    Integers,
    Polytope,
    components,
    is_possible,
    least_slack,
)
from pipelines.audit.outside.states import is_whole
from pipelines.audit.outside.system import Row, System

ATTEMPTS = 10
HARDLY = 2
BREACH = 10 * TOLERANCE
ENDLESS = 1e15
EXACT, AS_GOOD_AS_EXACT = Decimal("0.001"), Decimal("0.1")
"""Averages and hours are printed rounded, so that nobody knows them more closely than that."""


@dataclass(frozen=True)
class Range:
    """A withheld figure, and what it can be to who has read everything (highest None: without limit)."""

    table: str
    name: Name
    lowest: Decimal
    highest: Decimal | None
    is_withheld: bool = True
    """False: shown, but rounded so far that it may be small."""
    whole: Decimal | None = None
    """Of a trait of the population all who were there, where that is shown: more is never possible."""

    @property
    def is_exact(self) -> bool:
        """Tell whether nothing else is possible; that a rounded zero is a zero gives nobody away."""
        if not self.is_withheld and not self.highest:
            return False
        close = EXACT if is_whole(self.name[0]) else AS_GOOD_AS_EXACT
        return self.highest is not None and self.highest - self.lowest < close


def ranges_of(
    system: System, targets: Set[int], *, width: float, threshold: float
) -> tuple[Mapping[int, tuple[float, float]], tuple[str, ...]]:
    """Compute least and greatest value of each target, and name the knowledge that had to be given up.

    Ranges come from linear programs, rounded inwards to whole numbers. One that begins under the threshold
    and is hardly wider than `width` is asked again over whole numbers alone. Knowledge that the shown figures
    contradict is left out first.
    """
    whole, given_up = _consistent(system)
    free = whole.high - whole.low > TOLERANCE
    found: dict[int, tuple[float, float]] = {
        target: (whole.low[target], whole.high[target]) for target in targets if not free[target]
    }
    names = np.flatnonzero(free)
    polytope = without_fixed(whole, free)
    for columns in components(polytope.matrix):
        asked = [place for place, column in enumerate(columns) if int(names[column]) in targets]
        if asked:
            for place, span in _solve(_part(polytope, columns), asked, width, threshold):
                found[int(names[columns[place]])] = span
    return found, given_up


def _consistent(system: System) -> tuple[Polytope, tuple[str, ...]]:
    """Leave out laws that shown figures break, and the fewest rows that together contradict what is shown.

    Gives the rest, with bounds as narrow as single rows make them.
    """
    wrong = [row for row in system.rows if _is_broken(system, row)]
    broken = {row.kind for row in wrong}
    laws = {row.kind for row in wrong if row.is_law}
    told = {id(row) for row in wrong}
    rows = [row for row in system.rows if row.kind not in laws and id(row) not in told]
    for _ in range(ATTEMPTS):
        polytope = _polytope(system, rows)
        narrow, crossed = narrowed(polytope)
        if not crossed and is_possible(without_fixed(narrow, narrow.high - narrow.low > TOLERANCE)):
            break
        slack = least_slack(polytope)
        if slack is None or slack.max(initial=0.0) <= BREACH:
            break
        broken |= {row.kind for row, breach in zip(rows, slack, strict=True) if breach > BREACH}
        rows = [row for row, breach in zip(rows, slack, strict=True) if breach <= BREACH]
    return narrow, tuple(sorted(broken))


def _is_broken(system: System, row: Row) -> bool:
    low, high = (
        sum(
            factor * (system.low[number] if (factor > 0) is lowest else system.high[number])
            for number, factor in row.coefficients.items()
        )
        for lowest in (True, False)
    )
    slack = TOLERANCE * (1 + abs(low))
    return low > row.high + slack or high < row.low - slack


def _polytope(system: System, rows: Sequence[Row]) -> Polytope:
    width = [len(row.coefficients) for row in rows]
    columns = [number for row in rows for number in row.coefficients]
    factors = [factor for row in rows for factor in row.coefficients.values()]
    starts = np.concatenate([[0], np.cumsum(width)]).astype(np.int32)
    matrix = sparse.csr_matrix(
        (np.array(factors, dtype=float), np.array(columns, dtype=np.int32), starts),
        shape=(len(rows), len(system.low)),
    )
    return Polytope(
        matrix, np.array([row.low for row in rows], dtype=float),
        np.array([row.high for row in rows], dtype=float), np.array(system.low), np.array(system.high),
        np.array(system.whole, dtype=bool),
    )  # fmt: skip


def _part(polytope: Polytope, columns: Integers) -> Polytope:
    own = polytope.matrix[:, columns].tocsr()
    rows = np.flatnonzero(np.diff(own.indptr))
    return Polytope(
        own[rows], polytope.row_low[rows], polytope.row_high[rows], polytope.low[columns],
        polytope.high[columns], polytope.whole[columns],
    )  # fmt: skip


def _solve(
    part: Polytope, asked: Sequence[int], width: float, threshold: float
) -> Iterator[tuple[int, tuple[float, float]]]:
    bounder = Bounder(part)
    for column in asked:
        low, high = (bounder.extreme(column, highest=highest) for highest in (False, True))
        if part.whole[column]:
            low, high = _inwards(low, high)
            if low < threshold and width <= high - low < width + HARDLY:
                low, high = _inwards(
                    bounder.whole_extreme(column, highest=False), bounder.whole_extreme(column, highest=True)
                )
        yield column, (low, high)


def _inwards(low: float, high: float) -> tuple[float, float]:
    lowest = math.ceil(low - 1e-5)
    return lowest, (math.floor(high + 1e-5) if high < ENDLESS else INFINITY)
