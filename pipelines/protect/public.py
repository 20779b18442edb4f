"""Attack an edition from its published files alone, as an outsider could."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import numpy as np
from scipy import sparse

from pipelines.errors import ConfigError
from pipelines.protect.history import read_published
from pipelines.protect.intruder import Knowledge, Tie, knowledge_of
from pipelines.protect.lp import (
    BEYOND,
    INFINITY,
    TOLERANCE,
    Program,
    Ranges,
    View,
    attack,
    is_possible,
    relations_matrix,
    solve,
)
from pipelines.protect.primary import sort_key
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.structure import Cell, place_of
from pipelines.tables import Key, Mark, SafeTable

PUBLISHED = "published.duckdb"


@dataclass(frozen=True)
class PublicCell:
    """A hidden or small rounded cell and an outsider's range of it (None: without limit)."""

    table: str
    key: Key
    lowest: Decimal
    highest: Decimal | None


@dataclass(frozen=True)
class PublicAudit:
    """What an outsider finds about the hidden cells of an edition, and those rounded to the base or to 0."""

    cells: tuple[PublicCell, ...]

    def known(self, rules: DisclosureRules | None = None) -> tuple[PublicCell, ...]:
        """Give the cells that an outsider knows to be small, and closer than the rules allow."""
        rules = rules or DisclosureRules()
        return tuple(
            cell
            for cell in self.cells
            if cell.highest
            and cell.lowest < rules.threshold
            and (cell.highest - cell.lowest < rules.width or cell.highest < rules.threshold - 1)
        )


def audit_public(folder: Path) -> PublicAudit:
    """Read the published tables of an edition and give an outsider's range of every hidden cell.

    The outsider knows how labels add up, takes for a rule what holds in all shown cells and can hold in the
    others, and knows that zeros are shown. Raises ConfigError when the folder holds no edition.
    """
    path = folder / PUBLISHED
    if not path.exists():
        raise ConfigError(f"{folder}: hier staat geen uitgave ({PUBLISHED} ontbreekt)")
    return attack_tables(read_published(path))


def attack_tables(tables: Mapping[str, SafeTable]) -> PublicAudit:
    """Give an outsider's range of every hidden cell of some safe tables, and of every small rounded one."""
    known = knowledge_of(tables)
    names = sorted(known.values)
    number = {cell: place for place, cell in enumerate(names)}
    targets = {(table.measure, place_of(table.dimensions, key)) for table, key in _secret(tables)}
    ranges = _attacked(known, names, targets)
    return PublicAudit(
        tuple(
            _public(table.name, key, known, ranges, number[table.measure, place_of(table.dimensions, key)])
            for table, key in _secret(tables)
            if (table.measure, place_of(table.dimensions, key)) in number
        )
    )


def _secret(tables: Mapping[str, SafeTable]) -> Iterator[tuple[SafeTable, Key]]:
    for _, table in sorted(tables.items()):
        for key in sorted(table.cells, key=sort_key):
            cell = table.cells[key]
            is_small = table.base > 1 and cell.value is not None and cell.value <= table.base
            if cell.mark is Mark.SUPPRESSED or is_small:
                yield table, key


def _attacked(known: Knowledge, names: Sequence[Cell], targets: Set[Cell]) -> Ranges:
    aimed = np.array([cell in targets for cell in names])
    if known.reach:
        return attack(_believable(_view(known, names, known.relations)), aimed, limits_only=True)
    return attack(_view(known, names, _believed(known, names)), aimed, limits_only=True)


def _believed(known: Knowledge, names: Sequence[Cell]) -> list[Tie]:
    """Give the ties that can all be true: a guess that what is shown makes impossible is given up."""
    believed = [tie for tie in known.relations if not tie.guess]
    guesses: dict[tuple[str, ...], list[Tie]] = {}
    for tie in known.relations:
        if tie.guess:
            guesses.setdefault(tie.guess, []).append(tie)
    for _, ties in sorted(guesses.items()):
        if is_possible(_view(known, names, [*believed, *ties])):
            believed += ties
    return believed


def _view(known: Knowledge, names: Sequence[Cell], ties: Sequence[Tie]) -> View:
    labels = {cell: repr(cell) for cell in names}
    matrix, low, high = relations_matrix(
        tuple(labels[cell] for cell in names), [tie.named(labels) for tie in ties]
    )
    values = np.array([known.values[cell] or 0 for cell in names], dtype=np.int64)
    reach = np.array([known.reach.get(cell, -1) for cell in names], dtype=np.int64)
    is_rounded = reach >= 0
    shown = np.array([known.values[cell] is not None for cell in names]) & ~is_rounded
    hidden = np.array([cell in known.hidden for cell in names])
    return View(
        shown, np.where(shown, values, 0), matrix, low, high,
        floor=np.where(is_rounded, (values - reach).clip(min=0), hidden),
        ceiling=np.where(is_rounded, values + reach, INFINITY),
    )  # fmt: skip


def _believable(view: View) -> View:
    """Let go of the rules that rounded figures refute: what held by chance, or where a rest rounds to 0."""
    floor, ceiling = (
        view.floor.astype(float),
        np.minimum(view.ceiling, BEYOND + 4.0 * view.values.max(initial=0)),
    )
    low, high = np.where(view.shown, view.values, floor), np.where(view.shown, view.values, ceiling)
    rows, cells = view.matrix.shape
    unit = sparse.identity(rows)
    program = Program(
        np.concatenate([np.zeros(cells), np.ones(2 * rows)]),
        sparse.hstack([view.matrix, unit, -unit]).tocsr(),
        view.row_low, view.row_high,
        np.concatenate([low, np.zeros(2 * rows)]),
        np.concatenate([high, np.full(2 * rows, INFINITY)]),
    )  # fmt: skip
    solution = solve(program)
    assert solution is not None, "every rule can be broken here, so there is a solution"
    broken = solution[cells : cells + rows] + solution[cells + rows :]
    kept = np.flatnonzero(broken <= TOLERANCE)
    return replace(view, matrix=view.matrix[kept], row_low=view.row_low[kept], row_high=view.row_high[kept])


def _public(table: str, key: Key, known: Knowledge, ranges: Ranges, cell: int) -> PublicCell:
    unit, highest = known.units[table], int(ranges.outer_high[cell])
    return PublicCell(
        table, key, int(ranges.outer_low[cell]) * unit, None if highest >= BEYOND else highest * unit
    )
