"""What is called a workbook and is none is named for what it is, by loads and by proposals, with what to do."""

from pathlib import Path

import pytest

from pipelines.database import Database, rows
from pipelines.errors import LoadError
from pipelines.load import propose_source
from tests.load.intake import CONTRACTS, load, sessions, write

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"
EMPTY = r"is leeg \(0 bytes\).*Vraag het bestand opnieuw"
ASK_AGAIN = r"dit is een PDF; vraag de gegevens als \.xlsx of \.csv"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        *((f"vocvo_1{suffix}", b"", EMPTY) for suffix in (".xlsx", ".xlsm", ".xlsb", ".ods", ".xls", ".zip")),
        *((f"vocvo_1{suffix}", PDF, ASK_AGAIN) for suffix in (".xlsx", ".xlsb", ".ods", ".xls", ".csv")),
        ("vocvo_1.xlsx", b"\xef\xbb\xbf" + PDF, ASK_AGAIN),
        ("vocvo_1.xlsx", b"<html><table><tr><td>1</td></tr></table></html>", "dit is een webpagina"),
        ("vocvo_1.xlsx", b"Nummer;Gevangenis\n1;Gent\n", r"dit is gewone tekst\. Noem het bestand \.csv"),
        ("vocvo_1.xlsx", bytes(500), "geen leesbaar rekenblad.*bewaar het opnieuw"),
    ],
)
def test_no_workbook_is_named_for_what_it_is(
    db: Database, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    with pytest.raises(LoadError, match=message):
        propose_source(write(tmp_path / "in", {name: content}) / name, CONTRACTS)
    with pytest.raises(LoadError, match=message):
        load(db, tmp_path, sessions(), {name: content})
    assert rows(db, "select count(*) from load.delivery where source_code = 'vocvo'") == [(0,)]


def test_an_empty_text_is_no_table_to_propose(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=EMPTY):
        propose_source(write(tmp_path, {"leeg.csv": b""}) / "leeg.csv", CONTRACTS)
