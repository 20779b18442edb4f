"""Lines, sheets and tables of a delivery, counted here anew: each is accounted for or named."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.database import Database, open_database, rows
from pipelines.errors import ConfigError, SourceError
from pipelines.load import told
from pipelines.load.read.plain_count import count_lines
from pipelines.load.stage import staged_sheet as delivered
from tests.load.intake import (
    forget_deliveries,
    lenient,
    load,
    load_one,
    prepared,
    rejected,
    sessions,
    write_workbook,
)

HEADER = "Nummer;Gevangenis;Datum;Duur;Aantal;Status\n"
HEADS: list[object] = HEADER.strip().split(";")  # type: ignore[assignment]
DMY = '[dialect]\ndates = "dmy"'
COUNTS = """
source = "vocvo"
label = "Vocvo"
organisation = "VOCVO"
files = ["vocvo_*"]
[[maps]]
dataset = "count"
[maps.columns]
prison_code = {{ from = "Gevangenis", values = {{ "Gent" = "GEN" }} }}
domain_code = {{ constant = "sport" }}
indicator_code = {{ constant = "attendances" }}
period_code = {period}
value = "Deelnames"
"""


def lines(*numbers: int, month: int = 2) -> str:
    return "".join(f"S{one};PI Gent;{one % 28 + 1:02}/{month:02}/2025;1,5;8;Doorgegaan\n" for one in numbers)


def sheet_of(text: str) -> list[list[object]]:
    return [list(line) for line in csv.reader(io.StringIO(text), delimiter=";")]


@pytest.mark.parametrize(("first", "second"), [(5, 32), (2, 3), (20, None), (41, None)])
def test_a_stray_quotation_mark_costs_its_own_line(
    db: Database, tmp_path: Path, first: int, second: int | None
) -> None:
    text = (HEADER + lines(*range(1, 41))).splitlines(keepends=True)
    text[first - 1] = text[first - 1].replace("PI Gent", '"PI Gent')
    if second is not None:
        text[second - 1] = text[second - 1].replace("PI Gent", 'PI Gent"')
    one = load_one(db, tmp_path, lenient(sessions(DMY)), "".join(text))
    odd = 1 if second is None else 2
    assert (one.read, one.accepted, one.reasons) == (40, 40 - odd, {"stray_quote": odd})
    assert [line for line, _, _ in rejected(db, "session")] == sorted(filter(None, (first, second)))


def test_a_cell_of_several_lines_is_one_cell(db: Database, tmp_path: Path) -> None:
    text = (
        HEADER.replace("\n", ";Noot\n")
        + lines(1).replace("\n", ';"een; twee\ndrie"\n')
        + lines(2).replace("\n", ";\n")
    )
    one = load_one(db, tmp_path, sessions(DMY), text)
    assert (one.read, one.accepted) == (2, 2)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_the_second_reader_counts_lines_as_they_are_seen(ends: str, encoding: str) -> None:
    for text in ("", "a", "a\n", "a\nb", "a\n\nb\n", "\n"):
        written = io.BytesIO(text.replace("\n", ends).encode(encoding))
        assert count_lines(written, encoding) == len(text.splitlines())


@pytest.mark.parametrize(
    "row", ["17/02/2026 11:15 Hasselt 7 x y", "S9,PI Gent,03/02/2025,1,8,Doorgegaan", "S9|PI Gent|3/2|1|8|x"]
)
def test_a_row_with_another_delimiter_is_refused_and_no_note(db: Database, tmp_path: Path, row: str) -> None:
    one = load_one(db, tmp_path, lenient(sessions(DMY)), HEADER + lines(1) + row + "\n")
    assert (one.accepted, one.reasons) == (1, {"cell_count": 1})


@pytest.mark.parametrize("total", ["", "Totaal, , , , 24, \n"])
def test_blanks_after_the_delimiter_read_alike_with_and_without_a_total(
    db: Database, tmp_path: Path, total: str
) -> None:
    text = HEADER.replace(";", ", ") + "".join(
        f'S{one}, "PI Gent, zaal", 0{one}/02/2025, 1, 12, Doorgegaan\n' for one in (1, 2)
    )
    source = sessions(DMY).replace('"PI Gent" =', '"PI Gent, zaal" =')
    one = load_one(db, tmp_path, source, text + total)
    assert (one.accepted, one.rejected) == (2, 0)
    assert rows(db, "select distinct prison_code, head_count from raw.session") == [("GEN", 12)]


def test_every_sheet_that_has_the_columns_is_read(db: Database, tmp_path: Path) -> None:
    months = {
        name: sheet_of(HEADER + lines(1, 2, 3, month=month))
        for month, name in enumerate(("jan", "feb", "mrt"), 1)
    }
    for month, (name, lines_of) in enumerate(months.items()):
        for line in lines_of[1:]:
            line[0] = f"{name}{line[0]}{month}"
    write_workbook(tmp_path / "exports/vocvo_1.xlsx", months)
    report = load(db, tmp_path, sessions(DMY))
    assert [(one.sheet, one.accepted) for one in report.deliveries] == [("jan", 3), ("feb", 3), ("mrt", 3)]


def test_a_sheet_that_is_not_read_is_named(db: Database, tmp_path: Path) -> None:
    sheets = {
        "Data": sheet_of(HEADER + lines(1)),
        "Prijzen": [["Wat", "Prijs"], ["Boek", 3]],
        "Titel": [["Alleen een titel"]],
        "Oud": sheet_of(HEADER + lines(2)),
    }
    path = write_workbook(tmp_path / "exports/vocvo_1.xlsx", sheets)
    book = openpyxl.load_workbook(path)
    book["Oud"].sheet_state = "hidden"
    book.save(path)
    report = load(db, tmp_path, sessions(DMY))
    found = [(one.severity, one.sentence.split(" is niet")[0]) for one in report.findings]
    assert found == [("info", "blad 'Prijzen' (2 regels)"), ("warning", "blad 'Oud' (2 regels)")]
    assert any("verborgen" in line and "'Oud'" in line for line in told(report, {}))


def test_a_hidden_sheet_is_read_when_the_source_names_it(db: Database, tmp_path: Path) -> None:
    sheets = {"Data": sheet_of(HEADER + lines(1)), "Oud": sheet_of(HEADER + lines(2))}
    path = write_workbook(tmp_path / "exports/vocvo_1.xlsx", sheets)
    book = openpyxl.load_workbook(path)
    book["Oud"].sheet_state = "hidden"
    book.save(path)
    report = load(db, tmp_path, sessions(f'{DMY}\n[table]\nsheets = ["Oud"]'))
    assert [one.sheet for one in report.deliveries] == ["Oud"]
    assert ["alle kolommen, maar" in one.sentence for one in report.findings] == [True]


@pytest.mark.parametrize("name", ["vocvo_1.xlsx", "vocvo_1.csv"])
def test_whole_lines_in_the_first_column_are_refused_with_the_cause(
    db: Database, tmp_path: Path, name: str
) -> None:
    text = HEADER + lines(1, 2)
    if name.endswith("csv"):
        (tmp_path / "exports").mkdir()
        quoted = "".join(f'"{line}"\n' for line in text.splitlines())
        (tmp_path / "exports" / name).write_text(quoted, encoding="utf-8")
    else:
        write_workbook(tmp_path / "exports" / name, {"Data": [[line] for line in text.splitlines()]})
    with pytest.raises(SourceError, match="alles staat in de eerste kolom"):
        load(db, tmp_path, sessions(DMY))


@pytest.mark.parametrize(("number", "is_told"), [(65_535, True), (65_534, False)])
def test_a_file_as_long_as_a_program_can_hold_is_told(
    db: Database, tmp_path: Path, number: int, is_told: bool
) -> None:
    source = lenient(sessions(DMY)).replace('session_id = "Nummer"', 'session_id = "Nummer"')
    one = load_one(db, tmp_path, source, HEADER + "S1;PI Gent;03/02/2025;1,5;8;Doorgegaan\n" * number)
    assert [found.code for found in one.findings] == (["cut_off"] if is_told else [])


BLOCKS = (
    "Jaar;Gevangenis;Deelnames\n2023;Gent;100\n2024;Gent;110\n2025;Gent;\n\n"
    "Jaar;Gevangenis;Uitleningen\n2022;Gent;1400\n2021;Gent;1500\n"
)


@pytest.mark.parametrize("blank", ["\n", ""])
@pytest.mark.parametrize("is_workbook", [False, True])
def test_a_second_table_under_a_header_of_its_own_is_named_and_not_read(
    db: Database, tmp_path: Path, blank: str, is_workbook: bool
) -> None:
    text = BLOCKS.replace("\n\n", "\n" + blank)
    source = lenient(COUNTS.format(period='"Jaar"'))
    if is_workbook:
        write_workbook(tmp_path / "exports/vocvo_1.xlsx", {"Data": sheet_of(text)})
        (one,) = load(db, tmp_path, source).deliveries
    else:
        one = load_one(db, tmp_path, source, text)
    assert rows(db, "select period_code, value::integer from raw.count order by all") == [
        ("2023", 100),
        ("2024", 110),
    ]
    assert one.skips["block"] == 3
    assert [(found.code, found.rows) for found in one.findings] == [("other_table", 1)]


def test_a_second_table_of_which_no_column_is_called_the_same_is_not_read(
    db: Database, tmp_path: Path
) -> None:
    text = BLOCKS.replace("Jaar;Gevangenis;Uitleningen", "Periode;Plaats;Boeken")
    one = load_one(db, tmp_path, lenient(COUNTS.format(period='"Jaar"')), text)
    assert (one.accepted, one.skips["block"]) == (2, 3)


def test_our_own_table_goes_on_when_its_header_comes_again(db: Database, tmp_path: Path) -> None:
    text = BLOCKS + "Jaar;Gevangenis;Deelnames\n2020;Gent;90\n"
    one = load_one(db, tmp_path, lenient(COUNTS.format(period='"Jaar"')), text)
    assert (one.accepted, one.skips["block"], one.skips["header"]) == (3, 3, 1)


@pytest.mark.parametrize("is_workbook", [False, True])
def test_a_wanted_column_that_stands_there_twice_is_asked_about(
    db: Database, tmp_path: Path, is_workbook: bool
) -> None:
    text = HEADER.replace("\n", ";Aantal\n") + lines(1).replace("\n", ";9\n")
    if is_workbook:
        write_workbook(tmp_path / "exports/vocvo_1.xlsx", {"Data": sheet_of(text)})
    with pytest.raises(SourceError, match=r"'Aantal' staat 2 keer.*kolom E, G"):
        load(db, tmp_path, sessions(DMY), {} if is_workbook else {"vocvo_1.csv": text})


def test_a_column_that_nobody_reads_may_stand_there_twice(db: Database, tmp_path: Path) -> None:
    text = HEADER.replace("\n", ";Noot;Noot\n") + lines(1).replace("\n", ";a;b\n")
    assert load_one(db, tmp_path, sessions(DMY), text).accepted == 1


@pytest.mark.parametrize("word", ["01", "2025-13", "januari", "25"])
def test_a_word_can_only_stand_for_a_period_that_is_one(db: Database, tmp_path: Path, word: str) -> None:
    source = COUNTS.format(period=f'{{ from = "Maand", values = {{ "Januari" = "{word}" }} }}')
    with pytest.raises(ConfigError, match=r"values\..*: verwacht een periode"):
        load(db, tmp_path, source, {"vocvo_1.csv": "Maand;Gevangenis;Deelnames\nJanuari;Gent;3\n"})


@pytest.fixture(scope="module")
def shared() -> Iterator[Database]:
    database = open_database()
    with TemporaryDirectory() as folder:
        prepared(database, Path(folder))
    yield database
    database.close()


cell = st.sampled_from(
    ["", "8", "PI Gent", "Totaal", '"PI Gent"', '"a;b"', ' "x"', "03/02/2025", '5"', "Nummer", "é"]
)
row = st.lists(cell, min_size=1, max_size=7).map(";".join)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(body=st.lists(st.one_of(row, st.just(lines(1).strip())), max_size=8))
def test_both_ways_of_reading_a_text_give_the_same(shared: Database, body: list[str]) -> None:
    text = HEADER + "\n".join(body)
    found = []
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        for direct in (None, lambda *_: False):
            if direct is not None:
                patch.setattr(delivered, "is_direct", direct)
            forget_deliveries(shared)
            (one,) = load(shared, Path(folder), lenient(sessions(DMY)), {"vocvo_1.csv": text}).deliveries
            stored = rows(shared, "select session_id, head_count, line from raw.session order by all")
            found.append((one.read, one.accepted, one.reasons, one.skips, stored))
    assert found[0] == found[1]
    assert found[0][0] + 1 >= len(text.splitlines()) - sum('"' in line for line in body)
