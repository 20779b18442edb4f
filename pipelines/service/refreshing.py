"""A look from begin to end: under a lock of its own, with a sign of life, its state and its notices."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from pipelines.durable import PRIVATE_FOLDER, make_folder
from pipelines.errors import BusyError
from pipelines.report import StepMaker
from pipelines.request import Config, only_run, read_config
from pipelines.service.look import Looked, look, untold
from pipelines.service.notices import drop, send_waiting
from pipelines.service.state import State, beat, read_state, service_folder, write_state
from pipelines.service.world import Workspace, reminders


def refresh(
    workspace: Path, step: StepMaker, *, now: datetime, every: timedelta, tell: Callable[[str], None]
) -> Looked:
    """Look once: make what is due, tell whom the workspace names, leave a sign of life.

    Another look, or another run, that is busy is no failure: the next look does what this one would have.
    Raises ConfigError when the settings can't be read; nothing else that a later look can mend.
    """
    config = read_config(workspace)
    make_folder(service_folder(config), mode=PRIVATE_FOLDER)
    try:
        with only_run(service_folder(config), "serve"):
            return _look(config, step, now=now, every=every, tell=tell)
    except BusyError:
        return Looked(State(), is_busy=True)


def _look(
    config: Config, step: StepMaker, *, now: datetime, every: timedelta, tell: Callable[[str], None]
) -> Looked:
    state = read_state(config)
    beat(config, now, every=max(every, LONG_RUN), troubles=len(state.attempts))
    looked = look(config.settings.schedule, Workspace(config, step), state, now)
    fresh, state = untold((*looked.notices, *reminders(config, now)), looked.state, now)
    for notice in fresh:
        tell(f"{notice.subject}: {drop(config, notice, now)}")
    write_state(config, state)
    for trouble in send_waiting(config):
        tell(trouble)
    beat(config, now, every=every, troubles=len(state.attempts))
    return looked


LONG_RUN = timedelta(hours=2)
"""A look that makes a whole release may take longer than the time between two looks."""
