"""What stands at the end of a period: one stock for all that end then; what ran, began and ended in it."""

from collections import defaultdict
from collections.abc import Mapping

from pipelines.audit.figures import PERIOD, Place, label, without
from pipelines.audit.outside.knowledge import AT_END, ENDINGS, RUNNING, STARTED
from pipelines.audit.outside.states import Published, State
from pipelines.audit.outside.system import System
from pipelines.audit.periods import Month, months_of

Standing = Mapping[tuple[Place, Month], tuple[Place, ...]]
"""By place without its period, and the last month: the places of all periods that end with that month."""


def write_stocks(system: System, published: Published, vintage: int) -> None:
    """Write what holds of stocks, as far as they and what flows in and out are printed.

    Two periods that end on one day have one stock. What runs at the end of a period is what ran as it began,
    by whatever period ended then, with what started and without all that ended.
    """
    for measure in AT_END:
        state = published.state(measure, vintage)
        for first, *others in _standing(state).values():
            for other in others:
                row = {published.cell(system, state, first): 1.0, published.cell(system, state, other): -1.0}
                system.equal(f"{measure} aan het einde van de periode", row, is_law=True)
    stock = published.state(RUNNING, vintage)
    standing = _standing(stock)
    for place in stock.figures:
        months = months_of(label(place, PERIOD) or "")
        before = standing.get((without(place, PERIOD), min(months) - 1)) if months else None
        if before:
            _write_flow(system, published, vintage, place, before[0])


def _standing(state: State) -> Standing:
    found: dict[tuple[Place, Month], list[Place]] = defaultdict(list)
    for place in sorted(state.figures, key=sorted):
        months = months_of(label(place, PERIOD) or "")
        if months:
            found[without(place, PERIOD), max(months)].append(place)
    return {where: tuple(places) for where, places in found.items()}


def _write_flow(system: System, published: Published, vintage: int, place: Place, before: Place) -> None:
    """Write the flow once for each set of endings that are all printed in the place."""
    stock, started = (published.state(measure, vintage) for measure in (RUNNING, STARTED))
    for endings in ENDINGS:
        ended = [published.state(measure, vintage) for measure in endings]
        if all(place in state.figures for state in (started, *ended)):
            row = {
                published.cell(system, stock, place): 1.0,
                published.cell(system, stock, before): -1.0,
                published.cell(system, started, place): -1.0,
                **{published.cell(system, state, place): 1.0 for state in ended},
            }
            system.equal(
                f"wat loopt is wat liep, begon en niet eindigde: {'+'.join(endings)}", row, is_law=True
            )
