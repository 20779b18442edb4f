"""Settings, lists and sources as office programs save them are read; what can't be is said with its line."""

from pathlib import Path

import pytest

from pipelines.database import open_database, rows
from pipelines.errors import ConfigError
from pipelines.load import load_reference, prepare
from pipelines.request.settings import read_config
from pipelines.toml import open_toml, straightened
from tests.load.intake import CONTRACTS, REFERENCE, write

SETTINGS = '[report]\ntitle = "Verslag"\npublisher = "Vzw Één"\n[paths]\nexports = "data/exports"\n'


def toml(folder: Path, content: str | bytes) -> dict[str, object]:
    return open_toml(write(folder, {"x.toml": content}) / "x.toml").table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_settings_are_read_however_they_were_saved(tmp_path: Path, encoding: str, ends: str) -> None:
    (tmp_path / "report.toml").write_bytes(SETTINGS.replace("\n", ends).encode(encoding))
    assert read_config(tmp_path).settings.report.publisher == "Vzw Één"


@pytest.mark.parametrize(
    "text", ["label = “x”", "label = „x”", "label = ‘x’", 'label\u00a0= "x"', 'label = "x" # zie “hier”']
)
def test_curly_marks_are_marks(tmp_path: Path, text: str) -> None:
    assert toml(tmp_path, text) == {"label": "x"}


def test_curly_marks_inside_a_text_stay(tmp_path: Path) -> None:
    assert toml(tmp_path, 'a = "de “beste”"\nb = “x”\nc = "l’école"') == {
        "a": "de “beste”", "b": "x", "c": "l’école",
    }  # fmt: skip
    assert straightened("a = [“x”, “y”]") == 'a = ["x", "y"]'


@pytest.mark.parametrize("path", [r"C:\Users\Jan\exports", r"C:\temp\new", r"\\server\map", r"D:\x"])
def test_a_path_of_windows_is_itself(tmp_path: Path, path: str) -> None:
    assert toml(tmp_path, f'exports = "{path}"') == {"exports": path}


def test_a_path_that_was_written_as_toml_wants_it_is_the_same(tmp_path: Path) -> None:
    assert toml(tmp_path, 'exports = "C:\\\\Users\\\\Jan"') == {"exports": r"C:\Users\Jan"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('a = "x"\nb = \n', "regel 2: geen geldige TOML: verwacht sleutel"),
        ('a = "x"\na = "y"\n', "deze sleutel of sectie staat er al"),
        ('a = "x\n', "regel 1: geen geldige TOML: een aanhalingsteken is niet gesloten"),
        ('a = "x\\qy"\n', "een backslash"),
    ],
)
def test_what_can_not_be_read_is_said_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        toml(tmp_path, text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_list_is_read_as_a_belgian_spreadsheet_saves_it(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    database = open_database()
    prepare(database, CONTRACTS)
    day = "2000-01-01" if delimiter == "," else "1/01/2000"
    text = f"prison_code,prison_name,valid_from,,\nGEN,Gent (fictief) één,{day},,\n".replace(",", delimiter)
    files: dict[str, str | bytes] = {**REFERENCE, "prison.csv": text.encode(encoding)}
    load_reference(database, write(tmp_path / "reference", files), CONTRACTS)
    assert rows(database, "select prison_code, prison_name, valid_from::varchar from raw.prison") == [
        ("GEN", "Gent (fictief) één", "2000-01-01")
    ]
    database.close()
