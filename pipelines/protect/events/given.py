"""What is decided about cells of events before they are protected."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.protect.structure import Place


@dataclass(frozen=True)
class Given:
    """What is decided before: unsafe cells, cells that stay hidden, cells that are out already.

    `raised` holds, of each world that proves the counts of the same persons, the cells that have more
    persons in it: there must be a world of events that gives each of them one. `before` are cells that an
    earlier release hid, whatever they are now: no new figure may tell what they are. Of those in `once_small`
    as much must stay possible as of an unsafe one: readers have the releases in which they were.
    """

    unsafe: frozenset[Place]
    hidden: frozenset[Place]
    frozen: frozenset[Place]
    raised: tuple[Mapping[Place, int], ...] = ()
    before: frozenset[Place] = frozenset()
    once_small: frozenset[Place] = frozenset()
    has_persons: bool = False
    """Readers know that nobody is counted without one of these events, in every cell."""
    is_beside: bool = False
    """Nothing is asked of the measure here; what is shown of it only is known."""
