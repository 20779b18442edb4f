"""Plant faults and see whether a test notices: python -m tests.mutation [--number N] [--seed S] [ROOM ...].

Each fault is planted in a copy of the project; the tests of its room run until the first that fails. A fault
that no test notices is a survivor, told with file, line and change. Exit code 1 when more than 5 % survive
that tests/mutation/explained.toml does not explain; 2 when the tests fail without a fault.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from tests.mutation.drawing import some_of
from tests.mutation.mutants import Mutant

ROOT = Path(__file__).parents[2]
LIMIT = 0.05
TESTS = {
    "sql": ("tests/sql", "tests/model", "tests/oracle"),
    "pipelines/protect": ("tests/protect", "tests/audit"),
    "pipelines/load": ("tests/load", "tests/properties", "tests/sources"),
    "pipelines/edition": (
        "tests/edition",
        "tests/release",
        "tests/test_annual_report.py",
        "tests/test_flows.py",
    ),
    "pipelines/release": ("tests/release", "tests/edition", "tests/test_annual_report.py"),
    "pipelines/service": ("tests/service",),
}
"""Which tests answer for a room, the quickest first."""
COPIED = ("pipelines", "sql", "report_templates", "data", "tests", "pyproject.toml", "report.toml", "docs")
SECONDS = 900


def main() -> int:
    """Draw faults, try them side by side, and tell the survivors."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("rooms", nargs="*", choices=[*TESTS, []], default=list(TESTS))
    asked.add_argument("--number", type=int, default=20, help="faults a room")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--jobs", type=int, default=2)
    given = asked.parse_args()
    mutants = [
        (room, mutant)
        for room in given.rooms
        for mutant in some_of(_files_of(room), ROOT, given.number, given.seed)
    ]
    with tempfile.TemporaryDirectory() as aside:
        copies: Queue[Path] = Queue()
        for number in range(given.jobs):
            copies.put(_copy(Path(aside) / str(number)))
        for room in given.rooms:
            if not _passes(Path(aside) / "0", list(_standing(TESTS[room]))):
                _tell(f"the tests of {room} fail without a fault: mend that first")
                return 2
        with ThreadPoolExecutor(given.jobs) as pool:
            noticed = list(pool.map(lambda pair: _is_noticed(copies, *pair), mutants))
    survivors = [mutant for (_, mutant), is_noticed in zip(mutants, noticed, strict=True) if not is_noticed]
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


def _is_noticed(copies: "Queue[Path]", room: str, mutant: Mutant) -> bool:
    """Run the tests of the room on a copy with the fault in it; a run that takes too long noticed it too."""
    copy = copies.get()
    file = copy / mutant.path
    whole = file.read_text(encoding="utf-8")
    try:
        file.write_text(mutant.text, encoding="utf-8")
        is_noticed = not _passes(copy, _tests_of(room, mutant))
    finally:
        file.write_text(whole, encoding="utf-8")
        copies.put(copy)
    word = "noticed " if is_noticed else "SURVIVES"
    _tell(f"{word} {mutant.path}:{mutant.line}: {mutant.change}")
    return is_noticed


def _tests_of(room: str, mutant: Mutant) -> list[str]:
    """Give the test that bears the file's name first, then those of its room."""
    own = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "tests").rglob(f"test_{mutant.path.stem}.py"))
        if "workspaces" not in path.parts
    ]
    return [*own, *_standing(TESTS[room])]


def _standing(tests: Iterable[str]) -> Iterator[str]:
    return (name for name in tests if (ROOT / name).exists())


def _passes(copy: Path, tests: list[str]) -> bool:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-n",
        "0",
        "-p",
        "no:randomly",
        "--no-header",
        *tests,
    ]
    try:
        done = subprocess.run(
            command, cwd=copy, capture_output=True, check=False, timeout=SECONDS, env=_surroundings(copy)
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


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
