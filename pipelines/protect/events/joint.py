"""Attendances and hours as one system: where sessions last equally long, the one is the other times that.

Hours stand beside attendances there: what is printed of them is known, and no world of attendances may
contradict it. What must stay possible of hours themselves is asked where they are protected, apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pipelines.protect.events.event_cells import EventCells, cells_of
from pipelines.protect.lp import INFINITY, Relation
from pipelines.protect.structure import DIMENSIONS, HOURS, TIMES, WITHIN, Cover, Link, Offer, Structure
from pipelines.tables import CountTable


def with_hours(
    tables: Sequence[CountTable],
    hours: Sequence[CountTable],
    links: Sequence[Link],
    known: Structure,
    *,
    offer: Offer,
) -> EventCells:
    """Give the cells of attendances and all that hangs together; beside them hours, where lengths are known.

    Attendances of a kind among the tables are in each part of the offer all its attendances, some, or none.
    """
    own = {table.measure for table in tables}
    lasting = [one for one in offer.get(HOURS, ()) if one.lasted is not None]
    kinds = [measure for measure in WITHIN if measure in own and offer.get(measure)]
    if TIMES not in own or not (kinds or (hours and lasting)):
        return cells_of(tables, links, known, offer=offer)
    of_all = [*hours, *(table for table in tables if table.measure in {TIMES, *WITHIN})]
    apart = frozenset(name for table in of_all for name in table.dimensions) & frozenset(DIMENSIONS)
    times = cells_of(tables, links, known, offer=offer, apart=apart)
    times = replace(times, paces=tuple(line for measure in kinds for line in _kinds(times, measure)))
    if not (hours and lasting):
        return times
    lengths = [length for one in lasting for length in one.lasted or ()]
    also = [*lengths, *(one.value for one in offer[HOURS])]
    beside = cells_of(hours, (), known, offer=offer, apart=apart, also=also)
    return _beside(times, beside, tuple(_paces(times, beside)))


def _beside(times: EventCells, beside: EventCells, relations: tuple[Relation, ...]) -> EventCells:
    return replace(
        times,
        values={**times.values, **beside.values},
        persons={**times.persons, **beside.persons},
        sums=(*times.sums, *beside.sums),
        inside=times.inside | beside.inside,
        cover=_joined(times.cover, beside.cover),
        paces=(*times.paces, *relations),
    )


def _joined(one: Cover, other: Cover) -> Cover:
    return Cover(
        {**one.values, **other.values},
        {**one.most, **other.most},
        {**one.partner, **other.partner},
        {**one.persons, **other.persons},
        (*one.sums, *other.sums),
    )


def _paces(times: EventCells, hours: EventCells) -> Iterator[Relation]:
    """Say of each finest part what its hours are: a length times its attendances, or within two of those.

    Of parts of which some came for a part of a session, only what is true of them.
    """
    for name, lasted in sorted(hours.cover.lasted.items()):
        other = name.replace(HOURS, TIMES, 1)
        if other not in times.cover.values:
            continue
        value, came = hours.cover.values[name], times.cover.values[other]
        shortest, longest = (length * times.unit / hours.unit for length in lasted)
        if shortest == longest and value == came * longest:
            yield _line(name, other, longest, 0.0, 0.0)
        else:
            if value <= came * longest:
                yield _line(name, other, longest, -INFINITY, 0.0)
            if value >= came * shortest:
                yield _line(name, other, shortest, 0.0, INFINITY)


def _kinds(cells: EventCells, measure: str) -> Iterator[Relation]:
    """Say of each finest part that all its attendances are of the kind, or no more than there were."""
    for name, value in sorted(cells.cover.values.items()):
        other = name.replace(measure, TIMES, 1)
        if other != name and other in cells.cover.values and value <= cells.cover.values[other]:
            is_all = value == cells.cover.values[other]
            yield _line(name, other, Decimal(1), 0.0 if is_all else -INFINITY, 0.0)


def _line(hours: str, times: str, length: Decimal, low: float, high: float) -> Relation:
    return Relation({hours: 1.0, times: -float(length)}, low, high)
