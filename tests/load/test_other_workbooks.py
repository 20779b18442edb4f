"""What an XLSX shows beside its values is seen in ODS, XLS and XLSB too: the same workbook gives the same.

`marked/boek.*` is one workbook of make-believe sessions that LibreOffice saved in three formats: nothing here
wrote it. Of XLSB, which no free program writes, the records are put together by hand after [MS-XLSB].
"""

import io
import shutil
import struct
import zipfile
from pathlib import Path

import pytest

from pipelines.database import Database, rows
from pipelines.errors import ReportError
from pipelines.load import LoadSummary
from pipelines.load.read import archive_parts
from pipelines.load.workbooks import workbook
from pipelines.load.workbooks.all_marks import read_marks
from tests.load.intake import lenient, load, rejected, sessions
from tests.load.old_formats import _record as record
from tests.load.old_formats import _wide as wide
from tests.load.old_formats import cells, xls, xlsb

DMY = '[dialect]\ndates = "dmy"'
MARKED = Path(__file__).parent / "marked"
NAMES = ["Nummer", "Gevangenis", "Datum", "Duur", "Aantal", "Status"]
ROW = ["S1", "PI Gent", "3/2/2025", 1.5, 8, "Doorgegaan"]


def load_bytes(db: Database, folder: Path, name: str, content: bytes) -> LoadSummary:
    (folder / "exports").mkdir(exist_ok=True)
    (folder / "exports" / name).write_bytes(content)
    (one,) = load(db, folder, lenient(sessions(DMY))).deliveries
    return one


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_one_workbook_gives_the_same_in_each_format(db: Database, tmp_path: Path, suffix: str) -> None:
    (tmp_path / "exports").mkdir()
    shutil.copy(MARKED / f"boek.{suffix}", tmp_path / f"exports/vocvo_1.{suffix}")
    (one,) = load(db, tmp_path, lenient(sessions(DMY))).deliveries
    assert (one.read, one.accepted, one.rejected, one.duplicate, one.skipped) == (15, 9, 6, 0, 0)
    assert [found for found in rejected(db, "session") if found[0] != 6] == [
        (3, "head_count", "formula_error"),
        (4, "head_count", "formula_error"),
        (5, "head_count", "has_footnote"),
        (13, "head_count", "other_scale"),
        (14, "prison_code", "struck_through"),
    ]
    assert {found[2] for found in rejected(db, "session") if found[0] == 6} == {"struck_through"}
    told = {found.code: found.lines for found in one.findings}
    assert (told["hidden_rows"], told["struck_rows"]) == ((7,), (6,))
    assert {"hidden_columns", "merged_cells_filled"} <= told.keys()
    kept = "select line, prison_code, duration_hours::double, head_count from raw.session order by line"
    assert {line: found for line, *found in rows(db, kept)} == {
        2: ["GEN", 1.5, 8], 7: ["GEN", 1.5, 8], 8: ["GEN", 1.5, 8], 9: ["GEN", 1.5, 8], 10: ["ANT", 1.5, 8],
        11: ["ANT", 1.5, 8], 12: ["GEN", 1.5, 8], 15: ["GEN", 1.5, 9], 16: ["GEN", 1.5, None],
    }  # fmt: skip


def with_parts(book: bytes, **parts: bytes) -> bytes:
    """Give an archive with parts added or replaced; `__` in a name stands for `/`."""
    made = io.BytesIO()
    changed = {
        name.replace("__", "/").replace("_bin", ".bin").replace("_xml", ".xml"): one
        for name, one in parts.items()
    }
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            if part not in changed:
                new.writestr(part, old.read(part))
        for name, content in changed.items():
            new.writestr(name, content)
    return made.getvalue()


def row(number: int, *, is_hidden: bool = False) -> bytes:
    return record(0, struct.pack("<IIHBBBI", number, 0, 0, 0, 0x10 if is_hidden else 0, 0, 0))


def place(column: int, style: int = 0) -> bytes:
    return struct.pack("<II", column, style)


def binary_sheet() -> bytes:
    """Five sessions: good, an error, a formula with an error, a raised footnote, hidden and struck."""
    held = [
        record(129),
        record(148, struct.pack("<IIII", 0, 6, 0, 5)),
        record(60, struct.pack("<IIIIH", 3, 3, 0, 0, 1)),
        record(145),
        row(0),
    ]
    held += [record(6, place(at) + wide(name)) for at, name in enumerate(NAMES)]
    for number in range(1, 7):
        held.append(row(number, is_hidden=number == 5))
        said = [f"S{number}", "PI Gent", f"{number}/2/2025"]
        held += [
            record(6, place(at, 1 if number == 5 and at == 0 else 0) + wide(text))
            for at, text in enumerate(said)
        ]
        held.append(
            record(5, place(3, 2 if number == 6 else 0) + struct.pack("<d", 90 if number == 6 else 1.5))
        )
        match number:
            case 2:
                held.append(record(3, place(4) + bytes([42])))
            case 3:
                held.append(record(11, place(4) + bytes([7])))
            case 4:
                held.append(record(7, place(4) + struct.pack("<I", 0)))
            case _:
                held.append(record(5, place(4) + struct.pack("<d", 8)))
        held.append(record(6, place(5) + wide("Doorgegaan")))
    return b"".join([*held, record(146), record(130)])


def style_sheet(fonts: list[bytes], styles: list[bytes]) -> bytes:
    one = struct.pack("<I", 1)
    formats = [record(615, one), record(44, struct.pack("<H", 170) + wide('0 "min"')), record(616)]
    listed = [record(611, one), *fonts, record(612), record(617, one), *styles, record(618)]
    return b"".join([record(278), *formats, *listed, record(279)])


def binary_book(*more_fonts: bytes) -> bytes:
    fonts = [
        record(43, struct.pack("<HHHH", 220, flags, 400, raised) + bytes(13))
        for flags, raised in ((0, 0), (8, 0), (0, 1))
    ]
    styles = [
        record(47, struct.pack("<HHH", 0, form, font) + bytes(10))
        for form, font in ((0, 0), (0, 1), (170, 0))
    ]
    fonts += more_fonts
    runs = struct.pack("<I", 1) + struct.pack("<HH", 1, 2)
    return with_parts(
        xlsb({"Data": cells([NAMES, ROW])}),
        xl__worksheets__sheet1_bin=binary_sheet(),
        xl__styles_bin=style_sheet(fonts, styles),
        xl__sharedStrings_bin=record(159, struct.pack("<II", 1, 1))
        + record(19, b"\1" + wide("81") + runs)
        + record(160),
    )


def test_the_records_of_an_xlsb_say_what_its_cells_do_not(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "boek.xlsb"
    path.write_bytes(binary_book())
    with path.open("rb") as file:
        marks = read_marks(file, archive_parts(file), ["Data"])["Data"]
    assert marks.instead == {(2, 4): "#N/A", (3, 4): "#DIV/0!", (4, 4): "8¹"}
    assert (marks.hidden_rows, marks.hidden_columns) == ({5}, {3})
    assert (marks.struck, marks.units) == ({(5, 0)}, {(6, 3): "min"})
    assert len(marks.held or ()) == 42


def test_an_xlsb_refuses_what_an_xlsx_refuses(db: Database, tmp_path: Path) -> None:
    one = load_bytes(db, tmp_path, "vocvo_1.xlsb", binary_book())
    assert (one.read, one.accepted, one.rejected) == (6, 2, 4)
    assert rejected(db, "session") == [
        (3, "head_count", "formula_error"),
        (4, "head_count", "formula_error"),
        (5, "head_count", "has_footnote"),
        (6, "session_id", "struck_through"),
    ]
    assert {"hidden_rows", "struck_rows", "hidden_columns"} <= {found.code for found in one.findings}


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Data">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""


def open_document(*lines: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        out.writestr("META-INF/manifest.xml", "<manifest/>")
        out.writestr(
            "content.xml",
            ODS.format(rows="".join(f"<table:table-row{one}</table:table-row>" for one in lines)),
        )
    return made.getvalue()


def texts(*said: object) -> str:
    return "".join(
        f'<table:table-cell office:value-type="string"><text:p>{one}</text:p></table:table-cell>'
        for one in said
    )


def test_a_formula_of_an_ods_that_was_never_calculated_is_refused(db: Database, tmp_path: Path) -> None:
    formula = '<table:table-cell table:formula="of:=[.A1]"/>'
    lines = [">" + texts(*NAMES), ">" + texts("S1", "PI Gent", "3/2/2025", "1,5", "8", "Doorgegaan")]
    lines.append(">" + texts("S2", "PI Gent", "4/2/2025", "1,5") + formula + texts("Doorgegaan"))
    lines.append(' table:visibility="filter">' + texts("S3", "PI Gent", "5/2/2025", "1,5", "8", "Doorgegaan"))
    one = load_bytes(db, tmp_path, "vocvo_1.ods", open_document(*lines))
    assert (one.read, one.accepted, one.reasons) == (3, 2, {"formula_without_value": 1})
    assert [(found.code, found.lines) for found in one.findings] == [("hidden_rows", (4,))]


def test_a_cell_that_is_not_given_stops_the_load_in_each_format(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = workbook.sheet_rows
    monkeypatch.setattr(workbook, "sheet_rows", lambda sheet: ([*row[:-1], ""] for row in real(sheet)))
    for suffix in ("ods", "xls"):
        with pytest.raises(ReportError):
            load_bytes(db, tmp_path, f"vocvo_1.{suffix}", (MARKED / f"boek.{suffix}").read_bytes())
        (tmp_path / f"exports/vocvo_1.{suffix}").unlink()


def test_a_workbook_that_cannot_be_seen_through_says_so(db: Database, tmp_path: Path) -> None:
    older = xls({"Data": cells([NAMES, ROW])}).replace(
        struct.pack("<HHHH", 0x809, 16, 0x600, 5), struct.pack("<HHHH", 0x809, 16, 0x500, 5), 1
    )
    with io.BytesIO(older) as file:
        assert read_marks(file, archive_parts(file), ["Data"])["Data"].is_blind
    one = load_bytes(db, tmp_path, "vocvo_1.xlsb", binary_book(record(43, b"\0")))
    assert [found.code for found in one.findings] == ["marks_not_seen"]
