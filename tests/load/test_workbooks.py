"""Spreadsheets in the shapes that partners send them."""

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from pipelines.database import Database, rows
from pipelines.errors import LoadError, SourceError
from tests.load.intake import load, rejected, sessions, write_workbook
from tests.tabular import records, shown

HEADER: list[object] = ["Nummer", "Gevangenis", "Datum", "Duur", "Aantal", "Status"]
ONE: list[object] = [1, "PI Gent", date(2025, 2, 3), 1.5, 8, "Doorgegaan"]
TWO: list[object] = [2, "PI Antwerpen", datetime(2025, 2, 14), "90 min", "1.012", "Afgelast"]
TITLE: list[object] = ["Overzicht"]
BLANK: list[object] = []

COUNTS = """
source = "vocvo"
label = "Vocvo"
organisation = "VOCVO"
files = ["vocvo_*"]
[table]
sheets = "*"
sheet_as = "Gevangenis"
unpivot = { columns = ["K1", "K2"], names_to = "Kwartaal", values_to = "Aantal" }
[[maps]]
dataset = "count"
[maps.columns]
prison_code = { from = "Gevangenis", values = { "Gent" = "GEN", "Antwerpen" = "ANT" } }
domain_code = { constant = "onderwijs" }
indicator_code = "Maat"
period_code = { join = ["Jaar", "Kwartaal"], with = "-" }
value = "Aantal"
"""


def test_reads_a_sheet_below_its_title(db: Database, tmp_path: Path) -> None:
    write_workbook(tmp_path / "exports/vocvo_1.xlsx", {"Lijst": [TITLE, BLANK, HEADER, ONE, TWO]})
    (summary,) = load(db, tmp_path, sessions()).deliveries
    assert (summary.sheet, summary.read, summary.accepted, summary.skipped) == ("Lijst", 4, 2, 2)
    assert shown(
        db, "raw.session", "session_id", "session_date", "duration_hours", "head_count", "line"
    ) == records("""
        session_id | session_date | duration_hours | head_count | line
        vocvo:1    | 2025-02-03   | 1.5000         | 8          | 4
        vocvo:2    | 2025-02-14   | 1.5000         | 1012       | 5
    """)


def test_a_table_away_from_the_corner_is_read_at_its_own_lines(db: Database, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "exports/vocvo_1.xlsx", {"Lijst": []})
    book = openpyxl.load_workbook(path)
    for row, line in enumerate([HEADER, ONE, ["", "noot"], [3, "PI Mars", *ONE[2:]]], 5):
        for place, value in enumerate(line, 4):
            book["Lijst"].cell(row, place, value)
    book.save(path)
    (summary,) = load(db, tmp_path, sessions()).deliveries
    assert (summary.read, summary.accepted, summary.skips) == (7, 1, {"title": 4, "note": 1})
    assert rows(db, "select session_id, line from raw.session") == [("vocvo:1", 6)]
    assert rejected(db, "session") == [(8, "prison_code", "unknown_value")]


def test_takes_the_first_sheet_that_has_the_columns(db: Database, tmp_path: Path) -> None:
    write_workbook(tmp_path / "exports/vocvo_1.xlsx", {"Toelichting": [TITLE], "Data": [HEADER, ONE]})
    assert [one.sheet for one in load(db, tmp_path, sessions()).deliveries] == ["Data"]


def test_one_sheet_per_prison_and_quarters_side_by_side(db: Database, tmp_path: Path) -> None:
    header: list[object] = ["Maat", "Jaar", "K1", "K2"]
    sheets: dict[str, list[list[object]]] = {
        "Gent": [header, ["loans", 2025, 12, None]],
        "Antwerpen": [header, ["loans", 2025, 30, "ca. 12"]],
    }
    write_workbook(tmp_path / "exports/vocvo_1.xlsx", sheets)
    report = load(db, tmp_path, COUNTS)
    counted = [(one.sheet, one.read, one.accepted, one.rejected, one.skipped) for one in report.deliveries]
    assert counted == [("Gent", 2, 1, 0, 1), ("Antwerpen", 2, 1, 1, 0)]
    assert shown(db, "raw.count", "prison_code", "organisation_code", "period_code", "value") == records("""
        prison_code | organisation_code | period_code | value
        ANT         | VOCVO             | 2025-K1     | 30.0000
        GEN         | VOCVO             | 2025-K1     | 12.0000
    """)
    assert rejected(db, "count") == [(2, "value", "approximate")]


def test_a_hidden_sheet_is_not_read(db: Database, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "exports/vocvo_1.xlsx", {"Oud": [HEADER, ONE], "Nieuw": [HEADER, TWO]})
    book = openpyxl.load_workbook(path)
    book["Oud"].sheet_state = "hidden"
    book.save(path)
    assert [one.sheet for one in load(db, tmp_path, sessions()).deliveries] == ["Nieuw"]


def test_times_in_cells_are_read_as_times(db: Database, tmp_path: Path) -> None:
    source = sessions().replace('head_count = "Aantal"', 'start_time = "Uur"')
    header: list[object] = ["Nummer", "Gevangenis", "Datum", "Duur", "Uur", "Status"]
    line: list[object] = [1, "PI Gent", date(2025, 2, 3), time(1, 30), time(14, 30), "Doorgegaan"]
    write_workbook(tmp_path / "exports/vocvo_1.xlsx", {"Data": [header, line]})
    load(db, tmp_path, source)
    assert rows(db, "select start_time, duration_hours from raw.session") == [(time(14, 30), 1.5)]


def test_a_file_that_is_no_workbook_is_refused(db: Database, tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="onvolledig of beschadigd"):
        load(db, tmp_path, sessions(), {"vocvo_1.xlsx": b"PK\x03\x04 cut off"})


def test_a_sheet_that_the_source_names_must_be_there(db: Database, tmp_path: Path) -> None:
    write_workbook(tmp_path / "exports/vocvo_1.xlsx", {"Ans Verzonnen": [HEADER, ONE]})
    with pytest.raises(SourceError, match="geen zichtbaar blad 'Gent'") as caught:
        load(db, tmp_path, sessions('[table]\nsheets = ["Gent"]'))
    assert "Verzonnen" not in str(caught.value)
