"""Cells and the linear relations between them, and what an attacker must be left with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from pipelines.protect.lp.solver import INFINITY, Booleans, Floats, Integers, Matrix


@dataclass(frozen=True)
class Relation:
    """low <= sum of coefficient * cell <= high; a sum says total - parts = 0."""

    coefficients: Mapping[str, float]
    low: float = 0.0
    high: float = 0.0


def adds_up_to(total: str, parts: Sequence[str]) -> Relation:
    """Give the relation that the total is the sum of its parts."""
    return Relation({total: 1.0, **dict.fromkeys(parts, -1.0)})


@dataclass(frozen=True)
class System:
    """The cells of a release in alphabetical order of their name, with their relations.

    `floor` is the least value that an outsider knows a hidden cell to have, `ceiling` the most. A cell in
    `unpublished` is never shown and may hold any value; one in `frozen` is out already and stays shown.
    `lowest` and `highest` is the range that must stay possible for an unsafe cell.
    """

    names: tuple[str, ...]
    values: Integers
    matrix: Matrix
    row_low: Floats
    row_high: Floats
    floor: Integers
    ceiling: Floats
    unpublished: Booleans
    frozen: Booleans
    unsafe: Booleans
    lowest: Integers
    highest: Integers
    weight: Floats

    @cached_property
    def columns(self) -> Matrix:
        """The relations by column: the quick way to take a few cells out of many."""
        return self.matrix.tocsc()

    @cached_property
    def room_low(self) -> Floats:
        """How far each relation may sink from where the true values put it."""
        room: Floats = self.row_low - self.matrix @ self.values
        return room

    @cached_property
    def room_high(self) -> Floats:
        """How far each relation may rise from where the true values put it."""
        room: Floats = self.row_high - self.matrix @ self.values
        return room

    @cached_property
    def movable(self) -> Booleans:
        """Cells that may have another value in another world: shown zeros may not."""
        shown_zero = (self.values == 0) & (self.floor == 0) & (self.ceiling == 0)
        movable: Booleans = ~self.frozen & ~shown_zero
        return movable


def build_system(
    values: Mapping[str, int],
    relations: Sequence[Relation],
    *,
    ranges: Mapping[str, tuple[int, int]],
    hidden_zeros: frozenset[str] = frozenset(),
    unpublished: frozenset[str] = frozenset(),
    frozen: frozenset[str] = frozenset(),
    ceilings: Mapping[str, int] | None = None,
    weights: Mapping[str, float] | None = None,
) -> System:
    """Order the cells and relations, so that the same input in another order is the same system.

    `ranges` names the unsafe cells. A zero that is not in `hidden_zeros` or `unpublished` is always shown.
    Raises ValueError when the values do not keep a relation: no proof can stand on that.
    """
    names = tuple(sorted(values))
    numbers = np.array([values[name] for name in names], dtype=np.int64)
    matrix, low, high = relations_matrix(names, relations)
    sums = matrix @ numbers
    if ((sums < low - 1e-9) | (sums > high + 1e-9)).any():
        raise ValueError(f"{int(((sums < low) | (sums > high)).sum())} relations do not hold for the values")
    may_be_zero = _mask(names, hidden_zeros | unpublished)
    ceiling = np.array([(ceilings or {}).get(name, INFINITY) for name in names], dtype=float)
    ceiling = np.where((numbers == 0) & ~may_be_zero, 0.0, ceiling)
    _close_zeros(matrix, low, high, numbers, ceiling)
    unsafe = _mask(names, frozenset(ranges))
    return System(
        names, numbers, matrix, low, high,
        floor=np.where(may_be_zero | (numbers == 0), 0, 1),
        ceiling=ceiling,
        unpublished=_mask(names, unpublished),
        frozen=_mask(names, frozen),
        unsafe=unsafe,
        lowest=np.array([ranges.get(name, (0, 0))[0] for name in names], dtype=np.int64),
        highest=np.array([ranges.get(name, (0, 0))[1] for name in names], dtype=np.int64),
        weight=_weights(names, numbers, weights or {}),
    )  # fmt: skip


def _close_zeros(matrix: Matrix, low: Floats, high: Floats, numbers: Integers, ceiling: Floats) -> None:
    """What is never shown lies at zero where a shown zero is the sum of it: nobody need look for it there."""
    exact = (low == 0) & (high == 0)
    wholes, parts = (matrix > 0)[exact], (matrix < 0)[exact]
    while True:
        empty = wholes @ (ceiling > 0).astype(int) == 0
        closing = (parts[empty].sum(axis=0).A1 > 0) & (ceiling > 0) & (numbers == 0)
        if not closing.any():
            return
        ceiling[closing] = 0.0


def relations_matrix(names: tuple[str, ...], relations: Sequence[Relation]) -> tuple[Matrix, Floats, Floats]:
    """Give the relations as rows over the cells in this order, each row with its least and most."""
    place = {name: index for index, name in enumerate(names)}
    rows = sorted(
        {
            (
                tuple(sorted((place[name], value) for name, value in each.coefficients.items())),
                each.low,
                each.high,
            )
            for each in relations
        }
    )
    entries = [(row, column, value) for row, (cells, _, _) in enumerate(rows) for column, value in cells]
    shape = (len(rows), len(names))
    row, column, value = zip(*entries, strict=True) if entries else ((), (), ())
    matrix = sparse.csr_matrix((np.array(value, float), (row, column)), shape=shape)
    return matrix, np.array([low for _, low, _ in rows]), np.array([high for _, _, high in rows])


def _mask(names: tuple[str, ...], chosen: frozenset[str]) -> Booleans:
    return np.array([name in chosen for name in names], dtype=bool)


def _weights(names: tuple[str, ...], numbers: Integers, weights: Mapping[str, float]) -> Floats:
    factor = np.array([weights.get(name, 1.0) for name in names])
    scaled: Floats = (np.log1p(numbers) + 0.3) * factor
    return scaled
