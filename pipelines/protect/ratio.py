"""Divide published cells: the only place where a rate, a mean or a change is born."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from pipelines.tables import Cell, Key, Mark, SafeTable

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
) -> SafeTable:
    """Give numerator / denominator * scale for every cell of the numerator.

    A dimension that the denominator lacks takes its total. A mark on either side gives that mark, `o`
    before `nb`; a denominator of 0 gives `nvt`. Raises ValueError when the denominator has more dimensions.
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
    return SafeTable(name, numerator.dimensions, measure, unit, cells, adds_up=False)


def divide_cells(above: Cell, below: Cell, *, scale: int = 100, decimals: int = 1) -> Cell:
    """Give above / below * scale, rounded half up; marks and a denominator of 0 as `ratio` treats them."""
    marks = {cell.mark for cell in (above, below)}
    for mark in WORST_FIRST:
        if mark in marks:
            return Cell(mark=mark)
    assert above.value is not None and below.value is not None
    if below.value == 0:
        return Cell(mark=Mark.NOT_APPLICABLE)
    exact = Decimal(above.value) * scale / Decimal(below.value)
    return Cell(value=exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))
