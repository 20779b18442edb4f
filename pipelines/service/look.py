"""One look of the scheduled refresh: make what is due and not yet out, remember failures, say what to tell.

A look decides nothing from when it happens to run: the calendar says what is due, the editions what is out.
So a look that came late, came twice or was interrupted does what an earlier one would have done.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from pipelines.errors import BusyError
from pipelines.faults import spoken
from pipelines.request import Period, ScheduleSection, parse_period
from pipelines.service import words
from pipelines.service.calendar import due, first_of, newest_due
from pipelines.service.notices import Notice
from pipelines.service.state import State

INTAKE = "exports"
"""Under this name stands a failed attempt to load, beside those of the periods."""


class World(Protocol):
    """What a look sees of a workspace and does to it."""

    def input_mark(self) -> str:
        """Fingerprint what lies in the workspace."""
        ...

    def load(self) -> None:
        """Load what is new; raise an error when a delivery is refused."""
        ...

    def is_out(self, period: Period) -> bool:
        """Tell whether an edition stands for every scope and language."""
        ...

    def came_late(self, period: Period, state: State) -> tuple[str, ...]:
        """Name the files about a period that is out that came, changed or went since."""
        ...

    def months(self, state: State) -> State:
        """Remember which months each delivery tells of."""
        ...

    def publish(self, period: Period) -> tuple[str, ...]:
        """Make the period's editions and publish them; name their documents."""
        ...

    def prepared(self, period: Period) -> tuple[str, ...]:
        """Name the documents of the period's concepts; none where one is missing or its inputs changed."""
        ...

    def prepare(self, period: Period) -> tuple[str, ...]:
        """Make the period's concepts; name their documents."""
        ...


@dataclass(frozen=True)
class Looked:
    """What a look did: periods made with their documents, what failed, what to tell, what to remember."""

    state: State
    made: tuple[tuple[Period, tuple[str, ...]], ...] = ()
    failures: tuple[tuple[str, Exception], ...] = ()
    notices: tuple[Notice, ...] = ()
    is_busy: bool = False


def look(schedule: ScheduleSection, world: World, state: State, now: datetime) -> Looked:
    """Make what is due and not yet out, the oldest first; what fails keeps nothing else from coming out.

    Raises nothing but what ends the process: each failure is told and tried again later, sooner when the
    workspace's input changes. Another run that holds the workspace is no failure.
    """
    first = first_of(schedule) or parse_period(state.first or newest_due(schedule, now).code)
    mark = world.input_mark()
    is_new = mark != state.input
    looked = Looked(replace(state.with_input(mark), first=state.first or first.code))
    if (is_new or INTAKE in looked.state.attempts) and looked.state.may_try(INTAKE, now):
        looked = _attempt(looked, INTAKE, now, lambda: _load(world, looked.state))
    if looked.is_busy:
        # What is new is not loaded: the next look must find it new again.
        return replace(looked, state=replace(looked.state, input=state.input))
    if INTAKE in looked.state.attempts:
        return looked
    for one in due(schedule, first=first, now=now):
        if not looked.is_busy:
            looked = _see_to(one.period, schedule, world, looked, now)
    return looked


def _load(world: World, state: State) -> Looked:
    world.load()
    return Looked(world.months(state))


def _see_to(period: Period, schedule: ScheduleSection, world: World, looked: Looked, now: datetime) -> Looked:
    """Make a period that is due, unless it is out and nothing came late, or a retry has to wait.

    A quarter is published as provisional; of a year the concept is made, which waits for its sign-off.
    """
    if not looked.state.may_try(period.code, now):
        return looked

    def made() -> Looked:
        is_out = world.is_out(period)
        late = world.came_late(period, looked.state) if is_out else ()
        if is_out and (not late or schedule.late == "tell"):
            return Looked(looked.state, notices=(words.late(period, late),) if late else ())
        if period.quarter is None:  # a year comes out by a person's hand
            documents = world.prepared(period) or world.prepare(period)
            return Looked(looked.state, notices=(words.waiting(period, documents, late),))
        documents = world.publish(period)
        notice = words.out(period, documents, late)
        return Looked(looked.state, ((period, documents),), notices=(notice,))

    return _attempt(looked, period.code, now, made)


class Act(Protocol):
    """What is attempted."""

    def __call__(self) -> Looked:
        """Do it and give what came of it."""
        ...


def _attempt(looked: Looked, code: str, now: datetime, act: Act) -> Looked:
    try:
        done = act()
    except Exception as error:  # whatever it is, the other periods must come out and somebody must be told
        said = spoken(error)
        cause, exit_code = str(said), said.exit_code
        if isinstance(said, BusyError):
            return replace(looked, is_busy=True)
        state = looked.state.failed(code, cause, exit_code, now)
        notice = words.failed(code, cause, exit_code, state.attempts[code])
        return _joined(looked, Looked(state, failures=((code, error),), notices=(notice,)))
    return _joined(looked, replace(done, state=done.state.succeeded(code)))


def _joined(before: Looked, after: Looked) -> Looked:
    return replace(
        after,
        made=before.made + after.made,
        failures=before.failures + after.failures,
        notices=before.notices + after.notices,
    )


def untold(notices: Sequence[Notice], state: State, now: datetime) -> tuple[tuple[Notice, ...], State]:
    """Keep the notices whose key was not told yet, and remember them."""
    fresh = {notice.key: notice for notice in notices if notice.key not in state.told}
    told = {**state.told, **{key: now.isoformat(timespec="seconds") for key in fresh}}
    return tuple(fresh.values()), replace(state, told=told)
