"""Rounded figures as a system: each true figure lies in a band around what is shown of it."""

from collections.abc import Mapping

from pipelines.protect.events.cells import required_range
from pipelines.protect.events.event_cells import SCALE, EventCells, label_of
from pipelines.protect.events.event_system import known_relations, unsafe_of, with_persons
from pipelines.protect.events.given import Given
from pipelines.protect.lp import BASE, Relation, System, build_system
from pipelines.protect.rules import DisclosureRules


def banded_range(value: int, shown: int, rules: DisclosureRules, *, base: int = BASE) -> tuple[int, int]:
    """Give what must stay possible for an unsafe cell that is shown rounded.

    For a small one that is as wide as the base where the band reaches so far; for a larger one, of few
    persons, the same as for a hidden cell: rounding does not hide it, so it will be hidden.
    """
    if value >= base:
        return required_range(value, rules)
    low = max(1, shown - base + 1)
    high = min(low + base, shown + base - 1)
    return low, max(high, rules.threshold - 1) if value < rules.threshold else high


def banded_system(cells: EventCells, given: Mapping[str, Given], rules: DisclosureRules) -> System:
    """Put rounded cells into one system: true figures, and what is shown of each, which they are near.

    True figures are never shown; relations hold between them. To hide what is shown lets the true one go.
    A zero is taken as known: no world needs it to be otherwise.
    """
    base = BASE * SCALE // cells.unit
    relations, rests = known_relations(cells)
    banded = [cell for cell in sorted(cells.inside) if cells.shown_label(cell) != label_of(cell)]
    values = {**rests, **{label_of(cell): cells.values[cell] for cell in cells.inside}}
    for cell in banded:
        value, figure = cells.values[cell], cells.rounded[cell]
        reach = max(base - 1, abs(value - figure))
        values[cells.shown_label(cell)] = figure
        relations.append(Relation({label_of(cell): 1.0, cells.shown_label(cell): -1.0}, -reach, reach))
    unsafe = [cell for cell in sorted(unsafe_of(cells, given)) if cells.values[cell] > 0]
    system = build_system(
        values,
        relations,
        ranges={
            label_of(cell): banded_range(cells.values[cell], cells.rounded[cell], rules, base=base)
            for cell in unsafe
        },
        hidden_zeros=frozenset(cells.shown_label(cell) for cell in banded),
        unpublished=frozenset({*rests, *(label_of(cell) for cell in banded)}),
        frozen=frozenset(
            cells.shown_label(cell) for cell in cells.inside if cell[1] in given[cell[0]].frozen
        ),
        ceilings=cells.cover.most,
    )
    return with_persons(system, cells, given)
