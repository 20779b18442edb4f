"""No cell of a workbook is left out untold: what is read is held against the XML, counted by itself."""

import re
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.database import Database
from pipelines.errors import LoadError
from pipelines.load.read import archive_parts, plain_sheets, reference
from pipelines.load.workbooks import filled, open_sheet, open_workbook, refuse_lost_cells, sheet_rows
from tests.load.intake import load, sessions, write_workbook

HEADER: list[object] = ["Nummer", "Gevangenis", "Datum", "Duur", "Aantal", "Status"]
SHEET = "xl/worksheets/sheet1.xml"


def lines(number: int) -> list[list[object]]:
    return [HEADER, *([one, "PI Gent", "03/02/2025", 1.5, 8, "Doorgegaan"] for one in range(1, number + 1))]


def rewritten(path: Path, old: str, new: str, part: str = SHEET) -> Path:
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode()
    assert re.search(old, text, re.DOTALL)
    parts[part] = re.sub(old, new, text, count=1, flags=re.DOTALL).encode()
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def check(path: Path) -> tuple[int, int]:
    """Hold each sheet of a file against its XML; give how many cells were read and quickly counted."""
    with path.open("rb") as file:
        parts = archive_parts(file)
        book, plain = open_workbook(file, path, parts), plain_sheets(file, parts)
        number, quick = 0, 0
        for name, sheet in zip(book.sheet_names, plain, strict=True):
            rows = list(sheet_rows(open_sheet(book, name, path)))
            assert sheet is not None
            number += sum(map(filled, rows))
            quick += sheet.quick
            refuse_lost_cells(name, sheet, rows, sum(map(filled, rows)), path)
    return number, quick


CELLS = st.one_of(
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=5),
    st.sampled_from([None, "", " ", "\n", "_x000D_", "&amp;", "=1+1", "#N/A", True, "\u00a0"]),
    st.datetimes().filter(lambda one: one.year > 1900),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(CELLS, max_size=5), max_size=6))
def test_every_sheet_that_was_written_is_read_whole(tmp_path: Path, rows: list[list[object]]) -> None:
    path = write_workbook(tmp_path / "one.xlsx", {"Lijst": rows})
    check(path)


def test_a_plain_sheet_needs_the_quick_count_alone(tmp_path: Path) -> None:
    assert check(write_workbook(tmp_path / "one.xlsx", {"Lijst": lines(40)})) == (246, 246)


@pytest.mark.parametrize("dropped", ["A2", "F41", "C7"])
def test_a_cell_that_the_reader_leaves_out_stops_the_load(
    tmp_path: Path, dropped: str, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_workbook(tmp_path / "exports/vocvo_1.xlsx", {"Lijst": lines(40)})
    line, place = int(dropped[1:]), ord(dropped[0]) - ord("A")

    def forgetful(sheet: object) -> object:
        for number, row in enumerate(sheet_rows(sheet), 1):  # type: ignore[arg-type]
            yield ["" if (number, at) == (line, place) else value for at, value in enumerate(row)]

    monkeypatch.setattr("pipelines.load.workbooks.workbook.sheet_rows", forgetful)
    with pytest.raises(
        LoadError, match=f"'Lijst': van de 246 gevulde cellen zijn er 1 niet gelezen, eerst {dropped}"
    ):
        load(db, tmp_path, sessions())
    assert path.exists()


def test_a_row_that_the_reader_leaves_out_at_the_end_stops_the_load(
    tmp_path: Path, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_workbook(tmp_path / "exports/vocvo_1.xlsx", {"Lijst": lines(40)})
    monkeypatch.setattr(
        "pipelines.load.workbooks.workbook.sheet_rows", lambda sheet: iter(list(sheet_rows(sheet))[:-1])
    )
    with pytest.raises(LoadError, match="zijn er 6 niet gelezen, eerst A41"):
        load(db, tmp_path, sessions())


def test_a_cell_that_stands_twice_in_the_file_is_said(tmp_path: Path, db: Database) -> None:
    path = write_workbook(tmp_path / "exports/vocvo_1.xlsx", {"Lijst": lines(3)})
    rewritten(path, r'(<c r="E3"[^>]*>.*?</c>)', r'\1<c r="E3"><v>900</v></c>')
    with pytest.raises(LoadError, match="cel E3 staat meer dan één keer"):
        load(db, tmp_path, sessions())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r'<c r="E3"[^>]*>.*?</c>', '<c r="E3"><f>4+4</f><v>8</v></c>'),
        (r'<c r="E3"[^>]*>.*?</c>', '<c r="E3"><f>4+4</f></c>'),
        (r'<c r="G3".*?/>|</row></sheetData>', '<c r="G5" t="str"><v></v></c></row></sheetData>'),
        (r"</row></sheetData>", '<c r="G5" t="inlineStr"><is><t> </t></is></c></row></sheetData>'),
        (r"</row></sheetData>", '<c r="G5" t="str"><f>""</f><v></v></c></row></sheetData>'),
        (r"</row></sheetData>", '</row><row><c><v>1</v></c><c r="D9"/></row></sheetData>'),
        (r"</row></sheetData>", '<c r="G5" t="e"><v>#N/A</v></c></row></sheetData>'),
    ],
)
def test_formulas_and_empty_texts_are_no_false_alarm(tmp_path: Path, old: str, new: str) -> None:
    path = write_workbook(tmp_path / "one.xlsx", {"Lijst": lines(4)})
    check(rewritten(path, old, new))


def test_formulas_need_the_quick_count_alone(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "one.xlsx", {"Lijst": [*lines(4), ["=1+1", "=A2"], [1]]})
    rewritten(path, r'(<c r="A2"[^>]*>)(<v>)', r'\1<f t="shared" si="0"/>\2')
    assert check(path) == (33, 33)


def test_xml_that_no_second_reader_understands_stops_the_load_in_words(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "one.xlsx", {"Lijst": lines(4)})
    rewritten(path, r"</row></sheetData>", '<c r="G5" t="str"><f>1</f><v></v></c></row></sheetData><q:a/>')
    with pytest.raises(LoadError, match="'Lijst': de cellen zijn niet na te tellen"):
        check(path)


def test_a_prefix_of_the_namespace_changes_nothing(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "one.xlsx", {"Lijst": lines(4)})
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = re.sub(r"<(/?)(\w)", r"<\1x:\2", parts[SHEET].decode()).replace("xmlns=", "xmlns:x=")
    parts[SHEET] = text.encode()
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert check(path) == (30, 30)


def test_the_cells_are_those_that_another_reader_sees(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "one.xlsx", {"Lijst": [*lines(3), [], [None] * 30 + ["ver weg"]]})
    with path.open("rb") as file:
        (sheet,) = plain_sheets(file, archive_parts(file))
        assert sheet is not None
        own = {reference(place) for place, shows in sheet.cells() if shows}
    book = openpyxl.load_workbook(path)
    assert own == {cell.coordinate for row in book["Lijst"] for cell in row if cell.value is not None}


def test_other_files_are_not_counted(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("a;b\n", encoding="utf-8")
    with (tmp_path / "one.csv").open("rb") as file:
        assert plain_sheets(file, archive_parts(file)) == ()
