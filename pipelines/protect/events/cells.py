"""Protect any set of cells with linear relations, such as the tables of the literature."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from pipelines.errors import DisclosureError
from pipelines.protect.lp import (
    AlternativeTables,
    Booleans,
    Pattern,
    Relation,
    Searcher,
    System,
    audit,
    box_searcher,
    build_grid,
    build_system,
    certify,
    clean,
    suppress,
    within_reach,
)
from pipelines.protect.rules import DisclosureRules

LARGE = 5_000  # cells; above this one program over all of them takes minutes


class Status(StrEnum):
    """What happens to a cell; readers never learn the difference between the two hidden kinds."""

    SHOWN = "shown"
    PRIMARY = "primary"
    SECONDARY = "secondary"


@dataclass(frozen=True)
class CellPattern:
    """The status of every cell, and the range that worlds in whole numbers prove for each unsafe one."""

    status: Mapping[str, Status]
    ranges: Mapping[str, tuple[int, int]]
    witnesses: int


def protect_cells(
    values: Mapping[str, int],
    relations: Sequence[Relation | Mapping[str, float]],
    rules: DisclosureRules | None = None,
    *,
    unsafe: Collection[str] | None = None,
    frozen: Collection[str] = (),
    unpublished: Collection[str] = (),
    ranges: Mapping[str, tuple[int, int]] | None = None,
    weights: Mapping[str, float] | None = None,
    keys: Mapping[str, tuple[str | None, ...]] | None = None,
) -> CellPattern:
    """Give each cell a status so that no unsafe cell can be found; raise DisclosureError when one stays open.

    A relation is a Relation, or a mapping of coefficients that sum to 0 over the cells. Unsafe are the
    counts of 1 to threshold - 1, unless `unsafe` names others. `ranges` overrides what must stay possible.
    `keys` (labels per cell) lets more than 5,000 cells be searched in neighbourhoods.
    """
    rules = rules or DisclosureRules()
    if rules.method != "suppress":
        raise ValueError("protect_cells suppresses; round_cells rounds")
    system = _system(
        values, relations, rules,
        unsafe=unsafe, frozen=frozen, unpublished=unpublished, ranges=ranges, weights=weights,
    )  # fmt: skip
    system = within_reach(system, rules.width, out_stands=False)
    searcher: Searcher = AlternativeTables
    if keys is not None and len(system.names) > LARGE:
        dimensions = len(next(iter(keys.values())))
        searcher = box_searcher(build_grid(system.names, keys, [{}] * dimensions))
    pattern = closed_pattern(system, searcher=searcher)
    if weights is None and len(system.names) <= LARGE:
        pattern = _fewest(system, pattern)
    return _statuses(system, pattern)


def _fewest(system: System, pattern: Pattern) -> Pattern:
    """Hide cells rather than values when that takes fewer of them: search once more, all cells as dear."""
    other = closed_pattern(replace(system, weight=np.ones(len(system.names))))
    return other if _hidden(system, other) < _hidden(system, pattern) else pattern


def _hidden(system: System, pattern: Pattern) -> int:
    return int((pattern.hidden & ~system.unpublished).sum())


def closed_pattern(
    system: System,
    hidden: Booleans | None = None,
    *,
    keep: Booleans | None = None,
    searcher: Searcher = AlternativeTables,
) -> Pattern:
    """Suppress, clean up and prove; raise DisclosureError with the names of the cells that stay open."""
    pattern = clean(system, suppress(system, hidden, searcher), keep, searcher)
    still_open = certify(system, pattern.hidden, pattern.worlds.values())
    if still_open:
        shown = ", ".join(still_open[:10])
        raise DisclosureError(
            f"{len(still_open)} cellen kunnen niet beschermd worden: {shown}. Voeg categorieën samen of laat "
            "een uitsplitsing weg."
        )
    return pattern


def _system(
    values: Mapping[str, int],
    relations: Sequence[Relation | Mapping[str, float]],
    rules: DisclosureRules,
    *,
    unsafe: Collection[str] | None,
    frozen: Collection[str],
    unpublished: Collection[str],
    ranges: Mapping[str, tuple[int, int]] | None,
    weights: Mapping[str, float] | None,
) -> System:
    hides_zeros = rules.zeros == "unsafe"
    small = set(unsafe) if unsafe is not None else _small(values, rules) - set(unpublished)
    if unsafe is None and hides_zeros:
        small |= {name for name, value in values.items() if value == 0} - set(unpublished)
    small -= set(frozen)  # what is out already cannot be taken back
    required = {name: required_range(values[name], rules, can_be_zero=hides_zeros) for name in small}
    return build_system(
        values,
        [each if isinstance(each, Relation) else Relation(dict(each)) for each in relations],
        ranges={**required, **(ranges or {})},
        hidden_zeros=frozenset(values) if hides_zeros else frozenset(),
        unpublished=frozenset(unpublished),
        frozen=frozenset(frozen),
        weights=weights,
    )


def _small(values: Mapping[str, int], rules: DisclosureRules) -> set[str]:
    return {name for name, value in values.items() if 0 < value < rules.threshold}


def required_range(value: int, rules: DisclosureRules, *, can_be_zero: bool = False) -> tuple[int, int]:
    """Give the range that must stay possible: all that a small count can be, or half below and above.

    The second is for larger numbers that come from few persons. No range is less than `width` wide, however
    low the threshold is.
    """
    least = 0 if can_be_zero else 1
    if value < rules.threshold:
        return least, max(rules.threshold - 1, least + rules.width)
    return max(least, value // 2), max(value + (value + 1) // 2, value + rules.width)


def _statuses(system: System, pattern: Pattern) -> CellPattern:
    ranges, still_open = audit(system, pattern.hidden, pattern.worlds.values())
    assert not still_open, "worlds prove these cells, so an attack cannot find them narrower"
    status = {
        name: Status.PRIMARY
        if system.unsafe[cell]
        else Status.SECONDARY
        if pattern.hidden[cell]
        else Status.SHOWN
        for cell, name in enumerate(system.names)
        if not system.unpublished[cell]
    }
    proved = {
        system.names[cell]: (int(ranges.low[cell]), int(ranges.high[cell]))
        for cell in np.flatnonzero(system.unsafe)
    }
    return CellPattern(status, proved, len(pattern.worlds))
