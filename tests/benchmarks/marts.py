"""Build all marts from 1 and 10 million attendances beside one hand-written query per mart: python -m ... [MILLIONS]."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from pipelines.database import Database, open_database, run, scalar
from tests.benchmarks.by_hand import BY_HAND
from tests.benchmarks.flanders import fill
from tests.sql.warehouse import build

MILLIONS = (1, 10)
LAST_QUARTER = date(2025, 10, 1)
LATER = {
    "session": "session_date >= date '2025-10-01'",
    "attendance": "delivery_id % 100 = 19",
    "person": "valid_from >= date '2025-10-01'",
}
"""What the last of twenty quarters brings, by table."""
OLD_DELIVERY = 1206
"""That of the thirteenth organisation in the seventh quarter."""


def ours(db: Database) -> None:
    """Build every model of sql/, with its proof of the grain."""
    build(db)


def by_hand(db: Database) -> None:
    """Run each hand-written query into a table."""
    run(db, "create schema by_hand")
    for name, query in BY_HAND.items():
        run(db, f"create table by_hand.{name} as {query}")


def without_a_quarter(db: Database) -> None:
    """Build as it was before the last quarter came in; what came later is put aside."""
    for table, later in LATER.items():
        run(db, f"create table later_{table} as select * from raw.{table} where {later}")
        run(db, f"delete from raw.{table} where {later}")
    build(db, last_date=LAST_QUARTER)


def with_the_quarter(db: Database) -> None:
    """Add the last quarter and refresh."""
    for table in LATER:
        run(db, f"insert into raw.{table} select * from later_{table}")
    build(db)


def with_a_correction(db: Database) -> None:
    """Put a corrected file in the place of one of long ago and refresh: one in ten was absent after all."""
    for table in ("session", "attendance"):
        run(db, f"update raw.{table} set delivery_id = 100000 where delivery_id = ?", [OLD_DELIVERY])
    run(db, "update raw.attendance set status = 'absent' where delivery_id = 100000 and line % 10 = 0")
    build(db)


def again(db: Database) -> None:
    """Refresh where nothing came in."""
    build(db)


STEPS: Mapping[str, Callable[[Database], None]] = {
    step.__name__: step
    for step in (ours, by_hand, without_a_quarter, with_the_quarter, with_a_correction, again)
}


def measure(path: Path, step: str) -> dict[str, float]:
    """Do the step in a process of its own and give its seconds and peak memory."""
    done = subprocess.run(
        [sys.executable, "-m", __spec__.name, str(path), step], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def do(path: Path, step: str) -> dict[str, float]:
    """Do the step here."""
    with closing(open_database(path)) as db:
        start = time.perf_counter()
        STEPS[step](db)
        run(db, "checkpoint")
        seconds = time.perf_counter() - start
        attendances = int(str(scalar(db, "select count(*) from raw.attendance")))
    used = resource.getrusage(resource.RUSAGE_SELF)
    processor = used.ru_utime + used.ru_stime
    return {
        "seconds": seconds,
        "processor": processor,
        "gib": used.ru_maxrss / 2**20,
        "attendances": attendances,
    }


def report(folder: Path, millions: int) -> float:
    """Measure one size, write what it took, and give the seconds of our build."""
    empty, work = folder / "empty.duckdb", folder / "work.duckdb"
    empty.unlink(missing_ok=True)
    with closing(open_database(empty)) as db:
        fill(db, millions * 1_045_000)  # some persons are drawn twice for a session, and count once
    found = {}
    for step in STEPS:
        if step in ("ours", "by_hand", "without_a_quarter"):
            copyfile(empty, work)
        found[step] = measure(work, step)  # the processor's time: others may use the machine
        took = found[step]
        tell(
            f"{step:18} {took['attendances']:>11,.0f} rows {took['seconds']:7.1f} s "
            f"{took['processor']:7.1f} s of processor {took['gib']:6.2f} GiB"
        )
    ratio, refresh = (
        found[one]["processor"] / found[other]["processor"]
        for one, other in (("ours", "by_hand"), ("with_the_quarter", "ours"))
    )
    tell(f"{millions} million: ours / by hand {ratio:.2f}; one quarter more / everything {refresh:.2f}")
    return found["ours"]["processor"]


def tell(line: str) -> None:
    """Write a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    given = sys.argv[1:]
    if given[1:]:
        json.dump(do(Path(given[0]), given[1]), sys.stdout)
    else:
        sizes = [int(size) for size in given] or MILLIONS
        with TemporaryDirectory() as folder:
            took = {size: report(Path(folder), size) for size in sizes}
        first, last = min(sizes), max(sizes)
        if last > first:
            tell(f"{last / first:.0f} times the rows take {took[last] / took[first]:.1f} times the time")
