"""Search worlds of persons, among the edits that fit a cell."""

from collections.abc import Callable
from functools import partial

import numpy as np

from pipelines.protect.lp import Floats, Integers, Searcher, System, World
from pipelines.protect.persons.edits import Edits, Slice
from pipelines.protect.persons.people import Columns, Population
from pipelines.protect.structure import PRISON, Place

Signature = tuple[tuple[int, int], ...]


class PersonSearch:
    """Search over the edits that fit a cell: its domain or trait first, presence where that is not enough."""

    def __init__(
        self,
        system: System,
        cells: Integers,
        cost: Floats,
        *,
        population: Population,
        places: list[Place],
        slices: dict[str, Slice],
        proofs: dict[Signature, Edits],
    ) -> None:
        self._system, self._population, self._places = system, population, places
        self._cost = np.full(len(system.names), 1e3)
        self._cost[cells] = cost
        self._open = np.zeros(len(system.names), bool)
        self._open[cells] = True
        self._slices = slices
        self._proofs = proofs
        for each in slices.values():
            each.set_prices(self._cost, self._open)

    def reprice(self, cell: int, cost: float) -> None:
        """Change what moving a cell costs."""
        self._cost[cell] = cost
        self._apply(cell)

    def fix(self, cell: int, *, fixed: bool) -> None:
        """Hold a cell at its true value, or let it go again."""
        self._open[cell] = not fixed
        self._apply(cell)

    def find(
        self,
        cell: int,
        change: int,
        *,
        thorough: bool = True,
        near: World | None = None,  # noqa: ARG002
    ) -> World | None:
        """Give a world in which the cell has changed by so much; its edits are kept as its proof."""
        for name, make in self._ways(cell):
            if not thorough and name not in self._slices:
                continue  # not worth building a program for
            found = self._slice(name, make).find(cell, change, thorough=thorough)
            if found is not None:
                world, edits = found
                self._proofs[signature(world)] = edits
                return world
        return None

    def _ways(self, cell: int) -> list[tuple[str, Callable[[], Columns]]]:
        place = dict(self._places[cell])
        people, patterns = self._population, self._population.patterns
        where = frozenset({place[PRISON]}) if PRISON in place else people.prisons
        ways: list[tuple[str, Callable[[], Columns]]] = []
        for name, label in sorted(place.items()):
            if name in patterns.traits:
                ways.append((name, partial(people.trait_edits, name)))
            elif name in patterns.activities:
                ways.append((f"{name}={label}", partial(people.activity_edits, name, label)))
            elif name in patterns.tallies:
                counted = patterns.tallies[name].counted
                ways.append((f"{name} {sorted(where)}", partial(people.any_activity_edits, counted, where)))
        ways.append((f"presence {sorted(where)}", partial(people.presence_edits, where)))
        return ways

    def _slice(self, name: str, make: Callable[[], Columns]) -> Slice:
        if name not in self._slices:
            self._slices[name] = Slice(self._system, self._population, make())
            self._slices[name].set_prices(self._cost, self._open)
        return self._slices[name]

    def _apply(self, cell: int) -> None:
        for part in self._slices.values():
            if cell in part.members:
                part.set_price(cell, self._cost[cell], is_open=bool(self._open[cell]))


def signature(world: World) -> Signature:
    """Give a world as something to look its proof up by."""
    return tuple(sorted(world.items()))


def crowd_searcher(population: Population, places: list[Place], proofs: dict[Signature, Edits]) -> Searcher:
    """Give a maker of searches over these persons; the proofs of the worlds it finds go into `proofs`."""
    slices: dict[str, Slice] = {}

    def make(system: System, cells: Integers, cost: Floats) -> PersonSearch:
        return PersonSearch(
            system, cells, cost, population=population, places=places, slices=slices, proofs=proofs
        )

    return make
