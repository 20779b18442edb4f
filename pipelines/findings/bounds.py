"""Compute which values a cell may have, given all that its table publishes: what no reader can rule out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipelines.model import Indicator
from pipelines.tables import Cell, Key, Mark, SafeTable, Value

PERIOD = "period_code"
ROUNDS = 20  # of propagation: each only narrows, and few tables need more than three


@dataclass(frozen=True)
class Range:
    """The values that a cell may have, from low to high, both included; a high of None has no end."""

    low: Value
    high: Value | None

    def __post_init__(self) -> None:
        if self.high is not None and self.high < self.low:
            raise ValueError(
                f"the published figures contradict each other: {self.low} is more than {self.high}"
            )


def ranges(table: SafeTable, indicator: Indicator | None, *, least: int = 1) -> Mapping[Key, Range]:
    """Compute the range of every cell of a table of counts by interval propagation over its own sums.

    A hidden count is at least `least`; what was not delivered may be anything and adds nothing to a total.
    A part is never more than its total less the least that its fellows are; persons are never more in a part
    than in all. The ranges are never too narrow: only sums that hold whatever is left out are used.
    """
    known = {key: _start(table, cell, least) for key, cell in table.cells.items()}
    if indicator is None or indicator.kind != "count":
        return known
    families = tuple(_families(table, indicator))
    for _ in range(ROUNDS):
        before = dict(known)
        for total, parts, is_sum in families:
            _narrow(table, known, total, parts, is_sum=is_sum)
        if known == before:
            break
    return known


def quotient(above: Range, below: Range, *, scale: int) -> Range:
    """Divide two ranges of counts; where the lower may be 0 there is no end."""
    low = _divided(above.low, below.high, scale) if below.high is not None else 0
    high = None if above.high is None or below.low == 0 else _divided(above.high, below.low, scale)
    return Range(low or 0, high)


def _divided(above: Value, below: Value, scale: int) -> Value:
    return Decimal(above) * scale / Decimal(below) if below else 0


def _start(table: SafeTable, cell: Cell, least: int) -> Range:
    if cell.value is not None:
        slack = table.base - 1
        return Range(max(cell.value - slack, 0) if slack else cell.value, cell.value + slack)
    return Range(least if cell.mark is Mark.SUPPRESSED else 0, None)


def _families(table: SafeTable, indicator: Indicator) -> Iterator[tuple[Key, tuple[Key, ...], bool]]:
    """Give each total with its parts, and whether parts add up to no more than the total."""
    for place, dimension in enumerate(table.dimensions):
        if dimension == PERIOD:
            continue
        is_sum = dimension in indicator.adds_up
        if is_sum or _counts_persons(indicator):
            for total, parts in _by_total(table, place).items():
                yield total, parts, is_sum
    if PERIOD in table.dimensions and PERIOD in indicator.adds_up:
        yield from _years(table, table.dimensions.index(PERIOD))


def _counts_persons(indicator: Indicator) -> bool:
    """Tell whether it counts different persons, of whom a part holds no more than the whole."""
    return indicator.unit == "person" and (indicator.personal or indicator.only_grows)


def _by_total(table: SafeTable, place: int) -> Mapping[Key, tuple[Key, ...]]:
    """Give the parts along a dimension by the total over it, of the totals that the table has."""
    found: dict[Key, tuple[Key, ...]] = {}
    for key in table.cells:
        total = (*key[:place], None, *key[place + 1 :])
        if key[place] is not None and total in table.cells:
            found[total] = (*found.get(total, ()), key)
    return found


def _years(table: SafeTable, place: int) -> Iterator[tuple[Key, tuple[Key, ...], bool]]:
    for year in table.cells:
        code = year[place] or ""
        if len(code) == 4:
            quarters = tuple(
                quarter
                for number in (1, 2, 3, 4)
                if (quarter := (*year[:place], f"{code}-K{number}", *year[place + 1 :])) in table.cells
            )
            if quarters:
                yield year, quarters, True


def _narrow(
    table: SafeTable, known: dict[Key, Range], total: Key, parts: Sequence[Key], *, is_sum: bool
) -> None:
    """Narrow the hidden parts from above and a hidden total from below."""
    present = [key for key in parts if table.cells[key].mark not in (Mark.NOT_AVAILABLE, Mark.NOT_APPLICABLE)]
    lows = [known[key].low for key in present]
    floor = (sum(lows) if is_sum else max(lows)) if lows else 0
    if table.cells[total].mark is Mark.SUPPRESSED and floor > known[total].low:
        known[total] = replace(known[total], low=floor)
    high = known[total].high
    if high is None:
        return
    for key in present:
        if table.cells[key].mark is not Mark.SUPPRESSED:
            continue
        most = high - (floor - known[key].low) if is_sum else high
        own = known[key].high
        if own is None or most < own:
            known[key] = replace(known[key], high=max(most, known[key].low))
