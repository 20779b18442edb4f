"""Attack an edition from its published files alone, as an outsider could."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np

from pipelines.errors import ConfigError
from pipelines.protect.attack import BEYOND, Ranges, View, attack, is_possible
from pipelines.protect.links import Cell
from pipelines.protect.outsider import Knowledge, Tie, knowledge_of
from pipelines.protect.patterns import place_of
from pipelines.protect.primary import sort_key
from pipelines.protect.published import read_published
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.solver import INFINITY
from pipelines.protect.system import relations_matrix
from pipelines.tables import Key, Mark, SafeTable

PUBLISHED = "published.duckdb"


@dataclass(frozen=True)
class PublicCell:
    """A hidden cell and what an outsider can say of it: no less and no more (None: without limit)."""

    table: str
    key: Key
    lowest: Decimal
    highest: Decimal | None


@dataclass(frozen=True)
class PublicAudit:
    """What an outsider finds about the hidden cells of an edition."""

    cells: tuple[PublicCell, ...]

    def known(self, rules: DisclosureRules | None = None) -> tuple[PublicCell, ...]:
        """Give the cells that an outsider knows to be small, and closer than the rules allow."""
        rules = rules or DisclosureRules()
        return tuple(
            cell
            for cell in self.cells
            if cell.highest is not None
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
    """Give an outsider's range of every hidden cell of some safe tables."""
    known = knowledge_of(tables)
    names = sorted(known.values)
    number = {cell: place for place, cell in enumerate(names)}
    ranges = _attacked(known, names)
    return PublicAudit(
        tuple(
            _public(table.name, key, known, ranges, number[table.measure, place_of(table.dimensions, key)])
            for table, key in _hidden(tables)
            if (table.measure, place_of(table.dimensions, key)) in number
        )
    )


def _hidden(tables: Mapping[str, SafeTable]) -> Iterator[tuple[SafeTable, Key]]:
    for _, table in sorted(tables.items()):
        for key in sorted(table.cells, key=sort_key):
            if table.cells[key].mark is Mark.SUPPRESSED:
                yield table, key


def _attacked(known: Knowledge, names: Sequence[Cell]) -> Ranges:
    hidden = np.array([cell in known.hidden for cell in names])
    return attack(_view(known, names, _believed(known, names)), hidden, limits_only=True)


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
    return View(
        shown=np.array([known.values[cell] is not None for cell in names]),
        values=np.array([known.values[cell] or 0 for cell in names], dtype=np.int64),
        matrix=matrix,
        row_low=low,
        row_high=high,
        floor=np.array([cell in known.hidden for cell in names]).astype(np.int64),
        ceiling=np.full(len(names), INFINITY),
    )


def _public(table: str, key: Key, known: Knowledge, ranges: Ranges, cell: int) -> PublicCell:
    unit, highest = known.units[table], int(ranges.outer_high[cell])
    return PublicCell(
        table, key, int(ranges.outer_low[cell]) * unit, None if highest >= BEYOND else highest * unit
    )
