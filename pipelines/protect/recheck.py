"""Audit an edition as it was published: the counts and persons again, and just the cells that it hides."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipelines.protect.decision import (
    Decision,
    PersonalRelease,
    as_rounded,
    cells_with_hours,
    event_groups,
    given_of,
    given_with_hours,
    person_cells,
    prepare,
    shared_unsafe,
    whole_seasons,
)
from pipelines.protect.events import Given, cells_of, prove_events
from pipelines.protect.history import ReleaseHistory
from pipelines.protect.lp import BASE
from pipelines.protect.persons import prove_persons
from pipelines.protect.primary import sort_key
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.structure import Cell, Offer, PersonPatterns, Place, place_of
from pipelines.tables import CountTable, Key, Mark, SafeTable, Value


@dataclass(frozen=True)
class AuditFinding:
    """A cell of an edition, by its table and key."""

    table: str
    key: Key


@dataclass(frozen=True)
class ProvedCell:
    """A hidden unsafe cell and the range that worlds show possible."""

    table: str
    key: Key
    lowest: int
    highest: int


@dataclass(frozen=True)
class Audit:
    """What an audit of an edition found: confidential, for it holds ranges.

    `open` are unsafe cells without a proof, `exposed` unsafe cells that are shown, `wrong` shown cells that
    are not what was counted.
    """

    proved: tuple[ProvedCell, ...]
    open: tuple[AuditFinding, ...]
    exposed: tuple[AuditFinding, ...]
    wrong: tuple[AuditFinding, ...]
    hidden: int
    cells: int
    witnesses: int

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing can be found."""
        return not (self.open or self.exposed or self.wrong)

    def narrowest(self, number: int = 10) -> tuple[ProvedCell, ...]:
        """Give the unsafe cells whose proved range is narrowest."""

        def width(each: ProvedCell) -> tuple[int, str, tuple[str, ...]]:
            return each.highest - each.lowest, each.table, sort_key(each.key)

        return tuple(sorted(self.proved, key=width)[:number])


def audit_edition(
    tables: Sequence[CountTable],
    published: Mapping[str, SafeTable],
    rules: DisclosureRules,
    hierarchies: Mapping[str, Mapping[str, str]] | None = None,
    *,
    worlds: PersonPatterns | None = None,
    earlier: ReleaseHistory | None = None,
    offer: Offer | None = None,
    counted: Iterable[CountTable] = (),
) -> Audit:
    """Hold what an edition shows against what was counted, and prove each unsafe cell once more.

    Takes the count tables that the edition was made from, and its safe tables as `read_published` gives
    them. The pattern is taken as it is: nothing is decided here.
    """
    shown = [table for table in tables if table.name in published]
    counted = tuple(counted)
    found = []
    for all_stand in (False, True):
        release = prepare(
            shown, rules, hierarchies, worlds=worlds, earlier=earlier, offer=offer, counted=counted,
            all_stand=all_stand,
        )  # fmt: skip
        found.append(_audit(release, shown, published))
        if found[-1].is_clean or not release.earlier.kept:
            break
    return found[-1]


def _audit(
    release: PersonalRelease, shown: Sequence[CountTable], published: Mapping[str, SafeTable]
) -> Audit:
    settled = {table.name: table for table in release.tables}
    ordered = [settled.get(table.name, table) for table in sorted(shown, key=lambda table: table.name)]
    personal = tuple(table for table in ordered if table.personal)
    standing = release.earlier
    hidden = {name: set[Place]() for name in release.measures} | _hidden(personal, published)
    secret = {name: standing.hidden_places(name) - standing.shown_places(name) for name in hidden}
    hidden = {name: places | standing.kept_places(name) | secret[name] for name, places in hidden.items()}
    proof = _prove(release, hidden, _rounded(personal, published))
    marks = [cell for table in personal for cell in published[table.name].cells.values()]
    return Audit(
        proved=tuple(_proved(release, proof)),
        open=tuple(found for found in _cells(release) if _place(release, found) in proof.open),
        exposed=tuple(_exposed(release, published)),
        wrong=tuple(_wrong(ordered, published, release)),
        hidden=sum(cell.mark is Mark.SUPPRESSED for cell in marks),
        cells=sum(value is not None for table in personal for value in table.counts.values()),
        witnesses=proof.witnesses,
    )


def _hidden(personal: Sequence[CountTable], published: Mapping[str, SafeTable]) -> dict[str, set[Place]]:
    found: dict[str, set[Place]] = {table.measure: set() for table in personal}
    for table in personal:
        cells = published[table.name].cells.items()
        found[table.measure] |= {
            place_of(table.dimensions, key) for key, cell in cells if cell.mark is Mark.SUPPRESSED
        }
    return found


def _rounded(personal: Sequence[CountTable], published: Mapping[str, SafeTable]) -> dict[Cell, Value]:
    return {
        (table.measure, place_of(table.dimensions, key)): cell.value
        for table in personal
        if published[table.name].base > 1
        for key, cell in published[table.name].cells.items()
        if cell.value is not None
    }


@dataclass
class _Proof:
    """What is proved so far."""

    ranges: dict[Cell, tuple[int, int]]
    open: set[Cell]
    witnesses: int = 0


def _prove(release: PersonalRelease, hidden: dict[str, set[Place]], rounded: dict[Cell, Value]) -> _Proof:
    decision = Decision(hidden=hidden, rounded=rounded)
    small, proof = shared_unsafe(release), _Proof({}, set())
    for measure in release.measures:
        if not any(table.adds_up for table in release.of(measure)):
            _prove_persons(release, given_of(release, decision, small, measure), measure, decision, proof)
    links = release.links
    for group in release.groups if rounded else event_groups(release):
        given = given_with_hours(release, decision, small, group)
        if rounded:
            own = [table for measure in group for table in release.of(measure)]
            cells = as_rounded(cells_of(own, links, release.known, BASE, offer=release.offer), rounded)
        else:
            cells = cells_with_hours(release, group, links)
        for found in prove_events(cells, given, release.known, release.rules):
            proof.ranges |= found.ranges
            proof.open |= found.open
            proof.witnesses += found.witnesses
    return proof


def _prove_persons(
    release: PersonalRelease, given: Given, measure: str, decision: Decision, proof: _Proof
) -> None:
    if release.worlds is not None and measure == release.crowd:
        figures = {place: int(value) for (own, place), value in decision.rounded.items() if own == measure}
        cells = replace(person_cells(release, given), rounded=figures)
        for season in prove_persons(cells, release.worlds, release.rules):
            proof.ranges |= {(measure, place): season.ranges[place] for place in season.ranges}
            proof.open |= {(measure, place) for place in season.open}
            proof.witnesses += season.witnesses
            decision.raised += season.raised
    elif all(table.contributors is None for table in release.of(measure)):
        shown = whole_seasons(release, measure, given.unsafe) - given.hidden
        touched = {season for place in shown for season in release.seasons(place)}
        proof.open |= {(measure, place) for place in given.unsafe if release.seasons(place) & touched}


def _cells(release: PersonalRelease) -> Iterator[AuditFinding]:
    for table in release.tables:
        yield from (AuditFinding(table.name, key) for key in sorted(table.counts, key=sort_key))


def _place(release: PersonalRelease, found: AuditFinding) -> Cell:
    table = next(each for each in release.tables if each.name == found.table)
    return table.measure, place_of(table.dimensions, found.key)


def _proved(release: PersonalRelease, proof: _Proof) -> Iterator[ProvedCell]:
    for table in release.tables:
        for key in release.unsafe[table.name]:
            span = proof.ranges.get((table.measure, place_of(table.dimensions, key)))
            if span is not None:
                yield ProvedCell(table.name, key, *span)


def _exposed(release: PersonalRelease, published: Mapping[str, SafeTable]) -> Iterator[AuditFinding]:
    """Unsafe cells that are shown, be it in one of several tables."""
    small = shared_unsafe(release)
    for table in (one for one in release.tables if one.name in published):
        exact = published[table.name].cells if published[table.name].base == 1 else {}
        for key, cell in exact.items():
            place = place_of(table.dimensions, key)
            out = release.earlier.out((table.measure, place))
            if cell.value not in (None, out) and place in small[table.measure]:
                yield AuditFinding(table.name, key)


def _wrong(
    tables: Sequence[CountTable], published: Mapping[str, SafeTable], release: PersonalRelease
) -> Iterator[AuditFinding]:
    """Shown cells that are neither counted, nor rounded from that, nor out, nor what such add up to."""
    for table in tables:
        safe = published.get(table.name)
        for key, cell in (safe.cells if safe else {}).items():
            place = table.measure, place_of(table.dimensions, key)
            if (
                cell.value is not None
                and cell.value != release.earlier.out(place)
                and (place in release.untold or not _is_from(cell.value, table.counts.get(key), safe))
            ):
                yield AuditFinding(table.name, key)


def _is_from(shown: Value, count: Value | None, table: SafeTable | None) -> bool:
    """Tell whether a figure is the count, or a multiple of the base near it; a zero stays a zero."""
    base = table.base if table else 1
    if base == 1 or not count:
        return shown == count
    return shown % base == 0 and abs(Decimal(shown) - Decimal(count)) < 2 * base
