"""What stands in a ZIP beside tables is told by its kind, never by its name; litter of systems is not."""

from pathlib import Path

import openpyxl
import pytest

from pipelines.database import Database, rows
from pipelines.errors import LoadError
from pipelines.load import LoadReport, told, write_feedback
from pipelines.sources import find_exports, read_sources
from tests.load.hostile import HEAD, LINE, TABLE, archive
from tests.load.intake import CONTRACTS, load, sessions

BESIDE = {
    "verslag van Ans Verzonnen.docx": b"PK",
    "map/plan.PDF": b"%PDF",
    "map/nota.pdf": b"%PDF",
    "Ans.Verzonnen": b"x",
    "LEESMIJ": b"x",
    ".oud.csv": TABLE,
}
LITTER = {
    "__MACOSX/._a.csv": b"x", ".DS_Store": b"x", "map/Thumbs.db": b"x", "~$a.xlsx": b"x", "desktop.ini": b"x",
    ".~lock.a.csv#": b"x",
}  # fmt: skip


def loaded(db: Database, folder: Path, files: dict[str, bytes], source: str = "") -> LoadReport:
    return load(db, folder, source or sessions(), {"vocvo_1.zip": archive(files)})


def test_they_are_told_once_in_kinds_and_number(db: Database, tmp_path: Path) -> None:
    report = loaded(
        db,
        tmp_path,
        {"a.csv": TABLE, "b.csv": (HEAD + LINE.replace("1;", "2;", 1)).encode(), **BESIDE, **LITTER},
    )
    lines = [line for line in told(report, {}) if "in deze ZIP" in line]
    assert lines == [
        "  informatie: in deze ZIP staan 6 bestanden waar niets uit gelezen is (geen tabel, of verborgen): "
        ".csv, .docx, .pdf, een onbekende soort"
    ]
    assert rows(db, "select finding_code, severity, rows_found, column_name from load.finding") == [
        ("members_not_read", "info", 6, ".csv, .docx, .pdf, ?")
    ]
    assert [one.accepted for one in report.deliveries] == [1, 1]


def test_their_names_are_nowhere_in_the_warehouse(db: Database, tmp_path: Path) -> None:
    loaded(db, tmp_path, {"a.csv": TABLE, **BESIDE})
    for path in tmp_path.glob("warehouse.duckdb*"):
        assert b"Verzonnen" not in path.read_bytes()


def test_litter_of_systems_is_not_told(db: Database, tmp_path: Path) -> None:
    assert loaded(db, tmp_path, {"a.csv": TABLE, **LITTER}).findings == ()


def test_a_file_that_is_no_zip_has_nothing_beside_it(db: Database, tmp_path: Path) -> None:
    assert load(db, tmp_path, sessions(), {"vocvo_1.csv": TABLE}).findings == ()


@pytest.mark.parametrize("name", ["b.zip", "b.7z", "map/B.RAR", "b.tar.gz"])
def test_an_archive_in_a_zip_stops_the_load_as_it_can_hold_tables(
    db: Database, tmp_path: Path, name: str
) -> None:
    with pytest.raises(LoadError, match="in deze ZIP staat een ZIP of ander archief"):
        loaded(db, tmp_path, {"a.csv": TABLE, name: archive({"c.csv": TABLE})})


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Bestanden in uw ZIP waar niets uit gelezen is (geen tabel, of verborgen)"),
        ("fr", "Fichiers de votre ZIP dont rien n'a été lu (pas de tableau, ou cachés)"),
        ("en", "Files in your ZIP of which nothing was read (no table, or hidden)"),
    ],
)
def test_the_answer_to_the_partner_says_so_too(
    db: Database, tmp_path: Path, language: str, words: str
) -> None:
    source = sessions().replace("files =", f'language = "{language}"\nfiles =', 1)
    bad = LINE.replace("PI Gent", "PI Mars").replace("1;", "2;", 1)
    loaded(db, tmp_path, {"a.csv": (HEAD + LINE + bad).encode(), "plan.pdf": b"%PDF"}, source)
    sources = read_sources(tmp_path / "sources", CONTRACTS)
    exports = find_exports(tmp_path / "exports", sources).exports
    answer, _ = write_feedback(db, exports, sources, CONTRACTS, tmp_path / "feedback")
    summary = openpyxl.load_workbook(answer).worksheets[-1]
    assert (words, "1: .pdf") in [(row[0], row[1]) for row in summary.iter_rows(values_only=True)]
