"""Change something in a few sample files and see which cells of all marts change."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

from pipelines.database import open_database
from pipelines.load import LoadReport, load_exports, load_reference, prepare
from pipelines.model import build_models, read_catalogue, read_counts
from pipelines.sources import find_exports, read_contracts, read_sources
from pipelines.tables import CountTable, Value

ROOT = Path(__file__).resolve().parents[2]
CHOSEN = ("spov_uren_2025-K*.csv", "druv_groepen_2025.csv", "dgv_verblijven_2024-2025.csv")
"""A partner with heads by quarter, one with persons by year, and the stints of the prisons."""

Cells = Mapping[tuple[str, tuple[str | None, ...]], Value | None]
Deltas = dict[tuple[str, tuple[str | None, ...]], float]


@dataclass(frozen=True)
class Figures:
    """All that a folder of exports comes to."""

    tables: tuple[CountTable, ...]
    report: LoadReport

    @property
    def cells(self) -> Cells:
        """Every cell of every measure, contributors too, but not what is owed."""
        found = {
            (name, key): value
            for table in self.tables
            for name, counts in (
                (table.name, table.counts),
                (f"{table.name} persons", table.contributors or {}),
            )
            for key, value in counts.items()
        }
        return {
            (name, key): value for (name, key), value in found.items() if not name.startswith("completeness")
        }


def some_exports(folder: Path) -> Path:
    """Copy the chosen files of the sample."""
    folder.mkdir()
    for pattern in CHOSEN:
        for path in sorted((ROOT / "data" / "sample").glob(pattern)):
            shutil.copy(path, folder)
    return folder


def some_reference(folder: Path) -> Path:
    """Copy the reference data."""
    return Path(shutil.copytree(ROOT / "data" / "reference", folder))


def edit(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    """Change the lines below the header; every byte of the others stays what it is."""
    header, *lines = path.read_bytes().decode("latin-1").replace("\r\n", "\n").rstrip("\n").split("\n")
    path.write_bytes("\n".join([header, *change(lines), ""]).encode("latin-1"))


def figures(exports: Path, reference: Path, **parameters: object) -> Figures:
    """Load the exports and build every mart."""
    contracts = read_contracts(ROOT / "data" / "contracts")
    sources = read_sources(ROOT / "data" / "sources", contracts)
    with open_database() as db:
        prepare(db, contracts)
        load_reference(db, reference, contracts)
        found = find_exports(exports, sources).exports
        received = datetime(2026, 1, 1, tzinfo=UTC)
        report = load_exports(db, found, sources, contracts, key=b"x" * 32, received=received)
        asked = {"report_year": 2025, "last_date": date(2026, 1, 1), **parameters}
        models = build_models(db, ROOT / "sql", asked)
        return Figures(read_counts(db, models, read_catalogue(ROOT / "sql")), report)


def deltas(before: Cells, after: Cells) -> Deltas:
    """Say by how much each cell changed; a cell that came or went counts from or to 0."""
    keys = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    return {key: float(after.get(key) or 0) - float(before.get(key) or 0) for key in sorted(keys, key=str)}


def predicted(
    tables: tuple[CountTable, ...],
    labels: Mapping[str, str],
    amounts: Mapping[str, float],
    periods: Mapping[str, int],
) -> Deltas:
    """Say by how much each cell must change that a thing with these labels is in, for what it adds to each measure.

    `periods` says in which periods the thing is more (1) or less (-1) often.
    """
    found: Deltas = {}
    for table in tables:
        if table.measure in amounts and set(table.dimensions) <= {"period_code", *labels}:
            choices = [
                periods if name == "period_code" else (labels[name], None) for name in table.dimensions
            ]
            for key in product(*choices):
                if key in table.counts:
                    period = key[table.dimensions.index("period_code")]
                    found[table.name, key] = periods[period] * amounts[table.measure]
    return {key: delta for key, delta in found.items() if delta}
