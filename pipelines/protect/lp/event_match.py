"""Find to each world of persons one of their events: nobody takes part without an attendance."""

from collections.abc import Iterable, Mapping

import numpy as np

from pipelines.protect.lp.certificate import FREE, AlternativeTables, World
from pipelines.protect.lp.pattern_proof import changed
from pipelines.protect.lp.solver import Booleans
from pipelines.protect.lp.system import System

Least = Mapping[int, int]
"""The events that a world of persons asks for at least, by cell."""


def with_companions(system: System, hidden: Booleans, asked: Iterable[Least]) -> Booleans | None:
    """Hide what worlds of events move that give each world of persons enough; None if one has none."""
    pressing = [least for least in asked if not _enough(system, {}, least)]
    if not pressing:
        return hidden
    now, found = hidden.copy(), list[World]()
    cells = np.flatnonzero(system.movable)
    search = AlternativeTables(system, cells, np.where(now, FREE, system.weight)[cells])
    for least in pressing:
        if not any(_enough(system, world, least) for world in found):
            world = search.lift({cell: count - int(system.values[cell]) for cell, count in least.items()})
            if world is None:
                return None
            found.append(world)
            for cell in world:
                now[cell] = True
                search.reprice(cell, FREE)
    return now if _hold(system, now, found, pressing) else None


def _enough(system: System, world: World, least: Least) -> bool:
    return all(system.values[cell] + world.get(cell, 0) >= count for cell, count in least.items())


def _hold(system: System, hidden: Booleans, worlds: Iterable[World], asked: Iterable[Least]) -> bool:
    """Check by arithmetic alone that each world of persons has a world of events beside it."""
    possible = [values for world in worlds if (values := changed(system, hidden, world)) is not None]
    return all(
        any(all(values[cell] >= count for cell, count in least.items()) for values in possible)
        for least in asked
    )
