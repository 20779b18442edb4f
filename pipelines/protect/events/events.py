"""Protect events of persons, such as attendances and hours, which add up and are judged by their persons."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np

from pipelines.errors import DisclosureError
from pipelines.protect.events.bands import banded_system
from pipelines.protect.events.cells import LARGE, closed_pattern
from pipelines.protect.events.event_cells import EventCells, by_season, label_of
from pipelines.protect.events.event_system import before_of, event_system, told_by
from pipelines.protect.events.given import Given
from pipelines.protect.events.partners import hide_from_partners, open_to_partners
from pipelines.protect.events.worth import weigh
from pipelines.protect.lp import (
    AlternativeTables,
    Booleans,
    Searcher,
    System,
    World,
    audit,
    box_searcher,
    build_grid,
    with_companions,
    within_reach,
)
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.structure import Cell, Structure

Ranges = Mapping[Cell, tuple[int, int]]


@dataclass(frozen=True)
class EventProof:
    """The hidden cells of events of one season, the ranges that worlds prove, and how many worlds."""

    hidden: frozenset[Cell]
    ranges: Ranges
    witnesses: int
    open: frozenset[Cell] = frozenset()
    last_rung: bool = False


def protect_events(
    cells: EventCells, given: Mapping[str, Given], known: Structure, rules: DisclosureRules
) -> tuple[EventProof, ...]:
    """Give per season which cells of measures that hang together to hide, with the proof.

    `given` says by measure what is decided before. Raises DisclosureError when a cell stays open.
    """
    return tuple(
        _protect(season, given, rules)
        for season in by_season(cells, known)
        if any(place in given[measure].unsafe for measure, place in season.inside)
        or (not season.rounded and before_of(season, given))
    )


def prove_events(
    cells: EventCells, given: Mapping[str, Given], known: Structure, rules: DisclosureRules
) -> tuple[EventProof, ...]:
    """Give per season what is proved when just the cells hidden in `given` are."""
    return tuple(_prove(season, given, rules) for season in by_season(cells, known))


def _system(
    cells: EventCells, given: Mapping[str, Given], rules: DisclosureRules, told: Set[Cell] = frozenset()
) -> System:
    system = banded_system(cells, given, rules) if cells.rounded else event_system(cells, given, rules, told)
    return within_reach(weigh(system, cells, rules), rules.width)


def _protect(cells: EventCells, given: Mapping[str, Given], rules: DisclosureRules) -> EventProof:
    system = _system(cells, given, rules)
    keep = _hidden(system, cells, given)
    try:
        pattern = closed_pattern(system, keep, keep=keep, searcher=_searcher(system, cells))
        told = set[Cell]()
        while not cells.rounded and (more := told_by(system, cells, given, pattern.hidden) - told):
            told |= more
            system = _system(cells, given, rules, told)
            pattern = closed_pattern(system, keep, keep=keep, searcher=_searcher(system, cells))
    except DisclosureError:
        return _nothing_shown(cells, given)
    hidden = with_companions(system, pattern.hidden, _asked(system, cells, given))
    if hidden is None:
        return _nothing_shown(cells, given)
    if not cells.rounded:
        try:
            hidden = hide_from_partners(system, cells, given, hidden, rules)
        except DisclosureError:
            return _nothing_shown(cells, given)
    return _result(system, cells, hidden, tuple(pattern.worlds.values()))


def _prove(cells: EventCells, given: Mapping[str, Given], rules: DisclosureRules) -> EventProof:
    hidden = {cell for cell in cells.inside if cell[1] in given[cell[0]].hidden}
    if hidden >= _nothing_shown(cells, given).hidden:
        return EventProof(frozenset(hidden), {}, 0, last_rung=True)
    system = _system(cells, given, rules)
    pattern = _hidden(system, cells, given) | system.unpublished
    told = set() if cells.rounded else told_by(system, cells, given, pattern)
    if told:
        system = _system(cells, given, rules, told)
    proof = replace(_result(system, cells, pattern), witnesses=int(system.unsafe.sum()))
    if not cells.rounded:
        narrow = open_to_partners(system, cells, given, pattern, rules)
        seen = frozenset(cell for cell in cells.inside if label_of(cell) in narrow)
        proof = replace(proof, open=proof.open | seen)
    asked = _asked(system, cells, given)
    grown = with_companions(system, pattern, asked)
    if grown is None or (grown & ~pattern).any():
        short = {system.names[cell] for least in asked for cell in least if system.unsafe[cell]}
        lacking = frozenset(cell for cell in cells.inside if label_of(cell) in short)
        return EventProof(proof.hidden, proof.ranges, proof.witnesses, proof.open | lacking)
    return proof


def _result(system: System, cells: EventCells, hidden: Booleans, worlds: Sequence[World] = ()) -> EventProof:
    ranges, still_open = audit(system, hidden, worlds)
    by_label = {label_of(cell): cell for cell in cells.inside}
    by_shown = {cells.shown_label(cell): cell for cell in cells.inside}
    secret = [cell for cell in np.flatnonzero(hidden) if system.names[cell] in by_shown]
    return EventProof(
        frozenset(by_shown[system.names[cell]] for cell in secret),
        {
            by_label[system.names[cell]]: (int(ranges.low[cell]), int(ranges.high[cell]))
            for cell in np.flatnonzero(system.unsafe)
        },
        len(worlds),
        frozenset(by_label[name] for name in still_open),
    )


def _hidden(system: System, cells: EventCells, given: Mapping[str, Given]) -> Booleans:
    hidden = {cells.shown_label(cell) for cell in cells.inside if cell[1] in given[cell[0]].hidden}
    return np.array([name in hidden for name in system.names], dtype=bool)


def _asked(system: System, cells: EventCells, given: Mapping[str, Given]) -> list[dict[int, int]]:
    """Say for each world of persons how many events it asks for, in the cells of these measures."""
    number = {name: cell for cell, name in enumerate(system.names)}
    asking = [measure for measure, own in given.items() if own.raised]
    worlds = given[asking[0]].raised if asking else ()
    asked = [
        {
            number[label_of((measure, place))]: persons
            for measure in asking
            for place, persons in raised.items()
            if (measure, place) in cells.inside
        }
        for raised in worlds
    ]
    return [least for least in asked if least]


def _nothing_shown(cells: EventCells, given: Mapping[str, Given]) -> EventProof:
    """Hide the measures of the season: the last rung. Only what is out already stays."""
    out = {cell for cell in cells.inside if cell[1] in given[cell[0]].frozen}
    return EventProof(cells.inside - out, {}, 0, last_rung=True)


def _searcher(system: System, cells: EventCells) -> Searcher:
    """Search over all cells at once, or in boxes where there are too many; a rest is in every box."""
    if len(system.names) <= LARGE or cells.rounded:
        return AlternativeTables
    places = {label_of(cell): dict(cell[1]) for cell in cells.inside}
    dimensions = sorted({name for place in places.values() for name in place})
    keys = {name: tuple(places.get(name, {}).get(each) for each in dimensions) for name in system.names}
    return box_searcher(build_grid(system.names, keys, [{}] * len(dimensions)))
