"""What a workbook holds beside plain values: each cell becomes a value or a refusal, never nothing."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.database import Database, rows
from pipelines.errors import ReportError
from pipelines.load import LoadSummary, write_feedback
from pipelines.load.workbooks.cell_styles import unit_of
from pipelines.sources import find_exports, read_sources
from tests.load.intake import CONTRACTS, lenient, load, rejected, sessions

HEADER = ["Nummer", "Gevangenis", "Datum", "Duur", "Aantal", "Status"]
DMY = '[dialect]\ndates = "dmy"'
COUNTS = """
source = "vocvo"
label = "Vocvo"
organisation = "VOCVO"
files = ["vocvo_*"]
max_rejected_share = 1
[[maps]]
dataset = "count"
[maps.columns]
prison_code = { from = "Gevangenis", values = { "PI Gent" = "GEN" } }
domain_code = { constant = "sport" }
indicator_code = { constant = "loans" }
period_code = "Periode"
value = "Aantal"
"""


def line(number: int, **other: object) -> list[object]:
    """A good session, with other cells where they are given."""
    cells: dict[str, object] = {
        "Nummer": f"S{number}", "Gevangenis": "PI Gent", "Datum": date(2025, 2, number), "Duur": 1.5,
        "Aantal": 8, "Status": "Doorgegaan",
    }  # fmt: skip
    return list((cells | other).values())


def book(
    path: Path, lines: Sequence[Sequence[object]], change: Callable[[Worksheet], object] | None = None
) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for one in lines:
        sheet.append(one)
    if change is not None:
        change(sheet)
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(path)
    return path


def load_book(
    db: Database,
    folder: Path,
    lines: Sequence[Sequence[object]],
    change: Callable[[Worksheet], object] | None = None,
    *,
    source: str = "",
) -> LoadSummary:
    book(folder / "exports/vocvo_1.xlsx", [HEADER, *lines], change)
    (one,) = load(db, folder, source or lenient(sessions(DMY))).deliveries
    return one


def rewritten(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change the XML of the first sheet, as another program would have written it."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part.filename, change(content) if part.filename.endswith("sheet1.xml") else content)
    path.write_bytes(made.getvalue())


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!"])
def test_an_error_value_is_refused_and_not_taken_for_an_empty_cell(
    db: Database, tmp_path: Path, error: str
) -> None:
    one = load_book(db, tmp_path, [line(1), line(2, Aantal=error), line(3, Duur=error)])
    assert (one.accepted, one.reasons) == (1, {"formula_error": 2})
    assert rejected(db, "session") == [
        (3, "head_count", "formula_error"),
        (4, "duration_hours", "formula_error"),
    ]


@pytest.mark.parametrize("error", [b"#CALC!", b"#SPILL!", b"#FIELD!", b"#BUSY!", b"#PYTHON!"])
def test_an_unknown_error_value_costs_its_cell_and_not_the_file(
    db: Database, tmp_path: Path, error: bytes
) -> None:
    path = book(
        tmp_path / "exports/vocvo_1.xlsx",
        [[*HEADER, "Noot"], [*line(1), "#N/A"], [*line(2, Aantal="#N/A"), "x"]],
    )
    rewritten(path, lambda content: content.replace(b"#N/A", error))
    (one,) = load(db, tmp_path, lenient(sessions(DMY))).deliveries
    assert (one.accepted, one.reasons) == (1, {"formula_error": 1})


@pytest.mark.parametrize("formula", ["=4+4", "=SUM(A2:A3)", '="a"&"b"'])
def test_a_formula_that_was_never_calculated_is_refused(db: Database, tmp_path: Path, formula: str) -> None:
    one = load_book(db, tmp_path, [line(1), line(2, Aantal=formula)])
    assert (one.accepted, one.reasons) == (1, {"formula_without_value": 1})


def test_a_formula_that_gave_an_empty_text_is_an_empty_cell(db: Database, tmp_path: Path) -> None:
    path = book(tmp_path / "exports/vocvo_1.xlsx", [HEADER, line(1, Aantal="=1")])
    rewritten(path, lambda content: re.sub(rb'<c r="E2"[^>]*>', b'<c r="E2" t="str">', content))
    (one,) = load(db, tmp_path, lenient(sessions(DMY))).deliveries
    assert (one.accepted, rows(db, "select head_count from raw.session")) == (1, [(None,)])


def raised(text: str) -> TextBlock:
    return TextBlock(InlineFont(vertAlign="superscript"), text)


@pytest.mark.parametrize(
    "cell", [CellRichText("8", raised("1")), CellRichText("12", raised("*")), "9¹", "9*", "9 (1)"]
)
def test_a_footnote_is_no_digit_of_its_number(db: Database, tmp_path: Path, cell: object) -> None:
    one = load_book(db, tmp_path, [line(1), line(2, Aantal=cell)])
    assert (one.accepted, one.reasons) == (1, {"has_footnote": 1})


def test_cells_that_are_struck_through_are_refused_unless_the_source_says_otherwise(
    db: Database, tmp_path: Path
) -> None:
    def strike(sheet: Worksheet) -> None:
        for cell in sheet[3]:
            cell.font = Font(strike=True)

    one = load_book(db, tmp_path, [line(1), line(2), line(3)], strike)
    assert (one.accepted, one.rejected, set(one.reasons)) == (2, 1, {"struck_through"})
    assert [(found.code, found.lines) for found in one.findings] == [("struck_rows", (3,))]


@pytest.mark.parametrize(("way", "accepted", "skips"), [("skip", 2, {"struck": 1}), ("read", 3, {})])
def test_a_source_can_skip_or_read_what_is_struck(
    db: Database, tmp_path: Path, way: str, accepted: int, skips: dict[str, int]
) -> None:
    def strike(sheet: Worksheet) -> None:
        sheet["E3"].font = Font(strike=True)

    source = lenient(sessions(f'{DMY}\n[table]\nstruck = "{way}"'))
    one = load_book(db, tmp_path, [line(1), line(2), line(3)], strike, source=source)
    assert (one.accepted, one.skips) == (accepted, skips)
    assert [found.code for found in one.findings] == ["struck_rows"]


@pytest.mark.parametrize(("way", "accepted", "skips"), [("", 3, {}), ("skip", 1, {"hidden": 2})])
def test_hidden_rows_are_told_and_counted_as_the_source_says(
    db: Database, tmp_path: Path, way: str, accepted: int, skips: dict[str, int]
) -> None:
    def hide(sheet: Worksheet) -> None:
        for row in (3, 4):
            sheet.row_dimensions[row].hidden = True

    source = lenient(sessions(f'{DMY}\n[table]\nhidden = "{way or "read"}"'))
    one = load_book(db, tmp_path, [line(1), line(2), line(3)], hide, source=source)
    assert (one.read, one.accepted, one.skips) == (3, accepted, skips)
    assert [(found.code, found.lines) for found in one.findings] == [("hidden_rows", (3, 4))]


def test_a_hidden_column_that_is_read_is_told(db: Database, tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions["D"].hidden = True

    one = load_book(db, tmp_path, [line(1)], hide)
    assert [found.code for found in one.findings] == ["hidden_columns"]
    assert "kolom D" in one.findings[0].sentence


def test_a_merged_cell_holds_for_each_of_its_rows(db: Database, tmp_path: Path) -> None:
    lines = [line(1), line(2, Gevangenis=None), line(3, Gevangenis=None), line(4, Gevangenis="PI Antwerpen")]
    one = load_book(db, tmp_path, lines, lambda sheet: sheet.merge_cells("B2:B4"))
    assert (one.accepted, one.rejected) == (4, 0)
    assert rows(db, "select prison_code, count(*) from raw.session group by all order by all") == [
        ("ANT", 1),
        ("GEN", 3),
    ]


def test_a_number_in_a_merged_cell_is_not_counted_for_each_of_its_rows(db: Database, tmp_path: Path) -> None:
    lines = [line(1, Aantal=24), line(2, Aantal=None), line(3, Aantal=None)]
    one = load_book(db, tmp_path, lines, lambda sheet: sheet.merge_cells("E2:E4"))
    assert (one.accepted, one.reasons) == (1, {"merged_cells": 2})


@pytest.mark.parametrize(
    ("code", "unit"),
    [("0,", "×"), ("#,##0.0,,", "×"), ("0%", "%"), ("0.0 %", "%"), ("#,##0", ""), ('0" koppels"', "?koppels"),
     (";;;", "∅"), ('0" min"', "min"), ("0 \\m\\i\\n", "min"), ('0.0"u"', "u"), ('#,##0" duizend"', "×"), ('0" pers."', ""),
     ("d mmm yyyy", ""), ('h"u"mm', ""), ("0.00", ""), ('"€" 0', ""),
     ('"<"0', "≷"), ("<0", "≷"), ('0"+"', "≷"), ("+0;-0", ""), ("[<100]0;0", ""), ('"ca. "0', "≈"), ('0" (geschat)"', "≈"),
     ('"minder dan "0', "≷"), ('0" of meer"', "≷"), ('0" categorieën"', "?categorieën"), ('0" min.";-0" min."', "min")],
)  # fmt: skip
def test_a_number_format_can_name_a_unit(code: str, unit: str) -> None:
    assert unit_of(code) == unit


def test_a_duration_shown_in_minutes_is_read_in_minutes(db: Database, tmp_path: Path) -> None:
    def show(sheet: Worksheet) -> None:
        sheet["D2"].number_format = '0" min"'
        sheet["E3"].number_format = '0" duizend"'

    one = load_book(db, tmp_path, [line(1, Duur=90), line(2)], show)
    assert rows(db, "select duration_hours::double from raw.session") == [(1.5,)]
    assert one.reasons == {"other_scale": 1}


def test_a_format_that_shows_another_number_has_it_refused(db: Database, tmp_path: Path) -> None:
    """Divided by a thousand, and as percentages: of a count no one knows which number is meant."""

    def show(sheet: Worksheet) -> None:
        for place, code in (("E2", "0,"), ("E3", "0%"), ("E4", "0.00%")):
            sheet[place].number_format = code

    one = load_book(db, tmp_path, [line(1), line(2), line(3), line(4)], show)
    assert (one.accepted, one.reasons) == (1, {"other_scale": 3})


def test_a_format_that_makes_an_estimate_or_a_bound_of_a_number_has_it_refused(
    db: Database, tmp_path: Path
) -> None:
    """As the same text in a CSV is: who reads `<8` in the sheet did not count eight."""

    def show(sheet: Worksheet) -> None:
        for place, code in (("E2", '"<"0'), ("E3", '0"+"'), ("E4", '"ca. "0'), ("A5", '"ca. "0')):
            sheet[place].number_format = code

    one = load_book(db, tmp_path, [line(1), line(2), line(3), line(4)], show)
    assert (one.accepted, one.reasons) == (1, {"range": 2, "approximate": 1})


def test_a_format_that_shows_more_or_nothing_is_told(db: Database, tmp_path: Path) -> None:
    def show(sheet: Worksheet) -> None:
        sheet["E2"].number_format = '0" koppels"'
        sheet["E3"].number_format = ";;;"

    one = load_book(db, tmp_path, [line(1), line(2), line(3)], show)
    assert one.accepted == 3
    assert [(found.sentence, found.lines) for found in one.findings if found.code == "format_says_more"] == [
        ("in deze rijen toont de celopmaak 'koppels' erbij; gelezen is het getal zelf:", (2,)),
        ("in deze rijen verbergt de celopmaak het getal; gelezen is het getal zelf:", (3,)),
    ]


def test_a_digit_that_stands_lower_is_a_footnote_too(db: Database, tmp_path: Path) -> None:
    lowered = CellRichText("8", TextBlock(InlineFont(vertAlign="subscript"), "2"))
    one = load_book(db, tmp_path, [line(1, Aantal=lowered), line(2)])
    assert (one.accepted, one.reasons) == (1, {"has_footnote": 1})


def test_dates_that_fall_in_the_period_of_the_file_only_when_swapped_are_refused(
    db: Database, tmp_path: Path
) -> None:
    """A list of February and March that an English Excel opened: twelve real dates over a whole year."""
    lines = [line(month, Datum=date(2025, month, 2 + month % 2)) for month in range(1, 13)]
    book(tmp_path / "exports/vocvo_2025-K1.xlsx", [HEADER, *lines])
    (one,) = load(db, tmp_path, lenient(sessions(DMY))).deliveries
    assert (one.accepted, one.reasons) == (0, {"date_swapped": 12})
    load(db, tmp_path, lenient(sessions(f'{DMY}\nexcel_dates = "swap"')))
    assert rows(db, "select distinct month(session_date) from raw.session order by 1") == [(2,), (3,)]


@pytest.mark.parametrize("noise", [1.9999999999999996, 2.0000000000000004, 2.0000001])
def test_a_whole_number_with_the_noise_of_a_formula_is_that_number(
    db: Database, tmp_path: Path, noise: float
) -> None:
    one = load_book(db, tmp_path, [line(1, Duur=noise, Aantal=noise)])
    assert one.accepted == 1
    assert rows(db, "select duration_hours::double, head_count from raw.session") == [(2.0, 2)]


def test_a_number_that_a_spreadsheet_rounded_is_refused(db: Database, tmp_path: Path) -> None:
    one = load_book(db, tmp_path, [line(1, Nummer=202501000001), line(2, Nummer=1234567890123456)])
    assert (one.accepted, one.reasons) == (1, {"too_many_digits": 1})
    assert rows(db, "select session_id from raw.session") == [("vocvo:202501000001",)]


def test_a_long_number_that_a_csv_shows_rounded_is_refused(db: Database, tmp_path: Path) -> None:
    text = ";".join(HEADER) + "\n"
    text += "".join(f"2,02501E+11;PI Gent;0{day}/02/2025;1,5;8;Doorgegaan\n" for day in (1, 2))
    (one,) = load(db, tmp_path, lenient(sessions(DMY)), {"vocvo_1.csv": text}).deliveries
    assert (one.accepted, one.reasons) == (0, {"made_scientific": 2})


@pytest.mark.parametrize(
    "words",
    [
        '"WAAR" = "held", "ONWAAR" = "cancelled"',
        '"TRUE" = "held", "FALSE" = "cancelled"',
        '"1" = "held", "0" = "cancelled"',
    ],
)
def test_a_ticked_cell_is_the_word_that_a_csv_gives(db: Database, tmp_path: Path, words: str) -> None:
    source = lenient(sessions(DMY)).replace('"Doorgegaan" = "held", "Afgelast" = "cancelled"', words)
    load_book(db, tmp_path, [line(1, Status=True), line(2, Status=False)], source=source)
    assert rows(db, "select status from raw.session order by line") == [("held",), ("cancelled",)]


def swapped(days: Sequence[int]) -> list[list[object]]:
    """Days of February as an English program reads the Dutch list: it takes the first number for the month."""
    return [
        line(1, Nummer=f"S{day}", Datum=datetime(2025, day, 2) if day <= 12 else f"{day:02}/02/2025")
        for day in days
    ]


def test_dates_of_which_day_and_month_were_swapped_are_refused(db: Database, tmp_path: Path) -> None:
    one = load_book(db, tmp_path, swapped(range(1, 25)))
    assert (one.accepted, one.reasons) == (12, {"date_swapped": 12})
    assert rows(db, "select distinct month(session_date) from raw.session") == [(2,)]


def test_a_source_can_have_them_swapped_back(db: Database, tmp_path: Path) -> None:
    source = lenient(sessions(f'{DMY}\nexcel_dates = "swap"'))
    assert load_book(db, tmp_path, swapped(range(1, 25)), source=source).accepted == 24
    assert rows(db, "select distinct month(session_date) from raw.session") == [(2,)]


def test_real_and_typed_dates_beside_each_other_are_no_sign_of_that(db: Database, tmp_path: Path) -> None:
    typed = [line(3), line(14), line(5, Datum="15/02/2025"), line(6, Datum="06/02/2025")]
    assert load_book(db, tmp_path, typed).accepted == 4


@pytest.mark.parametrize("cell", [datetime(2025, 1, 1), date(2025, 5, 1), "1-mei", "jan-25x"])
def test_a_period_of_which_a_date_was_made_says_so(db: Database, tmp_path: Path, cell: object) -> None:
    lines = [["Gevangenis", "Periode", "Aantal"], ["PI Gent", "2025-02", 5], ["PI Gent", cell, 5]]
    book(tmp_path / "exports/vocvo_1.xlsx", lines)
    (one,) = load(db, tmp_path, COUNTS).deliveries
    reason = "not_a_period" if cell == "jan-25x" else "made_a_date"
    assert (one.accepted, one.reasons) == (1, {reason: 1})


def test_the_answer_shows_the_cell_as_the_partner_sees_it(db: Database, tmp_path: Path) -> None:
    load_book(db, tmp_path, [line(1), line(2, Aantal="#N/A"), line(3, Aantal="=1+1")])
    sources = read_sources(tmp_path / "sources", CONTRACTS)
    exports = find_exports(tmp_path / "exports", sources).exports
    path, _ = write_feedback(db, exports, sources, CONTRACTS, tmp_path / "feedback")
    answer = openpyxl.load_workbook(path)
    shown = [cell.value for sheet in answer for row in sheet.iter_rows() for cell in row]
    assert "#N/A" in shown
    assert not [text for text in shown if isinstance(text, str) and "\ue000" in text]


def test_a_struck_word_inside_a_cell_is_refused(db: Database, tmp_path: Path) -> None:
    cell = CellRichText(TextBlock(InlineFont(strike=True), "8"), " 9")
    try:
        one = load_book(db, tmp_path, [line(1), line(2, Aantal=cell)])
    except ReportError as error:
        pytest.fail(str(error))
    assert (one.accepted, one.reasons) == (1, {"struck_through": 1})
