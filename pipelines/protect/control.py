"""Protect a whole release at once: primary, secondary, proof."""

from collections.abc import Iterator, Mapping, Sequence

from pipelines.protect.decide import Found, decide
from pipelines.protect.log import DisclosureLog, HiddenCell, Protected, Reason
from pipelines.protect.patterns import PERIOD, PersonPatterns, Place, place_of
from pipelines.protect.primary import sort_key, unsafe_cells
from pipelines.protect.register import Register
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.sums import Parents
from pipelines.tables import Cell, CountTable, Key, Mark, SafeTable

Hierarchies = Mapping[str, Mapping[str, str]]


def protect(
    tables: Sequence[CountTable],
    rules: DisclosureRules,
    hierarchies: Hierarchies | None = None,
    *,
    worlds: PersonPatterns | None = None,
    earlier: Register | None = None,
) -> Protected:
    """Give the safe tables of a release and the confidential log.

    Raises DisclosureError when a cell stays open or when the persons do not give the tables' counts.
    `hierarchies` gives per dimension the parent of each label, such as the year of each quarter; a label
    without a parent is a part of the total over the dimension. `worlds` holds who took part in what, which
    unsafe counts of persons are proved with. `earlier` holds what earlier releases showed and hid.
    """
    ordered = sorted(tables, key=lambda table: table.name)
    personal = [table for table in ordered if table.personal]
    earlier = earlier or Register()
    unsafe = {table.name: unsafe_cells(table, rules) for table in personal}
    parents = _parents(hierarchies or {}, worlds)
    found = decide(personal, unsafe, rules, parents=parents, worlds=worlds, earlier=earlier)
    log = DisclosureLog(
        tuple(entry for table in personal for entry in _entries(table, unsafe[table.name], found)),
        witnesses=found.witnesses,
        cells=sum(len(table.counts) for table in personal),
    )
    return Protected({table.name: _safe(table, found.hidden, earlier) for table in ordered}, log)


def _parents(hierarchies: Hierarchies, worlds: PersonPatterns | None) -> Parents:
    """Give all wider labels of each label; the patterns know years to date, which a hierarchy cannot say."""
    parents: dict[str, Mapping[str, tuple[str, ...]]] = {
        name: {label: (above,) for label, above in labels.items()} for name, labels in hierarchies.items()
    }
    if worlds is not None:
        parents[PERIOD] = {**parents.get(PERIOD, {}), **worlds.periods}
    return parents


def _entries(table: CountTable, unsafe: Mapping[Key, Reason], found: Found) -> Iterator[HiddenCell]:
    """Say of each hidden cell of the table why it is hidden, and the range that was proved for it."""
    for key in sorted(table.counts, key=sort_key):
        place = place_of(table.dimensions, key)
        if place in found.hidden and table.counts[key] is not None:
            reason = unsafe.get(key) or found.reasons.get(place, Reason.SECONDARY)
            low, high = found.ranges.get((table.measure, place), (None, None))
            yield HiddenCell(table.name, key, reason, low, high)


def _safe(table: CountTable, hidden: frozenset[Place], earlier: Register) -> SafeTable:
    keys = sorted(table.counts, key=sort_key)
    cells = {key: _cell(table, key, hidden, earlier) for key in keys}
    return SafeTable(table.name, table.dimensions, table.measure, table.unit, cells, table.adds_up)


def _cell(table: CountTable, key: Key, hidden: frozenset[Place], earlier: Register) -> Cell:
    value, place = table.counts[key], place_of(table.dimensions, key)
    if value is None:
        return Cell(mark=Mark.NOT_AVAILABLE)
    if not table.personal:
        return Cell(value=value)
    if place in hidden:
        return Cell(mark=Mark.SUPPRESSED)
    return Cell(value=earlier.shown.get((table.measure, place), value))
