"""Decide which figure is the largest or smallest: only where no hidden or missing one could be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import sqrt

from pipelines.figures import Grid, Heading, place_of
from pipelines.findings.bounds import PERIOD, Range
from pipelines.findings.evidence import SURE, Evidence, Labels
from pipelines.tables import Cell, Value


@dataclass(frozen=True)
class Spot:
    """A cell of a grid that takes part in a comparison: where it stands and what it may be."""

    row: Heading
    column: Heading
    name: str  # <mart>.<measure>; empty where no table has it
    labels: Labels
    cell: Cell
    value: Value | None
    span: Range


@dataclass(frozen=True)
class Extreme:
    """The spots that share the most extreme shown number, and whether it is so whatever is not shown."""

    spots: tuple[Spot, ...]
    is_certain: bool

    @property
    def value(self) -> Value:
        """The number that they share."""
        value = self.spots[0].value
        assert value is not None
        return value


def spots_of(evidence: Evidence, grid: Grid, fixed: Labels, columns: Sequence[Heading]) -> tuple[Spot, ...]:
    """Give the cells of these columns, totals left out where there are parts; marks take part too."""
    names = {table.measure: table.name for table in grid.tables}
    has_parts = any(not row.is_total for row in grid.rows)
    found = []
    for row, cells in zip(grid.rows, grid.cells, strict=True):
        for column, cell in zip(grid.columns, cells, strict=True):
            if column in columns and not (row.is_total and has_parts):
                labels = place_of(fixed, row, column)
                name = names.get(labels.get("measure") or grid.measure.code, "")
                found.append(Spot(row, column, name, labels, cell, *_values(evidence, name, labels, cell)))
    return tuple(found)


def _values(evidence: Evidence, name: str, labels: Labels, cell: Cell) -> tuple[Value | None, Range]:
    if not name:
        return cell.value, Range(0, None) if cell.value is None else Range(cell.value, cell.value)
    span = evidence.range(name, labels)
    if not evidence.is_whole(str(labels.get(PERIOD)), name, labels):
        least = Decimal(span.low) / LACKING if evidence.measure(name).is_rate else span.low
        span = Range(least, None if span.high is None else Decimal(span.high) * LACKING)
    return (None if cell.value is None else evidence.exact(name, labels)), span


LACKING = 2
"""A figure of which a delivery lacks may be so many times what is shown, a rate as many times less."""
NAMED = ("cancellation_reason", "absence_reason", "end_reason")
"""Dimensions of which a sentence says what was named most: what nobody named can't be."""
UNKNOWN = "unknown"


def unknown_of(evidence: Evidence, spots: Sequence[Spot]) -> Value | None:
    """Give how many at most are of no known group, any of which may hold all; None = without end.

    Of a rate these are counted in what it divides.
    """
    spot = next((one for one in spots if one.name and not one.row.is_total), None)
    if spot is None or spot.row.dimension in NAMED:
        return 0
    sides = evidence.sides(spot.name)
    name, labels = sides[0] if sides else spot.name, {**spot.labels, spot.row.dimension: UNKNOWN}
    return 0 if evidence.cell(name, labels) is None else evidence.range(name, labels).high


def with_unknown(evidence: Evidence, spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Give the spots of known groups, each with room for all whose group is not known."""
    most = unknown_of(evidence, spots)
    known = [spot for spot in spots if spot.row.code != UNKNOWN or spot.row.dimension in NAMED]
    if most == 0:
        return tuple(known)
    return tuple(replace(spot, span=_wider(evidence, spot, most)) for spot in known)


def _wider(evidence: Evidence, spot: Spot, most: Value | None) -> Range:
    sides, indicator = evidence.sides(spot.name) if spot.name else None, evidence.indicator(spot.name or ".")
    if most is None or spot.span.high is None:
        return Range(spot.span.low, None)
    if sides is None or indicator is None:
        return Range(spot.span.low, spot.span.high + most)
    below = evidence.range(sides[1], spot.labels)
    if not below.low:
        return Range(spot.span.low, None)
    return Range(
        spot.span.low, Decimal(spot.span.high) + Decimal(most) * indicator.scale / Decimal(below.low)
    )


def highest(spots: Sequence[Spot]) -> Extreme | None:
    """Find the largest shown number; certain when nothing else could reach it."""
    shown = [spot for spot in spots if spot.value is not None]
    if not shown:
        return None
    most = max(_shown(spot) for spot in shown)
    top = tuple(spot for spot in shown if spot.value == most)
    others = [spot for spot in spots if spot not in top]
    floor = min(spot.span.low for spot in top)
    is_certain = all(spot.span.high is not None and spot.span.high < floor for spot in others)
    return Extreme(top, is_certain)


def lowest(spots: Sequence[Spot]) -> Extreme | None:
    """Find the smallest shown number; certain when nothing else could be as small."""
    shown = [spot for spot in spots if spot.value is not None]
    if not shown:
        return None
    least = min(_shown(spot) for spot in shown)
    bottom = tuple(spot for spot in shown if spot.value == least)
    others = [spot for spot in spots if spot not in bottom]
    ceiling = max(spot.span.high for spot in bottom if spot.span.high is not None)
    return Extreme(bottom, all(spot.span.low > ceiling for spot in others))


def _shown(spot: Spot) -> Value:
    assert spot.value is not None
    return spot.value


def is_apart(evidence: Evidence, one: Spot, other: Spot) -> bool:
    """Tell whether two shares of different groups lie further apart than chance explains (95 percent).

    Binomial, of their published sides; what is no share, or has no sides, is never said to differ.
    """
    sides, indicator = evidence.sides(one.name) if one.name else None, evidence.indicator(one.name or ".")
    if sides is None or indicator is None or indicator.unit != "percent":
        return False
    error = 0.0
    for spot in (one, other):
        base = evidence.cell(sides[1], spot.labels)
        part = float(_shown(spot)) / indicator.scale
        if base is None or not base.value or not 0 <= part <= 1:
            return False
        error += part * (1 - part) / float(base.value)
    gap = abs(Decimal(_shown(one)) - Decimal(_shown(other)))
    return gap > SURE * Decimal(str(sqrt(error))) * indicator.scale
