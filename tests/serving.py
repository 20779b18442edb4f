"""A workspace of which one quarter is due, commands on it, and waiting for what they do by themselves."""

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEAD = "Local authority,Library name,Event date,Name,Outcome,Attendees\n"
PATIENCE = 400  # seconds, for a machine that does much else


def newest_quarter(today):
    """Give year and number of the quarter that ended last."""
    number = (today.month - 1) // 3
    return (today.year, number) if number else (today.year - 1, 4)


def make_due(workspace):
    """Let the last quarter be due at once in one library, and put its make-believe export in place."""
    year, quarter = newest_quarter(datetime.now(UTC).date())
    with (workspace / "report.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[schedule]\nscope = "HEN"\ndays_after_quarter = 0\ndays_after_year = 366\ntime = "00:00"\n'
        )
    exports = workspace / "data" / "exports"
    exports.mkdir(parents=True, exist_ok=True)
    lines = [
        f"Voorbeeld,Hendon,{year}-{month:02}-12,Verhaaltje,X,{month + 5}\n"
        for month in range(3 * quarter - 2, 3 * quarter + 1)
    ]
    (exports / "events.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    return workspace / "data" / "editions" / "HEN" / f"{year}-K{quarter}"


def environment(home, **more):
    """Give an environment without a Prefect server, with settings folders of its own."""
    found = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    found |= {"XDG_CONFIG_HOME": str(home / "settings"), "PREFECT_HOME": str(home / "prefect")}
    found |= {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1", "PYTHONPATH": str(ROOT)}
    return {**found, **more}


def start(*words, home, log, cwd=ROOT, **more):
    """Start a program of the environment in a process group of its own, its output in a file."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(Path(sys.executable).parent / words[0]), *map(str, words[1:])], cwd=cwd, stdout=output,
            stderr=output, env=environment(home, **more), start_new_session=True,
        )  # fmt: skip


def wait_for(what, *, log, process=None):
    """Wait until something is so; tell the log when it does not become so."""
    end = time.monotonic() + PATIENCE
    while not (found := what()):
        assert process is None or process.poll() is None, log.read_text("utf-8")[-3000:]
        assert time.monotonic() < end, log.read_text("utf-8")[-3000:]
        time.sleep(0.3)
    return found


def versions(home):
    """Read which versions of an edition stand, without the program's code."""
    return sorted(int(path.parents[1].name) for path in home.glob("[0-9]*/public/manifest.json"))


def looks(workspace):
    """Read when the service looked last and had finished; None before its first."""
    try:
        return json.loads((workspace / "data" / "service" / "heartbeat.json").read_text("utf-8"))["looked_at"]
    except FileNotFoundError:
        return None
