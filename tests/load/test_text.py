"""Delimited text in the shapes that partners send it."""

from pathlib import Path

import pytest

from pipelines.database import Database, rows
from pipelines.errors import LoadError, SourceError
from tests.load.intake import load, load_one, rejected, sessions
from tests.tabular import records, shown

HEADER = "Nummer;Gevangenis;Datum;Duur;Aantal;Status\n"
TWO = HEADER + "1;PI Gent;03/02/2025;1,5;8;Doorgegaan\n2;PI Antwerpen;14/02/2025;90 min;1.012;Afgelast\n"
SHOWN = records("""
    session_id | prison_code | session_date | duration_hours | head_count | status    | line
    -----------+-------------+--------------+----------------+------------+-----------+-----
    vocvo:1    | GEN         | 2025-02-03   | 1.5000         | 8          | held      | 2
    vocvo:2    | ANT         | 2025-02-14   | 1.5000         | 1012       | cancelled | 3
""")


def loaded(db: Database) -> list[dict[str, str | None]]:
    return shown(
        db,
        "raw.session",
        "session_id",
        "prison_code",
        "session_date",
        "duration_hours",
        "head_count",
        "status",
        "line",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_reads_text_however_it_is_written(
    db: Database, tmp_path: Path, encoding: str, delimiter: str, newline: str
) -> None:
    content = TWO.replace(";", delimiter).replace("\n", newline).encode(encoding)
    summary = load_one(db, tmp_path, sessions(), content)
    assert (summary.read, summary.accepted) == (2, 2)
    assert loaded(db) == SHOWN


def test_reads_letters_of_cp1252_as_they_were_meant(db: Database, tmp_path: Path) -> None:
    source = sessions().replace('head_count = "Aantal"', 'activity_name = "Naam"')
    content = "Nummer;Gevangenis;Datum;Duur;Naam;Status\n1;PI Gent;03/02/2025;1;Café “één”;Doorgegaan\n"
    load_one(db, tmp_path, source, content.encode("cp1252"))
    assert rows(db, "select activity_name from raw.session") == [("Café “één”",)]


def test_title_lines_and_blank_lines_count_as_skipped(db: Database, tmp_path: Path) -> None:
    content = "Vocvo, kwartaal 1\n\n" + TWO.replace("2;PI", "\n;;;;;\n2;PI")
    summary = load_one(db, tmp_path, sessions(), content)
    assert (summary.read, summary.accepted, summary.skipped) == (6, 2, 4)
    assert [row["line"] for row in loaded(db)] == ["4", "7"]


def test_a_quoted_line_break_stays_inside_its_cell(db: Database, tmp_path: Path) -> None:
    content = TWO.replace("Aantal", '"Aan\ntal"').replace(";8;", ';"8";')
    source = sessions().replace('"Aantal"', '"Aan tal"')
    assert load_one(db, tmp_path, source, content).accepted == 2
    assert loaded(db) == SHOWN


def test_a_line_with_other_cells_than_the_header_is_refused(db: Database, tmp_path: Path) -> None:
    content = TWO + "3;PI Gent;03/02/2025;1,5;8;Doorgegaan;x\n4;PI Gent;03/02\n"
    summary = load_one(db, tmp_path, sessions(), content)
    assert (summary.accepted, summary.rejected) == (2, 2)
    assert rejected(db, "session") == [(4, None, "cell_count"), (5, None, "cell_count")]


def test_trailing_empty_columns_do_no_harm(db: Database, tmp_path: Path) -> None:
    content = "".join(line + ";;;\n" for line in TWO.splitlines())
    assert load_one(db, tmp_path, sessions(), content).accepted == 2


def test_other_columns_and_their_order_do_not_matter(db: Database, tmp_path: Path) -> None:
    lines = [line.split(";") for line in TWO.splitlines()]
    content = "".join(";".join(["Voorbeeld Persoon", *reversed(line)]) + "\n" for line in lines)
    assert load_one(db, tmp_path, sessions(), content).accepted == 2
    assert loaded(db) == SHOWN


def test_a_missing_column_is_named_and_nothing_of_the_file_is(db: Database, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="niet gevonden: 'Status'") as caught:
        load_one(db, tmp_path, sessions(), "Nummer;Gevangenis;Datum;Duur;Aantal;Jan Verzonnen\n")
    assert "Verzonnen" not in str(caught.value)
    assert rows(db, "select count(*) from load.delivery where source_code = 'vocvo'") == [(0,)]


def test_one_bad_file_leaves_the_good_ones_out_too(db: Database, tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        load(db, tmp_path, sessions(), {"vocvo_1.csv": TWO, "vocvo_2.csv": "a;b\n"})
    assert loaded(db) == []


def test_text_in_another_encoding_than_the_source_says_is_refused(db: Database, tmp_path: Path) -> None:
    source = sessions('[dialect]\ndates = "dmy"\nencoding = "utf-8"')
    with pytest.raises(LoadError, match="niet leesbaar als utf-8"):
        load_one(db, tmp_path, source, TWO.replace("PI Gent", "PI Génk").encode("cp1252"))


def test_a_file_name_with_glob_signs_and_quotes_is_just_a_name(db: Database, tmp_path: Path) -> None:
    report = load(db, tmp_path, sessions(), {"vocvo_[a]'*.csv": TWO})
    assert report.deliveries[0].accepted == 2


@pytest.mark.parametrize(
    "sign",
    ["\r", "\n", "\r\n", "\t", "\v", "\f", "\x1c", "\x85", "\u2028", '"', "\\", "'", "\0", "\x01", "\ufeff"],
)
def test_no_sign_inside_a_cell_breaks_its_row(db: Database, tmp_path: Path, sign: str) -> None:
    cell = '"a' + sign.replace('"', '""') + 'b"'
    source = sessions().replace('head_count = "Aantal"', 'activity_name = "Naam"')
    line = f"1;PI Gent;03/02/2025;1,5;{cell};Doorgegaan\n2;PI Gent;03/02/2025;1,5;x;Doorgegaan\n"
    summary = load_one(db, tmp_path, source, "Titel\nNummer;Gevangenis;Datum;Duur;Naam;Status\n" + line)
    assert (summary.read, summary.accepted) == (3, 2)
