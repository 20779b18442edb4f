"""What becomes of every line of the make-believe sample is what its maker knows of it."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.database import open_database
from pipelines.load import LoadReport, load_exports, load_reference, prepare
from pipelines.sources import find_exports, read_contracts, read_sources

DATA = Path(__file__).parents[2] / "data"
TRUTH = json.loads((DATA / "sample/truth.json").read_text(encoding="utf-8"))["files"]


@pytest.fixture(scope="module")
def loaded() -> LoadReport:
    database = open_database()
    contracts = read_contracts(DATA / "contracts")
    sources = read_sources(DATA / "sources", contracts)
    prepare(database, contracts)
    load_reference(database, DATA / "reference", contracts)
    exports = find_exports(DATA / "sample", sources).exports
    report = load_exports(
        database, exports, sources, contracts, key=b"x" * 32, received=datetime(2026, 1, 1, tzinfo=UTC)
    )
    database.close()
    return report


def test_every_file_and_dataset_of_the_truth_is_loaded_and_no_other(loaded: LoadReport) -> None:
    known = {(file, dataset) for file, told in TRUTH.items() for dataset in told["datasets"]}
    assert {(one.file, one.dataset) for one in loaded.deliveries} == known


def test_rows_are_accepted_duplicate_and_skipped_as_the_truth_says(loaded: LoadReport) -> None:
    wrong = []
    for file, told in TRUTH.items():
        for dataset, expected in told["datasets"].items():
            here = [one for one in loaded.deliveries if (one.file, one.dataset) == (file, dataset)]
            found = [
                sum(getattr(one, name) for one in here)
                for name in ("read", "accepted", "duplicate", "skipped")
            ]
            known = [expected[name] for name in ("rows", "accepted", "duplicate", "skipped")]
            if found != known:
                wrong.append((file, dataset, found, known))
    assert wrong == []


def test_cells_are_refused_for_the_reasons_that_the_truth_says(loaded: LoadReport) -> None:
    found: dict[tuple[str, str], Counter[str]] = {}
    for one in loaded.deliveries:
        found.setdefault((one.file, one.dataset), Counter()).update(one.reasons)
    for file, told in TRUTH.items():
        for dataset, expected in told["datasets"].items():
            assert found[file, dataset] == expected["rejected"], (file, dataset)
    assert sum(sum(reasons.values()) for reasons in found.values()) > 5
