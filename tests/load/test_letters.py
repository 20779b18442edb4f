"""Letters that a wrong encoding took apart: mended where that is certain, told, and else left and told."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.database import Database, rows
from pipelines.load import LoadSummary
from pipelines.load.headers import even_letters, is_spoiled, mended
from tests.load.intake import load, load_one, sessions, write_workbook

HEADER = "Nummer;Gevangenis;Datum;Duur;Aantal;Status;Activiteit\n"
NAMED = sessions().replace('session_id = "Nummer"', 'session_id = "Nummer"\nactivity_name = "Activiteit"')
WESTERN = "éèêëïîôöùûüàâäçñÉÈÀÊÇŒœ€’‘“”–—…«»°²½´¨§"


def spoiled(text: str, encoding: str) -> str:
    """Read UTF-8 as another encoding; Windows gives the five bytes that it has no sign for as they are."""
    return "".join(
        bytes([byte]).decode(encoding, errors="ignore") or chr(byte) for byte in text.encode("utf-8")
    )


def line(number: int, name: str) -> str:
    return f"{number};PI Gent;{number + 12}/02/2025;1,5;8;Doorgegaan;{name}\n"


def codes(summary: LoadSummary) -> list[str]:
    return [one.code for one in summary.findings]


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac_roman"])
def test_every_letter_of_here_comes_back(encoding: str) -> None:
    assert [mended(spoiled(sign, encoding)) for sign in WESTERN] == list(WESTERN)
    assert mended(spoiled(spoiled("één", encoding), encoding)) == "één"


def test_what_was_written_well_stays() -> None:
    """Also a quotation mark or a note behind a capital, whose bytes alone could be another letter."""
    for one, other in product(WESTERN, WESTERN):
        assert mended(one + other) == one + other
    assert mended("«SOIRÉE À CAFÉ»") == "«SOIRÉE À CAFÉ»"


@given(st.text(st.sampled_from("abé ï€’–ëç"), max_size=12), st.sampled_from(["cp1252", "cp850", "mac_roman"]))
def test_mending_gives_the_text_back_and_changes_it_no_more(text: str, encoding: str) -> None:
    assert mended(spoiled(text, encoding)) == text
    assert mended(text) == text


def test_letters_have_one_form() -> None:
    assert (
        even_letters("Ge\u0301nt") == even_letters("Gént") == even_letters("G\u00e9\u00adnt\ufeff") == "Gént"
    )


def test_cells_are_mended_and_told(db: Database, tmp_path: Path) -> None:
    """Of four spellings of one café one has lost its letter; header and prison are spoiled too."""
    content = (
        HEADER + line(1, "Café") + line(2, "CafÃ©") + line(3, "Cafe\u0301") + line(4, "Caf\ufffd")
    ).replace("PI Gent", "PI GÃ©nt")
    source = NAMED.replace('"PI Gent"', '"PI Gént"').replace('"Activiteit"', '"Activitéit"')
    summary = load_one(db, tmp_path, source, content.replace("Activiteit", "ActivitÃ©it"))
    assert summary.accepted == 4
    assert rows(db, "select activity_name, count(*) from raw.session group by 1 order by 1") == [
        ("Café", 3),
        ("Caf\ufffd", 1),
    ]
    told = {one.code: (one.severity, one.rows, one.lines) for one in summary.findings}
    assert told["letters_mended"] == ("info", 4, (2, 3, 4, 5))
    assert told["letters_lost"] == ("warning", 1, (5,))


def test_a_workbook_is_mended_too(db: Database, tmp_path: Path) -> None:
    head = HEADER.strip().split(";")
    cells = [1, "PI Gent", "14/02/2025", "1,5", 8, "Doorgegaan", "Ã©Ã©n op Ã©Ã©n"]
    write_workbook(tmp_path / "exports/vocvo_1.xlsx", {"blad": [head, cells]})
    (summary,) = load(db, tmp_path, NAMED).deliveries
    assert "letters_mended" in codes(summary)
    assert rows(db, "select activity_name from raw.session") == [("één op één",)]


def test_a_text_without_spoiled_letters_tells_nothing(db: Database, tmp_path: Path) -> None:
    summary = load_one(db, tmp_path, NAMED, HEADER + line(1, "Théâtre – «Été»") + line(2, "Ça và"))
    assert not {"letters_mended", "letters_lost"} & set(codes(summary))
    assert not is_spoiled("Théâtre – «Été» Âge")
