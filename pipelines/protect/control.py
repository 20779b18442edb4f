"""Protect a whole release at once: primary, secondary, proof."""

from collections.abc import Iterator, Mapping, Sequence

from pipelines.errors import DisclosureError
from pipelines.protect.decision import Decision, PersonalRelease, decide, decide_rounded
from pipelines.protect.history import ReleaseHistory, still_standing
from pipelines.protect.log import DisclosureLog, HiddenCell, Protected, Reason
from pipelines.protect.lp import BASE
from pipelines.protect.primary import sort_key, unsafe_cells
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.structure import PersonPatterns, place_of, structure
from pipelines.tables import Cell, CountTable, Key, Mark, SafeTable

Hierarchies = Mapping[str, Mapping[str, str]]


def protect(
    tables: Sequence[CountTable],
    rules: DisclosureRules,
    hierarchies: Hierarchies | None = None,
    *,
    worlds: PersonPatterns | None = None,
    earlier: ReleaseHistory | None = None,
) -> Protected:
    """Give the safe tables of a release and the confidential log.

    Raises DisclosureError when a cell stays open, when the persons do not give the tables' counts, or when
    earlier releases were protected by the other method.
    `hierarchies` gives per dimension the parent of each label, such as the year of each quarter; a label
    without a parent is a part of the total over the dimension. `worlds` holds who took part in what, which
    unsafe counts of persons are proved with; without it their whole year is hidden. `earlier`
    holds what earlier releases showed and hid.
    """
    ordered = sorted(tables, key=lambda table: table.name)
    personal = tuple(table for table in ordered if table.personal)
    unsafe = {table.name: unsafe_cells(table, rules) for table in personal}
    known = structure(hierarchies or {}, worlds)
    earlier = still_standing(earlier or ReleaseHistory(), personal, unsafe, rules.threshold)
    _refuse_other_method(earlier, rules)
    release = PersonalRelease(personal, unsafe, rules, known, worlds, earlier)
    decision = decide_rounded(release) if rules.method == "round5" else decide(release)
    log = DisclosureLog(
        tuple(entry for table in personal for entry in _entries(table, unsafe[table.name], decision)),
        witnesses=decision.witnesses,
        cells=sum(value is not None for table in personal for value in table.counts.values()),
        rounded=len(decision.rounded),
    )
    safe = {table.name: _safe(table, decision, earlier) for table in ordered}
    return Protected(safe, log, frozenset(table.measure for table in personal))


def _refuse_other_method(earlier: ReleaseHistory, rules: DisclosureRules) -> None:
    """Exact and rounded figures of the same persons, each safe alone, together give small counts away."""
    if earlier.bases - {BASE if rules.method == "round5" else 1}:
        raise DisclosureError(
            f"eerdere uitgaven zijn op een andere manier beveiligd dan {rules.method}: exacte en afgeronde "
            "cijfers over dezelfde personen geven samen kleine aantallen prijs. Houd de methode aan."
        )


def _entries(table: CountTable, unsafe: Mapping[Key, Reason], decision: Decision) -> Iterator[HiddenCell]:
    """Say of each hidden cell of the table why it is hidden, and the range that was proved for it."""
    for key in sorted(table.counts, key=sort_key):
        place = place_of(table.dimensions, key)
        if place in decision.hidden.get(table.measure, ()) and table.counts[key] is not None:
            reason = unsafe.get(key) or decision.reasons[table.measure, place]
            low, high = decision.ranges.get((table.measure, place), (None, None))
            yield HiddenCell(table.name, key, reason, low, high)


def _safe(table: CountTable, decision: Decision, earlier: ReleaseHistory) -> SafeTable:
    keys = sorted(table.counts, key=sort_key)
    cells = {key: _cell(table, key, decision, earlier) for key in keys}
    rounded = any((table.measure, place_of(table.dimensions, key)) in decision.rounded for key in keys)
    return SafeTable(
        table.name, table.dimensions, table.measure, table.unit, cells, table.adds_up,
        base=BASE if rounded else 1,
    )  # fmt: skip


def _cell(table: CountTable, key: Key, decision: Decision, earlier: ReleaseHistory) -> Cell:
    value, place = table.counts[key], place_of(table.dimensions, key)
    if value is None:
        return Cell(mark=Mark.NOT_AVAILABLE)
    if not table.personal:
        return Cell(value=value)
    out = earlier.out((table.measure, place))
    if out is not None:
        return Cell(value=out)
    if place in decision.hidden.get(table.measure, ()):
        return Cell(mark=Mark.SUPPRESSED)
    return Cell(value=decision.rounded.get((table.measure, place), value))
