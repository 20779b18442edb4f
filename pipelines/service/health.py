"""Tell how the scheduled refresh is doing, for a person and for a monitor that reads an exit code."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipelines.progress import Steps
from pipelines.request import Config, parse_period, read_config
from pipelines.service.calendar import coming, due, first_of, newest_due
from pipelines.service.notices import WAITING
from pipelines.service.state import read_heartbeat, read_state, service_folder
from pipelines.service.world import Workspace

MOST_WRONG, MOST_OUT = 12, 5
"""So many lines of each kind."""


@dataclass(frozen=True)
class Status:
    """Lines for a person, and 0 all well, 1 something due is not out, 3 the service is silent or can't."""

    lines: tuple[str, ...]
    exit_code: int


def status(workspace: Path, *, now: datetime) -> Status:
    """Compare what is due with what is out, and the sign of life with the clock; changes nothing."""
    config = read_config(workspace)
    periods = list(_periods(config, now))
    alive, is_alive = _alive(config, now)
    later = (
        f"{one.period.code}: verschijnt op {one.local:%d/%m/%Y %H:%M}"
        for one in coming(config.settings.schedule, now=now)
    )
    waiting = len(list((service_folder(config) / WAITING).glob("*.eml")))
    unsent = [f"{waiting} bericht(en) wachten op een mailserver"] if waiting else []
    codes = [code for _, code in periods]
    exit_code = 3 if not is_alive or 3 in codes else 1 if any(codes) else 0
    return Status((alive, *_in_a_screenful(periods), *later, *unsent), exit_code)


def _in_a_screenful(periods: Sequence[tuple[str, int]]) -> Iterator[str]:
    """Give what is wrong first, then what came out, of both the newest: a screen holds no more."""
    wrong = [line for line, code in periods if code]
    out = [line for line, code in periods if not code]
    for lines, most in ((wrong, MOST_WRONG), (out, MOST_OUT)):
        if len(lines) > most:
            yield f"... en nog {len(lines) - most} eerdere"
        yield from lines[-most:]


def _periods(config: Config, now: datetime) -> Iterator[tuple[str, int]]:
    """Give a line for each period that is due, and its exit code."""
    state, schedule = read_state(config), config.settings.schedule
    first = first_of(schedule) or parse_period(state.first or newest_due(schedule, now).code)
    world = Workspace(config, Steps(quiet=True))
    intake = state.attempts.get("exports")
    if intake:
        yield f"exports: inlezen lukt niet: {intake.cause}", intake.exit_code if intake.exit_code == 3 else 1
    for one in due(schedule, first=first, now=now):
        attempt = state.attempts.get(one.period.code)
        if attempt:
            yield f"{one.period.code}: lukt niet: {attempt.cause}", 3 if attempt.exit_code == 3 else 1
        elif world.is_out(one.period):
            yield f"{one.period.code}: verschenen", 0
        else:
            ready = one.period.quarter is None and world.prepared(one.period)
            waits = "; het concept wacht op aftekening" if ready else ""
            moment = f"{one.local:%d/%m/%Y %H:%M}"
            yield f"{one.period.code}: moest verschijnen op {moment} en is nog niet gepubliceerd{waits}", 1


def _alive(config: Config, now: datetime) -> tuple[str, bool]:
    heartbeat = read_heartbeat(config)
    if heartbeat is None:
        return "de dienst heeft nog nooit gekeken: start ze met jaarverslag serve", False
    if now > heartbeat["silent_after"]:
        return f"de dienst zwijgt sinds {heartbeat['looked_at']}: start ze opnieuw", False
    return f"de dienst keek op {heartbeat['looked_at']}", True
