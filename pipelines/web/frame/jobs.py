"""Run long work in a process of its own: a command of the command line, with what it says kept in files.

A job lives as long as its process, whatever becomes of the browser or the workbench: who opens the page later
sees how far it is. Each has a folder with what was asked, what it said, its process and how it ended.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

from pipelines.durable import write_whole
from pipelines.errors import BusyError, ConfigError
from pipelines.web.frame.exchange import Desk

KEPT = 20
"""So many jobs are remembered."""

PATIENCE = 20.0
"""Seconds in which a job that is stopped may end in order; an interrupted run leaves the old or the new."""

TOLD = "told.txt"
SHELL = (
    'echo $$ >keeper; "$@" >result.txt 2>told.txt & echo $! >process; wait $!; echo $? >.code; mv .code code'
)
"""Waits for the command and keeps its exit code, also when the workbench itself has ended meanwhile."""


@dataclass(frozen=True)
class Job:
    """What was asked, what it said so far and how it stands: `running`, `done`, `failed` or `stopped`."""

    number: int
    title: str
    arguments: tuple[str, ...]
    back: str  # the page that it belongs to
    started: str
    state: str
    exit_code: int | None
    told: tuple[str, ...]
    result: str


def start_job(desk: Desk, title: str, arguments: tuple[str, ...], *, back: str) -> Job:
    """Start a command of the command line; raise BusyError while another job runs."""
    need_no_job(desk)
    number = max(_numbers(desk), default=0) + 1
    folder = _folder(desk, number)
    folder.mkdir(parents=True, mode=0o700)
    asked = {
        "title": title, "arguments": arguments, "back": back,
        "started": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
    }  # fmt: skip
    write_whole(folder / "asked.json", json.dumps(asked, ensure_ascii=False).encode())
    command = [*desk.command, *arguments, "--workspace", str(desk.workspace)]
    process = subprocess.Popen(  # noqa: S603  our own program, its arguments as a list
        ["/bin/sh", "-c", SHELL, "sh", *command],
        cwd=folder, start_new_session=True, stdin=subprocess.DEVNULL, umask=0o077,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "COLUMNS": "200"},
    )  # fmt: skip
    Thread(target=process.wait, daemon=True).start()  # or it would stay as a zombie
    for old in sorted(_numbers(desk))[:-KEPT]:
        shutil.rmtree(_folder(desk, old), ignore_errors=True)
    return read_job(desk, number)


def need_no_job(desk: Desk) -> None:
    """Raise BusyError while a job runs; who changes something and then starts one asks before the change."""
    running = running_job(desk)
    if running is not None:
        raise BusyError(f"{running.title}: deze taak loopt nog. Wacht tot ze klaar is, of stop ze eerst.")


def read_job(desk: Desk, number: int) -> Job:
    """Read how a job stands; raise ConfigError for one that is not there."""
    folder = _folder(desk, number)
    try:
        asked = json.loads((folder / "asked.json").read_text("utf-8"))
    except (OSError, ValueError):
        raise ConfigError(f"taak {number}: die is er niet (meer)") from None
    code = _text(folder / "code").strip()
    lives = not code and _lives(folder)
    code = code or _text(folder / "code").strip()  # it may have ended between the two looks
    state = ("done" if code == "0" else "failed") if code else "running" if lives else "stopped"
    if (folder / "stopped").exists() and state == "failed":
        state = "stopped"
    return Job(
        number, asked["title"], tuple(asked["arguments"]), asked["back"], asked["started"], state,
        int(code) if code else None, tuple(_text(folder / TOLD).splitlines()), _text(folder / "result.txt"),
    )  # fmt: skip


def running_job(desk: Desk) -> Job | None:
    """Give the job that runs, if any."""
    newest = newest_job(desk)
    return newest if newest is not None and newest.state == "running" else None


def newest_job(desk: Desk) -> Job | None:
    """Give the job that was started last, if any."""
    numbers = _numbers(desk)
    return read_job(desk, max(numbers)) if numbers else None


def stop_job(desk: Desk, number: int) -> None:
    """Let a job end in order, and end it after a while when it does not."""
    job = read_job(desk, number)
    folder = _folder(desk, number)
    process = _process(folder)
    if job.state != "running" or process is None:
        return
    (folder / "stopped").touch(mode=0o600)
    os.kill(process, signal.SIGTERM)

    def insist() -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and _lives(folder):
            time.sleep(0.2)
        if _process(folder) == process and _lives(folder):
            os.kill(process, signal.SIGKILL)

    Thread(target=insist, daemon=True).start()


def follow_job(desk: Desk, number: int, *, every: float = 0.25) -> Iterator[Job]:
    """Give the job whenever it has said something new, the last time when it has ended."""
    before: tuple[str, ...] | None = None
    while True:
        job = read_job(desk, number)
        if job.told != before or job.state != "running":
            before = job.told
            yield job
        if job.state != "running":
            return
        time.sleep(every)


def program_command() -> tuple[str, ...]:
    """Give what runs the command line of this program in a process of its own."""
    return (sys.executable, "-m", "pipelines.cli")


def _folder(desk: Desk, number: int) -> Path:
    return desk.aside / "taken" / str(number)


def _numbers(desk: Desk) -> list[int]:
    return [int(path.name) for path in (desk.aside / "taken").glob("*") if path.name.isdecimal()]


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return ""


def _process(folder: Path, name: str = "process") -> int | None:
    """Give a process of the job while it is this job's: numbers are given out again to others."""
    text = _text(folder / name).strip()
    try:
        is_own = text.isdecimal() and (Path("/proc") / text / "cwd").resolve() == folder.resolve()
    except OSError:
        return None
    return int(text) if is_own else None


def _lives(folder: Path) -> bool:
    """Tell whether the job goes on; one that has only just begun has no process yet."""
    if (folder / "keeper").exists():
        return _process(folder, "keeper") is not None
    return time.time() - (folder / "asked.json").stat().st_mtime < 5
