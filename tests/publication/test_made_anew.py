"""A warehouse that is deleted and made anew gives the same report, to the byte, whatever was decided meanwhile."""

import hashlib
import re
import shutil

import pytest

from pipelines.progress import Steps
from pipelines.release import accept_file, load_deliveries, restore_delivery, withdraw_delivery
from pipelines.report import build_report
from pipelines.request.run_request import read_request
from tests.publishing import HEAD, event


def ordered(workspace):
    return read_request(workspace, year=2018, scope="HEN")


def bytes_of(workspace):
    """Give the SHA-256 of each file of the concept that may be public."""
    public = workspace / "data/concepts/HEN/2018/public"
    return {
        path.relative_to(public).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(public.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
@pytest.mark.long
def test_a_new_warehouse_gives_the_same_report(built_workspace, tmp_path):
    """Load, correct, withdraw, accept and restore; then delete the warehouse, and build again."""
    workspace = shutil.copytree(built_workspace, tmp_path / "w")
    exports = workspace / "data/exports"
    source = workspace / "data/sources/events.toml"
    text = source.read_text("utf-8")
    source.write_text(re.sub(r'files = \["events.csv"\]', 'files = ["events*.csv"]', text), "utf-8")

    def deliver(name, *lines):
        (exports / name).write_text(HEAD + "".join(lines), "utf-8")
        load_deliveries(ordered(workspace))

    deliver("events_z.csv", event(4, 60), event(5, 60))
    deliver("events_a.csv", event(1, 70, "Osidge"))
    deliver("events_a v2.csv", event(1, 75, "Osidge"))
    withdraw_delivery(ordered(workspace), "events_a v2.csv")
    load_deliveries(ordered(workspace))
    withdraw_delivery(ordered(workspace), "2")
    restore_delivery(ordered(workspace), "2")
    (exports / "events_z.csv").write_text(HEAD + event(9, 60), "utf-8")
    accept_file(ordered(workspace), "events_z.csv")
    build_report(ordered(workspace), Steps(quiet=True))
    before = bytes_of(workspace)
    assert len(before) > 5
    (workspace / "data/warehouse.duckdb").unlink()
    shutil.rmtree(workspace / "data/.stand")
    build_report(ordered(workspace), Steps(quiet=True))
    assert bytes_of(workspace) == before
