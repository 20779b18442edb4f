"""Measure the intake against the bare readers under it: python -m tests.benchmarks.intake [rows].

A CSV of attendances through mapping, typing, rules, pseudonyms and rejects, against DuckDB's own typed
read_csv into a table; a workbook of 100,000 sessions against a bare reading by python-calamine.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
from python_calamine import load_workbook

from pipelines.database import open_database, rows, run
from pipelines.load import load_exports
from pipelines.sources import find_exports, read_sources
from tests.load.intake import CONTRACTS, KEY, NOON, attendances, prepared, sessions, write

ROWS, LINES, HEADS = 10_000_000, 100_000, 20
CSV_COLUMNS = "{'Sessie': 'bigint', 'Persoonsnummer': 'bigint', 'Aanwezig': 'varchar', 'Deel': 'double'}"


def make_warehouse(folder: Path) -> None:
    """Make a warehouse with reference data, as it stands before a delivery comes."""
    database = open_database(folder / "warehouse.duckdb")
    prepared(database, folder)
    database.close()


def deliver_sessions(folder: Path, number: int) -> None:
    """Put the sessions of so many attendances in the warehouse, as an earlier delivery did."""
    database = open_database(folder / "warehouse.duckdb")
    run(
        database,
        "insert into raw.session (delivery_id, source_code, sheet, line, session_id, prison_code, "
        "domain_code, session_date, status) select 0, 'vocvo', '', i + 2, 'vocvo:' || i, 'GEN', "
        "'onderwijs', date '2021-01-01' + (i % 1800)::integer, 'held' "
        f"from range({number // HEADS}) as numbers(i)",
    )
    database.close()


def make_csv(folder: Path, number: int) -> None:
    """Write attendances: 20 persons of 60,000 in a session, one row in a thousand with a fault."""
    (folder / "exports").mkdir(exist_ok=True)
    run(
        open_database(),
        f"copy (select i // {HEADS} as Sessie, 100000 + (i * 7919 + i // {HEADS}) % 60000 as Persoonsnummer, "
        "case when i % 1000 = 17 then 'Misschien' when i % 7 = 0 then 'Nee' else 'Ja' end as Aanwezig, "
        "case when i % 5 = 0 then '0,5' else '1' end as Deel "
        f"from range({number}) as numbers(i)) to '{folder}/exports/vocvo_1.csv' (delimiter ';', header)",
    )


def make_workbook(folder: Path) -> None:
    """Write a workbook of sessions, as Excel would."""
    (folder / "exports").mkdir(exist_ok=True)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append(["Nummer", "Gevangenis", "Datum", "Duur", "Aantal", "Status"])
    for line in range(LINES):
        status = "Afgelast" if line % 9 == 0 else "Doorgegaan"
        day = date(2025, 1, 1) + timedelta(line % 365)
        sheet.append([line, "PI Gent" if line % 3 else "PI Antwerpen", day, 1.5, line % 20, status])
    book.save(folder / "exports/vocvo_1.xlsx")


def load_csv(folder: Path) -> int:
    """Load the attendances as a workspace would."""
    return _load(folder, attendances().rstrip() + '\nshare = "Deel"\n')


def load_sheet(folder: Path) -> int:
    """Load the sessions as a workspace would."""
    return _load(folder, sessions())


def _load(folder: Path, source: str) -> int:
    database = open_database(folder / "warehouse.duckdb")
    sources = read_sources(write(folder / "sources", {"vocvo.toml": source}), CONTRACTS)
    exports = find_exports(folder / "exports", sources).exports
    (one,) = load_exports(database, exports, sources, CONTRACTS, key=KEY, received=NOON).deliveries
    database.close()
    return one.accepted


def bare_csv(folder: Path) -> int:
    """Read the same file typed into a table with DuckDB alone."""
    database = open_database(folder / "bare.duckdb")
    run(
        database,
        f"create table attendance as select * from read_csv('{folder}/exports/vocvo_1.csv', delim = ';', "
        f"header = true, columns = {CSV_COLUMNS}, decimal_separator = ',')",
    )
    ((number,),) = rows(database, "select count(*) from attendance")
    database.close()
    return int(str(number))


def bare_sheet(folder: Path) -> int:
    """Read the same workbook with python-calamine alone."""
    sheet = load_workbook(folder / "exports/vocvo_1.xlsx").get_sheet_by_name("Data")
    return len(sheet.to_python()) - 1


WAYS: dict[str, Callable[[Path], int]] = {
    "bare_csv": bare_csv, "load_csv": load_csv, "bare_sheet": bare_sheet, "load_sheet": load_sheet,
}  # fmt: skip


def measure(way: str, folder: Path) -> None:
    """Go one way in this process and print seconds, processor seconds, megabytes and rows."""
    began, worked = time.perf_counter(), time.process_time()
    number = WAYS[way](folder)
    seconds, work = time.perf_counter() - began, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{seconds} {work} {peak} {number}\n")


def compare(bare: str, ours: str, folder: Path) -> None:
    """Go both ways one after another, each in a process of its own, and print the ratio."""
    found = {}
    for way in (bare, ours):
        command = [sys.executable, "-m", __spec__.name, way, str(folder)]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found[way] = [float(word) for word in said.split()]
        seconds, work, peak, number = found[way]
        sys.stdout.write(
            f"{way:10} {seconds:6.2f} s  {work:6.2f} s CPU  {peak:5.0f} MB  {number:,.0f} rows\n"
        )
    seconds, work = (found[ours][place] / found[bare][place] for place in (0, 1))
    sys.stdout.write(f"{ours} / {bare}: {seconds:.2f} x time, {work:.2f} x CPU\n")


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in WAYS:
        measure(sys.argv[1], Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as made:
            asked = int(sys.argv[1]) if sys.argv[1:] else ROWS
            make_warehouse(Path(made))
            deliver_sessions(Path(made), asked)
            make_csv(Path(made), asked)
            compare("bare_csv", "load_csv", Path(made))
        with tempfile.TemporaryDirectory() as made:
            make_warehouse(Path(made))
            make_workbook(Path(made))
            compare("bare_sheet", "load_sheet", Path(made))
