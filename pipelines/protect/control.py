"""Protect a whole release at once: primary, secondary, proof."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from pipelines.errors import DisclosureError
from pipelines.protect.decision import Decision, Hierarchies, PersonalRelease, decide, decide_rounded, prepare
from pipelines.protect.events import traits_of
from pipelines.protect.history import ReleaseHistory, cell_of
from pipelines.protect.log import DisclosureLog, HiddenCell, Protected, Reason
from pipelines.protect.lp import BASE
from pipelines.protect.primary import sort_key
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.structure import Offer, PersonPatterns, Place, place_of
from pipelines.tables import Cell, CountTable, Key, Mark, SafeTable


def protect(
    tables: Sequence[CountTable],
    rules: DisclosureRules,
    hierarchies: Hierarchies | None = None,
    *,
    worlds: PersonPatterns | None = None,
    earlier: ReleaseHistory | None = None,
    offer: Offer | None = None,
    counted: Iterable[CountTable] = (),
) -> Protected:
    """Give the safe tables of a release and the confidential log.

    Raises DisclosureError when a cell stays open, when the persons do not give the tables' counts, or when
    earlier releases were protected by the other method.
    `hierarchies` gives per dimension the parent of each label, such as the year of each quarter; a label
    without a parent is a part of the total over the dimension. `worlds` holds who took part in what, which
    unsafe counts of persons are proved with; without it their whole year is hidden. `earlier`
    holds what earlier releases showed and hid, `counted` all that was counted: cells that are out stay in the
    sums whether or not the new tables show them. `offer` is what everyone knows of partners and sessions.
    """
    release = prepare(
        tables, rules, hierarchies, worlds=worlds, earlier=earlier, offer=offer, counted=counted
    )
    try:
        decision = _decide(release)
    except DisclosureError:
        if not release.earlier.kept:
            raise
        release = prepare(
            tables, rules, hierarchies, worlds=worlds, earlier=earlier, offer=offer, counted=counted,
            all_stand=True,
        )  # fmt: skip
        decision = _decide(release)
    settled = {table.name: table for table in release.tables}
    ordered = sorted(tables, key=lambda table: table.name)
    personal = tuple(settled[table.name] for table in ordered if table.personal)
    unsafe = release.unsafe
    not_asked = {table.measure for table in release.tables} - {table.measure for table in tables}
    about = [settled.get(table.name, table) for table in ordered if table.measure in decision.hidden]
    log = DisclosureLog(
        tuple(
            entry
            for table in about
            for entry in _entries(table, unsafe.get(table.name, {}), decision, release.untold)
        ),
        witnesses=decision.witnesses,
        cells=sum(value is not None for table in about for value in table.counts.values()),
        rounded=len(decision.rounded),
        dropped=tuple(sorted(each for each in decision.dropped if each[0] not in not_asked)),
    )
    safe = {table.name: _safe(settled.get(table.name, table), decision, release) for table in ordered}
    held = _held(ordered, safe, release, earlier)
    safe = {name: replace(table, held=held.get(name, frozenset())) for name, table in safe.items()}
    measures = frozenset(
        table.measure for table in (*personal, *release.sessions, *traits_of(release.population))
    )
    return Protected(safe, log, measures, _behind(release, personal))


def _decide(release: PersonalRelease) -> Decision:
    return decide_rounded(release) if release.rules.method == "round5" else decide(release)


def _held(
    tables: Sequence[CountTable],
    safe: Mapping[str, SafeTable],
    release: PersonalRelease,
    earlier: ReleaseHistory | None,
) -> dict[str, frozenset[Key]]:
    """Give by table the cells to mark as standing: of a year in which any stands, all that did not change.

    To mark just the cells that would have changed is to draw the profile of the person who came late.
    """
    exact = [table for table in tables if table.personal and safe[table.name].base == 1]
    years = {
        season
        for table in exact
        for key, cell in safe[table.name].cells.items()
        if cell.value not in (None, table.counts[key])
        or (cell.value is None and cell_of(table, key) in release.untold)
        for season in release.seasons(cell_of(table, key)[1])
    }
    out = (earlier or ReleaseHistory()).figures
    return {
        table.name: frozenset(
            key
            for key, cell in safe[table.name].cells.items()
            if cell.value is not None
            and release.seasons(cell_of(table, key)[1]) & years
            and cell.value == out.get(cell_of(table, key), cell.value)
        )
        for table in exact
    }


def _behind(release: PersonalRelease, personal: Sequence[CountTable]) -> dict[tuple[str, Place], int]:
    """Give how many persons stand behind each figure; where an earlier one stands, behind that one."""
    found: dict[tuple[str, Place], int] = {}
    for table in personal:
        persons = table.contributors if table.contributors is not None else table.counts
        for key, count in persons.items():
            if isinstance(count, int):
                found[cell_of(table, key)] = count
    out = {cell: count for cell, count in release.earlier.persons.items() if cell in found}
    return {**found, **{cell: count for cell, count in out.items() if release.earlier.out(cell) is not None}}


def _entries(
    table: CountTable, unsafe: Mapping[Key, Reason], decision: Decision, untold: Set[tuple[str, Place]]
) -> Iterator[HiddenCell]:
    """Say of each hidden cell of the table why it is hidden, and the range that was proved for it."""
    for key in sorted(table.counts, key=sort_key):
        place = place_of(table.dimensions, key)
        if place in decision.hidden.get(table.measure, ()) and table.counts[key] is not None:
            reason = unsafe.get(key) or decision.reasons[table.measure, place]
            low, high = decision.ranges.get((table.measure, place), (None, None))
            yield HiddenCell(table.name, key, reason, low, high)
        elif (table.measure, place) in untold:
            yield HiddenCell(table.name, key, Reason.EARLIER)


def _safe(table: CountTable, decision: Decision, release: PersonalRelease) -> SafeTable:
    keys = sorted(table.counts, key=sort_key)
    cells = {key: _cell(table, key, decision, release) for key in keys}
    rounded = any((table.measure, place_of(table.dimensions, key)) in decision.rounded for key in keys)
    return SafeTable(
        table.name, table.dimensions, table.measure, table.unit, cells, table.adds_up,
        base=BASE if rounded else 1,
    )  # fmt: skip


def _cell(table: CountTable, key: Key, decision: Decision, release: PersonalRelease) -> Cell:
    value, place = table.counts[key], place_of(table.dimensions, key)
    if value is None:
        return Cell(mark=Mark.NOT_AVAILABLE)
    if not table.personal:
        is_hidden = place in decision.hidden.get(table.measure, ())
        return Cell(mark=Mark.SUPPRESSED) if is_hidden else Cell(value=value)
    out = release.earlier.out((table.measure, place))
    if out is not None:
        return Cell(value=out)
    if place in decision.hidden.get(table.measure, ()):
        return Cell(mark=Mark.SUPPRESSED)
    if (table.measure, place) in release.untold:
        return Cell(mark=Mark.NOT_AVAILABLE)
    return Cell(value=decision.rounded.get((table.measure, place), value))
