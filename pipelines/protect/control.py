"""Protect a whole release at once: primary, secondary, proof."""

from collections.abc import Mapping, Sequence

from pipelines.protect.log import DisclosureLog, HiddenCell, Protected, Reason
from pipelines.protect.primary import sort_key, unsafe_cells
from pipelines.protect.rules import DisclosureRules
from pipelines.tables import Cell, CountTable, Key, Mark, SafeTable


def protect(
    tables: Sequence[CountTable],
    rules: DisclosureRules,
    hierarchies: Mapping[str, Mapping[str, str]] | None = None,
) -> Protected:
    """Give the safe tables of a release and the confidential log.

    `hierarchies` gives per dimension the parent of each label, such as the year of each quarter; a label
    without a parent is a part of the total over the dimension.
    """
    del hierarchies  # used by secondary suppression
    ordered = sorted(tables, key=lambda table: table.name)
    hidden = {table.name: unsafe_cells(table, rules) for table in ordered}
    log = DisclosureLog(
        tuple(HiddenCell(name, key, why) for name, found in hidden.items() for key, why in found.items()),
        cells=sum(len(table.counts) for table in ordered if table.personal),
    )
    return Protected({table.name: _safe(table, hidden[table.name]) for table in ordered}, log)


def _safe(table: CountTable, hidden: Mapping[Key, Reason]) -> SafeTable:
    keys = sorted(table.counts, key=sort_key)
    cells = {key: _cell(table, key, hidden) for key in keys}
    return SafeTable(table.name, table.dimensions, table.measure, table.unit, cells, table.adds_up)


def _cell(table: CountTable, key: Key, hidden: Mapping[Key, Reason]) -> Cell:
    if key in hidden:
        return Cell(mark=Mark.SUPPRESSED)
    value = table.counts[key]
    return Cell(mark=Mark.NOT_AVAILABLE) if value is None else Cell(value=value)
