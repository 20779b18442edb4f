"""Where hiding alone leaves counts of persons without a proof: breakdowns are given up, in a stated order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipelines.protect.lp import Booleans, Pattern, Searcher, System, World
from pipelines.protect.persons.escalation import breakdown_of
from pipelines.protect.persons.subproblem import Work
from pipelines.protect.structure import Place

Find = Callable[[System, Booleans, Searcher, Iterable[World]], Pattern]
"""Answers demands from what is hidden, hiding more or not."""


@dataclass(frozen=True)
class Searching:
    """How far the search for worlds has come: what is asked, what is hidden, and what the ladder hid."""

    work: Work
    find: Find
    pattern: Pattern
    lowered: System | None = None
    ladder: frozenset[Place] = frozenset()
    dropped: frozenset[Place] = frozenset()

    @property
    def system(self) -> System:
        """The system with what is asked by now."""
        return self.lowered or self.work.system

    def mask(self, places: Iterable[Place]) -> Booleans:
        """Mark some places among the cells."""
        chosen = frozenset(places)
        return np.array([place in chosen for place in self.work.by_cell], dtype=bool)

    def again(self, system: System, hidden: Booleans) -> Pattern:
        """Search once more for what is still open."""
        return self.find(system, hidden, self.work.searcher, self.pattern.worlds.values())


def give_up(search: Searching, order: Sequence[str]) -> Searching:
    """Give up what can't be proved, and in the stated order breakdowns beside it, until all else is proved.

    When all of them are gone everything that is not out already is hidden, and what those figures tell by
    themselves is given up too: no figure of this release adds to it.
    """
    search = without_dropped(search)
    for name in order:
        if not search.pattern.open:
            return search
        search = _without(search, [place for place in search.work.by_cell if name in breakdown_of(place)])
    return _without(search, search.work.by_cell) if search.pattern.open else search


def _without(search: Searching, places: Iterable[Place]) -> Searching:
    """Hide these places, look again for what is still open, and give up what then can't be proved."""
    hidden = search.pattern.hidden | (search.mask(places) & search.system.movable)
    search = replace(search, pattern=search.again(search.system, hidden))
    return without_dropped(search)


def without_dropped(search: Searching) -> Searching:
    """Give up breakdowns of which nothing is shown in the season and that still have a cell without a world.

    They are not published: no cell of theirs is there to be found, and none is asked for. Where nothing at
    all is shown that was not out already, no cell is asked for any more. Where figures are rounded those
    without a mark stand there, so that nothing is given up.
    """
    if search.work.stage.cells.rounded or not search.pattern.open:
        return search
    by_cell = search.work.by_cell
    stuck = {by_cell[demand.cell] for demand in search.pattern.open}
    shown = ~search.pattern.hidden & search.system.movable & (search.system.values > 0)
    given_up = {breakdown_of(place) for place in stuck}
    if shown.any():
        out = ~search.pattern.hidden & (search.system.values > 0)
        given_up -= {breakdown_of(by_cell[int(cell)]) for cell in np.flatnonzero(out)} | {frozenset()}
    dropped = frozenset(place for place in by_cell if breakdown_of(place) in given_up) | search.dropped
    if dropped == search.dropped:
        return search
    asked = search.system.unsafe & ~search.mask(dropped)
    worlds = {demand: world for demand, world in search.pattern.worlds.items() if asked[demand.cell]}
    left = tuple(demand for demand in search.pattern.open if asked[demand.cell])
    return replace(
        search,
        lowered=replace(search.system, unsafe=asked),
        pattern=replace(search.pattern, worlds=worlds, open=left),
        dropped=dropped,
    )
