"""What was kept long enough goes when it is asked for, and can be traced after that."""

from datetime import date, datetime
from pathlib import Path

import pytest

from pipelines.database import Database, open_database, rows
from pipelines.errors import ConfigError
from pipelines.load import Terms, erase, expire_answers, find_due, load_exports
from pipelines.load.ledger.decisions import read_decisions
from pipelines.load.ledger.erasures import marks_of
from pipelines.load.retention import months_after
from pipelines.model import trace
from pipelines.sources import find_exports, mended_name, read_sources
from tests.load.intake import CONTRACTS, KEY, NOON, attendances, load, prepared

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
    erase(db, due, CONTRACTS, tmp_path, key=KEY, at=LATER)
    assert not (tmp_path / "exports/vocvo_1.csv").exists()
    assert rows(db, "select count(*) from raw.attendance") == [(0,)]
    assert rows(
        db,
        "select file_name, dataset, line from load.erased join load.delivery using (delivery_id) order by line",
    ) == [("vocvo_1.csv", "attendance", line) for line in (2, 3, 4)]
    assert load(db, tmp_path, attendances()).deliveries == ()


def test_what_was_erased_stays_away_in_whatever_file_it_comes_again(db: Database, tmp_path: Path) -> None:
    """Read again in a new warehouse, saved under another name, and with a row that is new."""
    load(db, tmp_path, attendances(), {"vocvo_1.csv": CONTENT})
    due = find_due(db, (), tmp_path / "feedback", Terms(persons=12), today=LATER.date())
    erase(db, due, CONTRACTS, tmp_path, key=KEY, at=LATER)
    kept = (tmp_path / "gewist.csv").read_text(encoding="utf-8")
    persons = rows(
        open_with(CONTENT, tmp_path / "other"), "select distinct person_id::varchar from raw.attendance"
    )
    assert kept.count("attendance") == 3
    assert not any(text in kept for (text,) in persons) and "vocvo" not in kept

    sources = read_sources(tmp_path / "sources", CONTRACTS)
    fresh = prepared_database(tmp_path / "fresh")
    decided = read_decisions(tmp_path / "leveringen.csv")
    found = []
    for name, added in (("vocvo_1.csv", ""), ("vocvo_2.csv", "3;8;Ja\n")):
        (tmp_path / "exports" / name).write_text(CONTENT + added, encoding="utf-8")
        exports = find_exports(tmp_path / "exports", sources).exports
        found += load_exports(
            fresh, exports, sources, CONTRACTS, key=KEY, received=NOON, decisions=decided
        ).deliveries
    again, other = found
    assert (again.accepted, again.rejected, again.skips["erased"]) == (0, 0, 3)
    assert (other.accepted, other.rejected, other.skips["erased"]) == (1, 0, 3)
    assert "bewaartermijn" in again.findings[0].sentence
    assert rows(fresh, "select session_id from raw.attendance") == [("vocvo:3",)]
    assert rows(fresh, "select count(*) from load.erased") == [(6,)]


def test_another_key_knows_nothing_of_what_was_erased(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, attendances(), {"vocvo_1.csv": CONTENT})
    ((number,),) = rows(db, "select max(delivery_id) from load.delivery")
    own, other = (
        set(marks_of(db, CONTRACTS["attendance"], [int(str(number))], key=key)) for key in (KEY, b"x" * 32)
    )
    assert len(own) == len(other) == 3 and not own & other


def test_a_damaged_list_of_what_was_erased_stops_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "gewist.csv").write_text(
        "moment;soort;vingerafdruk\n2027-01-15;attendance;abc\n", encoding="utf-8"
    )
    with pytest.raises(ConfigError, match=r"gewist\.csv: regel 2"):
        read_decisions(tmp_path / "leveringen.csv")


def prepared_database(folder: Path) -> Database:
    database = open_database(None)
    prepared(database, folder)
    return database


def open_with(content: str, folder: Path) -> Database:
    database = prepared_database(folder)
    load(database, folder, attendances(), {"vocvo_1.csv": content})
    return database


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
