"""What holds between cells of events, and the system in which they are protected."""

from collections.abc import Mapping, Set
from dataclasses import replace

import numpy as np

from pipelines.protect.events.cells import required_range
from pipelines.protect.events.event_cells import SCALE, EventCells, label_of
from pipelines.protect.events.given import Given
from pipelines.protect.lp import INFINITY, Booleans, Relation, System, attack, build_system, view_of
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.structure import Cell, Link

REST = "rest of "


def event_system(
    cells: EventCells, given: Mapping[str, Given], rules: DisclosureRules, told: Set[Cell] = frozenset()
) -> System:
    """Put the cells, what holds between them, and what must stay possible into one system.

    Of cells in `told`, larger ones that would be known otherwise, a little less and more must be possible.
    """
    values = {label_of(cell): cells.values[cell] for cell in cells.inside}
    relations, rests = known_relations(cells)
    unsafe, before = unsafe_of(cells, given), before_of(cells, given)
    ranges = {label_of(cell): _around(cells.values[cell], cells) for cell in told} | {
        label_of(cell): required_range(cells.values[cell], rules, can_be_zero=cells.values[cell] == 0)
        for cell in unsafe | {cell for cell in before if cell[1] in given[cell[0]].once_small}
    }
    system = build_system(
        {**values, **rests},
        relations,
        ranges=ranges,
        hidden_zeros=frozenset(name for name in ranges if values[name] == 0),
        unpublished=frozenset(rests),
        frozen=frozenset(label_of(cell) for cell in cells.inside if cell[1] in given[cell[0]].frozen),
        ceilings=cells.cover.most,
    )
    return with_persons(system, cells)


def unsafe_of(cells: EventCells, given: Mapping[str, Given]) -> set[Cell]:
    """Give the unsafe cells that are not out already."""
    return {
        (measure, place)
        for measure, place in cells.inside
        if place in given[measure].unsafe and place not in given[measure].frozen
    }


def before_of(cells: EventCells, given: Mapping[str, Given]) -> set[Cell]:
    """Give the cells that an earlier release hid and that are not unsafe now.

    They were small then, or stood beside one that was; the year to date less a new quarter would tell them.
    """
    unsafe = unsafe_of(cells, given)
    return {
        (measure, place)
        for measure, place in cells.inside - unsafe
        if place in given[measure].before and cells.values[measure, place] > 0
    }


def told_by(system: System, cells: EventCells, given: Mapping[str, Given], hidden: Booleans) -> set[Cell]:
    """Give the cells that an earlier release hid and that are as good as known when just these are hidden."""
    before = {label_of(cell): cell for cell in before_of(cells, given)}
    targets = np.array([name in before for name in system.names], dtype=bool) & hidden
    if not targets.any():
        return set()
    found = attack(view_of(system, hidden), targets, limits_only=True)
    near = targets & (found.outer_high - found.outer_low < _step(cells))
    return {before[system.names[cell]] for cell in np.flatnonzero(near)}


def fixed_by(
    cells: EventCells, given: Mapping[str, Given], rules: DisclosureRules, hidden: Set[Cell], asked: Set[Cell]
) -> set[Cell]:
    """Give those of the cells that are asked that can have one value only when just `hidden` are hidden."""
    system = event_system(cells, given, rules)
    labels, by_label = {label_of(cell) for cell in hidden}, {label_of(cell): cell for cell in asked}
    secret = np.array([name in labels for name in system.names], dtype=bool) | system.unpublished
    targets = np.array([name in by_label for name in system.names], dtype=bool)
    ranges = attack(view_of(system, secret), targets, limits_only=True)
    fixed = targets & (ranges.outer_low == ranges.outer_high)
    return {by_label[system.names[cell]] for cell in np.flatnonzero(fixed)}


def _around(value: int, cells: EventCells) -> tuple[int, int]:
    return max(1, value - _step(cells)), value + _step(cells)


def _step(cells: EventCells) -> int:
    """Give what is a little: two events or an hour, or two units where a unit is more."""
    return max(2, -(-SCALE // cells.unit))


def with_persons(system: System, cells: EventCells) -> System:
    """Know that there is no person without an attendance; of hours, at least one small unit a person."""
    persons = {label_of(cell): cells.persons.get(cell, 0) for cell in cells.inside}
    least = np.array([persons.get(name, 0) for name in system.names])
    return replace(system, floor=np.maximum(system.floor, np.minimum(least, system.values)))


def _linked(link: Link, cells: EventCells) -> Relation:
    coefficients = {
        label_of(cell): factor for cell, factor in link.coefficients.items() if cell in cells.inside
    }
    outside = sum(
        factor * cells.values[cell] for cell, factor in link.coefficients.items() if cell not in cells.inside
    )
    return Relation(coefficients, -outside if link.is_equal else -INFINITY, -outside)


def relations_of(cells: EventCells) -> tuple[list[Relation], dict[str, int]]:
    """Give the sums and links that hold; what a sum holds beside its parts is a cell that is never shown."""
    relations: list[Relation] = []
    rests: dict[str, int] = {}
    for total, all_parts in cells.sums:
        if total not in cells.values:
            continue
        parts = [part for part in all_parts if part in cells.values]
        rest = cells.values[total] - sum(cells.values[part] for part in parts)
        if rest < 0:
            continue  # deliveries that contradict each other: an outsider cannot rely on the sum
        inside = [part for part in parts if part in cells.inside]
        outside = float(sum(cells.values[part] for part in parts if part not in cells.inside))
        coefficients = {label_of(total): 1.0, **dict.fromkeys(map(label_of, inside), -1.0)}
        if rest > 0:
            name = f"{REST}{'+'.join(sorted(coefficients))}"
            rests[name] = rest
            coefficients[name] = -1.0
        relations.append(Relation(coefficients, outside, outside))
    return relations + [_linked(link, cells) for link in cells.links], rests


def known_relations(cells: EventCells) -> tuple[list[Relation], dict[str, int]]:
    """Give all that an outsider knows to hold: among what is published, and with the offer behind it."""
    relations, rests = relations_of(cells)
    covered, behind = _covered(cells)
    return relations + covered, {**rests, **behind}


def _covered(cells: EventCells) -> tuple[list[Relation], dict[str, int]]:
    """Give the sums of the offer that touch these cells, and the cells of the offer in them."""
    cover = cells.cover
    own = [each for each in cover.sums if each.total in cells.inside]
    used = {part for each in own for part in each.parts}
    own += [each for each in cover.sums if each.total in used and used.issuperset(each.parts)]
    relations: list[Relation] = []
    behind = {name: cover.values[name] for name in used}
    for each in own:
        total = each.total if isinstance(each.total, str) else label_of(each.total)
        value = cover.values[total] if isinstance(each.total, str) else cells.values[each.total]
        rest = value - sum(cover.values[part] for part in each.parts)
        if rest < 0:
            continue  # deliveries that contradict each other: an outsider cannot rely on the sum
        coefficients = {total: 1.0, **dict.fromkeys(each.parts, -1.0)}
        if rest > 0:
            name = f"{REST}offer {total}: {'+'.join(sorted(each.parts))}"
            behind[name] = rest
            coefficients[name] = -1.0
        relations.append(Relation(coefficients))
    relations += [pace for pace in cells.paces if pace.coefficients.keys() <= behind.keys()]
    return relations, behind
