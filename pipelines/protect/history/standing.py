"""What earlier releases leave for the next: all that is out is known, shown again or not."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipelines.protect.history.release_record import ReleaseHistory
from pipelines.protect.structure import PERIOD, Place, Structure, place_of
from pipelines.public_knowledge import Total
from pipelines.tables import CountTable, Key, Value

Cell = tuple[str, Place]
BEFORE = " (eerder)"


def ghosts_of(
    counted: Iterable[CountTable], tables: Sequence[CountTable], earlier: ReleaseHistory
) -> Iterator[CountTable]:
    """Give of all that was counted the cells that are out, or were hidden, and that no new table holds.

    Readers have them and subtract: a year to date, other periods, the tables of another outline, and other
    measures of a mart, which hang together with its new ones. Only of the years that the new tables are
    about: what is out of other years can tell no more than it did.
    """
    measures = {table.measure for table in tables}
    marts = {table.name.partition(".")[0] for table in tables}
    held = {cell_of(table, key) for table in tables for key in table.counts}
    about = frozenset(year for _, place in held for year in years_of(place))
    known = earlier.cells - held
    for table in counted:
        if table.measure in measures or table.name.partition(".")[0] in marts:
            kept = [key for key in table.counts if _is_known(table, key, known, about)]
            if kept:
                yield _only(table, kept)


def cell_of(table: CountTable, key: Key) -> Cell:
    """Name a cell by its measure and place."""
    return table.measure, place_of(table.dimensions, key)


def years_of(place: Place) -> frozenset[str]:
    """Give the years that the code of a cell's period names: one, or two of a school year."""
    code = dict(place)[PERIOD]
    return frozenset(part for part in code.split("-") if len(part) == 4 and part.isdigit())


def _is_known(table: CountTable, key: Key, known: Collection[Cell], about: frozenset[str]) -> bool:
    cell = cell_of(table, key)
    return cell in known and table.counts[key] is not None and bool(years_of(cell[1]) & about)


def _only(table: CountTable, keys: Sequence[Key]) -> CountTable:
    behind = table.contributors
    return replace(
        table,
        name=f"{table.name}{BEFORE}",
        counts={key: table.counts[key] for key in keys},
        contributors=None if behind is None else {key: behind[key] for key in keys if key in behind},
    )


@dataclass
class _Standing:
    """What stands so far."""

    shown: dict[Cell, Value] = field(default_factory=dict)
    kept: dict[Cell, Value] = field(default_factory=dict)
    withheld: dict[Cell, Value] = field(default_factory=dict)
    before: dict[Cell, Value] = field(default_factory=dict)


def still_standing(
    earlier: ReleaseHistory,
    tables: Sequence[CountTable],
    unsafe: Mapping[str, Collection[Key]],
    threshold: int,
    *,
    crowd: str = "",
    known: Structure | None = None,
    all_stand: bool = False,
) -> ReleaseHistory:
    """Say of each cell that is out whether it stays as it is, or may be shown anew.

    What is out stands until a planned revision, or a new version of the same release. Then too it stands
    where the difference is that of fewer persons than the threshold: both figures together would count them.
    Counts of persons that change by few stand a year together; where others changed by enough, a count of the
    `crowd`, whose persons are known, keeps its figure by itself (`kept`) and its new one is secret, unless
    `all_stand`. Of events `before` says what was out: they are settled together. An unsafe figure that is
    out is not shown again, but known (`withheld`).
    """
    found = _Standing()
    restless: dict[tuple[str, frozenset[str]], list[tuple[Cell, Value, bool]]] = {}
    for table in tables:
        for key, value in table.counts.items():
            cell = cell_of(table, key)
            if value is None:
                continue
            out, old = earlier.shown.get(cell), earlier.before.get(cell)
            if out is not None or old == value:
                figure = out if out is not None else value
                small = key in unsafe[table.name] and _never(figure, value, threshold)
                (found.withheld if small else found.shown)[cell] = figure
            elif old is not None and table.adds_up:
                found.before[cell] = old
            elif old is not None:
                is_few = table.contributors is not None or _differs_by_few(old, value, threshold)
                season = (known or Structure()).seasons.get(dict(cell[1])[PERIOD], years_of(cell[1]))
                restless.setdefault((table.measure, season), []).append((cell, old, is_few))
    for (measure, _), same in restless.items():
        few = {cell: old for cell, old, is_few in same if is_few}
        if few and (measure != crowd or len(few) == len(same) or all_stand):
            found.shown |= {cell: old for cell, old, _ in same}
        else:
            found.kept |= few
    return replace(earlier, shown=found.shown, before=found.before, kept=found.kept, withheld=found.withheld)


def unchanged(earlier: ReleaseHistory, tables: Iterable[CountTable]) -> dict[Cell, Value]:
    """Give the cells of tables, about persons or not, of which readers have this very figure."""
    out = earlier.figures
    return {
        cell: value
        for table in tables
        for key, value in table.counts.items()
        if value is not None and out.get(cell := cell_of(table, key)) == value
    }


def _differs_by_few(old: Value, value: Value, threshold: int) -> bool:
    return 0 < abs(Decimal(value) - Decimal(old)) < threshold


def _never(out: Value, value: Value, threshold: int) -> bool:
    """Tell of an unsafe cell whether what is out is its value, or small itself."""
    return out == value or 0 < Decimal(out) < threshold


def with_totals(
    earlier: ReleaseHistory, counted: Iterable[CountTable], totals: Iterable[Total]
) -> ReleaseHistory:
    """Let figures that are printed elsewhere count as out, where they are what was counted here.

    One that is something else says nothing of ours: it was counted in another way.
    """
    stated = {(total.measure, tuple(sorted(total.labels.items()))): total.value for total in totals}
    found = {
        cell: value
        for table in counted
        for key, value in (table.counts.items() if stated else ())
        if value is not None and stated.get(cell := cell_of(table, key)) == value
    }
    return replace(earlier, shown={**found, **earlier.shown})
