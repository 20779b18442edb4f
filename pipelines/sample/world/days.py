"""Days as whole numbers, and which of them are closed, on strike or short of staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipelines.sample.world.rng import Rng

HOLIDAYS = {(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)}
"""Fixed public holidays of Belgium; nothing is planned then."""


@dataclass(frozen=True)
class Calendar:
    """What kept a prison from its usual day."""

    strikes: frozenset[int]
    short_of_staff: frozenset[int]


def first_day(year: int) -> int:
    """Give the number of the first day of a year."""
    return date(year, 1, 1).toordinal()


def is_closed(day: date) -> bool:
    """Tell whether no partner plans anything: holidays and the last week of the year."""
    return (day.month, day.day) in HOLIDAYS or (day.month == 12 and day.day > 24)


def is_summer(day: date) -> bool:
    """Tell whether the offer runs low."""
    return day.month in (7, 8)


def quarter(day: date) -> int:
    """Give the quarter of a day, 1 to 4."""
    return (day.month + 2) // 3


def calendars(codes: tuple[str, ...], first: int, end: int, seed: int) -> Mapping[str, Calendar]:
    """Draw the strikes of the whole country, those of each prison and its months without enough staff."""
    national = _blocks(Rng(seed, "strike"), first, end, mean_gap=150, longest=2)
    return {
        code: Calendar(
            strikes=national | _blocks(Rng(seed, "strike", code), first, end, mean_gap=130, longest=3),
            short_of_staff=_blocks(Rng(seed, "shortage", code), first, end, mean_gap=300, longest=60),
        )
        for code in codes
    }


def _blocks(draws: Rng, first: int, end: int, *, mean_gap: int, longest: int) -> frozenset[int]:
    days: set[int] = set()
    day = first + draws.wait(mean_gap)
    while day < end:
        length = draws.between(1, longest)
        days |= set(range(day, min(day + length, end)))
        day += length + draws.wait(mean_gap)
    return frozenset(days)
