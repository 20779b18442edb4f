"""Let figures that are out stand, and what hangs together with them: the nearest figures that add up.

A late row changes a figure that is out. The old and the new one together would count the persons of that row,
so the old one stands until enough persons have changed it. What is published beside it is then what it comes
to with the old figure, so that every printed sum holds; where that is not what was counted, it is marked.

Only what is so is printed: what was counted, what is out already, and what such figures add up to. What a
total that stands leaves for a part is none of these, and is not told until the planned revision.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal

import numpy as np
from scipy import sparse

from pipelines.protect.decision.personal_release import PersonalRelease
from pipelines.protect.events import SCALE, EventCells, cells_of, known_relations, label_of
from pipelines.protect.history import cell_of
from pipelines.protect.lp import INFINITY, Program, relations_matrix, solve_whole
from pipelines.protect.structure import Cell, links_of
from pipelines.tables import CountTable, Value

FREE, BREAK = 1e-3, 1e4
"""What it costs to move a figure that is never shown, and to leave a sum that cannot hold."""
AGAINST = 20.0
"""What it costs more to move figures the other way than those that stand: late rows only add."""
ROUNDS = 20


def settle(release: PersonalRelease) -> PersonalRelease:
    """Give the release with the figures of events that it shows, and which of them are out.

    Of `before` only what enough persons changed may change; the rest is out and stands.
    """
    earlier, tables, untold = release.earlier, list(release.tables), set[Cell]()
    links = release.links
    for group in release.groups:
        own = [table for table in release.events if table.measure in group]
        counted = _counted(own)
        out = {cell: figure for cell, figure in earlier.standing.items() if cell in counted}
        before = {cell: figure for cell, figure in earlier.before.items() if cell in counted}
        if not before and all(counted[cell] == figure for cell, figure in out.items()):
            continue  # nothing changed
        also = (*out.values(), *before.values())
        cells = cells_of(own, links, release.known, offer=release.offer, also=also)
        settled, stands = _settled(cells, release, out, before)
        earlier = replace(earlier, shown={**earlier.shown, **stands})
        untold |= cells.values.keys() - _true(cells, settled, {**before, **out})
        tables = [_with(table, settled, cells.unit) if table in own else table for table in tables]
    settled_release = replace(
        release, tables=tuple(tables), earlier=replace(earlier, before={}), untold=frozenset(untold)
    )
    changed = settled_release.tables != release.tables
    return replace(settled_release, links=links_of(settled_release.events)) if changed else settled_release


def _counted(tables: Sequence[CountTable]) -> dict[Cell, Value | None]:
    return {cell_of(table, key): value for table in tables for key, value in table.counts.items()}


def _settled(
    cells: EventCells, release: PersonalRelease, out: Mapping[Cell, Value], before: Mapping[Cell, Value]
) -> tuple[dict[Cell, int], dict[Cell, Value]]:
    """Hold more of what was out, until what is left has changed by enough persons everywhere, and is true."""
    stands = {**out, **{cell: old for cell, old in before.items() if _is_few(cells, release, cell)}}
    program = _Nearest(cells, release.earlier.hidden)
    for attempt in range(ROUNDS):
        settled = program.find({cell: _units(value, cells.unit) for cell, value in stands.items()})
        true = _true(cells, settled, {**before, **out})
        restless = {
            cell: old
            for cell, old in before.items()
            if cell not in stands
            and (cell not in true or _is_near(settled[cell], _units(old, cells.unit), release, cells.unit))
        }
        if not restless:
            break
        stands |= restless if attempt < ROUNDS - 2 else before
    return settled, {cell: value for cell, value in stands.items() if cell not in release.earlier.withheld}


def _true(cells: EventCells, settled: Mapping[Cell, int], out: Mapping[Cell, Value]) -> set[Cell]:
    """Give the cells of which the figure was counted, is out, or is what such figures add up to."""
    known = {cell: _units(value, cells.unit) for cell, value in out.items()}
    found = {cell for cell, figure in settled.items() if figure in (cells.values[cell], known.get(cell))}
    sums = [(total, parts) for total, parts in _sums(cells) if total not in found]
    while True:
        more = {
            total for total, parts in sums
            if total not in found and found.issuperset(parts)
            and settled[total] == sum(settled[part] for part in parts)
        }  # fmt: skip
        if not more:
            return found
        found |= more


def _sums(cells: EventCells) -> Iterator[tuple[Cell, Sequence[Cell]]]:
    """Give each figure with what it is the whole sum of: its parts, or other measures of the same place."""
    for total, parts in cells.sums:
        known = [part for part in parts if part in cells.values]
        if total in cells.values and cells.values[total] == sum(cells.values[part] for part in known):
            yield total, known
    for link in cells.links:
        wholes = [cell for cell, factor in link.coefficients.items() if factor == 1]
        others = [cell for cell, factor in link.coefficients.items() if factor == -1]
        if link.is_equal and len(wholes) == 1 and len(others) == len(link.coefficients) - 1:
            yield wholes[0], others


def _units(value: Value, unit: int) -> int:
    return int(Decimal(value) * SCALE) // unit


def _is_few(cells: EventCells, release: PersonalRelease, cell: Cell) -> bool:
    """Tell whether a figure changed by fewer persons than the threshold, or nobody knows by how many."""
    old = release.earlier.persons.get(cell)
    new = cells.persons.get(cell)
    return old is None or new is None or abs(new - old) < release.rules.threshold


def _is_near(settled: int, old: int, release: PersonalRelease, unit: int) -> bool:
    return settled != old and abs(settled - old) * unit < release.rules.threshold * SCALE


class _Nearest:
    """The nearest whole figures to what was counted that keep what is fixed and every sum that they can.

    None that readers know to be hidden, and so at least one, becomes zero: its neighbour would be the rest.
    """

    def __init__(self, cells: EventCells, hidden: Set[Cell] = frozenset()) -> None:
        relations, rests = known_relations(cells)
        values = {**{label_of(cell): value for cell, value in cells.values.items()}, **rests}
        self._cells = cells
        self._labels = tuple(sorted(values))
        self._place = {label: place for place, label in enumerate(self._labels)}
        self._values = np.array([values[label] for label in self._labels], dtype=np.int64)
        self._weight = np.array([FREE if label in rests else 1.0 for label in self._labels])
        secret = {label_of(cell) for cell in hidden & cells.values.keys()}
        least = np.array([int(label in secret) for label in self._labels])
        self._room = np.maximum(self._values - least, 0).astype(float)
        self._matrix, self._low, self._high = relations_matrix(self._labels, relations)

    def find(self, fixed: Mapping[Cell, int]) -> dict[Cell, int]:
        """Give every cell its figure."""
        count, rows = len(self._labels), self._matrix.shape[0]
        up = np.where((self._values == 0) & (self._weight == 1.0), 1.0, np.inf)
        down = self._room.copy()
        least_up, least_down = np.zeros(count), np.zeros(count)
        for cell, figure in fixed.items():
            at = self._place[label_of(cell)]
            change = figure - self._values[at]
            up[at] = least_up[at] = max(change, 0)
            down[at] = least_down[at] = max(-change, 0)
        against = (AGAINST, 1.0) if (least_up - least_down).sum() <= 0 else (1.0, AGAINST)
        slack = sparse.identity(rows)
        matrix = sparse.hstack([self._matrix, -self._matrix, slack, -slack]).tocsr()
        sums = self._matrix @ self._values
        found = solve_whole(
            Program(
                np.concatenate([*(side * self._weight for side in against), np.full(2 * rows, BREAK)]),
                matrix, self._low - sums, self._high - sums,
                np.concatenate([least_up, least_down, np.zeros(2 * rows)]),
                np.concatenate([up, down, np.full(2 * rows, INFINITY)]),
            )
        )  # fmt: skip
        if found is None:
            return {cell: fixed.get(cell, value) for cell, value in self._cells.values.items()}
        settled = self._values + found[:count] - found[count : 2 * count]
        return {cell: int(settled[self._place[label_of(cell)]]) for cell in self._cells.values}


def _with(table: CountTable, settled: Mapping[Cell, int], unit: int) -> CountTable:
    return replace(
        table,
        counts={
            key: value if value is None else _as(value, settled[cell_of(table, key)], unit)
            for key, value in table.counts.items()
        },
    )


def _as(value: Value, figure: int, unit: int) -> Value:
    """Give a figure in its own unit: a whole number, or hours."""
    exact = Decimal(figure * unit) / SCALE
    if isinstance(value, int):
        return int(exact)
    return exact.quantize(value) if exact.quantize(value) == exact else exact
