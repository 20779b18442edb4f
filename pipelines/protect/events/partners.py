"""What a partner knows beside the rest of us: its own figures. With them it must find nobody else.

Where two partners share a cell, the one takes its own part away and has the other's. So each partner is an
attacker for whom its own cells of the offer are known, and the rest of a cell that comes from fewer persons
than the threshold must stay as uncertain as any small figure.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipelines.protect.events.cells import closed_pattern, required_range
from pipelines.protect.events.event_cells import EventCells, label_of
from pipelines.protect.events.given import Given
from pipelines.protect.lp import Booleans, System, audit, within_reach
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.structure import Cell


@dataclass(frozen=True)
class Share:
    """What a cell holds beside what one partner did itself: the value, and how many persons at most."""

    cell: Cell
    own: int
    rest: int


def hide_from_partners(
    system: System,
    cells: EventCells,
    given: Mapping[str, Given],
    hidden: Booleans,
    rules: DisclosureRules,
) -> Booleans:
    """Hide what is needed so that no partner finds another's small figure; raise like closed_pattern."""
    for view in views_of(system, cells, given, rules):
        hidden = hidden | (closed_pattern(view, hidden, keep=hidden).hidden & ~view.frozen)
    return hidden


def open_to_partners(
    system: System,
    cells: EventCells,
    given: Mapping[str, Given],
    hidden: Booleans,
    rules: DisclosureRules,
) -> frozenset[str]:
    """Name the cells that some partner finds too narrow, or sees, when just these are hidden."""
    found: set[str] = set()
    for view in views_of(system, cells, given, rules):
        found.update(audit(view, hidden | (view.unpublished & ~view.frozen))[1])
    return frozenset(found)


def views_of(
    system: System, cells: EventCells, given: Mapping[str, Given], rules: DisclosureRules
) -> Iterator[System]:
    """Give for each partner that could find something what it sees, and what must stay possible."""
    place = {name: at for at, name in enumerate(system.names)}
    for partner, shares in sorted(shares_of(cells, given, rules).items()):
        known = np.array([cells.cover.partner.get(name) == partner for name in system.names], dtype=bool)
        unsafe = np.zeros(len(system.names), dtype=bool)
        lowest, highest = np.zeros_like(system.lowest), np.zeros_like(system.highest)
        for share in shares:
            at = place[label_of(share.cell)]
            low, high = required_range(share.rest, rules)
            unsafe[at], lowest[at], highest[at] = True, share.own + low, share.own + high
        view = replace(
            system, frozen=system.frozen | known, unsafe=unsafe, lowest=lowest, highest=highest
        )  # fmt: skip
        yield within_reach(view, rules.width)


def shares_of(
    cells: EventCells, given: Mapping[str, Given], rules: DisclosureRules
) -> dict[str, list[Share]]:
    """Give by partner the cells of which the rest comes from a few persons of others."""
    found: dict[str, list[Share]] = defaultdict(list)
    for each in cells.cover.sums:
        if isinstance(each.total, str) or each.total not in cells.inside:
            continue
        measure, place = each.total
        if place in given[measure].frozen or given[measure].is_beside or not cells.values[each.total]:
            continue
        for partner in sorted({cells.cover.partner[part] for part in each.parts}):
            share, persons = _share(each.total, each.parts, partner, cells)
            if share.own and share.rest and 0 < persons < rules.threshold:
                found[partner].append(share)
    return found


def _share(total: Cell, parts: Sequence[str], partner: str, cells: EventCells) -> tuple[Share, int]:
    cover = cells.cover
    own = sum(cover.values[part] for part in parts if cover.partner[part] == partner)
    persons = sum(cover.persons.get(part, 0) for part in parts if cover.partner[part] != partner)
    return Share(total, own, cells.values[total] - own), persons
