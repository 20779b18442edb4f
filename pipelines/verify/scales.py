"""On which scale the points of a chart are drawn, and which of them are drawn elsewhere.

A chart says by which axis it draws its points. Only of one that does not, from an edition of before that, the
likely scale is found.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from pipelines.verify.numbers import Said

ENOUGH, FEW = 3, 0.25
"""A larger share of points off the scale of the others means that this is not how they are drawn."""


@dataclass(frozen=True)
class Point:
    """A point of a plot: its labels, what is said of it, and where it is drawn by axis."""

    labels: tuple[str, ...]
    text: str  # as it is said
    said: Said
    drawn: Mapping[str, float | None]
    axis: str = ""  # by which it is drawn, where the chart says so
    whole: float = 1.0  # of what its place is a part


def drawn_otherwise(where: str, points: Sequence[Point]) -> Iterator[str]:
    """Tell the few points that are not drawn at what is said of them, on the scale of all others."""
    yield from _off_their_axis(where, [point for point in points if point.axis])
    points = [point for point in points if not point.axis]
    shown = [point for point in points if point.said.value is not None]
    if len(shown) < 2:
        return
    fit = _fitting(shown)
    if not fit.is_likely:
        return
    for point in fit.off:
        yield f"{where}, {', '.join(point.labels)}: {point.text}; getekend op {point.drawn[fit.axis]}"
    for point in points:
        drawn = point.drawn[fit.axis]
        if point.said.value is None and drawn:
            yield f"{where}, {', '.join(point.labels)}: {point.text}; toch getekend op {drawn}"


def _off_their_axis(where: str, points: Sequence[Point]) -> Iterator[str]:
    """Tell the points that are not drawn at what is said of them; one trace may leave a point to another."""
    elsewhere = {point.labels for point in points if point.drawn.get(point.axis) is not None}
    for point in points:
        at = point.drawn.get(point.axis)
        named = f"{where}, {', '.join(point.labels)}: {point.text}"
        if point.said.value is None:
            if at:
                yield f"{named}; toch getekend op {at}"
        elif at is None:
            if point.labels not in elsewhere:
                yield f"{named}; niet getekend"
        elif abs(at * point.whole - float(point.said.value)) > _leeway(point, 1.0):
            yield f"{named}; getekend op {at}"


@dataclass(frozen=True)
class Fit:
    """An axis and a scale by which points may be drawn: who is off it, and of whom nothing can be told."""

    axis: str
    points: int
    off: tuple[Point, ...]
    unknown: tuple[Point, ...]

    @property
    def misses(self) -> int:
        """Count the points that do not speak for it."""
        return len(self.off) + len(self.unknown)

    @property
    def is_likely(self) -> bool:
        """Tell whether this is how they are drawn: of most something is known, and few of those are off."""
        known = self.points - len(self.unknown)
        return 2 * known > self.points and len(self.off) <= FEW * known


def _fitting(points: Sequence[Point]) -> Fit:
    """Find the axis that draws the numbers, as they are or each label on a scale of its own.

    A scale is known from three points at least: one point fits any.
    """
    plain = min((_fit(points, axis) for axis in ("x", "y")), key=lambda one: one.misses)
    if plain.is_likely:
        return plain
    scaled = (_fit(points, axis, by) for axis in ("x", "y") for by in (0, 1))
    return min(scaled, key=lambda one: one.misses)


def _fit(points: Sequence[Point], axis: str, by: int | None = None) -> Fit:
    """Hold the points against an axis; `by` a label, each of which has a scale of its own."""
    if by is None:
        return Fit(axis, len(points), tuple(_off(points, axis, 1.0)), ())
    groups: dict[str, list[Point]] = {}
    for point in points:
        groups.setdefault(point.labels[min(by, len(point.labels) - 1)], []).append(point)
    off: list[Point] = []
    unknown: list[Point] = []
    for group in groups.values():
        ratios = [
            at / float(value)
            for point in group
            if (value := point.said.value) and (at := point.drawn[axis]) is not None
        ]
        if len(ratios) < ENOUGH or not median(ratios):  # what all stand at nought is no scale
            unknown += group
        else:
            off += _off(group, axis, median(ratios))
    return Fit(axis, len(points), tuple(off), tuple(unknown))


def _off(points: Sequence[Point], axis: str, scale: float) -> Iterator[Point]:
    for point in points:
        at, exact = point.drawn[axis], scale * float(point.said.value or 0)
        if at is None or abs(at - exact) > _leeway(point, scale):
            yield point


def _leeway(point: Point, scale: float) -> float:
    """Compute how far from a place a point may be drawn because what is said of it is rounded."""
    return abs(scale) * 0.505 * 10.0**-point.said.decimals + 1e-9
