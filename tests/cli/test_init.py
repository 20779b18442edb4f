"""A workspace starts with one command, and the command leaves alone what is there."""

import stat

import pytest

from pipelines.cli.init import start_workspace
from pipelines.errors import ConfigError
from pipelines.release.figures import load_deliveries
from pipelines.request.run_request import key_path, read_request
from pipelines.request.settings import read_config


def test_a_new_workspace_has_all_that_a_first_load_needs(tmp_path):
    made = start_workspace(tmp_path / "w")
    assert {path.name for path in made} >= {"report.toml", "sources", "prison.csv", "domain.csv"}
    with pytest.raises(ConfigError, match="geen enkel bestand"):
        load_deliveries(read_request(tmp_path / "w", year=2025))


def test_the_key_is_outside_the_workspace_and_for_its_owner_only(tmp_path):
    start_workspace(tmp_path / "w")
    key = read_request(tmp_path / "w").key
    assert tmp_path / "w" not in key.parents
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_second_start_changes_nothing(tmp_path):
    start_workspace(tmp_path / "w")
    before = {path: path.read_bytes() for path in (tmp_path / "w").rglob("*") if path.is_file()}
    assert start_workspace(tmp_path / "w") == []
    assert {path: path.read_bytes() for path in before} == before


def test_report_toml_may_say_where_the_key_is(tmp_path):
    start_workspace(tmp_path)
    (tmp_path / "report.toml").write_text(
        '[report]\npublisher = "x"\n[paths]\nkey = "../mijn.key"\n', "utf-8"
    )
    assert key_path(read_config(tmp_path), {}) == tmp_path / ".." / "mijn.key"
