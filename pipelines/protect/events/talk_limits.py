"""Which numbers of talks readers will not have, so that no world of attendances is held to them."""

from collections.abc import Collection
from dataclasses import replace

from pipelines.protect.structure import PERIOD, Offer, Offered, Partitions, Place, Structure


def wider_of(
    few: frozenset[Place], counted: Collection[Place], out: frozenset[Place], known: Structure
) -> frozenset[Place]:
    """Give the wider periods of which all that lies beside few talks is out: less that, they are the few.

    `counted` are the places in which talks were held at all.
    """
    parts, found = known.partitions.get(PERIOD, {}), set(few)
    while True:
        more = {
            in_period(place, wider)
            for place in found
            for wider, alternatives in parts.items()
            if any(_leaves(place, alternative, counted, out) for alternative in alternatives)
        }
        more = {place for place in more - found - out if place in counted}
        if not more:
            return frozenset(found) - few
        found |= more


def _leaves(
    place: Place, alternative: Collection[str], counted: Collection[Place], out: frozenset[Place]
) -> bool:
    """Tell whether a place is all that readers do not know of a period that is cut so."""
    code = dict(place)[PERIOD]
    others = [in_period(place, part) for part in alternative if part != code]
    return code in alternative and all(other in out or other not in counted for other in others)


def without_limits(
    offer: Offer, few: frozenset[Place], known: Structure, wider: frozenset[Place] = frozenset()
) -> Offer:
    """Give the offer without the number of sessions that will be hidden, in those periods and within them.

    Of `wider` periods only themselves: what lies within them may be out.
    """
    parts = known.partitions.get(PERIOD, {})
    hidden = {in_period(place, code) for place in few for code in within(dict(place)[PERIOD], parts)}
    hidden |= wider
    names = {frozenset(name for name, _ in place) for place in hidden}

    def is_hidden(one: Offered) -> bool:
        return any(
            tuple(sorted((name, one.labels[name]) for name in each)) in hidden
            for each in names
            if each <= one.labels.keys()
        )

    return {
        measure: tuple(replace(one, most=None) if is_hidden(one) else one for one in each)
        for measure, each in offer.items()
    }


def within(code: str, parts: Partitions) -> set[str]:
    """Give a period and all that lies within it: of a year also the year to date, and its quarters."""
    inner = {part for alternative in parts.get(code, ()) for part in alternative} - {code}
    return {code}.union(*(within(part, parts) for part in inner))


def in_period(place: Place, code: str) -> Place:
    """Give the same place in another period."""
    return tuple((name, code if name == PERIOD else label) for name, label in place)
