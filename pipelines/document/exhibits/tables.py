"""Grids -> numbered tables: heads, bodies, notes, source."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.document.blocks import BodyCell, BodyRow, HeadCell, Table
from pipelines.document.context import ComposeContext, can_compare
from pipelines.document.exhibits.notes import notes_for, source_line
from pipelines.figures import Grid, Heading, Measure, is_revised, key_of
from pipelines.outline import MEASURE, OWN_DIMENSION
from pipelines.tables import Cell, as_printed
from pipelines.wording import capital

WIDE = 8
"""More columns than this turn the page."""


def table_of(
    context: ComposeContext,
    grids: Sequence[Grid],
    *,
    anchor: str,
    number: int,
    caption: str,
    subtitle: str,
    compare: bool = False,
    notes: tuple[str, ...] | None = None,
    is_listed: bool = True,
) -> Table:
    """Set grids that share their rows beside each other, one measure each; `compare` adds the change."""
    blocks = [_columns(context, grid, compare=compare) for grid in grids]
    rows = grids[0].rows
    body = tuple(
        BodyRow(
            row.label,
            tuple(cell for _, body in blocks for cell in body[place]),
            is_total=row.is_total and len(rows) > 1,
            domain=row.code if row.dimension == "domain_code" else None,
        )
        for place, row in enumerate(rows)
    )
    heads = _heads(context, grids, [head for head, _ in blocks])
    width = sum(len(head) for head, _ in blocks)
    return Table(
        anchor=anchor,
        number=number,
        caption=caption,
        subtitle=subtitle,
        stub=_stub(context, rows),
        head=heads,
        body=body,
        notes=notes_for(context, grids) if notes is None else notes,
        source=source_line(context, [grid.measure for grid in grids]),
        download=_download(grids),
        is_wide=width > WIDE,
        is_listed=is_listed,
    )


def _download(grids: Sequence[Grid]) -> str | None:
    """Give the file of the mart that the first grid was cut from."""
    tables = grids[0].tables
    return f"{tables[0].name.split('.')[0]}.csv" if tables else None


def _stub(context: ComposeContext, rows: Sequence[Heading]) -> str:
    key, own = f"stub.{rows[0].dimension}", context.vocabulary.names.get(OWN_DIMENSION, {})
    if rows[0].dimension in own:
        return capital(context.vocabulary.name(context.words, OWN_DIMENSION, rows[0].dimension))
    return capital(context.words.say(key if context.words.has(key) else "stub.other"))


def _heads(
    context: ComposeContext, grids: Sequence[Grid], heads: Sequence[Sequence[HeadCell]]
) -> tuple[tuple[HeadCell, ...], ...]:
    """Give one head row, or two when more measures have more columns each."""
    flat = tuple(cell for head in heads for cell in head)
    if all(len(head) == 1 for head in heads):
        return (
            tuple(
                _named(context, grid.measure) if grid.columns[0].dimension != MEASURE else head[0]
                for grid, head in zip(grids, heads, strict=True)
            ),
        )
    if len(grids) == 1:
        return (flat,)
    groups = tuple(
        HeadCell(grid.measure.name, len(head), _unit(context, grid.measure))
        for grid, head in zip(grids, heads, strict=True)
    )
    return (groups, flat)


def _named(context: ComposeContext, measure: Measure) -> HeadCell:
    return HeadCell(measure.name, unit=_unit(context, measure))


def _unit(context: ComposeContext, measure: Measure) -> str | None:
    """Give the unit where the measure's own name does not already say it."""
    if not measure.unit or measure.unit == "percent":
        return None
    unit = context.words.unit(measure.unit)
    return None if unit.lower() in measure.name.lower() else unit


def _columns(
    context: ComposeContext, grid: Grid, *, compare: bool
) -> tuple[tuple[HeadCell, ...], list[tuple[BodyCell, ...]]]:
    heads = [HeadCell(column.label) for column in grid.columns]
    body = [
        tuple(
            _cell(context, grid, cell, (row, column))
            for cell, column in zip(cells, grid.columns, strict=True)
        )
        for row, cells in zip(grid.rows, grid.cells, strict=True)
    ]
    if not compare or len(grid.columns) < 2:
        return tuple(heads), body
    heads.append(HeadCell(context.words.say("table.change")))
    changed = [(*shown, _change(context, grid, cells)) for shown, cells in zip(body, grid.cells, strict=True)]
    return tuple(heads), changed


def _cell(context: ComposeContext, grid: Grid, cell: Cell, headings: Sequence[Heading]) -> BodyCell:
    """Write a cell; rows or columns that are measures each have their own unit and decimals."""
    code = next((one.code for one in headings if one.dimension == MEASURE and one.code), None)
    measure = context.vocabulary.measure(context.words, code) if code else grid.measure
    row, column = headings
    changed = is_revised(grid, row, column)
    return replace(body_cell(context, cell, measure), key=key_of(grid, row, column), is_revised=changed)


def body_cell(context: ComposeContext, cell: Cell, measure: Measure) -> BodyCell:
    """Give a number or mark as a table shows it, with what a browser sorts by."""
    text = context.words.show(cell, measure.unit, measure.decimals)
    sort = None if cell.value is None else str(as_printed(cell.value, measure.decimals))
    return BodyCell(text, mark=cell.mark, sort=sort)


def _is_comparable(context: ComposeContext, grid: Grid) -> bool:
    return all(can_compare(context, table.measure) for table in grid.tables)


def _change(context: ComposeContext, grid: Grid, cells: Sequence[Cell]) -> BodyCell:
    before, now = cells[-2], cells[-1]
    if before.value is None or now.value is None or not _is_comparable(context, grid):
        return BodyCell("[nb]", mark="nb")
    change = context.words.change(
        now.value, before.value, unit=grid.measure.unit, decimals=grid.measure.decimals
    )
    return BodyCell(
        context.words.signed(change), sort=str(as_printed(now.value - before.value, grid.measure.decimals))
    )
