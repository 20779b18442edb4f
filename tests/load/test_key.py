"""The key of pseudonyms: made once, lost and changed told apart."""

from pathlib import Path

import pytest

from pipelines.database import Database, rows
from pipelines.errors import ConfigError
from pipelines.load import load_exports, make_key, open_key, read_key
from tests.load.intake import CONTRACTS, KEY, NOON, attendances, load, load_one

LINES = "Sessie;Persoonsnummer;Aanwezig\n1;12;Ja\n"


def test_the_key_is_made_once_and_only_its_owner_can_read_it(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "deep/down/key"
    key = open_key(db, path)
    assert (len(key), path.stat().st_mode & 0o777) == (32, 0o600)
    assert open_key(db, path) == read_key(path) == key
    assert list(path.parent.iterdir()) == [path]


def test_two_keys_are_never_alike_and_one_never_takes_the_place_of_another(tmp_path: Path) -> None:
    assert make_key(tmp_path / "one") != make_key(tmp_path / "two")
    before = (tmp_path / "one").read_bytes()
    with pytest.raises(ConfigError, match="er is al een sleutel"):
        make_key(tmp_path / "one")
    assert (tmp_path / "one").read_bytes() == before


def test_a_lost_key_is_told_and_no_new_one_is_made(db: Database, tmp_path: Path) -> None:
    load_one(db, tmp_path, attendances(), LINES)
    with pytest.raises(ConfigError, match="de sleutel is weg") as caught:
        open_key(db, tmp_path / "key")
    assert caught.value.exit_code == 2
    assert not (tmp_path / "key").exists()


def test_a_changed_key_is_told(db: Database, tmp_path: Path) -> None:
    load_one(db, tmp_path, attendances(), LINES)
    make_key(tmp_path / "key")
    with pytest.raises(ConfigError, match="een andere sleutel dan die van de databank"):
        open_key(db, tmp_path / "key")


def test_the_right_key_goes_on(db: Database, tmp_path: Path) -> None:
    load_one(db, tmp_path, attendances(), LINES)
    (tmp_path / "key").write_text(KEY.hex() + "\n")
    assert open_key(db, tmp_path / "key") == KEY


def test_nothing_is_loaded_with_another_key(db: Database, tmp_path: Path) -> None:
    load_one(db, tmp_path, attendances(), LINES)
    with pytest.raises(ConfigError, match="een andere sleutel"):
        load_exports(db, [], [], CONTRACTS, key=b"another".ljust(32), received=NOON)
    report = load(db, tmp_path, attendances(), {"vocvo_2.csv": LINES.replace("1;12", "2;12")})
    assert report.deliveries[0].accepted == 1
    assert rows(db, "select count(distinct person_id) from raw.attendance") == [(1,)]


@pytest.mark.parametrize("content", [b"", b"abc", b"zz" * 32, b"ab" * 31, b"\xff" * 64])
def test_what_is_no_key_is_told_without_its_content(db: Database, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(ConfigError, match="sleutel") as caught:
        open_key(db, tmp_path / "key")
    assert not content or content.decode("latin-1") not in str(caught.value)


def test_the_warehouse_does_not_hold_the_key(db: Database, tmp_path: Path) -> None:
    load_one(db, tmp_path, attendances(), LINES)
    ((check,),) = rows(db, "select check_value from load.key_check")
    assert KEY.hex() not in str(check) and len(str(check)) == 64
