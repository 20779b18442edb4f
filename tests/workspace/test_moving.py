"""A back-up that is put back elsewhere works again once the key is typed from its sheet, and with no other key."""

import shutil

import pytest

from pipelines.errors import ConfigError
from pipelines.load import key_sum, open_for_reading, open_for_writing, open_key, read_key, restore_key
from pipelines.load.parse import hold_key
from pipelines.request import only_run, read_request
from pipelines.workspace import Beginning, start_workspace


@pytest.fixture
def moved(tmp_path):
    """A workspace with pseudonyms, put back in another place; and its sheet."""
    old = tmp_path / "oud"
    start_workspace(old, Beginning(publisher="Voorbeeld (fictief)", prisons=(("GEN", "Gent"),)))
    request = read_request(old)
    with only_run(request.config.data), open_for_writing(request.config) as database:
        hold_key(database, read_key(request.key))
    sheet = read_key(request.key)
    new = shutil.copytree(old, tmp_path / "elders" / "nieuw")
    return read_request(new), sheet


def put_back(request, text, checked):
    with open_for_reading(request.config) as database:
        restore_key(database, request.key, text, checked)


def test_the_sheet_brings_the_key_back(moved):
    request, sheet = moved
    assert not request.key.exists()
    with open_for_reading(request.config) as database, pytest.raises(ConfigError, match="de sleutel is weg"):
        open_key(database, request.key)
    spaced = " ".join(sheet.hex()[at : at + 4] for at in range(0, 64, 4))
    put_back(request, spaced.upper(), key_sum(sheet))
    with only_run(request.config.data), open_for_writing(request.config) as database:
        assert open_key(database, request.key) == sheet
    assert request.key.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("at", range(0, 64, 7))
def test_one_letter_typed_wrong_is_refused(moved, at):
    request, sheet = moved
    wrong = list(sheet.hex())
    wrong[at] = "0" if wrong[at] != "0" else "1"
    with pytest.raises(ConfigError, match="herstelblad"):
        put_back(request, "".join(wrong), key_sum(sheet))
    assert not request.key.exists()


def test_another_key_with_its_own_check_is_refused(moved):
    request, _ = moved
    other = bytes(range(32))
    with pytest.raises(ConfigError, match="andere sleutel"):
        put_back(request, other.hex(), key_sum(other))
    assert not request.key.exists()


def test_a_key_that_is_there_is_never_replaced(moved):
    request, sheet = moved
    put_back(request, sheet.hex(), key_sum(sheet))
    with pytest.raises(ConfigError, match="nooit overschreven"):
        put_back(request, sheet.hex(), key_sum(sheet))
