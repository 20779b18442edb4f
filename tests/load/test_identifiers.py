"""Columns that look as if they name persons and that nobody maps are dropped, and named in the report."""

from pathlib import Path

import openpyxl
import pytest

from pipelines.database import Database, rows
from pipelines.errors import LoadError
from pipelines.load import told
from pipelines.load.headers.identifiers import holds_national_number, is_national_number, is_personal
from tests.load.hostile import archive
from tests.load.intake import load, sessions, write, write_workbook

NAMES = ("Naam deelnemer", "Rijksregisternummer", "Geboortedatum", "Adres", "Opmerkingen")
HEADER = "Nummer;Gevangenis;Datum;Duur;Aantal;Status"
LINE = "1;PI Gent;03/02/2025;1,5;8;Doorgegaan"
NATIONAL = ("85.07.30-033.28", "93051822361", "00.01.01-001.05")  # made up; the last of someone born in 2000


def dropped(lines: tuple[str, ...]) -> list[str]:
    return [line.split(" lijkt ")[0].removeprefix("  informatie: ") for line in lines if " lijkt " in line]


def test_they_are_named_in_the_report_and_their_cells_are_nowhere(db: Database, tmp_path: Path) -> None:
    content = ";".join([HEADER, *NAMES]) + "\n" + LINE + ";Ans Verzonnen;x;1/1/1980;Dreef 1;rustig\n"
    report = load(db, tmp_path, sessions(), {"vocvo_1.csv": content})
    assert dropped(told(report, {})) == list(NAMES)
    assert rows(db, "select column_name from load.finding where finding_code = 'identifier_dropped'") == [
        (name,) for name in NAMES
    ]
    stored = (tmp_path / "warehouse.duckdb").read_bytes()
    wal = tmp_path / "warehouse.duckdb.wal"
    for secret in (b"Verzonnen", b"Dreef 1", b"rustig"):
        assert secret not in stored + (wal.read_bytes() if wal.exists() else b"")


def test_it_is_told_once_where_lines_give_rows_of_several_datasets(db: Database, tmp_path: Path) -> None:
    second = (
        sessions()
        .replace("[[maps]]", "#", 1)
        .partition("#")[2]
        .replace('"session"', '"session"\nrepeated = true')
    )
    report = load(
        db,
        tmp_path,
        sessions() + "[[maps]]" + second,
        {"vocvo_1.csv": f"{HEADER};Naam\n{LINE};Ans Verzonnen\n"},
    )
    assert len(report.deliveries) == 2 and dropped(told(report, {})) == ["Naam"]


def test_a_mapped_column_is_not_dropped(db: Database, tmp_path: Path) -> None:
    source = sessions().replace('head_count = "Aantal"', 'activity_name = "Naam"')
    content = f"{HEADER.replace('Aantal', 'Naam')}\n{LINE}\n"
    report = load(db, tmp_path, source, {"vocvo_1.csv": content})
    assert dropped(told(report, {})) == []


def test_what_a_column_holds_gives_it_away_whatever_it_is_called(db: Database, tmp_path: Path) -> None:
    lines = "".join(
        f"{LINE.replace('1;', f'{one};', 1)};{number};a{one}@voorbeeld.be;x\n"
        for one, number in enumerate(NATIONAL)
    )
    report = load(db, tmp_path, sessions(), {"vocvo_1.csv": f"{HEADER};Jan Verzonnen;Code;Rest\n{lines}"})
    # the header itself may be a name: its place is told instead
    assert dropped(told(report, {})) == ["kolom 7", "kolom 8"]


def test_they_are_seen_in_a_workbook_too(db: Database, tmp_path: Path) -> None:
    table: list[list[object]] = [["Lijst"], [*HEADER.split(";"), "GSM"], [*LINE.split(";"), "0470 00 00 00"]]
    write_workbook(tmp_path / "exports/vocvo_1.xlsx", {"Data": table})
    assert dropped(told(load(db, tmp_path, sessions()), {})) == ["GSM"]


def test_their_place_is_counted_from_the_edge_of_the_sheet(db: Database, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "exports/vocvo_1.xlsx", {"Data": []})
    book = openpyxl.load_workbook(path)
    lines = [[str(one), *LINE.split(";")[1:], number] for one, number in enumerate(NATIONAL)]
    for row, line in enumerate([[*HEADER.split(";"), "Code"], *lines], 2):
        for place, value in enumerate(line, 3):
            book["Data"].cell(row, place, value)
    book.save(path)
    assert dropped(told(load(db, tmp_path, sessions()), {})) == ["kolom 9"]


@pytest.mark.parametrize("number", NATIONAL)
@pytest.mark.parametrize("place", ["the file", "its folder", "a sheet", "a file in a ZIP"])
def test_a_name_with_a_national_number_stops_the_load_and_is_not_repeated(
    db: Database, tmp_path: Path, place: str, number: str
) -> None:
    table = (HEADER + "\n" + LINE + "\n").encode()
    if place == "a sheet":
        write_workbook(
            tmp_path / "exports/vocvo_1.xlsx", {f"Ans {number}": [HEADER.split(";"), LINE.split(";")]}
        )
    elif place == "a file in a ZIP":
        write(tmp_path / "exports", {"vocvo_1.zip": archive({f"x_{number}.csv": table})})
    else:
        folder = tmp_path / "exports" / (f"map {number}" if place == "its folder" else "map")
        write(folder, {f"vocvo_{number if place == 'the file' else 1}.csv": table})
    with pytest.raises(LoadError, match="bevat een rijksregisternummer") as caught:
        load(db, tmp_path, sessions())
    assert number not in str(caught.value)
    assert rows(db, "select count(*) from load.delivery where source_code = 'vocvo'") == [(0,)]


@pytest.mark.parametrize(
    "name", ["vocvo_20250131123045", "vocvo_2025-01-31_1", "vocvo_93051822362", "K1 2025"]
)
def test_other_numbers_in_a_name_are_no_national_number(name: str) -> None:
    assert not holds_national_number(name)


@pytest.mark.parametrize(
    "header",
    [
        "Naam",
        "naam  cliënt",
        "Nom du détenu",
        "INSZ-nummer (11 cijfers)",
        "Rijksregister nr",
        "E-mail contact",
        "Date de naissance",
        "Volledige naam",
        "Name of participant",
        "Voornaam + familienaam",
        "Telefoon thuis",
    ],
)
def test_headers_that_name_persons(header: str) -> None:
    assert is_personal(header)


@pytest.mark.parametrize(
    "header",
    ["Nummer", "Gevangenis", "Geboortejaar", "Naam activiteit", "Aantal deelnemers", "Datum", "Event name"],
)
def test_headers_that_name_none(header: str) -> None:
    assert not is_personal(header)


@pytest.mark.parametrize("number", NATIONAL)
def test_a_national_number_is_known_by_its_check_digits(number: str) -> None:
    assert is_national_number(number)
    assert not is_national_number(number[:-1] + ("1" if number[-1] != "1" else "2"))
