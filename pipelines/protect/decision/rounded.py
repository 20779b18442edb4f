"""Decide what a release shows when its figures are rounded: `round5`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

from pipelines.protect.decision.decided import Decision, given_of
from pipelines.protect.decision.hiding import closed, hide_hours, hide_others, shared_unsafe, whole_seasons
from pipelines.protect.decision.personal_release import PersonalRelease, counts, person_cells
from pipelines.protect.events import SCALE, EventCells, cells_of, label_of, protect_events, relations_of
from pipelines.protect.log import Reason
from pipelines.protect.lp import BASE, INFINITY, Relation, adds_up_to, round_cells
from pipelines.protect.persons import protect_rounded
from pipelines.protect.structure import Cell, Place, Sum, sums
from pipelines.tables import CountTable, Value

COIN = 2**64


def decide_rounded(release: PersonalRelease) -> Decision:
    """Round persons first, then events, measures that hang together at once; hide what that can't protect."""
    decision, small = Decision(), shared_unsafe(release)
    for measure in release.measures:
        held = release.earlier.hidden_places(measure) - release.earlier.shown_places(measure)
        held |= release.earlier.withheld_places(measure)
        decision.hide((measure,), held, Reason.EARLIER)
    for measure in release.measures:
        if not any(table.adds_up for table in release.of(measure)):
            _decide_persons(release, decision, small, measure)
    links = release.links
    for group in release.groups:
        hide_hours(release, decision)
        given = {measure: given_of(release, decision, small, measure) for measure in group}
        own = [table for each in group for table in release.of(each)]
        cells = cells_of(own, links, release.known, BASE, offer=release.offer)
        cells = replace(cells, rounded=_round_events(release, decision, cells))
        decision.rounded.update(_as_shown(cells, release))
        for proof in protect_events(cells, given, release.known, release.rules):
            decision.take_events(proof)
    hide_hours(release, decision)
    hide_others(release, decision)
    return decision


def _decide_persons(
    release: PersonalRelease, decision: Decision, small: Mapping[str, frozenset[Place]], measure: str
) -> None:
    """Decide on a measure that does not add up.

    Averages are not rounded: those of few persons are hidden. Of counts that nobody gave persons for, nothing
    is proved: where one is unsafe, its year is hidden, as without rounding.
    """
    tables, given = release.of(measure), given_of(release, decision, small, measure)
    if any(table.contributors is not None for table in tables):
        decision.hide((measure,), given.unsafe, Reason.SHARED)
        return
    found = _round_persons(release, measure)
    decision.rounded.update({(measure, place): value for place, value in found.items()})
    if release.worlds is None or measure != release.crowd:
        decision.hide((measure,), whole_seasons(release, measure, given.unsafe), Reason.LADDER)
        return
    cells = replace(person_cells(release, given), rounded=found)
    for season in closed(protect_rounded(cells, release.worlds, release.rules)):
        decision.take_persons(measure, season)


def _round_persons(release: PersonalRelease, measure: str) -> dict[Place, int]:
    tables = release.of(measure)
    values = {(measure, place): value for place, value in counts(tables).items()}
    relations = [each for table in tables for each in _person_relations(table, release)]
    found = _round(release, values, relations, wanted(release, values), unit=SCALE)
    return {place: found[measure, place] for _, place in values}


def _person_relations(table: CountTable, release: PersonalRelease) -> Iterator[Relation]:
    """Let persons add up over a dimension where they do in truth; else no part is more than the whole."""
    grouped: dict[str, list[Sum]] = defaultdict(list)
    numbers = counts([table])
    for each in sums(numbers, release.known):
        if {each.total, *each.parts} <= numbers.keys():
            grouped[each.axis].append(each)
    for _, same in sorted(grouped.items()):
        equal = all(numbers[each.total] == sum(numbers[part] for part in each.parts) for each in same)
        for each in same:
            total, *parts = (label_of((table.measure, place)) for place in (each.total, *each.parts))
            if equal:
                yield adds_up_to(total, parts)
            else:
                yield from (Relation({part: 1.0, total: -1.0}, -INFINITY, 0.0) for part in parts)


def _round_events(release: PersonalRelease, decision: Decision, cells: EventCells) -> Mapping[Cell, int]:
    """Round sums and what hangs together with them; where it can be, no fewer events than persons."""
    relations, rests = relations_of(cells)
    wishes = wanted(release, cells.values, persons=cells.persons, unit=cells.unit)
    covers = release.covers
    for cell in cells.values:
        persons = int(decision.rounded.get((release.crowd, cell[1]), 0)) * SCALE // cells.unit
        if cell[0] in covers:
            wishes[label_of(cell)] = max(persons, wishes[label_of(cell)])
    return _round(release, cells.values, relations, wishes, unit=cells.unit, rests=rests)


def _round(
    release: PersonalRelease,
    values: Mapping[Cell, int],
    relations: Sequence[Relation],
    wishes: Mapping[str, int],
    *,
    unit: int,
    rests: Mapping[str, int] | None = None,
) -> dict[Cell, int]:
    out = {
        label_of(cell): int(Decimal(value) * SCALE) // unit
        for cell, value in release.earlier.shown.items()
        if cell in values
    }
    named = {label_of(cell): value for cell, value in values.items()}
    base = BASE * SCALE // unit
    found = round_cells({**named, **(rests or {})}, relations, base=base, fixed=out, preferred=wishes)
    return {cell: found[label_of(cell)] for cell in values}


def wanted(
    release: PersonalRelease,
    values: Mapping[Cell, int],
    *,
    unit: int = SCALE,
    persons: Mapping[Cell, int] | None = None,
) -> dict[str, int]:
    """Choose for each cell up or down by chance, the nearer multiple more often.

    Always the nearest would tell more than the base promises: 0 would be 0 to 2. Chance comes from all
    counts of the release, so the same release is rounded the same, and nobody who lacks them can foretell
    it. What an earlier version of this release showed is kept where it is still near enough. A few events of
    two or more persons go up: nobody has fewer than one, so 0 would leave no room.
    """
    base, secret, found = BASE * SCALE // unit, _secret(release), {}
    for cell, value in values.items():
        down, rest = value - value % base, value % base
        before = release.earlier.own.get(cell)
        old = None if before is None else int(Decimal(before) * SCALE) // unit
        if old is not None and old % base == 0 and abs(old - value) < base:
            found[label_of(cell)] = old
        elif 0 < value < base and (persons or {}).get(cell, 0) > 1:
            found[label_of(cell)] = base
        else:
            up = (
                int.from_bytes(sha256(f"{secret} {label_of(cell)}".encode()).digest()[:8]) * base
                < rest * COIN
            )
            found[label_of(cell)] = down + base if up else down
    return found


def _secret(release: PersonalRelease) -> str:
    cells = sorted(
        (table.name, tuple(map(str, key)), str(value))
        for table in release.tables
        for key, value in table.counts.items()
    )
    return sha256(repr(cells).encode()).hexdigest()


def as_rounded(cells: EventCells, shown: Mapping[Cell, Value]) -> EventCells:
    """Say of events what an edition shows in their place; where it hides them, anything near will do."""
    base = BASE * SCALE // cells.unit
    figures = {
        cell: int(Decimal(shown[cell]) * SCALE) // cells.unit if cell in shown else value // base * base
        for cell, value in cells.values.items()
    }
    return replace(cells, rounded=figures)


def _as_shown(cells: EventCells, release: PersonalRelease) -> Iterator[tuple[Cell, Value]]:
    """Give rounded figures in their own unit: whole numbers, or hours."""
    whole = {table.measure for table in release.events if _is_whole(table)}
    for cell, figure in cells.rounded.items():
        exact = Decimal(figure * cells.unit) / SCALE
        yield cell, int(exact) if cell[0] in whole else exact


def _is_whole(table: CountTable) -> bool:
    return all(value is None or isinstance(value, int) for value in table.counts.values())
