"""A column that holds values below an empty or merged header is told, and never lost without a word."""

from pathlib import Path

import openpyxl
import pytest

from pipelines.cli.console import proposal_lines
from pipelines.database import Database
from pipelines.errors import SourceError
from pipelines.load import draft, propose_source
from tests.load.intake import CONTRACTS, REFERENCE, load, sessions, write
from tests.load.test_propose import propose

HEADER = ("Nummer", "Gevangenis", "Datum", "Status", "Duur", "Aantal")


def merged(
    path: Path, cells: str, header: tuple[str, ...] = HEADER, last: tuple[object, ...] = (8, 5, 8)
) -> Path:
    """Write a workbook of sessions in which these cells of the header, on line 2, are one."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Gent"
    sheet.append(["Ateliers"])
    sheet.append(header)
    for number, value in enumerate(last, 1):
        sheet.append([f"G{number}", "PI Gent", f"0{number}/02/2025", "Doorgegaan", 1.5, value])
    sheet.merge_cells(cells)
    sheet.merge_cells("A1:F1")
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def test_values_below_a_merged_header_are_asked_in_the_draft_and_on_screen(tmp_path: Path) -> None:
    path = merged(tmp_path / "ateliers.xlsx", "E2:F2")
    found = propose_source(path, CONTRACTS, reference=write(tmp_path / "names", REFERENCE))
    told = (
        "Kolom F van Gent heeft 3 ingevulde cel(len), zoals '8', maar geen naam: kop F2 is leeg, of "
        "samengevoegd met een andere (links staat 'Duur'). Ze wordt niet ingelezen. Hef het samenvoegen op, "
        "zet in F2 wat de kolom is en doe het voorstel opnieuw."
    )
    assert found.questions == (told,)
    assert f"# ? {told}" in draft(found)
    assert f"   ?    {told}" in proposal_lines(found, {})


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("Duur", ("Ans", "Bas", "Ans")),
        ("Duur", ("Ans Verzonnen", "Bas Verzonnen", "Ans Verzonnen")),
        ("Duur", (85010112345, 85010112345, 85010112346)),
        ("Duur", (1234, 1235, 1236)),
        ("Naam deelnemer", (8, 5, 8)),
    ],
)
def test_what_may_be_a_persons_is_no_example(tmp_path: Path, header: str, values: tuple[object, ...]) -> None:
    path = merged(tmp_path / "ateliers.xlsx", "E2:F2", (*HEADER[:4], header, ""), values)
    (told,) = propose_source(path, CONTRACTS).questions
    assert "3 ingevulde cel(len) maar geen naam" in told


def test_a_text_file_tells_of_cells_beyond_its_names_too(tmp_path: Path) -> None:
    text = "Nr;Inrichting;Datum;;Status\nA1;PI Gent;14/02/2025;8;Doorgegaan\nA2;PI Gent;15/02/2025;8;Doorgegaan\n"
    (told,) = propose(tmp_path, text).questions
    assert told.startswith("Kolom D heeft 2 ingevulde cel(len), zoals '8', maar geen naam: kop D1 is leeg")
    assert propose(tmp_path / "named", text.replace(";;", ";Aantal;")).questions == ()


def test_a_missing_header_is_told_to_be_merged(db: Database, tmp_path: Path) -> None:
    merged(tmp_path / "exports/vocvo_1.xlsx", "E2:F2")
    with pytest.raises(SourceError, match=r"niet gevonden: 'Aantal'.*samengevoegd \(E2:F2\)"):
        load(db, tmp_path, sessions())


def test_a_missing_header_that_is_not_merged_is_not_told_to_be(db: Database, tmp_path: Path) -> None:
    merged(tmp_path / "exports/vocvo_1.xlsx", "A3:A4", (*HEADER[:5], "Zoveel"))
    with pytest.raises(SourceError) as told:
        load(db, tmp_path, sessions())
    assert "samengevoegd" not in str(told.value)
