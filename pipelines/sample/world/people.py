"""A make-believe population: persons who come, change statuut, move to another prison and leave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipelines.sample.world.rng import Rng
from pipelines.sample.world.sites import Site

OPEN = 10**7
"""The end of a stay that still lasts when the data end."""

TRANSFERS = 0.22
RETURNS = 0.05
AGES = ((18, 24, 0.15), (25, 34, 0.34), (35, 49, 0.35), (50, 78, 0.16))
LANGUAGES = (("dutch", 0.55), ("other", 0.33), ("french", 0.12))


class Person(NamedTuple):
    """Someone who does not exist; `birth` is the number of a day."""

    gender: str
    birth: int
    language: str


class Stay(NamedTuple):
    """Days from start up to end in one prison, and why they ended: transfer, release or not yet."""

    person: int
    prison: int
    start: int
    end: int
    leaves: str


class Stint(NamedTuple):
    """A part of a stay under one statuut and regime."""

    person: int
    prison: int
    start: int
    end: int
    statuut: str
    regime: str


@dataclass(frozen=True)
class People:
    """Everyone, their stays and their stints, in order of person and day."""

    persons: tuple[Person, ...]
    stays: tuple[Stay, ...]
    stints: tuple[Stint, ...]


def populate(sites: Sequence[Site], first: int, end: int, *, seed: int, scale: float) -> People:
    """Draw who was in prison on the first day and who came after, up to the end."""
    persons: list[Person] = []
    stays: list[Stay] = []
    stints: list[Stint] = []
    for prison, site in enumerate(sites):
        draws = Rng(seed, "people", site.code)
        for day in _arrivals(draws, site, first, end, scale):
            persons.append(_person(draws, site, first))
            number = len(persons) - 1
            career = _career(
                draws, sites, number, persons[number], prison=prison, day=day, first=first, end=end
            )
            own = tuple(career)
            stays += own
            stints += _stints(draws, sites, own)
    return People(tuple(persons), tuple(stays), tuple(stints))


def _arrivals(draws: Rng, site: Site, first: int, end: int, scale: float) -> Iterator[int]:
    for _ in range(round(site.population * scale)):
        yield first - draws.wait(site.stay_days)
    gap = site.stay_days / (site.population * scale * (1 - TRANSFERS / 2))
    moment = first + gap * draws.wait(100) / 100
    while moment < end:
        yield int(moment)
        moment += gap * draws.wait(100) / 100


def _person(draws: Rng, site: Site, first: int) -> Person:
    is_woman = draws.chance(site.women / site.population)
    gender = "V" if is_woman else "X" if draws.chance(0.003) else "M"
    youngest, oldest, _ = draws.weighed([(band, band[2]) for band in AGES])
    birth = first - round(365.25 * draws.between(youngest, oldest)) - draws.between(1, 364)
    return Person(gender, birth, draws.weighed(LANGUAGES))


def _career(
    draws: Rng,
    sites: Sequence[Site],
    number: int,
    person: Person,
    *,
    prison: int,
    day: int,
    first: int,
    end: int,
) -> Iterator[Stay]:
    while day < end:
        # Who was there already has as long to go as who has just come: waiting times have no memory.
        left = max(day, first) + draws.wait(sites[prison].stay_days)
        if left >= end:
            yield Stay(number, prison, day, OPEN, "")
            return
        onward = _onward(draws, sites, person, prison)
        yield Stay(number, prison, day, left, "release" if onward is None else "transfer")
        if onward is not None:
            prison, day = onward, left
        elif draws.chance(RETURNS):
            day = left + draws.wait(200)
        else:
            return


def _onward(draws: Rng, sites: Sequence[Site], person: Person, prison: int) -> int | None:
    if not draws.chance(TRANSFERS):
        return None
    fitting = [
        (place, float(site.women if person.gender == "V" else site.men))
        for place, site in enumerate(sites)
        if place != prison and (site.women or person.gender != "V")
    ]
    return draws.weighed(fitting) if fitting else None


def _stints(draws: Rng, sites: Sequence[Site], stays: Sequence[Stay]) -> Iterator[Stint]:
    site = sites[stays[0].prison]
    statuut = "remand" if draws.chance(site.remand) else "sentenced"
    if draws.chance(site.internee):
        statuut = "internee"
    judged = stays[0].start + draws.wait(110) if statuut == "remand" else 0
    for stay in stays:
        regime = draws.weighed(sites[stay.prison].regimes)
        if statuut == "remand" and judged < stay.end:
            if judged > stay.start:
                yield Stint(stay.person, stay.prison, stay.start, judged, "remand", regime)
            statuut = "sentenced"
            yield Stint(stay.person, stay.prison, max(judged, stay.start), stay.end, statuut, regime)
        else:
            yield Stint(stay.person, stay.prison, stay.start, stay.end, statuut, regime)
