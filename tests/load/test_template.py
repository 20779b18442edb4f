"""A partner fills in a template, and it loads without anybody mapping a column."""

import shutil
import subprocess
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest

from pipelines.database import Database, rows
from pipelines.errors import ConfigError
from pipelines.load import write_templates
from pipelines.sources import read_sources
from tests.load.intake import CONTRACTS, REFERENCE, load, write

VALUES: dict[str, object] = {
    "Gevangenis": "Gent (fictief)", "Domein": "Sport", "Activiteit": "Yoga", "Datum": date(2025, 2, 3),
    "Beginuur": time(13, 30), "Duur (uren)": 1.5, "Status": "doorgegaan", "Aantal aanwezigen": 8,
}  # fmt: skip


def made(folder: Path, whom: str = "VOCVO", **options: object) -> tuple[Path, ...]:
    write(folder / "reference", REFERENCE)
    return write_templates(whom, folder, CONTRACTS, (), **options)  # type: ignore[arg-type]  # as the CLI does


def fill(path: Path, lines: list[dict[str, object]]) -> bytes:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[1]}
    for row, line in enumerate(lines, 2):
        for name, value in line.items():
            sheet.cell(row, places[name]).value = value  # type: ignore[index]  # a name that is not there fails
    book.save(path.with_name("filled.xlsx"))
    return path.with_name("filled.xlsx").read_bytes()


def source_of(path: Path) -> str:
    return (path.parents[1] / "sources" / f"{path.stem}.toml").read_text(encoding="utf-8")


def test_a_filled_in_template_loads_without_a_mapping(db: Database, tmp_path: Path) -> None:
    (path,) = made(tmp_path)
    content = fill(path, [VALUES, VALUES, {**VALUES, "Status": "afgelast", "Reden van annulatie": "staking"}])
    (summary,) = load(db, tmp_path, source_of(path), {f"{path.stem}_2025.xlsx": content}).deliveries
    assert (summary.read, summary.accepted) == (3, 3)  # two lines that say the same are two sessions
    found = "select prison_code, organisation_code, session_date::varchar, start_time::varchar, status from raw.session"
    assert rows(db, found + " order by all")[0] == ("GEN", "VOCVO", "2025-02-03", "13:30:00", "cancelled")


def test_it_is_written_in_the_language_of_the_partner(db: Database, tmp_path: Path) -> None:
    (path,) = made(tmp_path, datasets=["count"], language="fr")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Données", "Listes", "Explications"]
    line = {"Prison": "Gent (fictief)", "Domaine": "Enseignement", "Ce qui est compté": "prêts",
            "Période": "2025-03", "Nombre": 12}  # fmt: skip
    content = fill(path, [line])
    load(db, tmp_path, source_of(path), {f"{path.stem}.xlsx": content})
    found = "select domain_code, indicator_code, period_code, value::int from raw.count"
    assert rows(db, found) == [("onderwijs", "loans", "2025-03", 12)]


def test_the_template_of_a_dataset_asks_whose_each_line_is(db: Database, tmp_path: Path) -> None:
    (path,) = made(tmp_path, "session")
    content = fill(path, [{**VALUES, "Organisatie": "Vocvo (fictief)"}])
    load(db, tmp_path, source_of(path), {f"{path.stem}.xlsx": content})
    assert rows(db, "select organisation_code from raw.session") == [("VOCVO",)]


def test_sessions_and_their_attendances_stand_on_the_same_lines(db: Database, tmp_path: Path) -> None:
    (path,) = made(tmp_path, datasets=["session", "attendance"])
    line = {**VALUES, "Sessienummer": "7", "Status (deelname)": "aanwezig"}
    content = fill(path, [{**line, "Nummer van de persoon": who} for who in ("A1", "A2")])
    found = load(db, tmp_path, source_of(path), {f"{path.stem}.xlsx": content}).deliveries
    assert {one.dataset: (one.accepted, one.rejected) for one in found} == {
        "session": (1, 0),
        "attendance": (2, 0),
    }
    assert rows(db, "select count(*) from raw.attendance join raw.session using (session_id)") == [(2,)]


def test_lists_and_checks_stand_in_the_cells(tmp_path: Path) -> None:
    (path,) = made(tmp_path)
    book = openpyxl.load_workbook(path)
    sheet, lists = book.worksheets[:2]
    kinds = {str(check.sqref).split("2:")[0]: check for check in sheet.data_validations.dataValidation}
    by_name = {cell.value: kinds[cell.column_letter] for cell in sheet[1]}
    assert by_name["Gevangenis"].type == "list" and by_name["Datum"].type == "date"
    assert by_name["Aantal aanwezigen"].type == "whole" and by_name["Aantal aanwezigen"].error
    assert [lists["A2"].value, lists["A3"].value] == ["Gent (fictief)", "Antwerpen (fictief)"]
    told = [cell.value for row in book.worksheets[2].iter_rows() for cell in row if cell.value]
    assert any("rijksregisternummers" in str(text) for text in told)


def test_the_same_template_is_the_same_bytes_and_another_source_is_kept(tmp_path: Path) -> None:
    (path,) = made(tmp_path)
    first = path.read_bytes()
    assert made(tmp_path)[0].read_bytes() == first
    (tmp_path / "sources" / f"{path.stem}.toml").write_text("# van iemand", encoding="utf-8")
    with pytest.raises(ConfigError, match="bestaat al en is anders"):
        made(tmp_path)


def test_an_unknown_partner_is_told_which_there_are(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"Organisaties: VOCVO; soorten: activity, attendance"):
        made(tmp_path, "niemand")


@pytest.mark.parametrize("dataset", [name for name in CONTRACTS if name not in ("prison", "organisation", "domain",
    "subdomain", "break", "expected", "accepted_alarm")])  # fmt: skip
def test_every_dataset_has_a_template_that_reads_as_a_source(tmp_path: Path, dataset: str) -> None:
    made(tmp_path, datasets=[dataset])
    (source,) = read_sources(tmp_path / "sources", CONTRACTS)
    assert source.maps[-1].dataset == dataset


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is niet geïnstalleerd")
def test_a_spreadsheet_program_opens_and_saves_it(db: Database, tmp_path: Path) -> None:
    (path,) = made(tmp_path)
    (tmp_path / "in.xlsx").write_bytes(fill(path, [VALUES]))
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "out", tmp_path / "in.xlsx"],
        check=True, timeout=120, capture_output=True,
    )  # fmt: skip
    content = (tmp_path / "out/in.xlsx").read_bytes()
    (summary,) = load(db, tmp_path, source_of(path), {f"{path.stem}.xlsx": content}).deliveries
    assert (summary.accepted, summary.rejected) == (1, 0)
