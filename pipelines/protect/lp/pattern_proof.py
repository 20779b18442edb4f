"""Prove a pattern of hidden cells: by attack, and by worlds that anyone can check without a solver."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from pipelines.protect.lp.interval_audit import BEYOND, Ranges, View, attack
from pipelines.protect.lp.solver import Booleans, Integers
from pipelines.protect.lp.system import System


def view_of(system: System, hidden: Booleans) -> View:
    """Give what an outsider sees; the values of hidden cells are wiped, so that nothing can read them."""
    return View(
        shown=~hidden,
        values=np.where(hidden, 0, system.values),
        matrix=system.matrix,
        row_low=system.row_low,
        row_high=system.row_high,
        floor=system.floor,
        ceiling=system.ceiling,
    )


def audit(
    system: System, hidden: Booleans, worlds: Iterable[Mapping[int, int]] = ()
) -> tuple[Ranges, tuple[str, ...]]:
    """Attack the pattern; give the ranges, and the names of unsafe cells whose range is not proved.

    Where `worlds` prove enough, nothing is left to search for.
    """
    low, high = proved_by(system, hidden, worlds)
    if not _open(system, low, high):
        limits = np.where(hidden, system.floor, low), np.where(hidden, BEYOND, high)
        return Ranges(low, high, *limits), ()
    ranges = attack(view_of(system, hidden), system.unsafe, lowest=system.lowest, highest=system.highest)
    return ranges, _open(system, ranges.low, ranges.high)


def certify(system: System, hidden: Booleans, worlds: Iterable[Mapping[int, int]]) -> tuple[str, ...]:
    """Give the names of the unsafe cells that these worlds do not prove; a faulty world proves nothing.

    No solver is used: a world must change hidden cells only, by whole numbers, stay within what the rule
    says, and keep every relation.
    """
    return _open(system, *proved_by(system, hidden, worlds))


def proved_by(
    system: System, hidden: Booleans, worlds: Iterable[Mapping[int, int]]
) -> tuple[Integers, Integers]:
    """Give the lowest and highest value of each cell in the worlds that are not faulty."""
    low, high = system.values.copy(), system.values.copy()
    for world in worlds:
        values = changed(system, hidden, world)
        if values is not None:
            low, high = np.minimum(low, values), np.maximum(high, values)
    return low, high


def changed(system: System, hidden: Booleans, world: Mapping[int, int]) -> Integers | None:
    """Give the values in a world; None when it is faulty or touches a shown cell."""
    values = system.values.copy()
    for cell, change in world.items():
        if not hidden[cell] or change != int(change):
            return None
        values[cell] += int(change)
    sums = system.matrix @ values
    inside = (values >= system.floor) & (values <= system.ceiling)
    kept = (sums >= system.row_low - 1e-9) & (sums <= system.row_high + 1e-9)
    return values if bool(inside.all() and kept.all()) else None


def _open(system: System, low: Integers, high: Integers) -> tuple[str, ...]:
    narrow = system.unsafe & ((low > system.lowest) | (high < system.highest))
    return tuple(system.names[cell] for cell in np.flatnonzero(narrow))


def within_reach(system: System, width: int, *, out_stands: bool = True) -> System:
    """Ask of each unsafe cell no more than can be, were all hidden; at least `width` where that can be.

    A grand total below three non-zero parts can never be 1, whatever else is hidden; talks with one person
    are no more than the sessions that everyone knows were held. What is out already cannot be taken back: a
    cell that it holds closer than the rules ask is hidden, and no new figure holds it any closer. Unless
    `out_stands` that is asked for all the same, and then fails.
    """
    known = system.unpublished & system.frozen  # a partner's own figures
    everything = ((system.movable & (system.values > 0)) | system.unpublished | system.unsafe) & ~known
    nowhere = np.full_like(system.highest, -1)
    ranges = attack(view_of(system, everything), system.unsafe, lowest=system.lowest, highest=nowhere)
    floor = np.minimum(ranges.low, system.values)
    lowest = np.where(system.unsafe, np.maximum(system.lowest, floor), system.lowest)
    highest = np.where(system.unsafe, np.maximum(system.highest, lowest + width), system.highest)
    return replace(
        system,
        lowest=lowest,
        highest=np.minimum(highest, _reach(system, everything, highest, out_stands=out_stands)),
    )


def _reach(system: System, everything: Booleans, highest: Integers, *, out_stands: bool) -> Integers:
    """Say how high cells can be by what is public of the offer, and by what is out where that stands."""
    limited = (system.ceiling < BEYOND) & (system.ceiling > 0)
    out = system.frozen & ~system.unpublished
    if not (limited.any() or (out_stands and out.any())):
        return highest
    beyond = np.full_like(system.lowest, BEYOND)
    hidden = everything if out_stands else everything | out
    ranges = attack(view_of(system, hidden), system.unsafe, lowest=beyond, highest=highest)
    reach: Integers = np.maximum(ranges.high, system.values)
    return reach
