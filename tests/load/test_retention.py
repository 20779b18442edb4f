"""What was kept long enough goes when it is asked for, and can be traced after that."""

from datetime import date, datetime
from pathlib import Path

import pytest

from pipelines.database import Database, open_database, rows
from pipelines.errors import ConfigError
from pipelines.load import Terms, erase, expire_answers, find_due
from pipelines.load.retention import months_after
from pipelines.model import trace
from pipelines.sources import find_exports, mended_name, read_sources
from tests.load.intake import CONTRACTS, attendances, load

CONTENT = "Sessie;Persoonsnummer;Aanwezig\n1;7;Ja\n1;8;Ja\n2;7;Nee\n"
LATER = datetime(2027, 1, 15)


@pytest.mark.parametrize(
    ("came", "months", "due"),
    [(date(2026, 1, 15), 12, date(2027, 1, 15)), (date(2026, 1, 31), 1, date(2026, 3, 1)), (date(2026, 12, 5), 1, date(2027, 1, 5))],
)  # fmt: skip
def test_a_term_ends_on_the_same_day_of_a_later_month(came: date, months: int, due: date) -> None:
    assert months_after(came, months) == due


def test_nothing_goes_without_a_setting_or_before_its_day(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, attendances(), {"vocvo_1.csv": CONTENT})
    exports = find_exports(tmp_path / "exports", read_sources(tmp_path / "sources", CONTRACTS)).exports
    assert not find_due(db, exports, tmp_path, Terms(), today=date(2100, 1, 1))
    assert not find_due(db, exports, tmp_path, Terms(12, 12, 12), today=date(2027, 1, 14))


def test_files_and_rows_about_persons_go_and_their_lines_stay_known(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, attendances(), {"vocvo_1.csv": CONTENT})
    exports = find_exports(tmp_path / "exports", read_sources(tmp_path / "sources", CONTRACTS)).exports
    due = find_due(db, exports, tmp_path / "feedback", Terms(12, 12, 12), today=LATER.date())
    assert (due.exports, [(table, number) for _, table, number in due.persons]) == (
        (tmp_path / "exports/vocvo_1.csv",),
        [("attendance", 3)],
    )
    erase(db, due, at=LATER)
    assert not (tmp_path / "exports/vocvo_1.csv").exists()
    assert rows(db, "select count(*) from raw.attendance") == [(0,)]
    assert rows(
        db,
        "select file_name, dataset, line from load.erased join load.delivery using (delivery_id) order by line",
    ) == [("vocvo_1.csv", "attendance", line) for line in (2, 3, 4)]
    assert load(db, tmp_path, attendances()).deliveries == ()


def test_answers_go_by_themselves_when_their_term_is_over(db: Database, tmp_path: Path) -> None:
    """They name persons; the export beside them stays until it is asked for."""
    load(db, tmp_path, attendances(), {"vocvo_1.csv": CONTENT})
    exports = find_exports(tmp_path / "exports", read_sources(tmp_path / "sources", CONTRACTS)).exports
    (export,) = exports
    answer = tmp_path / "feedback" / export.source / mended_name(export.source, export.sha256)
    answer.parent.mkdir(parents=True, exist_ok=True)
    answer.write_text("FICTIEF", encoding="utf-8")
    for months, today, left in ((0, LATER, True), (12, datetime(2027, 1, 14), True), (12, LATER, False)):
        gone = expire_answers(db, tmp_path / "feedback", months, today=today.date())
        assert (answer.exists(), bool(gone)) == (left, not left)
    assert export.path.exists()


def test_a_workspace_with_a_question_mark_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="vraagteken"):
        open_database(tmp_path / "Welzijn 2025?.duckdb")


def test_a_trace_before_anything_was_built_is_refused_in_words(db: Database) -> None:
    with pytest.raises(ConfigError, match="nog geen cijfers gemaakt"):
        trace(
            db, Path(__file__).parents[2] / "sql", "sessions_by_domain.sessions_held", {"period_code": "2025"}
        )
