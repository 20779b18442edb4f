"""Exports are found, claimed by one source, and fingerprinted."""

import hashlib
from pathlib import Path

import pytest

from pipelines.errors import ConfigError
from pipelines.sources import Source, find_exports, mended_name


def source(name: str, *files: str) -> Source:
    return Source(name=name, label=name, organisation="X", files=files, maps=())


SOURCES = (source("vocvo", "vocvo_*.csv"), source("sport", "Sport/*.xlsx"))


def write(path: Path, content: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_finds_exports_by_source_and_name_whatever_their_case(tmp_path: Path) -> None:
    write(tmp_path / "VOCVO_2.CSV")
    write(tmp_path / "in/vocvo_1.csv", b"one")
    write(tmp_path / "sport/gent.xlsx")
    found = find_exports(tmp_path, SOURCES)
    assert [(one.source, one.name) for one in found.exports] == [
        ("sport", "sport/gent.xlsx"),
        ("vocvo", "VOCVO_2.CSV"),
        ("vocvo", "in/vocvo_1.csv"),
    ]
    assert found.exports[2].sha256 == hashlib.sha256(b"one").hexdigest()
    assert (found.unmatched, found.is_fictitious) == ((), False)


def test_names_the_files_that_no_source_claims(tmp_path: Path) -> None:
    stray = write(tmp_path / "notes.txt")
    write(tmp_path / ".hidden")
    write(tmp_path / "~$vocvo_1.csv")
    assert find_exports(tmp_path, SOURCES).unmatched == (stray,)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.csv")
    link = tmp_path / "exports/vocvo_1.csv"
    link.parent.mkdir()
    link.symlink_to(secret)
    found = find_exports(tmp_path / "exports", SOURCES)
    assert (found.exports, found.unmatched) == ((), (link,))


def test_make_believe_data_are_known_by_their_mark(tmp_path: Path) -> None:
    write(tmp_path / "vocvo_1.csv")
    write(tmp_path / "FICTIEVE-GEGEVENS.txt")
    write(tmp_path / "truth.json")
    found = find_exports(tmp_path, SOURCES)
    assert found.is_fictitious
    assert found.exports[0].is_fictitious
    assert found.unmatched == ()


def test_a_file_of_two_sources_is_a_mistake(tmp_path: Path) -> None:
    write(tmp_path / "vocvo_1.csv")
    with pytest.raises(ConfigError, match=r"meer dan één bron .*\(vocvo, all\)"):
        find_exports(tmp_path, (*SOURCES, source("all", "*.csv")))


def test_a_missing_folder_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="bestaat niet"):
        find_exports(tmp_path / "elsewhere", SOURCES)


@pytest.mark.parametrize("ending", ["", " (1)"])
def test_a_mended_answer_is_the_source_s_whose_name_it_has(tmp_path: Path, ending: str) -> None:
    both = (source("vocvo", "*.xlsx"), source("vocvo_extra", "nothing"))
    name = mended_name("vocvo_extra", "0123456789abcdef" * 4).replace(".xlsx", f"{ending}.xlsx")
    write(tmp_path / "terug" / name)
    assert [one.source for one in find_exports(tmp_path, both).exports] == ["vocvo_extra"]
    assert find_exports(tmp_path, SOURCES).exports == ()
