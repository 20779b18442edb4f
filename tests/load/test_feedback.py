"""The answer to a partner: the refused rows, what to mend in them, and back again."""

import csv
import time
from pathlib import Path

import openpyxl
import pytest

from pipelines.database import Database, rows
from pipelines.load import write_feedback
from pipelines.sources import find_exports, read_sources
from tests.load.intake import CONTRACTS, load, sessions, write_workbook

HEADER = "Nummer;Gevangenis;Datum;Duur;Aantal;Status;Begeleider\n"
GOOD = "1;PI Gent;03/02/2025;1,5;8;Doorgegaan;Ans Verzonnen\n2;PI Gent;14/02/2025;1,5;8;Doorgegaan;\n"
BAD = "3;PI Mars;05/02/2025;1,5;ca. 8;Doorgegaan;Bas Verzonnen\n4;PI Gent;31/02/2025;2;9;Doorgegaan;=1+2\n"


def answer(db: Database, folder: Path) -> tuple[Path, ...]:
    sources = read_sources(folder / "sources", CONTRACTS)
    exports = find_exports(folder / "exports", sources).exports
    return write_feedback(db, exports, sources, CONTRACTS, folder / "feedback")


def send_back(workbook: Path, folder: Path, *changes: tuple[str, object]) -> None:
    """Mend cells of the workbook and put it among the exports."""
    book = openpyxl.load_workbook(workbook)
    for place, value in changes:
        book.worksheets[0][place] = value
    book.save(folder / "exports" / workbook.name)


def test_refused_rows_come_back_with_all_their_columns_and_an_explanation(
    db: Database, tmp_path: Path
) -> None:
    load(db, tmp_path, sessions(), {"vocvo_1.csv": "Titel\n" + HEADER + GOOD + BAD})
    workbook, beside = answer(db, tmp_path)
    assert workbook.parent == tmp_path / "feedback/vocvo"
    sheet = openpyxl.load_workbook(workbook).worksheets[0]
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert found[0] == [*HEADER.strip().split(";"), "Verbetering: regel", "Verbetering: uitleg"]
    assert found[1][:8] == ["3", "PI Mars", "05/02/2025", "1,5", "ca. 8", "Doorgegaan", "Bas Verzonnen", 5]
    assert found[1][8] == (
        "Aantal: Dit is een schatting; vul het getelde aantal in of laat de cel leeg.\n"
        "Gevangenis: Dit woord staat niet in de afgesproken lijst."
    )
    assert found[2][8] == "Datum: Dit is geen datum die bestaat; schrijf bijvoorbeeld 31/12/2025."
    assert len(found) == 3
    with beside.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file, delimiter=";"))[2][:3] == ["4", "PI Gent", "31/02/2025"]


def test_only_the_offending_cells_are_marked_and_not_by_colour_alone(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, sessions(), {"vocvo_1.csv": HEADER + GOOD + BAD})
    sheet = openpyxl.load_workbook(answer(db, tmp_path)[0]).worksheets[0]
    marked = [cell for row in sheet.iter_rows() for cell in row if cell.comment]
    assert [cell.coordinate for cell in marked] == ["B2", "E2", "C3"]
    assert all(cell.border.left.style == "medium" and cell.fill.fill_type == "solid" for cell in marked)


def test_a_summary_counts_what_is_wrong(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, sessions(), {"vocvo_1.csv": HEADER + GOOD + BAD})
    sheet = openpyxl.load_workbook(answer(db, tmp_path)[0])["Samenvatting"]
    lines = {row[0].value: row[1].value for row in sheet.iter_rows() if row[0].value}
    assert (lines["Uw bestand"], lines["Aantal rijen"]) == ("vocvo_1.csv", 2)
    assert lines["Dit woord staat niet in de afgesproken lijst."] == 1


def test_the_mended_workbook_loads_exactly_its_rows(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, sessions(""), {"vocvo_1.csv": HEADER + GOOD + BAD})
    workbook, _ = answer(db, tmp_path)
    # no date is left that shows which is the day: what the first file showed still holds
    send_back(workbook, tmp_path, ("B2", "PI Antwerpen"), ("E2", 8), ("C3", "05/03/2025"))
    (summary,) = load(db, tmp_path, sessions("")).deliveries
    assert (summary.read, summary.accepted, summary.rejected, summary.duplicate) == (2, 2, 0, 0)
    found = rows(db, "select session_id, session_date::varchar, head_count from raw.session order by all")
    assert found == [
        ("vocvo:1", "2025-02-03", 8),
        ("vocvo:2", "2025-02-14", 8),
        ("vocvo:3", "2025-02-05", 8),
        ("vocvo:4", "2025-03-05", 9),
    ]
    assert answer(db, tmp_path) == ()


def test_what_is_not_mended_is_answered_again(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, sessions(), {"vocvo_1.csv": HEADER + GOOD + BAD})
    first, _ = answer(db, tmp_path)
    send_back(first, tmp_path, ("C3", "28/02/2025"))
    (summary,) = load(db, tmp_path, sessions()).deliveries
    assert (summary.accepted, summary.rejected) == (1, 1)
    second, _ = answer(db, tmp_path)
    assert second.name != first.name
    sheet = openpyxl.load_workbook(second).worksheets[0]
    assert [sheet.cell(row, 1).value for row in range(2, sheet.max_row + 1)] == ["3"]


def test_a_workbook_keeps_its_sheets_and_their_header_of_two_lines(db: Database, tmp_path: Path) -> None:
    source = sessions('[dialect]\ndates = "dmy"\n[table]\nsheets = ["Gent", "Antwerpen"]').replace(
        '"Duur"', '"Sessie Duur"'
    )
    head: list[list[object]] = [
        ["Overzicht"],
        ["Nummer", "Gevangenis", "Datum", "Sessie", "Aantal", "Status"],
        [None, None, None, "Duur"],
    ]
    sheets = {
        "Gent": [*head, [1, "PI Gent", "03/02/2025", 1.5, 8, "Doorgegaan"]],
        "Antwerpen": [*head, [2, "PI Antwerpen", "03/02/2025", 1.5, "<5", "Doorgegaan"]],
    }
    write_workbook(tmp_path / "exports/vocvo_1.xlsx", sheets)
    load(db, tmp_path, source)
    workbook, _ = answer(db, tmp_path)
    assert openpyxl.load_workbook(workbook).sheetnames == ["Antwerpen", "Samenvatting"]
    send_back(workbook, tmp_path, ("E3", 4))
    (summary,) = load(db, tmp_path, source).deliveries
    assert (summary.sheet, summary.accepted) == ("Antwerpen", 1)
    assert rows(db, "select head_count from raw.session order by all") == [(4,), (8,)]


def test_the_same_answer_is_the_same_bytes_on_a_later_day(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, sessions(), {"vocvo_1.csv": HEADER + GOOD + BAD})
    first = [path.read_bytes() for path in answer(db, tmp_path)]
    time.sleep(2.1)  # ZIP counts by two seconds
    assert [path.read_bytes() for path in answer(db, tmp_path)] == first


ACTING = ["=1+2", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", '=HYPERLINK("x")']


@pytest.mark.parametrize("text", ACTING)
def test_no_cell_of_an_answer_acts_as_a_formula(db: Database, tmp_path: Path, text: str) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    load(db, tmp_path, sessions(), {"vocvo_1.csv": HEADER + GOOD + BAD.replace("=1+2", quoted)})
    workbook, beside = answer(db, tmp_path)
    cells = [cell for row in openpyxl.load_workbook(workbook).worksheets[0].iter_rows() for cell in row]
    assert text in [cell.value for cell in cells]
    assert not any(cell.data_type == "f" for cell in cells)
    with beside.open(encoding="utf-8-sig", newline="") as file:
        written = [cell for line in csv.reader(file, delimiter=";") for cell in line]
    assert "'" + text in written and text not in written


@pytest.mark.parametrize(
    ("language", "word"), [("fr", "Ce n'est pas une date"), ("en", "This is not an existing date")]
)
def test_the_answer_speaks_the_language_of_the_partner(
    db: Database, tmp_path: Path, language: str, word: str
) -> None:
    source = sessions(f'language = "{language}"\n[dialect]\ndates = "dmy"\ndecimal = ","')
    load(db, tmp_path, source, {"vocvo_1.csv": HEADER + GOOD + BAD})
    sheet = openpyxl.load_workbook(answer(db, tmp_path)[0]).worksheets[0]
    assert word in sheet["I3"].value


def test_an_answer_is_for_the_owner_of_the_workspace_only(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, sessions(), {"vocvo_1.csv": HEADER + GOOD + BAD})
    workbook, beside = answer(db, tmp_path)
    assert [path.stat().st_mode & 0o777 for path in (workbook.parent, workbook, beside)] == [
        0o700,
        0o600,
        0o600,
    ]
    assert sorted(workbook.parent.iterdir()) == sorted([workbook, beside])


def test_there_is_no_answer_without_refused_rows(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, sessions(), {"vocvo_1.csv": HEADER + GOOD})
    assert answer(db, tmp_path) == ()
    assert not (tmp_path / "feedback").exists()
