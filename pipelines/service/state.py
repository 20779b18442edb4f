"""What the scheduled refresh remembers between two looks, and the sign of life that it leaves."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipelines.durable import PRIVATE_FOLDER, make_folder, write_whole
from pipelines.request import Config

STATE, HEARTBEAT = "state.json", "heartbeat.json"
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=10), timedelta(days=1)
SHORTEST = timedelta(minutes=10)  # a machine may be busy for so long
GRACE = 3  # looks that may fail to come before the service counts as dead


@dataclass(frozen=True)
class Attempt:
    """Why a period could not be made, how often in a row, and from when it is worth another try."""

    cause: str
    exit_code: int
    count: int
    again: str  # a moment as text, or "" when only other input can help


@dataclass(frozen=True)
class State:
    """First period of the calendar, failed attempts by period, what was told, months of deliveries."""

    first: str = ""
    attempts: Mapping[str, Attempt] = field(default_factory=dict)
    input: str = ""  # fingerprint of what the last look found
    told: Mapping[str, str] = field(default_factory=dict)
    months: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def failed(self, code: str, cause: str, exit_code: int, now: datetime) -> "State":
        """Note a failed attempt; the wait doubles each time that the cause stays, up to a day."""
        known = self.attempts.get(code)
        count = known.count + 1 if known and known.cause == cause else 1
        wait = min(FIRST_WAIT * 2 ** min(count - 1, 12), LONGEST_WAIT)
        attempt = Attempt(cause, exit_code, count, (now + wait).isoformat())
        return replace(self, attempts={**self.attempts, code: attempt})

    def succeeded(self, code: str) -> "State":
        """Forget what went wrong with a period, and that it was told: if it comes back, it is told again."""
        if code not in self.attempts:
            return self
        attempts = {one: each for one, each in self.attempts.items() if one != code}
        told = {key: moment for key, moment in self.told.items() if not key.startswith(f"mislukt {code} ")}
        return replace(self, attempts=attempts, told=told)

    def may_try(self, code: str, now: datetime) -> bool:
        """Tell whether a period is worth an attempt now. A clock that was set back keeps nothing waiting."""
        attempt = self.attempts.get(code)
        if attempt is None:
            return True
        again = datetime.fromisoformat(attempt.again)
        return not now < again <= now + LONGEST_WAIT

    def with_input(self, mark: str) -> "State":
        """Note what lies in the workspace; other input makes every failed period worth an attempt at once."""
        return self if mark == self.input else replace(self, input=mark, attempts={})


def service_folder(config: Config) -> Path:
    """Say where the scheduled refresh keeps what it needs."""
    return config.data / "service"


def read_state(config: Config) -> State:
    """Read what was remembered; a file that can't be read counts as none, for editions say what is out."""
    try:
        found = json.loads((service_folder(config) / STATE).read_text("utf-8"))
        attempts = {code: Attempt(**each) for code, each in found.pop("attempts").items()}
        months = {name: (first, last) for name, (first, last) in found.pop("months").items()}
        return State(**found, attempts=attempts, months=months)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return State()


def write_state(config: Config, state: State) -> None:
    """Keep what is to be remembered, whole or not at all."""
    _write(config, STATE, asdict(state))


def beat(config: Config, now: datetime, *, every: timedelta, troubles: int) -> None:
    """Leave a sign of life: when the service looked, and by when it must have looked again."""
    told = {
        "looked_at": now.isoformat(timespec="seconds"),
        "silent_after": (now + max(GRACE * every, SHORTEST)).isoformat(timespec="seconds"),
        "troubles": troubles,
    }
    _write(config, HEARTBEAT, told)


def read_heartbeat(config: Config) -> Mapping[str, Any] | None:
    """Read the last sign of life; None where there never was one or it can't be read."""
    try:
        found = json.loads((service_folder(config) / HEARTBEAT).read_text("utf-8"))
        return {**found, "silent_after": datetime.fromisoformat(found["silent_after"])}
    except (OSError, ValueError, TypeError, KeyError):
        return None


def input_mark(config: Config) -> str:
    """Fingerprint names, sizes and times of everything that a build reads from the workspace."""
    folders = [config.exports, *(config.data / name for name in INPUTS)]
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    files.append(config.workspace / "report.toml")
    whole = sha256()
    for path in files:
        facts = path.stat()
        whole.update(f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return whole.hexdigest()


INPUTS = ("contracts", "sources", "reference", "narrative", "outlines")


def _write(config: Config, name: str, content: Mapping[str, Any]) -> None:
    make_folder(service_folder(config), mode=PRIVATE_FOLDER)
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_whole(service_folder(config) / name, text.encode())
