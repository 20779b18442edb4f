"""Where a cell has no other world: which cells around it to hide too, more on every rung."""

from collections.abc import Callable, Collection, Iterable

from pipelines.protect.structure import PERIOD, PRISON, Place

Rung = Callable[[Place, Place], bool]
"""Tells of a cell that stayed open, and another cell of its season, whether the other is hidden too."""


def widened(still_open: Collection[Place], inside: Iterable[Place], rung: Rung) -> frozenset[Place]:
    """Give the cells of the season that a rung hides for the cells that stayed open."""
    return frozenset(place for place in inside if any(rung(stuck, place) for stuck in still_open))


def breakdown_of(place: Place) -> frozenset[str]:
    """Name the dimensions that a cell is broken down by, beside prison and period."""
    return frozenset(_names(place) - {PRISON, PERIOD})


def _same_label(stuck: Place, other: Place) -> bool:
    return _without(stuck, PERIOD) == _without(other, PERIOD)


def _same_breakdown_there(stuck: Place, other: Place) -> bool:
    return _names(stuck) == _names(other) and dict(stuck).get(PRISON) == dict(other).get(PRISON)


def _same_breakdown(stuck: Place, other: Place) -> bool:
    return _names(stuck) - {PRISON} == _names(other) - {PRISON}


def _same_prison(stuck: Place, other: Place) -> bool:
    return _same_breakdown(stuck, other) or dict(stuck).get(PRISON) == dict(other).get(PRISON)


def _without(place: Place, name: str) -> dict[str, str]:
    return {own: label for own, label in place if own != name}


def _names(place: Place) -> set[str]:
    return {name for name, _ in place}


RUNGS: tuple[Rung, ...] = (_same_label, _same_breakdown_there, _same_breakdown, _same_prison)
"""The label in all periods; the breakdown of that prison; of all prisons; every count of that prison."""
