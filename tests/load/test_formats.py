"""Every format that partners send: read, shown as it was read, and fixable in the source."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from pipelines.database import Database, rows
from pipelines.errors import LoadError, SourceError
from pipelines.load import told, write_feedback
from pipelines.sources import find_exports, read_sources
from tests.load.hostile import archive, ods, ods_row
from tests.load.intake import CONTRACTS, load, load_one, sessions, write_workbook
from tests.load.old_formats import cells, xls, xlsb

HEADER = ["Nummer", "Gevangenis", "Datum", "Duur", "Aantal", "Status"]
LINES = [
    ["1", "PI Gent", "03/02/2025", "1,5", "8", "Doorgegaan"],
    ["2", "PI Antwerpen", "14/02/2025", "90 min", "1.012", "Afgelast"],
]
KNOWN = [
    ("vocvo:1", "GEN", "2025-02-03", "1.5000", 8, "held"),
    ("vocvo:2", "ANT", "2025-02-14", "1.5000", 1012, "cancelled"),
]


def text(delimiter: str = ";", quote: str = "") -> str:
    return "".join(
        delimiter.join(f"{quote}{cell}{quote}" for cell in line) + "\n" for line in [HEADER, *LINES]
    )


def known(db: Database) -> list[tuple[object, ...]]:
    return rows(
        db,
        "select session_id, prison_code, session_date::varchar, duration_hours::varchar, head_count, status "
        "from raw.session order by all",
    )


def workbook(folder: Path, suffix: str) -> bytes:
    """The table as a workbook of one format."""
    if suffix in ("xlsx", "xlsm"):
        sheet: list[list[object]] = [list(line) for line in [HEADER, *LINES]]
        return write_workbook(folder / f"made.{suffix}", {"Data": sheet}).read_bytes()
    held = {"Data": cells([HEADER, *LINES])}
    if suffix == "ods":
        return ods("".join(ods_row(line) for line in [HEADER, *LINES]))
    return xlsb(held) if suffix == "xlsb" else xls(held)


@pytest.mark.parametrize("suffix", ["csv", "tsv", "txt"])
@pytest.mark.parametrize("delimiter", [";", "\t", ",", "|", "^", "~"])
def test_text_of_any_name_and_delimiter_is_read(
    db: Database, tmp_path: Path, suffix: str, delimiter: str
) -> None:
    content = text(delimiter, '"' if delimiter == "," else "")
    load(db, tmp_path, sessions(), {f"vocvo_1.{suffix}": content})
    assert known(db) == KNOWN


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso-8859-15", "cp850", "mac_roman"],
)
def test_letters_and_signs_are_read_in_every_encoding(db: Database, tmp_path: Path, encoding: str) -> None:
    source = sessions().replace('head_count = "Aantal"', 'activity_name = "Créatie"')
    name = "cœur à 5 €" if encoding not in ("cp850", "mac_roman") else "à côté"
    content = text().replace("Aantal", "Créatie").replace(";8;", f";{name};").encode(encoding)
    (one,) = load(db, tmp_path, source, {"vocvo_1.csv": content}).deliveries
    assert rows(db, "select activity_name from raw.session where session_id = 'vocvo:1'") == [(name,)]
    assert one.written is not None and one.written.encoding == encoding


@pytest.mark.parametrize("suffix", ["xlsx", "xlsm", "xlsb", "xls", "ods"])
def test_a_workbook_of_any_format_is_read(db: Database, tmp_path: Path, suffix: str) -> None:
    (one,) = load(db, tmp_path, sessions(), {f"vocvo_1.{suffix}": workbook(tmp_path, suffix)}).deliveries
    assert known(db) == KNOWN
    assert one.sheet == "Data"


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "xlsm", "xlsb", "xls", "ods"])
def test_each_of_these_is_read_in_a_zip(db: Database, tmp_path: Path, suffix: str) -> None:
    content = text().encode() if suffix == "csv" else workbook(tmp_path, suffix)
    packed = archive(
        {f"map/lijst.{suffix}": content, "map/leesmij.pdf": b"%PDF", "__MACOSX/._lijst.csv": b"x"}
    )
    (one,) = load(db, tmp_path, sessions(), {"vocvo_1.zip": packed}).deliveries
    assert known(db) == KNOWN
    assert one.sheet == f"map/lijst.{suffix}" + ("" if suffix == "csv" else ": Data")


def test_what_a_workbook_is_called_does_not_matter(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, sessions(), {"vocvo_1.csv": workbook(tmp_path, "xlsx")})
    assert known(db) == KNOWN


def test_text_that_is_called_xls_is_read_as_text(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, sessions(), {"vocvo_1.xls": text("\t")})
    assert known(db) == KNOWN


def test_the_files_of_a_zip_are_one_delivery_and_its_name_can_say_the_prison(
    db: Database, tmp_path: Path
) -> None:
    source = sessions('[dialect]\ndates = "dmy"\n[table]\nsheet_as = "Gevangenis"').replace(
        '"PI Gent"', '"Gent"'
    )
    lines = [";".join(line[:1] + line[2:]) + "\n" for line in [HEADER, *LINES]]
    packed = archive({"K1/Gent.csv": lines[0] + lines[1], "K1/PI Antwerpen.csv": lines[0] + lines[2]})
    report = load(db, tmp_path, source, {"vocvo_1.zip": packed})
    assert [(one.sheet, one.accepted) for one in report.deliveries] == [
        ("K1/Gent.csv", 1),
        ("K1/PI Antwerpen.csv", 1),
    ]
    assert known(db) == KNOWN
    assert len({one.delivery_id for one in report.deliveries}) == 1


def test_refused_rows_of_a_zip_come_back_in_one_workbook_that_loads(db: Database, tmp_path: Path) -> None:
    bad = ";".join(["3", "PI Mars", *LINES[0][2:]]) + "\n"
    packed = archive(
        {
            "a.csv": text() + bad,
            "b/c.csv": text().replace("\n1;", "\n4;").replace("\n2;", "\n5;") + bad.replace("3;", "6;"),
        }
    )
    load(db, tmp_path, sessions(), {"vocvo_1.zip": packed})
    sources = read_sources(tmp_path / "sources", CONTRACTS)
    exports = find_exports(tmp_path / "exports", sources).exports
    answer, _ = write_feedback(db, exports, sources, CONTRACTS, tmp_path / "feedback")
    book = openpyxl.load_workbook(answer)
    assert book.sheetnames == ["a", "c", "Samenvatting"]
    for name in ("a", "c"):
        book[name]["B2"] = "PI Gent"
    book.save(tmp_path / "exports" / answer.name)
    report = load(db, tmp_path, sessions())
    assert [(one.sheet, one.accepted, one.rejected) for one in report.deliveries] == [
        ("a", 1, 0),
        ("c", 1, 0),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (text("\t").encode("utf-16"), "tekst: utf-16, scheidingsteken tab, kopregel 1"),
        (
            ("Titel\n\n" + text(",", "'")).encode(),
            "tekst: utf-8, scheidingsteken ',', aanhalingsteken ', kopregel 3",
        ),
        (
            text().replace("PI Gent", "PI Génk").encode("cp1252"),
            "tekst: cp1252, scheidingsteken ';', kopregel 1",
        ),
    ],
)
def test_the_report_says_how_a_file_was_read(db: Database, tmp_path: Path, content: bytes, said: str) -> None:
    lines = told(load(db, tmp_path, sessions(), {"vocvo_1.csv": content}), {})
    assert f"  gelezen als {said}, decimaalteken ',', datums dag-maand-jaar" in lines


def test_a_workbook_is_told_by_its_header_only(db: Database, tmp_path: Path) -> None:
    lines = told(load(db, tmp_path, sessions(), {"vocvo_1.xls": workbook(tmp_path, "xls")}), {})
    assert "  gelezen als rekenblad, kopregel 1, decimaalteken ',', datums dag-maand-jaar" in lines


def test_how_a_file_is_read_can_be_fixed(db: Database, tmp_path: Path) -> None:
    fixed = (
        '[dialect]\ndates = "dmy"\ndelimiter = "*"\nquote = "!"\nencoding = "cp850"\n[table]\nheader_row = 2'
    )
    source = sessions(fixed).replace("PI Gent", "PI Génk")
    content = "Nummer*Gevangenis*Datum*Duur*Aantal*Status*oud\n" + text("*", "!").replace(
        "PI Gent", "PI Génk"
    )
    (one,) = load(db, tmp_path, source, {"vocvo_1.csv": content.encode("cp850")}).deliveries
    assert (one.accepted, one.skips) == (2, {"title": 1})
    assert one.written is not None
    assert (one.written.encoding, one.written.delimiter, one.written.quote) == ("cp850", "*", "!")


def test_what_is_fixed_is_not_guessed_otherwise(db: Database, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="geen kopregel"):
        load_one(db, tmp_path, sessions('[dialect]\ndelimiter = ","'), text())
    with pytest.raises(LoadError, match="geen leesbaar rekenblad"):
        load_one(db, tmp_path, sessions('format = "xlsx"'), text())


@pytest.mark.parametrize("from_1904", [False, True])
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "xlsb"])
def test_a_date_without_format_is_counted_from_the_day_of_the_workbook(
    db: Database, tmp_path: Path, suffix: str, from_1904: bool
) -> None:
    number = 45691 - (1462 if from_1904 else 0)
    lines: list[list[str | float]] = [
        HEADER,
        ["1", "PI Gent", number, 1.5, "ca. 8", "Doorgegaan"],
        [*LINES[1]],
    ]
    lines[2][2] = number
    if suffix == "xlsx":
        path = write_workbook(tmp_path / "made.xlsx", {"Data": [list(line) for line in lines]})
        book = openpyxl.load_workbook(path)
        book.epoch = CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900
        book.save(path)
        content = path.read_bytes()
    else:
        content = (xls if suffix == "xls" else xlsb)({"Data": cells(lines)}, from_1904=from_1904)
    load(db, tmp_path, sessions(), {f"vocvo_1.{suffix}": content})
    assert rows(db, "select session_date::varchar from raw.session") == [("2025-02-03",)]
    sources = read_sources(tmp_path / "sources", CONTRACTS)
    exports = find_exports(tmp_path / "exports", sources).exports
    answer, _ = write_feedback(db, exports, sources, CONTRACTS, tmp_path / "feedback")
    book = openpyxl.load_workbook(answer)
    book.worksheets[0]["E2"] = 8
    book.save(tmp_path / "exports" / answer.name)
    load(db, tmp_path, sessions())
    assert rows(db, "select distinct session_date::varchar from raw.session") == [("2025-02-03",)]
    assert rows(db, "select count(*) from raw.session") == [(2,)]
