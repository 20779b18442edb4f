"""Divide published cells: the only place where a rate, a mean or a change is born."""

from collections.abc import Mapping
from decimal import Decimal

from pipelines.tables import Cell, Key, Mark, SafeTable, as_printed

WORST_FIRST = (Mark.SUPPRESSED, Mark.NOT_AVAILABLE, Mark.NOT_APPLICABLE)


def ratio(
    numerator: SafeTable,
    denominator: SafeTable,
    *,
    name: str,
    measure: str,
    unit: str,
    scale: int = 100,
    decimals: int = 1,
    is_share: bool = False,
) -> SafeTable:
    """Give numerator / denominator * scale for every cell of the numerator.

    A dimension that the denominator lacks takes its total. A mark on either side gives that mark, `o`
    before `nb`; a denominator of 0 gives `nvt`, as does a share of more than all
    of it. Raises ValueError when the denominator has more dimensions.
    """
    extra = set(denominator.dimensions) - set(numerator.dimensions)
    if extra:
        raise ValueError(f"{denominator.name} has dimensions {sorted(extra)} that {numerator.name} lacks")
    places = tuple(numerator.dimensions.index(dimension) for dimension in denominator.dimensions)
    absent = Cell(mark=Mark.NOT_AVAILABLE)
    cells: Mapping[Key, Cell] = {
        key: divide_cells(
            cell,
            denominator.cells.get(tuple(key[place] for place in places), absent),
            scale=scale,
            decimals=decimals,
        )
        for key, cell in numerator.cells.items()
    }
    if is_share:
        cells = {key: _at_most_all(cell, scale) for key, cell in cells.items()}
    return SafeTable(name, numerator.dimensions, measure, unit, cells, adds_up=False)


def _at_most_all(cell: Cell, scale: int) -> Cell:
    """Mark a share of more than its whole: the two sides do not belong together."""
    return Cell(mark=Mark.NOT_APPLICABLE) if cell.value is not None and cell.value > scale else cell


def divide_cells(above: Cell, below: Cell, *, scale: int = 100, decimals: int = 1) -> Cell:
    """Give above / below * scale, rounded half up; marks and a denominator of 0 as `ratio` treats them."""
    worst = _worst(above, below)
    if worst is not None:
        return Cell(mark=worst)
    assert above.value is not None and below.value is not None
    if below.value == 0:
        return Cell(mark=Mark.NOT_APPLICABLE)
    return Cell(value=as_printed(Decimal(above.value) * scale / Decimal(below.value), decimals))


def subtract_cells(one: Cell, other: Cell) -> Cell:
    """Give one less the other; marks as `ratio` treats them."""
    worst = _worst(one, other)
    if worst is not None:
        return Cell(mark=worst)
    assert one.value is not None and other.value is not None
    return Cell(value=one.value - other.value)


def extrapolate_cells(so_far: Cell, whole_before: Cell, so_far_before: Cell, *, decimals: int = 0) -> Cell:
    """Give what a year comes to when its rest goes as that of the year before: so far * whole / so far then.

    Marks as `ratio` treats them; nothing so far in the year before gives `nvt`.
    """
    worst = _worst(so_far, whole_before, so_far_before)
    if worst is not None:
        return Cell(mark=worst)
    assert so_far.value is not None and whole_before.value is not None and so_far_before.value is not None
    if so_far_before.value == 0:
        return Cell(mark=Mark.NOT_APPLICABLE)
    exact = Decimal(so_far.value) * Decimal(whole_before.value) / Decimal(so_far_before.value)
    return Cell(value=as_printed(exact, decimals))


def _worst(*cells: Cell) -> Mark | None:
    marks = {cell.mark for cell in cells}
    return next((mark for mark in WORST_FIRST if mark in marks), None)
