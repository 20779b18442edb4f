"""Cut the grid that a block asks for: which rows, which columns, which cells."""

from dataclasses import replace

from pipelines.document.edition import (
    PERIOD_AXES,
    QUARTER_AXIS,
    TOTAL_AXIS,
    YEAR_AXIS,
    Edition,
    crossing,
    periods,
    whole_period,
)
from pipelines.document.orders import BlockOrder
from pipelines.figures import (
    MEASURE,
    PERIOD,
    Grid,
    Heading,
    Measure,
    cut,
    keep_columns,
    keep_rows,
    largest_first,
    without_zero_rows,
)
from pipelines.tables import Mark, SafeTable, labels
from pipelines.wording import capital


def known_tables(edition: Edition, measures: tuple[str, ...]) -> dict[str, SafeTable]:
    """Give the tables that the release has among those named, by the name of their measure."""
    return {name.split(".")[1]: edition.tables[name] for name in measures if name in edition.tables}


def measure_of(edition: Edition, name: str) -> Measure:
    """Give the words of `<mart>.<measure>`; a unit that only the table knows comes from there."""
    return edition.vocabulary.measure(edition.words, name.split(".")[1])


def columns_of(order: BlockOrder) -> str:
    """Give the columns of a table: where the rows are periods already, one column that names no other."""
    if order.compare:
        return "two_years"
    return TOTAL_AXIS if order.rows in PERIOD_AXES and order.columns == "period" else order.columns


def grid_for(edition: Edition, order: BlockOrder, *, rows: str, columns: str) -> Grid:
    """Give the grid of an order in the edition's language, its rows in the order asked."""
    tables = known_tables(edition, order.measures)
    row_headings = headings(edition, tables, rows, total=order.total)
    column_headings = headings(edition, tables, columns, total=order.total and order.kind == "table")
    grid = cut(
        tables,
        row_headings,
        column_headings,
        _fixed(edition),
        measure_of(edition, next(iter(_held(order, tables)))),
    )
    grid = _without_unknown_rows(grid, rows)
    if columns == "years":
        grid = _without_empty_start(grid)
    if order.without_zero:
        grid = without_zero_rows(grid)
    return largest_first(grid) if order.order == "largest_first" else grid


def _held(order: BlockOrder, tables: dict[str, SafeTable]) -> tuple[str, ...]:
    return tuple(name for name in order.measures if name.split(".")[1] in tables)


def _fixed(edition: Edition) -> dict[str, str | None]:
    now = periods(edition, "period")[0].code
    return {"prison_code": edition.facts.prison_code, PERIOD: now, **edition.fixed}


def headings(
    edition: Edition, tables: dict[str, SafeTable], axis: str, *, total: bool = False
) -> tuple[Heading, ...]:
    """Give the headings of an axis: periods, the measures themselves, or the codes of a dimension."""
    if axis in PERIOD_AXES:
        shown = periods(edition, axis)
        return (*shown, whole_period(edition)) if total and axis == "quarters" else shown
    if axis in (QUARTER_AXIS, YEAR_AXIS):
        return crossing(edition, axis)
    if axis == TOTAL_AXIS:
        name = next(edition.vocabulary.measure(edition.words, code).name for code in tables)
        return (Heading(TOTAL_AXIS, None, name),)
    if axis == MEASURE:
        return tuple(
            Heading(MEASURE, code, edition.vocabulary.measure(edition.words, code).name) for code in tables
        )
    codes = _codes(edition, tables, axis)
    named = [
        Heading(axis, code, capital(edition.vocabulary.name(edition.words, axis, code))) for code in codes
    ]
    if total:
        named.append(Heading(axis, None, edition.vocabulary.name(edition.words, axis, None)))
    return tuple(named)


def _codes(edition: Edition, tables: dict[str, SafeTable], dimension: str) -> list[str]:
    """Give the codes that the tables know, in the order of the reference data, strangers last."""
    present = {
        label
        for table in tables.values()
        if dimension in table.dimensions
        for label in labels(table, dimension)
    }
    usual = [code for code in edition.vocabulary.codes(edition.words, dimension) if code in present]
    if dimension == "domain_code":
        usual = [code for code in edition.facts.domains if code in present]
    return usual + sorted(present - set(usual))


def _without_unknown_rows(grid: Grid, rows: str) -> Grid:
    """Leave out rows of which nothing is known: no prison of this period, no group of this prison.

    A domain stays: that nobody delivered it is what a reader must see.
    """
    if rows in ("domain_code", MEASURE, QUARTER_AXIS, TOTAL_AXIS, *PERIOD_AXES):
        return grid
    kept = [
        place
        for place, cells in enumerate(grid.cells)
        if grid.rows[place].is_total or any(cell.mark is not Mark.NOT_AVAILABLE for cell in cells)
    ]
    return keep_rows(grid, kept) if kept else grid


def _without_empty_start(grid: Grid) -> Grid:
    """Begin with the first year that shows anything."""
    first = next(
        (
            place
            for place in range(len(grid.columns))
            if any(cells[place].mark is not Mark.NOT_AVAILABLE for cells in grid.cells)
        ),
        0,
    )
    return keep_columns(grid, range(min(first, len(grid.columns) - 1), len(grid.columns)))


def relabelled(grid: Grid, dimension: str, label: str) -> Grid:
    """Give the grid with the total row of a dimension under another name."""
    rows = tuple(
        replace(row, label=label) if row.is_total and row.dimension == dimension else row for row in grid.rows
    )
    return replace(grid, rows=rows)
