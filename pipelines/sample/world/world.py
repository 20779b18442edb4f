"""The make-believe world as a whole: everything that happened, before anyone wrote it down."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.sample.world.offers import Activity, Session
from pipelines.sample.world.partners import Partner
from pipelines.sample.world.people import People
from pipelines.sample.world.sites import Site

PRESENCES = ("present", "partial", "absent", "not_recorded", "not_applicable")
ABSENCES = (
    "",
    "ill",
    "refused",
    "excused",
    "rest_day",
    "clash",
    "suspended",
    "transfer",
    "release",
    "other",
    "unknown",
)


class Enrolment(NamedTuple):
    """A person who asked to join an activity; days, `end` None while it goes on, `start` None if never."""

    activity: int
    person: int
    status: str
    applied: int
    start: int | None
    end: int | None
    end_reason: str


class Trajectory(NamedTuple):
    """The guidance of a person by a partner; `end` None while it goes on."""

    partner: int
    person: int
    place: int
    subdomain: str
    start: int
    end: int | None
    end_status: str
    end_reason: str


class Certificate(NamedTuple):
    """An evaluation of a person by a partner."""

    partner: int
    person: int
    place: int
    subdomain: str
    name: str
    day: int
    result: str
    kind: str


class Count(NamedTuple):
    """A total that a partner delivers without anything behind it."""

    partner: int
    place: int
    subdomain: str
    measure: str
    period: str
    value: int


@dataclass(frozen=True)
class Attendances:
    """Who was expected where, as columns beside each other; shares in hundredths."""

    session: NDArray[np.int64]
    person: NDArray[np.int64]
    presence: NDArray[np.int8]
    share: NDArray[np.int16]
    absence: NDArray[np.int8]

    def chosen(self, rows: NDArray[np.int64]) -> "Attendances":
        """Give some of the rows, in that order."""
        return Attendances(
            self.session[rows], self.person[rows], self.presence[rows], self.share[rows], self.absence[rows]
        )


@dataclass(frozen=True)
class World:
    """All that happened; the places of partners, prisons, activities and sessions are their numbers."""

    first_year: int
    last_year: int
    sites: tuple[Site, ...]
    partners: tuple[Partner, ...]
    people: People
    activities: tuple[Activity, ...]
    sessions: tuple[Session, ...]
    attendances: Attendances
    enrolments: tuple[Enrolment, ...]
    trajectories: tuple[Trajectory, ...]
    certificates: tuple[Certificate, ...]
    counts: tuple[Count, ...]


def joined(parts: Sequence[Attendances]) -> Attendances:
    """Put attendances below each other."""
    return Attendances(
        np.concatenate([part.session for part in parts]),
        np.concatenate([part.person for part in parts]),
        np.concatenate([part.presence for part in parts]),
        np.concatenate([part.share for part in parts]),
        np.concatenate([part.absence for part in parts]),
    )
