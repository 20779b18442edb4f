"""What stands in a table and is no row: totals, notes, headers that come again; and files without a table."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pipelines.database import Database, rows
from pipelines.errors import SourceError
from tests.load.intake import load, load_one, rejected, sessions, write_workbook
from tests.tabular import records, shown

HEADER = "Nummer;Gevangenis;Datum;Duur;Aantal;Status\n"
ONE = "1;PI Gent;03/02/2025;1,5;8;Doorgegaan\n"
TWO = "2;PI Gent;14/02/2025;2;12;Doorgegaan\n"
THREE = "3;PI Antwerpen;15/02/2025;1;5;Doorgegaan\n"


@pytest.mark.parametrize(
    "label",
    ["Totaal", "TOTAAL:", "Subtotaal Gent", "Algemeen totaal", "Total", "Sous-total", "Gent totaal", "Som"],
)
def test_a_total_line_is_no_row(db: Database, tmp_path: Path, label: str) -> None:
    summary = load_one(db, tmp_path, sessions(), HEADER + ONE + TWO + f"{label};;;3,5;20;\n")
    assert (summary.read, summary.accepted, summary.rejected) == (3, 2, 0)
    assert summary.skips == {"total": 1}
    assert summary.findings == ()


def test_a_total_in_a_column_that_nobody_maps_is_no_row_either(db: Database, tmp_path: Path) -> None:
    lines = "Regio;" + HEADER + "Oost;" + ONE + "Oost;" + TWO + "Totaal;;;;3,5;20;\n"
    assert load_one(db, tmp_path, sessions(), lines).skips == {"total": 1}


def test_a_full_row_that_says_total_is_not_counted_twice(db: Database, tmp_path: Path) -> None:
    summary = load_one(
        db, tmp_path, sessions(), HEADER + ONE + "Totaal;PI Gent;03/02/2025;1,5;8;Doorgegaan\n"
    )
    assert (summary.accepted, summary.skips) == (1, {"total": 1})


def test_a_line_that_could_be_a_total_or_an_activity_is_refused(db: Database, tmp_path: Path) -> None:
    """`Totaal welzijn` on a day: no total has a day, and no one knows; so it is neither counted nor lost."""
    unnamed = sessions().replace('session_id = "Nummer"', 'activity_name = "Nummer"')
    lines = "Totaal welzijn;PI Gent;03/02/2025;1,5;8;Doorgegaan\nTotaal welzijn;;;1,5;8;\n"
    for name, content in (("vocvo_1.csv", HEADER + TWO + lines), ("vocvo_2.csv", HEADER + ONE + THREE)):
        load(db, tmp_path, unnamed, {name: content})
    assert rejected(db, "session") == [(3, None, "maybe_total")]
    (skipped,) = rows(db, "select reason_code, rows_skipped from load.skip_count")
    assert skipped == ("total", 1)


@pytest.mark.parametrize("name", ["Totaaltheater", "Somalisch", "Dans totaal"])
def test_a_name_that_only_looks_like_it_is_a_row(db: Database, tmp_path: Path, name: str) -> None:
    summary = load_one(db, tmp_path, sessions(), HEADER + ONE + f"{name};PI Gent;03/02/2025;1;9;Doorgegaan\n")
    assert (summary.accepted, summary.skipped) == (2, 0)


def test_a_word_that_the_source_maps_is_no_label_of_a_total(db: Database, tmp_path: Path) -> None:
    source = sessions().replace('"PI Gent" =', '"Totaal Gent" =').replace('session_id = "Nummer"\n', "")
    header, line = HEADER.split(";", 1)[1], ONE.split(";", 1)[1].replace("PI Gent", "Totaal Gent")
    assert load_one(db, tmp_path, source, header + line).accepted == 1


def test_a_total_that_differs_from_its_rows_is_a_finding(db: Database, tmp_path: Path) -> None:
    summary = load_one(db, tmp_path, sessions(), HEADER + ONE + TWO + "Totaal;;;3,5;21;\n")
    (found,) = summary.findings
    assert (found.code, found.severity, found.line, found.column) == (
        "total_differs",
        "warning",
        4,
        "head_count",
    )
    assert (found.printed, found.computed) == (Decimal(21), Decimal(20))
    assert shown(db, "load.finding", "finding_code", "line", "value_printed", "value_computed") == records("""
        finding_code  | line | value_printed | value_computed
        total_differs | 4    | 21.0000       | 20.0000
    """)


def test_subtotals_are_of_their_block_and_the_last_total_of_all(db: Database, tmp_path: Path) -> None:
    blocks = ONE + TWO + "Subtotaal;;;3,5;20;\n" + THREE + "Subtotaal;;;1;5;\n" + "Totaal;;;4,5;25;\n"
    assert load_one(db, tmp_path, sessions(), HEADER + blocks).findings == ()


def test_a_total_above_its_rows_is_set_beside_them(db: Database, tmp_path: Path) -> None:
    lines = HEADER + "Totaal;;;3,5;{};\n" + ONE + TWO
    assert load_one(db, tmp_path / "good", sessions(), lines.format(20)).findings == ()
    assert [one.column for one in load_one(db, tmp_path, sessions(), lines.format(19)).findings] == [
        "head_count"
    ]


def test_a_total_counts_the_rejected_rows_too(db: Database, tmp_path: Path) -> None:
    lines = HEADER + ONE + TWO.replace("14/02", "31/02") + "Totaal;;;3,5;20;\n"
    summary = load_one(db, tmp_path, sessions(), lines)
    assert (summary.accepted, summary.rejected, summary.findings) == (1, 1, ())


def test_a_note_below_or_inside_the_table_is_skipped(db: Database, tmp_path: Path) -> None:
    lines = (
        HEADER
        + ONE
        + "Gent, vleugel B;;;;;\n"
        + TWO
        + "* voorlopige cijfers\n"
        + ";;Bron: eigen telling;;;\n"
    )
    summary = load_one(db, tmp_path, sessions(), lines)
    assert (summary.read, summary.accepted, summary.skips) == (5, 2, {"note": 3})


def test_a_lonely_number_is_a_row_that_lacks_the_rest(db: Database, tmp_path: Path) -> None:
    summary = load_one(db, tmp_path, sessions(), HEADER + ONE + "2;;;;;\n")
    assert (summary.accepted, summary.rejected) == (1, 1)
    assert ("missing" in summary.reasons, rejected(db, "session")[0][0]) == (True, 3)


def test_a_header_that_comes_again_is_skipped(db: Database, tmp_path: Path) -> None:
    summary = load_one(db, tmp_path, sessions(), HEADER + ONE + "\n" + HEADER.upper() + HEADER + TWO)
    assert (summary.accepted, summary.skips) == (2, {"blank": 1, "header": 2})


def test_the_same_lines_are_skipped_in_a_workbook(db: Database, tmp_path: Path) -> None:
    header: list[object] = ["Nummer", "Gevangenis", "Datum", "Duur", "Aantal", "Status"]
    line: list[object] = [1, "PI Gent", "03/02/2025", 1.5, 8, "Doorgegaan"]
    total: list[object] = ["Totaal", None, None, 1.5, 9]
    sheet: list[list[object]] = [["Lijst"], header, line, total, header, [], [None, "* voorlopig"]]
    write_workbook(tmp_path / "exports/vocvo_1.xlsx", {"Data": sheet})
    (summary,) = load(db, tmp_path, sessions()).deliveries
    assert (summary.accepted, summary.rejected) == (1, 0)
    assert summary.skips == {"blank": 1, "header": 1, "note": 1, "title": 1, "total": 1}
    assert [(one.line, one.column) for one in summary.findings] == [(4, "head_count")]


def test_a_header_of_two_lines_with_merged_cells_is_read(db: Database, tmp_path: Path) -> None:
    source = sessions().replace('"Duur"', '"Sessie Duur"').replace('"Datum"', '"Sessie Datum"')
    write_workbook(
        tmp_path / "exports/vocvo_1.xlsx",
        {
            "Data": [
                ["Overzicht 2025"],
                ["Nummer", "Gevangenis", "Sessie", None, "Aantal", "Status"],
                [None, None, "Datum", "Duur", None, None],
                [1, "PI Gent", "03/02/2025", 1.5, 8, "Doorgegaan"],
            ]
        },
    )
    book = openpyxl.load_workbook(tmp_path / "exports/vocvo_1.xlsx")
    for cells in ("A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3"):
        book["Data"].merge_cells(cells)
    book.save(tmp_path / "exports/vocvo_1.xlsx")
    (summary,) = load(db, tmp_path, source).deliveries
    assert (summary.read, summary.accepted, summary.skips) == (3, 1, {"title": 2})
    assert rows(db, "select session_date::varchar, duration_hours::varchar, line from raw.session") == [
        ("2025-02-03", "1.5000", 4)
    ]


def test_the_same_word_under_two_groups_is_told_apart(db: Database, tmp_path: Path) -> None:
    source = sessions().replace('"Aantal"', '"Aanwezig Aantal"')
    lines = "Nummer;Gevangenis;Datum;Duur;Ingeschreven;Aanwezig;Status\n;;;;Aantal;Aantal;\n"
    load_one(db, tmp_path, source, lines + "1;PI Gent;03/02/2025;1;20;8;Doorgegaan\n")
    assert rows(db, "select head_count from raw.session") == [(8,)]


@pytest.mark.parametrize("content", ["", "\n\n", "Sessies van kwartaal 1\n\nnog niet klaar\n"])
def test_a_file_without_table_is_told_and_stops_no_other(db: Database, tmp_path: Path, content: str) -> None:
    report = load(db, tmp_path, sessions(), {"vocvo_1.csv": content, "vocvo_2.csv": HEADER + ONE + TWO})
    empty, good = report.deliveries
    assert (empty.read, empty.skips.get("title", 0)) == (content.count("\n"), content.count("\n"))
    assert [one.code for one in report.findings] == ["no_table"]
    assert good.accepted == 2


def test_a_workbook_without_table_is_told(db: Database, tmp_path: Path) -> None:
    write_workbook(tmp_path / "exports/vocvo_1.xlsx", {"Data": [["Sessies"]], "Leeg": []})
    report = load(db, tmp_path, sessions())
    assert [(one.sheet, one.read) for one in report.deliveries] == [("Data", 1), ("Leeg", 0)]
    assert {one.code for one in report.findings} == {"no_table"}


def test_a_table_without_rows_is_told(db: Database, tmp_path: Path) -> None:
    summary = load_one(db, tmp_path, sessions(), "Titel\n" + HEADER)
    assert (summary.read, [one.code for one in summary.findings]) == (1, ["no_rows"])


def test_a_table_with_other_columns_still_stops_the_load(db: Database, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="geen kopregel"):
        load(db, tmp_path, sessions(), {"vocvo_1.csv": "Titel\nNaam;Bedrag\n"})
