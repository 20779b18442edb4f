"""Thousands of bad exports with known truth: no cell is accepted with another value than its own."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.database import Database, open_database, rows
from pipelines.load import LoadReport, LoadSummary, load_exports
from pipelines.load.parse.pseudonymise import pseudonym
from pipelines.sources import find_exports, read_sources
from tests.corpus.exports import PARTNERS, Made, make
from tests.load.intake import CONTRACTS, KEY, NOON, forget_deliveries, prepared, write

FEW, ALL, TOGETHER = 240, 2400, 120


@dataclass
class Score:
    """How many cells became what they must, and the others by what went wrong."""

    cells: int = 0
    right: int = 0
    accepted_wrong: list[object] = field(default_factory=list)
    other: list[object] = field(default_factory=list)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = open_database()
    prepared(database, tmp_path_factory.mktemp("reference"))
    yield database
    database.close()


def load_all(db: Database, folder: Path, made: Sequence[Made]) -> LoadReport:
    forget_deliveries(db)
    sources = read_sources(
        write(folder / "sources", {f"{one.name}.toml": one.toml for one in PARTNERS}), CONTRACTS
    )
    exports = find_exports(
        write(folder / "exports", {one.file: one.content for one in made}), sources
    ).exports
    assert len(exports) == len(made)
    return load_exports(db, exports, sources, CONTRACTS, key=KEY, received=NOON)


def check(db: Database, one: Made, summary: LoadSummary, score: Score) -> None:
    """Set what became of a file beside its truth."""
    names = [column.name for column in one.partner.columns]
    listed = ", ".join(names)
    dataset, number = one.partner.dataset, [summary.delivery_id]
    accepted = {
        int(str(line)): values
        for line, *values in rows(
            db, f"select line, {listed} from raw.{dataset} where delivery_id = $1", number
        )
    }
    refused: dict[int, dict[str | None, str]] = {}
    for line, name, reason in rows(
        db, f"select line, column_name, reason_code from rejected.{dataset} where delivery_id = $1", number
    ):
        refused.setdefault(int(str(line)), {})[None if name is None else str(name)] = str(reason)
    for line, cells in one.rows.items():
        for place, name in enumerate(names):
            cell = cells[name]
            score.cells += 1
            where = (one.file, line, name, cell, accepted.get(line, [None] * 9)[place], refused.get(line))
            if line in accepted:
                is_right = cell.reason is None and same(cell.truth, accepted[line][place], one, name)
                (score.accepted_wrong.append(where) if not is_right else None)
            else:
                is_right = refused.get(line, {}).get(name) == cell.reason
                (score.other.append(where) if not is_right else None)
            score.right += is_right
    extra = accepted.keys() - one.rows.keys()
    score.accepted_wrong += [(one.file, line, "no row") for line in sorted(extra)]
    counted = (summary.read, summary.duplicate, summary.skipped)
    known = (len(one.rows) + len(one.duplicates) + one.skipped, len(one.duplicates), one.skipped)
    if counted != known:
        score.other.append((one.file, counted, known, dict(summary.skips)))
    totals = sum(1 for found in summary.findings if found.code == "total_differs")
    if totals != one.wrong_totals:
        score.other.append((one.file, "totals", totals, one.wrong_totals))


def same(truth: object, value: object, one: Made, name: str) -> bool:
    if name == "person_id":
        return value == pseudonym(str(truth), numbering=one.partner.name, key=KEY)
    if isinstance(truth, Decimal) and isinstance(value, Decimal):
        return abs(truth - value) < Decimal("0.0001")
    kinds = (date, time, int, str, Decimal, type(None))
    return isinstance(value, kinds) and value == truth


def scored(db: Database, folder: Path, numbers: range) -> Score:
    score = Score()
    for start in range(numbers.start, numbers.stop, TOGETHER):
        made = [make(number) for number in range(start, min(start + TOGETHER, numbers.stop))]
        report = load_all(db, folder / str(start), made)
        by_file = {one.file: one for one in report.deliveries}
        for one in made:
            check(db, one, by_file[one.file], score)
    return score


def held(score: Score, least: int) -> None:
    assert score.cells >= least
    assert score.accepted_wrong[:10] == []
    assert score.right >= 0.999 * score.cells, score.other[:10]
    assert score.other[:10] == []


def test_a_part_of_the_corpus_is_read_as_it_was_meant(db: Database, tmp_path: Path) -> None:
    held(scored(db, tmp_path, range(FEW)), 15 * FEW)


@pytest.mark.slow
@pytest.mark.skipif(
    os.environ.get("JAARVERSLAG_LONG_TESTS") != "1",
    reason="thousands of loads take minutes; set JAARVERSLAG_LONG_TESTS=1 to run them",
)
def test_the_whole_corpus_is_read_as_it_was_meant(db: Database, tmp_path: Path) -> None:
    held(scored(db, tmp_path, range(FEW, ALL)), 15 * (ALL - FEW))


def test_the_corpus_holds_every_shape_and_every_reason() -> None:
    made = [make(number) for number in range(FEW)]
    reasons = Counter(cell.reason for one in made for cells in one.rows.values() for cell in cells.values())
    assert {one.file.rsplit(".")[-1] for one in made} == {
        "csv",
        "tsv",
        "txt",
        "xlsx",
        "xlsm",
        "ods",
        "xls",
        "xlsb",
        "zip",
    }
    assert reasons.keys() - {None} == {
        "missing",
        "formula_error",
        "not_a_date",
        "not_a_time",
        "not_a_duration",
        "not_a_number",
        "not_whole",
        "approximate",
        "range",
        "out_of_range",
        "unknown_value",
        "not_a_period",
        "key_conflict",
    }
    timeless = [
        one for one in made if one.file.endswith(("csv", "tsv", "txt", "xls"))
    ]  # a ZIP holds the hour
    assert timeless == [make(number) for number, one in enumerate(made) if one in timeless]
