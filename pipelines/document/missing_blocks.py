"""What an order asks that can't be there: no source, no delivery, nothing to show, nothing but zero."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.document.blocks import Note
from pipelines.document.context import ComposeContext, now_code, total_cell
from pipelines.document.exhibits import (
    by_phrase,
    chart_grid,
    columns_of,
    grid_of,
    headings,
    known_rows,
    known_tables,
    measure_of,
    start_of_series,
)
from pipelines.figures import PERIOD, Grid, is_empty, period_of, spots
from pipelines.outline import (
    MEASURE,
    AnyBlock,
    ChartSpec,
    KeyNumbersSpec,
    SentencesSpec,
    TableSpec,
    TextSpec,
    measures_of,
    with_measures,
)
from pipelines.tables import Mark, SafeTable
from pipelines.wording import lowered

KINDS = {
    "no_table": "empty",
    "missing": "missing",
    "no_total": "note",
    "in_parts": "note",
    "suppressed": "hidden",
    "zero": "note",
}
"""Why something is not there, in the order in which it is told, and the kind of note that tells it."""
SILENT = "silent"
"""Nothing is missing, but a drawing of it would say nothing: one bar, or a series of two years."""
MOST_NAMED = 6
LEAST_SERIES = 3
RANKED = ("bars", "dots", "heat")


@dataclass(frozen=True)
class Lack:
    """A measure that an order can't show, why, and by what it was asked."""

    why: str
    measure: str  # <mart>.<measure>
    axis: str


def lacks_of(context: ComposeContext, spec: AnyBlock) -> tuple[Lack, ...]:
    """Give what the order can't show: a chart is all or nothing, all else goes measure by measure."""
    match spec:
        case ChartSpec():
            why = _why_no_chart(context, spec)
            return tuple(Lack(why, name, spec.rows) for name in spec.measures) if why else ()
        case TableSpec():
            found = [(name, _why_no_column(context, spec, name)) for name in spec.measures]
            return tuple(Lack(why, name, spec.rows) for name, why in found if why)
        case KeyNumbersSpec() | SentencesSpec():
            found = [(name, _why_no_word(context, spec.kind, name)) for name in spec.measures]
            return tuple(Lack(why, name, MEASURE) for name, why in found if why)
        case TextSpec():
            return tuple(
                Lack(SILENT, name, MEASURE) for name in spec.measures if not _has_number(context, name)
            )
        case _:
            return ()


def without(spec: AnyBlock, lacks: Sequence[Lack]) -> AnyBlock | None:
    """Give the order with only what can be shown; nothing when that is nothing."""
    lacking = {lack.measure for lack in lacks}
    asked = measures_of(spec)
    left = tuple(name for name in asked if name not in lacking)
    return None if asked and not left else with_measures(spec, left)


def absence_notes(context: ComposeContext, lacks: Sequence[Lack], told: Collection[str]) -> Iterator[Note]:
    """Give one note for each reason; one that is `told` elsewhere is named with what it is not told by."""
    words = context.words
    for why, kind in KINDS.items():
        named = (_name(context, lack, told) for lack in lacks if lack.why == why)
        names = list(dict.fromkeys(name for name in named if name))
        if len(names) > MOST_NAMED:
            names = [*names[: MOST_NAMED - 1], words.say("empty.more")]
        if names:
            period = words.period(now_code(context.facts))
            yield Note(words.say(f"empty.{why}", names=words.listed(names), period=period), kind)


def _name(context: ComposeContext, lack: Lack, told: Collection[str]) -> str | None:
    name = lowered(measure_of(context, lack.measure).name)
    if lack.measure.split(".")[1] not in told:
        return name
    by = by_phrase(context, lack.axis, name)
    return f"{name} {by}" if by else None


def _why_no_chart(context: ComposeContext, spec: ChartSpec) -> str | None:
    if not any(name in context.tables for name in spec.measures):
        return "no_table"
    grid = chart_grid(context, spec)
    if is_empty(grid):
        return "zero" if _is_zero(context, spec.measures) else _why_empty(context, grid)
    if all(spot.value == 0 for spot in spots(grid)):
        return "zero"
    is_short = spec.columns == "years" and len(grid.columns) < LEAST_SERIES
    return SILENT if is_short or (spec.chart in RANKED and _is_single(context, spec, grid)) else None


def _is_single(context: ComposeContext, spec: ChartSpec, grid: Grid) -> bool:
    """Tell whether there is one row to rank; of domains also those count that nobody delivered."""
    rows = grid.rows
    if spec.rows == "domain_code":
        rows = headings(context, known_tables(context, spec.measures), spec.rows)
    return sum(not row.is_total for row in rows) < 2


def _is_zero(context: ComposeContext, names: Sequence[str]) -> bool:
    """Tell whether the totals are known and 0, so without parts; a share of 0 does not apply."""
    totals = [total_cell(context, context.tables.get(name), now_code(context.facts)) for name in names]
    return all(cell is not None and (cell.value == 0 or cell.mark is Mark.NOT_APPLICABLE) for cell in totals)


def _why_no_column(context: ComposeContext, spec: TableSpec, name: str) -> str | None:
    if name not in context.tables:
        return "no_table"
    grid = grid_of(context, replace(spec, measures=(name,)), rows=spec.rows, columns=columns_of(spec))
    if is_empty(grid):
        return _why_empty(context, grid)
    if grid.measure.is_rate and len(grid.rows) > 1 and _is_all_zero(known_rows(grid)):
        return "zero"
    return SILENT if spec.columns == "years" and start_of_series(grid) == len(grid.columns) - 1 else None


def _is_all_zero(grid: Grid) -> bool:
    return all(cell.value == 0 for cells in grid.cells for cell in cells)


def _why_empty(context: ComposeContext, grid: Grid) -> str:
    if any(cell.mark is Mark.SUPPRESSED for cells in grid.cells for cell in cells):
        return "suppressed"
    codes = {period_of(row, column) for row in grid.rows for column in grid.columns} - {None}
    if any(_is_by_place(context, table, codes) for table in grid.tables):
        return "no_total"
    return _why_none(context, (table.name for table in grid.tables))


def _why_none(context: ComposeContext, names: Iterable[str]) -> str:
    """Tell what came in parts, such as persons by quarter who make no year, from what nobody delivered."""
    is_in_parts = any(context.evidence.is_in_parts(name, context.domain) for name in names)
    return "in_parts" if is_in_parts else "missing"


def _is_by_place(context: ComposeContext, table: SafeTable, codes: Collection[str | None]) -> bool:
    """Tell whether an overview lacks only the total: some prison has a number in these periods."""
    if context.facts.prison_code is not None or not {"prison_code", PERIOD} <= set(table.dimensions):
        return False
    prison, period = table.dimensions.index("prison_code"), table.dimensions.index(PERIOD)
    known = codes or {now_code(context.facts)}
    return any(
        cell.value is not None and key[prison] is not None and key[period] in known
        for key, cell in table.cells.items()
    )


def _why_no_word(context: ComposeContext, kind: str, name: str) -> str | None:
    """Tell why a number can't be said: a sentence can say that it is hidden, a key number can't."""
    if name not in context.tables:
        return "no_table"
    cell = total_cell(context, context.tables[name], now_code(context.facts))
    if cell is None or cell.mark is Mark.NOT_AVAILABLE:
        is_by_place = _is_by_place(context, context.tables[name], {now_code(context.facts)})
        return "no_total" if is_by_place else _why_none(context, (name,))
    return "suppressed" if cell.mark is Mark.SUPPRESSED and kind == "key_numbers" else None


def _has_number(context: ComposeContext, name: str) -> bool:
    table = context.tables.get(name)
    cell = total_cell(context, table, now_code(context.facts))
    return cell is not None and cell.value is not None
