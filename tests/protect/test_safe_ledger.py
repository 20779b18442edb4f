"""What is told of deliveries gives no exact count of rows about persons."""

from pathlib import Path

import pytest

from pipelines.database import run
from pipelines.load import delivered_rows, prepare
from pipelines.protect import protect_ledger
from pipelines.sources import read_contracts

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def ledger(db):
    prepare(db, read_contracts(ROOT / "data" / "contracts"))
    return db


def deliver(db, number, dataset, *counts):
    run(
        db,
        "insert into load.delivery (delivery_id, source_code, file_name, sha256, received_at, is_fictitious, state) "
        "values (?, 'x', 'x.csv', 'x', timestamp '2026-01-01', true, 'loaded')",
        [number],
    )
    run(
        db,
        "insert into load.sheet_count (delivery_id, dataset, sheet, rows_read, rows_accepted, rows_rejected, "
        "rows_duplicate, rows_skipped) values (?, ?, '', ?, ?, ?, ?, ?)",
        [number, dataset, sum(counts), *counts],
    )


@pytest.mark.parametrize(("rejected", "told"), [(0, 0), (3, 10), (5, 10), (643, 640), (7919, 7920)])
def test_of_rows_about_persons_it_is_not_told_how_many_count_and_the_rest_in_tens(ledger, rejected, told):
    deliver(ledger, 1, "certificate", 460, rejected, 0, 17)
    (load,) = protect_ledger(delivered_rows(ledger)).rows
    assert (load.read, load.accepted, load.rejected, load.duplicate, load.skipped) == (
        None,
        None,
        told,
        0,
        20,
    )


def test_rows_about_sessions_are_told_as_they_are(ledger):
    deliver(ledger, 1, "session", 7919, 2, 1, 17)
    (load,) = protect_ledger(delivered_rows(ledger)).rows
    assert (load.read, load.accepted) == (7939, 7919)
