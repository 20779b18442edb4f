"""Two workspaces about the same persons: what the one showed stands in the other."""

import zipfile
from dataclasses import replace

import pytest

from pipelines.errors import ConfigError
from pipelines.release.exchange import INDEX, export_history, import_history, is_imported
from pipelines.release.release_history import earlier_releases, register_of
from pipelines.request.calendar import Period
from pipelines.request.run_request import read_request
from pipelines.tables import Cell, Mark
from tests.make_believe_release import publish


@pytest.fixture
def order(library_workspace):
    return read_request(library_workspace, year=2025, quarter=1)


@pytest.fixture
def exchanged(order, tmp_path):
    """What this workspace published, as a file for another."""
    publish(order, GEN=12, BRU=Cell(mark=Mark.SUPPRESSED))
    path = tmp_path / "uitwisseling.zip"
    assert export_history(register_of(order), path) == 1
    return path


def test_what_another_showed_stands_and_what_it_hid_stays_hidden(order, exchanged, tmp_path):
    """Also in the very period that is published here: it is not ours to show anew."""
    register = tmp_path / "other" / "data" / "register"
    assert not is_imported(register, "gent")
    assert import_history(register, exchanged, name="gent") == 1
    assert is_imported(register, "gent")
    settings = replace(order.config, workspace=tmp_path / "other")
    for period in (order.period, Period(2025)):
        earlier = earlier_releases(replace(order, config=settings, period=period))
        assert list(earlier.shown.values()) == [12]
        assert len(earlier.hidden) == 1


def test_the_same_exchange_twice_brings_nothing_new(exchanged, tmp_path):
    register = tmp_path / "register"
    import_history(register, exchanged, name="gent")
    before = sorted(path.read_bytes() for path in register.rglob("*.duckdb"))
    assert import_history(register, exchanged, name="gent") == 0
    assert sorted(path.read_bytes() for path in register.rglob("*.duckdb")) == before


def test_an_exchange_is_the_same_bytes_each_time_and_nobody_else_reads_it(order, exchanged, tmp_path):
    again = tmp_path / "again.zip"
    export_history(register_of(order), again)
    assert again.read_bytes() == exchanged.read_bytes()
    assert exchanged.stat().st_mode & 0o777 == 0o600


def test_releases_of_others_are_not_told_on(order, exchanged, tmp_path):
    register = tmp_path / "other"
    import_history(register, exchanged, name="gent")
    with pytest.raises(ConfigError, match="er valt niets uit te wisselen"):
        export_history(register, tmp_path / "third.zip")


def test_an_exchange_that_was_tampered_with_is_refused_whole(exchanged, tmp_path):
    bent = tmp_path / "bent.zip"
    with zipfile.ZipFile(exchanged) as old, zipfile.ZipFile(bent, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + (b"" if name == INDEX else b"x"))
    register = tmp_path / "register"
    with pytest.raises(ConfigError, match=r"bent\.zip: de bestanden erin zijn niet die van"):
        import_history(register, bent, name="gent")
    assert not list(register.rglob("*.duckdb"))


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive"])
def test_what_is_no_exchange_is_refused_in_words(tmp_path, content):
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match="geen bestand met uitgaven"):
        import_history(tmp_path / "register", path, name="gent")


def test_a_name_that_is_no_name_is_refused(exchanged, tmp_path):
    with pytest.raises(ConfigError, match="verwacht kleine letters"):
        import_history(tmp_path / "register", exchanged, name="../x")
