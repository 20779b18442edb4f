"""Narrow the bounds of unknowns row by row, all rows at once, before any program is solved."""

import numpy as np
from scipy import sparse

from pipelines.audit.outside.program import INFINITY, TOLERANCE, Booleans, Floats, Integers, Polytope

ROUNDS = 40
CROSSED = 1e-4


def narrowed(polytope: Polytope) -> tuple[Polytope, bool]:
    """Compute bounds that follow from each row by itself, for as long as something moves.

    What a row leaves to an unknown is its limit less the least (or most) that the others can come to.
    Also tells whether bounds crossed, so that the rows can't all be kept.
    """
    entries = polytope.matrix.tocoo()
    rows, columns, factors = entries.row, entries.col, entries.data
    low, high, crossed = polytope.low.copy(), polytope.high.copy(), False
    for _ in range(ROUNDS):
        rises = factors > 0
        least = np.where(rises, factors * low[columns], factors * high[columns])
        most = np.where(rises, factors * high[columns], factors * low[columns])
        top = polytope.row_high[rows] - _others(least, rows, len(polytope.row_high), -INFINITY)
        bottom = polytope.row_low[rows] - _others(most, rows, len(polytope.row_low), INFINITY)
        new_high, new_low = high.copy(), low.copy()
        with np.errstate(invalid="ignore"):
            np.minimum.at(new_high, columns, np.where(rises, top, bottom) / factors)
            np.maximum.at(new_low, columns, np.where(rises, bottom, top) / factors)
        new_high, new_low = _whole(new_high, new_low, polytope.whole)
        moved = (new_high < high - TOLERANCE) | (new_low > low + TOLERANCE)
        if not moved.any():
            break
        new_high, new_low = np.minimum(new_high, high), np.maximum(new_low, low)
        crossed |= bool((new_low > new_high + CROSSED).any())
        # Two bounds that cross by a hair of rounding are one.
        high, low = np.maximum(new_high, np.minimum(new_low, high)), np.minimum(new_low, high)
    bounds = np.minimum(low, high), high
    return Polytope(polytope.matrix, polytope.row_low, polytope.row_high, *bounds, polytope.whole), crossed


def _others(terms: Floats, rows: Integers, count: int, endless: float) -> Floats:
    """Compute of each entry what the rest of its row comes to; endless where one of the rest is."""
    finite = np.isfinite(terms)
    sums = np.bincount(rows, np.where(finite, terms, 0.0), minlength=count)
    missing = np.bincount(rows, ~finite, minlength=count)
    rest: Floats = np.where(finite, sums[rows] - np.where(finite, terms, 0.0), sums[rows])
    return np.where(missing[rows] - ~finite > 0, endless, rest)


def _whole(high: Floats, low: Floats, whole: Booleans) -> tuple[Floats, Floats]:
    return (
        np.where(whole, np.floor(high + TOLERANCE), high),
        np.where(whole, np.ceil(low - TOLERANCE), low),
    )


def without_fixed(polytope: Polytope, free: Booleans) -> Polytope:
    """Put unknowns with one value into the rows, and leave out rows that hold nothing else."""
    fixed = polytope.matrix[:, ~free] @ polytope.low[~free]
    matrix: sparse.csr_matrix = polytope.matrix[:, free].tocsr()
    kept = np.flatnonzero(np.diff(matrix.indptr))
    return Polytope(
        matrix[kept], (polytope.row_low - fixed)[kept], (polytope.row_high - fixed)[kept],
        polytope.low[free], polytope.high[free], polytope.whole[free],
    )  # fmt: skip
