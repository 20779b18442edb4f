"""The population by what people are: an average of 0.8 women tells of one woman, whoever took part.

Such figures follow the rules of participants, whether they are averages or numbers of persons. What is known
of them is that they add up to the population, about, and that prisons add up to all of them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import numpy as np

from pipelines.errors import DisclosureError
from pipelines.protect.events.cells import closed_pattern
from pipelines.protect.history import ReleaseHistory, cell_of
from pipelines.protect.lp import Relation, System, build_system
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.structure import PERIOD, PRISON, TRAITS, Place, name_of
from pipelines.tables import CountTable, Value

PARTS = 100
"""An average is known in so many parts of a person."""

Figures = Mapping[Place, int]


def traits_of(tables: Sequence[CountTable]) -> tuple[CountTable, ...]:
    """Give the tables of persons by what they are that no other rule is about."""
    return tuple(
        table
        for table in tables
        if not table.personal and table.unit == "person" and set(table.dimensions) & set(TRAITS)
    )


def hidden_traits(
    tables: Sequence[CountTable], register: ReleaseHistory, rules: DisclosureRules
) -> Mapping[str, frozenset[Place]]:
    """Give by measure the cells of the population by trait to hide, and what would give them away."""
    hidden: dict[str, set[Place]] = defaultdict(set)
    for table in traits_of(tables):
        whole = next(
            (each for each in tables if each.measure == table.measure and set(each.dimensions) == TOTALS),
            None,
        )
        hidden[table.measure] |= _hidden(table, _figures(whole) if whole else {}, register, rules)
    return {measure: frozenset(places) for measure, places in hidden.items() if places}


TOTALS = {PRISON, PERIOD}


def _figures(table: CountTable) -> dict[Place, int]:
    found = {cell_of(table, key)[1]: value for key, value in table.counts.items() if value is not None}
    return {place: _parts(value) for place, value in found.items()}


def _parts(value: Value) -> int:
    return round(Decimal(value) * PARTS)


def _hidden(
    table: CountTable, totals: Figures, register: ReleaseHistory, rules: DisclosureRules
) -> frozenset[Place]:
    figures = _figures(table)
    alone = set() if set(table.dimensions) & set(rules.sensitive) else _alone(figures, totals)
    small = {place for place, value in figures.items() if 0 < value < rules.threshold * PARTS} - alone
    before = register.hidden_places(table.measure) & figures.keys()
    if not small | before:
        return frozenset()
    frozen = alone | {
        cell_of(table, key)[1]
        for key, value in table.counts.items()
        if value is not None and register.shown.get(cell_of(table, key)) == value
    }
    system = _system(figures, totals, small - frozen, frozen, rules)
    keep = np.array([name in {name_of(place) for place in before} for name in system.names], dtype=bool)
    try:
        pattern = closed_pattern(system, keep, keep=keep)
    except DisclosureError:
        return frozenset(figures.keys() - frozen)
    names = {name for name, is_hidden in zip(system.names, pattern.hidden, strict=True) if is_hidden}
    return frozenset(place for place in figures if name_of(place) in names)


def _alone(figures: Figures, totals: Figures) -> set[Place]:
    """Give the figures that are all there is in a place: the population that is printed there is the same."""
    parts: dict[Place, list[Place]] = defaultdict(list)
    for place, value in figures.items():
        if value:
            parts[_only(place, TOTALS)].append(place)
    return {own[0] for total, own in parts.items() if len(own) == 1 and total in totals}


def _system(
    figures: Figures, totals: Figures, small: set[Place], frozen: set[Place], rules: DisclosureRules
) -> System:
    return build_system(
        {name_of(place): value for place, value in figures.items()},
        list(_relations(figures, totals)),
        ranges={name_of(place): (1, max(rules.threshold - 1, rules.width) * PARTS + 1) for place in small},
        frozen=frozenset(name_of(place) for place in frozen),
    )


def _relations(figures: Figures, totals: Figures) -> Iterator[Relation]:
    """Say that traits add up to the population, and prisons to all of them, but for what rounding leaves."""
    by_total: dict[Place, list[Place]] = defaultdict(list)
    by_trait: dict[Place, list[Place]] = defaultdict(list)
    for place in figures:
        by_total[_only(place, TOTALS)].append(place)
        if any(name == PRISON for name, _ in place):
            by_trait[tuple(pair for pair in place if pair[0] != PRISON)].append(place)
    for total, parts in by_total.items():
        if total in totals:
            yield _stays({name_of(part): 1.0 for part in parts}, _sum(figures, parts))
    for whole, parts in by_trait.items():
        if whole in figures:
            coefficients = {name_of(whole): 1.0, **{name_of(part): -1.0 for part in parts}}
            yield _stays(coefficients, figures[whole] - _sum(figures, parts))


def _sum(figures: Figures, places: Sequence[Place]) -> int:
    return sum(figures[place] for place in places)


def _stays(coefficients: Mapping[str, float], summed: int) -> Relation:
    """Let a sum stay what it is: what rounding leaves it is too little to hide anybody behind."""
    return Relation(coefficients, summed, summed)


def _only(place: Place, names: set[str]) -> Place:
    return tuple(pair for pair in place if pair[0] in names)
