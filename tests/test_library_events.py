"""A council's public file of library events, read where it lies: its known truth comes out of the warehouse."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from pipelines.database import open_database, scalar
from pipelines.release.figures import load_deliveries, make_figures
from pipelines.request.run_request import read_request
from pipelines.tables import Cell

ROOT = Path(__file__).parent.parent
EVENTS = Path(os.environ.get("JAARVERSLAG_LIBRARY_EVENTS", "/nowhere"))
KNOWN = {  # sessions held and attendees of 2018, as counted in the file by hand
    "2018": (2070, 31987),
    "2018-K1": (451, 7627),
    "2018-K2": (607, 9085),
    "2018-K3": (450, 6803),
    "2018-K4": (562, 8472),
}

pytestmark = pytest.mark.skipif(
    not EVENTS.is_dir(),
    reason="JAARVERSLAG_LIBRARY_EVENTS does not name the folder with the council's public events.csv",
)


@pytest.fixture
def order(library_workspace):
    return read_request(library_workspace, year=2018, exports=EVENTS)


def test_every_row_is_accounted_for(order):
    (summary,) = load_deliveries(order).deliveries
    assert (summary.read, summary.accepted, summary.duplicate) == (4312, 4211, 101)
    assert (summary.rejected, summary.skipped) == (0, 0)
    with closing(open_database(order.config.warehouse)) as db:
        assert scalar(db, "select sum(head_count) from raw.session") == 65623
        # 137 rows of the file say 0; four of them are among the repetitions.
        assert scalar(db, "select count(*) from raw.session where head_count = 0") == 133


def test_the_same_file_again_changes_nothing(order):
    load_deliveries(order)
    again = load_deliveries(order)
    assert (again.deliveries, again.unchanged) == ((), ("events.csv",))


def test_the_known_totals_of_2018_are_published(order):
    load_deliveries(order)
    tables = make_figures(order).tables
    held = tables["sessions_by_domain.sessions_held"].cells
    attended = tables["attendances_by_domain.attendances"].cells
    for period, (sessions, attendees) in KNOWN.items():
        assert held[None, period, None] == Cell(sessions)
        assert attended[None, period, None, None] == Cell(attendees)


def test_what_was_not_delivered_is_not_zero(order):
    load_deliveries(order)
    held = make_figures(order).tables["sessions_by_domain.sessions_held"].cells
    assert held[None, "2017", None].mark == "nb"
