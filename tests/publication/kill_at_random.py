"""Kill commands and looks of the service at random moments; hold what stands against what stood and what comes.

`python -m tests.publication.kill_at_random KILLS SEED` tells each kill in a line, and ends with 1 where one left
neither the old nor the new, or where the same command, given again, did not come to what it comes to when nobody
kills it.
"""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipelines.database import open_database, rows
from pipelines.release.release_history import history_of
from pipelines.request.run_request import read_request
from tests.publishing import event, library_year

ROOT = Path(__file__).parents[2]
SIGNED = ["--who", "An Voorbeeld", "--role", "directeur", "--why", "een fout"]
ORDER = ["--year", "2018", "--scope", "HEN"]
COMMANDS = {
    "load": ["load"], "build": ["build", *ORDER], "publish": ["publish", *ORDER],
    "retract": ["retract", "1", *ORDER, *SIGNED], "revise": ["build", *ORDER, "--revise"], "look": ["look"],
}  # fmt: skip
LOOK = """
import sys
from datetime import datetime, timedelta
from pathlib import Path
from pipelines.cli.stopping import stop_in_order
from pipelines.progress import Steps
from pipelines.service import TIME_ZONE, refresh

stop_in_order()
now = datetime(2018, 4, 20, 12, tzinfo=TIME_ZONE)
looked = refresh(Path(sys.argv[1]), Steps(quiet=True), now=now, every=timedelta(minutes=15), tell=lambda text: None)
if looked.failures or looked.is_busy:
    sys.exit(f"{looked.failures}")
"""
"""What `serve` does at each look, at a moment when one quarter is due; the clock is the test's."""
LEFT = (".tijdelijk", ".aside", ".wordt-geschreven", ".vervangen", "journal.json")


@dataclass(frozen=True)
class State:
    """What a workspace holds for who looks: editions, concepts, what is remembered, what is loaded."""

    editions: dict[str, str]  # the public files of each that stands, as one hash
    concepts: dict[str, str]
    remembered: tuple[tuple[str, str, int], ...]
    retracted: tuple[str, ...]


def call(workspace: Path, words: list[str]) -> subprocess.Popen[bytes]:
    """Start a command, or a look of the service, in a process group of its own."""
    is_look = words == COMMANDS["look"]
    told = (
        ["-c", LOOK, str(workspace)]
        if is_look
        else ["-m", "pipelines.cli", *words, "--workspace", str(workspace)]
    )
    return subprocess.Popen(
        [sys.executable, *told],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def run(workspace: Path, words: list[str]) -> float:
    """Run a command to its end; give how long it took, in seconds."""
    start = time.perf_counter()
    process = call(workspace, words)
    _, told = process.communicate()
    assert process.returncode == 0, told.decode()
    return time.perf_counter() - start


def state_of(workspace: Path) -> State:
    """Read what stands; every edition and concept must hold together with its own sums."""
    order = read_request(workspace, year=2018, scope="HEN")
    editions = {path.parent: public_hash(path) for path in order.editions.glob("*/*/[0-9]*/public")}
    concepts = {path.parent: public_hash(path) for path in order.concepts.glob("*/[0-9]*/public")}
    return State(
        {path.relative_to(workspace).as_posix(): text for path, text in sorted(editions.items())},
        {path.relative_to(workspace).as_posix(): text for path, text in sorted(concepts.items())},
        tuple(issue.place for issue in history_of(order).issues),
        tuple(str(path.parent.name) for path in order.editions.glob("*/*/*/intrekking.json")),
    )


def public_hash(public: Path) -> str:
    """Hash the sums of a folder after each file was held against them."""
    text = (public / "SHA256SUMS").read_text("utf-8")
    listed = dict(reversed(line.split("  ", 1)) for line in text.splitlines())
    found = {path.relative_to(public).as_posix(): path for path in public.rglob("*") if path.is_file()}
    assert found.keys() == {*listed, "SHA256SUMS"}, f"{public}: half a folder"
    for name, digest in listed.items():
        assert hashlib.sha256(found[name].read_bytes()).hexdigest() == digest, f"{public / name}: half a file"
    return hashlib.sha256(text.encode()).hexdigest()


def loaded(workspace: Path) -> list[tuple[object, ...]]:
    """Read what the ledger says is loaded, and how many rows of it."""
    db = open_database(workspace / "data" / "warehouse.duckdb")
    try:
        deliveries = rows(db, "select file_name, sha256, state from load.delivery order by all")
        counted = "select dataset, sheet, rows_read, rows_accepted, rows_rejected, rows_duplicate"
        return [*deliveries, *rows(db, f"{counted} from load.sheet_count order by all")]
    finally:
        db.close()


def leftovers(workspace: Path) -> list[str]:
    """Name what no finished run leaves."""
    return [
        path.relative_to(workspace).as_posix()
        for path in (workspace / "data").rglob("*")
        if path.name.endswith(LEFT)
    ]


def prepare(folder: Path) -> dict[str, Path]:
    """Make the workspaces in which each command begins: an edition is out, and something changed since."""
    first = library_year(folder)
    run(first, COMMANDS["build"])
    run(first, COMMANDS["publish"])
    with (first / "data" / "exports" / "events.csv").open("a", encoding="utf-8") as export:
        export.write("".join(event(month, 45) for month in range(1, 13)))
    later = shutil.copytree(first, folder / "later")
    run(later, COMMANDS["build"])
    due = shutil.copytree(first, folder / "due")
    with (due / "report.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[schedule]\nfirst = "2018-K1"\n')
    return {"load": first, "build": first, "retract": first, "publish": later, "revise": first, "look": due}


def kill_once(begin: Path, aside: Path, words: list[str], after: float) -> bool:
    """Kill the command in a copy of a workspace after so many seconds; tell whether it was still at work."""
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(begin, aside)
    process = call(aside, words)
    time.sleep(after)
    was_at_work = process.poll() is None
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return was_at_work


def judge(
    begin: Path, aside: Path, words: list[str], new: State, new_loaded: list[tuple[object, ...]]
) -> None:
    """Hold what a kill left against the old and the new, and what the command then comes to against the new."""
    old, seen = state_of(begin), state_of(aside)
    for kind in ("editions", "concepts"):
        before, later, found = (getattr(state, kind) for state in (old, new, seen))
        for place in before.keys() | later.keys() | found.keys():
            assert found.get(place) in (before.get(place), later.get(place)), (
                f"{place}: not the old or the new"
            )
    again = call(aside, words)
    told = again.communicate()[1].decode()
    is_retracted = again.returncode == 2 and words[0] == "retract" and seen.retracted
    assert again.returncode == 0 or is_retracted, told
    assert state_of(aside) == new, "the next run came to something else"
    assert loaded(aside) == new_loaded
    assert leftovers(aside) == []


def kill_all(kills: int, seed: int, tell: Callable[[str], object]) -> list[str]:
    """Kill each of the commands in turn at a random moment of its length; give what went wrong."""
    chance = random.Random(seed)
    wrong = []
    with tempfile.TemporaryDirectory() as made:
        begins = prepare(Path(made))
        aside, wholes = Path(made) / "aside", {}
        for name, words in COMMANDS.items():
            whole = shutil.copytree(begins[name], Path(made) / f"whole-{name}")
            wholes[name] = run(whole, words), state_of(whole), loaded(whole)
        for number in range(kills):
            name = list(COMMANDS)[number % len(COMMANDS)]
            length, new, new_loaded = wholes[name]
            after = chance.uniform(0.2, 1.0) * length
            was_at_work = kill_once(begins[name], aside, COMMANDS[name], after)
            try:
                judge(begins[name], aside, COMMANDS[name], new, new_loaded)
                told = "at work" if was_at_work else "done"
            except Exception as error:
                told = f"WRONG: {error!r}"
                wrong.append(f"{name} after {after:.2f} s: {error!r}")
            tell(f"{number + 1} {name} after {after:.2f} of {length:.2f} s: {told}")
    return wrong


if __name__ == "__main__":
    found = kill_all(int(sys.argv[1]), int(sys.argv[2]), lambda text: os.write(1, f"{text}\n".encode()))
    sys.exit(1 if found else 0)
