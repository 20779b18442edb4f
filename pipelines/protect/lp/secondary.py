"""Secondary suppression: hide as little as possible so that each unsafe cell has other possible values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

import numpy as np

from pipelines.protect.lp.certificate import FREE, AlternativeTables, Search, World
from pipelines.protect.lp.solver import Booleans, Floats, Integers
from pipelines.protect.lp.system import System


@dataclass(frozen=True)
class ProtectionRequirement:
    """An unsafe cell must have a world in which it has changed by so much."""

    cell: int
    change: int


@dataclass(frozen=True)
class Pattern:
    """Which cells are hidden, the world that answers each demand, and the demands that no world answers."""

    hidden: Booleans
    worlds: dict[ProtectionRequirement, World]
    open: tuple[ProtectionRequirement, ...]


def demands(system: System) -> tuple[ProtectionRequirement, ...]:
    """List what must be shown possible, the largest cells and changes first."""
    found = [
        ProtectionRequirement(int(cell), int(bound[cell] - system.values[cell]))
        for cell in np.flatnonzero(system.unsafe)
        for bound, sign in ((system.highest, 1), (system.lowest, -1))
        if sign * (bound[cell] - system.values[cell]) > 0
    ]
    return tuple(sorted(found, key=lambda each: (-system.values[each.cell], -abs(each.change), each.cell)))


@dataclass
class Known:
    """The worlds found so far, by the cells that they move up or down: most answer many demands."""

    worlds: dict[tuple[int, bool], list[tuple[int, int, World]]] = field(default_factory=dict)
    """By cell, and whether it rises: how far, the cells that the world moves as bits, and the world."""

    def add(self, world: World) -> None:
        """Take a world into account."""
        moved = bits_of(world)
        for cell, change in world.items():
            self.worlds.setdefault((cell, change > 0), []).append((abs(change), moved, world))

    def answer(self, demand: ProtectionRequirement, within: int = -1) -> World | None:
        """Give a known world that goes at least as far as the demand and moves no cell but those `within`."""
        wanted = abs(demand.change)
        for change, moved, world in self.worlds.get((demand.cell, demand.change > 0), ()):
            if change >= wanted and not moved & ~within:
                return world
        return None


def bits_of(cells: Iterable[int]) -> int:
    """Give a set of cells as the bits of one number."""
    return reduce(or_, (1 << int(cell) for cell in cells), 0)


Searcher = Callable[[System, Integers, Floats], Search]
"""Makes a search over some cells, given what moving each of them costs."""


def suppress(
    system: System,
    hidden: Booleans | None = None,
    searcher: Searcher = AlternativeTables,
    known: Iterable[World] = (),
) -> Pattern:
    """Hide what the cheapest worlds move, one demand after the other; `hidden` starts hidden.

    `known` are worlds that move hidden cells only: they answer what they can, without a search.
    """
    start = system.unsafe | system.unpublished
    start = start if hidden is None else start | hidden
    now = start.copy()
    cells = np.flatnonzero(system.movable)
    search = searcher(system, cells, np.where(now, FREE, system.weight)[cells])
    worlds, still_open = _answered(system, search, known, lambda world: _hide(world, now, search))
    return Pattern(now, worlds, still_open)


def prove(
    system: System, hidden: Booleans, searcher: Searcher = AlternativeTables, known: Iterable[World] = ()
) -> Pattern:
    """Look for worlds that move hidden cells only: nothing more is hidden."""
    cells = np.flatnonzero(system.movable & (hidden | system.unpublished))
    search = searcher(system, cells, np.full(len(cells), FREE))
    worlds, still_open = _answered(system, search, known, lambda _: None)
    return Pattern(hidden, worlds, still_open)


def _answered(
    system: System, search: Search, known: Iterable[World], meet: Callable[[World], None]
) -> tuple[dict[ProtectionRequirement, World], tuple[ProtectionRequirement, ...]]:
    """Answer each demand from the worlds at hand or a new one; `meet` hears of each new world."""
    found, worlds, still_open = Known(), dict[ProtectionRequirement, World](), []
    for earlier in known:
        found.add(earlier)
    for demand in demands(system):
        world = found.answer(demand)
        if world is None:
            world = search.find(demand.cell, demand.change)
            if world is None:
                still_open.append(demand)
                continue
            found.add(world)
            meet(world)
        worlds[demand] = world
    return worlds, tuple(still_open)


def _hide(world: World, hidden: Booleans, search: Search) -> None:
    for cell in world:
        if not hidden[cell]:
            hidden[cell] = True
            search.reprice(cell, FREE)


def clean(
    system: System, pattern: Pattern, keep: Booleans | None = None, searcher: Searcher = AlternativeTables
) -> Pattern:
    """Show each secondary cell again whose worlds can do without it, the dearest first.

    Each demand is followed by itself, though some start from the same world: a demand that lost its world
    unnoticed would lose its proof. Cells in `keep` stay hidden.
    """
    cells = np.flatnonzero(pattern.hidden & system.movable)
    must = system.unsafe | system.unpublished
    cost: Floats = np.where(must, 1e-3, system.weight)[cells]
    search = searcher(system, cells, cost)
    worlds = dict(pattern.worlds)
    users: dict[int, set[ProtectionRequirement]] = {int(cell): set() for cell in cells}
    _assign(users, worlds.items())
    known = Known()
    for world in pattern.worlds.values():
        known.add(world)
    hidden = pattern.hidden.copy()
    within = bits_of(np.flatnonzero(hidden))
    stays = must if keep is None else must | keep
    for cell in sorted(np.flatnonzero(hidden & ~stays), key=lambda each: (-system.weight[each], each)):
        without = within & ~(1 << int(cell))
        if _show_again(int(cell), search, users, worlds, known=known, within=without):
            hidden[cell], within = False, without
    return Pattern(hidden, worlds, pattern.open)


def _assign(
    users: dict[int, set[ProtectionRequirement]], worlds: Iterable[tuple[ProtectionRequirement, World]]
) -> None:
    for demand, world in worlds:
        for cell in world:
            users.setdefault(cell, set()).add(demand)


def _show_again(
    cell: int,
    search: Search,
    users: dict[int, set[ProtectionRequirement]],
    worlds: dict[ProtectionRequirement, World],
    *,
    known: Known,
    within: int,
) -> bool:
    """Find other worlds for the demands that use the cell, within the cells that stay hidden."""
    affected = sorted(users.get(cell, ()), key=lambda each: (each.cell, each.change))
    search.fix(cell, fixed=True)
    others: dict[ProtectionRequirement, World] = {}
    for demand in affected:
        world = known.answer(demand, within)
        if world is None:
            world = search.find(demand.cell, demand.change, thorough=False, near=worlds[demand])
            if world is None:
                search.fix(cell, fixed=False)
                return False
            known.add(world)
        others[demand] = world
    for demand, world in others.items():
        for touched in worlds[demand]:
            users[touched].discard(demand)
        worlds[demand] = world
    _assign(users, others.items())
    return True
