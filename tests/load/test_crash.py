"""A load that is killed leaves the state before or the state after, and the next one completes it."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.database import open_database, rows
from tests.load.intake import load, sessions

ROOT = Path(__file__).parents[2]
FIRST, SECOND = 300, 500
HEADER = "Nummer;Gevangenis;Datum;Duur;Aantal;Status\n"
LOADER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from pipelines.database import open_database
from tests.load.intake import load, sessions
folder = Path(sys.argv[2])
database = open_database(folder / "warehouse.duckdb")
print("ready", flush=True)
load(database, folder, sessions())
print("done", flush=True)
"""


def write_exports(folder: Path) -> None:
    """Put three files in the folder, of which one is a changed version of what is loaded."""
    (folder / "exports").mkdir(exist_ok=True)
    for name, heads in (("vocvo_1.csv", 9), ("vocvo_2.csv", 8), ("vocvo_3.csv", 8)):
        lines = (
            f"{name[6]}-{one};PI Gent;{one % 28 + 1:02}/02/2025;1;{heads};Doorgegaan\n"
            for one in range(SECOND)
        )
        (folder / "exports" / name).write_text(HEADER + "".join(lines))


def start_state(folder: Path) -> None:
    """Load the first version of the first file."""
    database = open_database(folder / "warehouse.duckdb")
    body = "".join(f"1-{one};PI Gent;{one % 28 + 1:02}/02/2025;1;8;Doorgegaan\n" for one in range(FIRST))
    load(database, folder, sessions(), {"vocvo_1.csv": HEADER + body})
    database.close()


def state(folder: Path) -> tuple[object, ...]:
    """Tell what is in the warehouse: sessions by head count, deliveries by state, counted sheets."""
    database = open_database(folder / "warehouse.duckdb")
    found = (
        rows(database, "select head_count, count(*) from raw.session group by all order by all"),
        rows(
            database,
            "select file_name, state from load.delivery where source_code = 'vocvo' order by delivery_id",
        ),
        rows(database, "select count(*) from load.sheet_count join load.delivery using (delivery_id)"),
    )
    database.close()
    return found


def kill_while_loading(folder: Path, after: float) -> bool:
    """Start a load, kill it so many seconds after it began; tell whether it was still at work."""
    command = [sys.executable, "-c", LOADER, str(ROOT), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        time.sleep(after)
        process.kill()
        return process.stdout.readline() != "done\n"


def check_kills(folder: Path, times: int) -> None:
    start_state(folder)
    before = state(folder)
    start = (folder / "warehouse.duckdb").read_bytes()
    write_exports(folder)
    database = open_database(folder / "warehouse.duckdb")
    began = time.monotonic()
    load(database, folder, sessions())
    span = time.monotonic() - began
    database.close()
    after = state(folder)
    assert after != before
    chance, killed = random.Random(11), 0
    for _ in range(times):
        for left in folder.glob("warehouse.duckdb*"):
            left.unlink()
        (folder / "warehouse.duckdb").write_bytes(start)
        killed += kill_while_loading(folder, chance.uniform(0, 1.3 * span))
        assert state(folder) in (before, after)
        database = open_database(folder / "warehouse.duckdb")
        load(database, folder, sessions())
        database.close()
        assert state(folder) == after
    assert killed >= times // 4


def test_a_killed_load_leaves_before_or_after(tmp_path: Path) -> None:
    check_kills(tmp_path, 5)


@pytest.mark.slow
@pytest.mark.skipif(
    os.environ.get("JAARVERSLAG_LONG_TESTS") != "1",
    reason="200 loads and kills take minutes; set JAARVERSLAG_LONG_TESTS=1 to run them",
)
def test_two_hundred_killed_loads_leave_before_or_after(tmp_path: Path) -> None:
    check_kills(tmp_path, 200)
