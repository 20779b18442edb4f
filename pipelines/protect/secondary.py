"""Secondary suppression: hide as little as possible so that each unsafe cell has other possible values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from pipelines.protect.solver import Booleans, Floats, Integers
from pipelines.protect.system import System
from pipelines.protect.witness import FREE, Search, World, Worlds


@dataclass(frozen=True)
class Demand:
    """An unsafe cell must have a world in which it has changed by so much."""

    cell: int
    change: int


@dataclass(frozen=True)
class Pattern:
    """Which cells are hidden, the world that answers each demand, and the demands that no world answers."""

    hidden: Booleans
    worlds: dict[Demand, World]
    open: tuple[Demand, ...]


def demands(system: System) -> tuple[Demand, ...]:
    """List what must be shown possible, the largest cells and changes first."""
    found = [
        Demand(int(cell), int(bound[cell] - system.values[cell]))
        for cell in np.flatnonzero(system.unsafe)
        for bound, sign in ((system.highest, 1), (system.lowest, -1))
        if sign * (bound[cell] - system.values[cell]) > 0
    ]
    return tuple(sorted(found, key=lambda each: (-system.values[each.cell], -abs(each.change), each.cell)))


@dataclass
class Reach:
    """The lowest and highest change of every cell over the worlds found so far, and which world gave it."""

    highest: dict[int, tuple[int, World]] = field(default_factory=dict)
    lowest: dict[int, tuple[int, World]] = field(default_factory=dict)

    def add(self, world: World) -> None:
        """Take a world into account."""
        for cell, change in world.items():
            if change > self.highest.get(cell, (0, world))[0]:
                self.highest[cell] = (change, world)
            if change < self.lowest.get(cell, (0, world))[0]:
                self.lowest[cell] = (change, world)

    def answer(self, demand: Demand) -> World | None:
        """Give a known world that answers the demand, if any: one that goes at least as far."""
        side = self.highest if demand.change > 0 else self.lowest
        change, world = side.get(demand.cell, (0, {}))
        return world if abs(change) >= abs(demand.change) else None


Searcher = Callable[[System, Integers, Floats], Search]
"""Makes a search over some cells, given what moving each of them costs."""


def suppress(
    system: System,
    hidden: Booleans | None = None,
    searcher: Searcher = Worlds,
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
    reach, worlds, still_open = Reach(), {}, []
    for earlier in known:
        reach.add(earlier)
    for demand in demands(system):
        world = reach.answer(demand)
        if world is None:
            world = search.find(demand.cell, demand.change)
            if world is None:
                still_open.append(demand)
                continue
            reach.add(world)
            _hide(world, now, search)
        worlds[demand] = world
    return Pattern(now, worlds, tuple(still_open))


def _hide(world: World, hidden: Booleans, search: Search) -> None:
    for cell in world:
        if not hidden[cell]:
            hidden[cell] = True
            search.reprice(cell, FREE)


def clean(
    system: System, pattern: Pattern, keep: Booleans | None = None, searcher: Searcher = Worlds
) -> Pattern:
    """Show each secondary cell again whose worlds can do without it, the dearest first.

    Every demand has a world of its own here: worlds that share one would lose their proof silently. Cells
    in `keep` stay hidden.
    """
    cells = np.flatnonzero(pattern.hidden & system.movable)
    must = system.unsafe | system.unpublished
    cost: Floats = np.where(must, 1e-3, system.weight)[cells]
    search = searcher(system, cells, cost)
    worlds = {
        demand: search.find(demand.cell, demand.change, near=world) or world
        for demand, world in pattern.worlds.items()
    }
    users: dict[int, set[Demand]] = {int(cell): set() for cell in cells}
    _assign(users, worlds.items())
    hidden = pattern.hidden.copy()
    stays = must if keep is None else must | keep
    for cell in sorted(np.flatnonzero(hidden & ~stays), key=lambda each: (-system.weight[each], each)):
        _show_again(int(cell), search, users, worlds, hidden)
    return Pattern(hidden, worlds, pattern.open)


def _assign(users: dict[int, set[Demand]], worlds: Iterable[tuple[Demand, World]]) -> None:
    for demand, world in worlds:
        for cell in world:
            users.setdefault(cell, set()).add(demand)


def _show_again(
    cell: int,
    search: Search,
    users: dict[int, set[Demand]],
    worlds: dict[Demand, World],
    hidden: Booleans,
) -> None:
    affected = sorted(users.get(cell, ()), key=lambda each: (each.cell, each.change))
    search.fix(cell, fixed=True)
    others: dict[Demand, World] = {}
    for demand in affected:
        world = search.find(demand.cell, demand.change, thorough=False, near=worlds[demand])
        if world is None:
            search.fix(cell, fixed=False)
            return
        others[demand] = world
    for demand, world in others.items():
        for touched in worlds[demand]:
            users[touched].discard(demand)
        worlds[demand] = world
    _assign(users, others.items())
    hidden[cell] = False
