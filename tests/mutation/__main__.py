"""Plant faults and see whether a test notices: python -m tests.mutation [--number N] [--seed S] [ROOM ...].

Each fault is planted in a copy of the project; the tests that are about its file run until the first that
fails, without the slow ones: seconds a fault. With --deep those of its whole room follow where these notice
nothing: minutes. A fault that no test notices is a survivor, told with file, line and change. A test counts
only if it passes without the fault. Exit code 1 when more than 5 % survive that tests/mutation/explained.toml
does not explain; 2 when tests fail without a fault.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from queue import Queue

from tests.mutation.choosing import ROOMS, near, of_room
from tests.mutation.drawing import some_of
from tests.mutation.mutants import Mutant

ROOT = Path(__file__).parents[2]
LIMIT = 0.05
COPIED = ("pipelines", "sql", "report_templates", "data", "tests", "pyproject.toml", "report.toml", "docs")
SECONDS = 400
NONE_ASKED = 5
QUICK = ("-m", "not slow and not long")


class FailsAnywayError(Exception):
    """Tests fail without a fault: what they say of one is worth nothing."""


def main() -> int:
    """Draw faults, try them side by side, and tell the survivors."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("rooms", nargs="*", metavar="ROOM", help=", ".join(ROOMS))
    asked.add_argument("--number", type=int, default=20, help="faults a room")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--deep", action="store_true", help="then the tests of the whole room")
    given = asked.parse_args()
    given.rooms = given.rooms or list(ROOMS)
    if unknown := set(given.rooms) - ROOMS.keys():
        asked.error(f"unknown room: {', '.join(sorted(unknown))}")
    mutants = [
        mutant for room in given.rooms for mutant in some_of(_files_of(room), ROOT, given.number, given.seed)
    ]
    with tempfile.TemporaryDirectory() as aside:
        copies: Queue[Path] = Queue()
        for number in range(given.jobs):
            copies.put(_copy(Path(aside) / str(number)))
        with ThreadPoolExecutor(given.jobs) as pool:
            try:
                noticed = list(pool.map(lambda one: _is_noticed(copies, one, is_deep=given.deep), mutants))
            except FailsAnywayError as error:
                pool.shutdown(cancel_futures=True)
                _tell(str(error))
                return 2
    survivors = [mutant for mutant, is_noticed in zip(mutants, noticed, strict=True) if not is_noticed]
    explained = tomllib.loads((Path(__file__).parent / "explained.toml").read_text(encoding="utf-8"))
    left = [mutant for mutant in survivors if not _is_explained(mutant, explained)]
    _tell(f"{len(mutants)} faults, {len(survivors)} not noticed, {len(left)} of them not explained")
    return int(len(left) > LIMIT * len(mutants))


def _files_of(room: str) -> list[Path]:
    kind = "*.sql" if room == "sql" else "*.py"
    return [path.relative_to(ROOT) for path in sorted((ROOT / room).rglob(kind))]


def _copy(folder: Path) -> Path:
    folder.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "editions")
            )
        else:
            shutil.copy2(ROOT / name, folder / name)
    return folder


def _is_noticed(copies: "Queue[Path]", mutant: Mutant, *, is_deep: bool) -> bool:
    """Run the tests on a copy with the fault in it; a run that takes too long noticed it too."""
    copy = copies.get()
    file = copy / mutant.path
    whole = file.read_text(encoding="utf-8")
    close = near(mutant.path, ROOT)
    asked = [(close, QUICK)] if close else []
    asked += [(of_room(mutant.path, ROOT), ())] if is_deep or not close else []
    start = time.monotonic()
    try:
        file.write_text(mutant.text, encoding="utf-8")
        failing = next((one for one in asked if not _passes(copy, *one)), None)
        file.write_text(whole, encoding="utf-8")
        if failing is not None and not _passes_without(copy, tuple(failing[0]), tuple(failing[1])):
            raise FailsAnywayError(f"{', '.join(failing[0])}: these fail without a fault; mend that first")
    finally:
        file.write_text(whole, encoding="utf-8")
        copies.put(copy)
    word = "noticed " if failing is not None else "SURVIVES"
    took = time.monotonic() - start
    _tell(f"{word} {mutant.path}:{mutant.line}: {mutant.change} ({took:.0f} s)")
    return failing is not None


@cache
def _passes_without(copy: Path, tests: tuple[str, ...], more: tuple[str, ...]) -> bool:
    return _passes(copy, tests, more)


def _passes(copy: Path, tests: Iterable[str], more: Iterable[str]) -> bool:
    """Tell whether no test fails; that none was asked is no failure."""
    words = ["-x", "-q", "-n", "0", "-p", "no:randomly", "--no-header", *more, *tests]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *words], cwd=copy, capture_output=True, check=False,
            timeout=SECONDS, env=_surroundings(copy),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False
    return done.returncode in (0, NONE_ASKED)


def _surroundings(copy: Path) -> dict[str, str]:
    """Give the variables of a run that reads the copy's modules and no other."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(copy),
        "PYTHONPATH": str(copy),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _is_explained(mutant: Mutant, explained: dict[str, list[dict[str, str]]]) -> bool:
    return any(
        one["file"] == mutant.path.as_posix() and one["change"] == mutant.change
        for one in explained.get("mutant", [])
    )


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
