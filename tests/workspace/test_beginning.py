"""A workspace starts with one command, and the command leaves alone what is there."""

import stat

import pytest

from pipelines.errors import ConfigError
from pipelines.release.figures import load_deliveries
from pipelines.request.run_request import key_path, read_request
from pipelines.request.settings import read_config
from pipelines.workspace import furnish, start_workspace


def test_a_new_workspace_has_all_that_a_first_load_needs(tmp_path):
    made = start_workspace(tmp_path / "w")
    assert {path.name for path in made} >= {"report.toml", "sources", "prison.csv", "domain.csv"}
    with pytest.raises(ConfigError, match="geen enkel bestand"):
        load_deliveries(read_request(tmp_path / "w", year=2025))


def test_a_first_load_of_unknown_files_names_them_and_the_next_step(tmp_path):
    start_workspace(tmp_path / "w")
    request = read_request(tmp_path / "w", year=2025)
    for name in ("a lijst.csv", "b.csv", "c.xlsx", "d.csv", "e.csv"):
        (request.exports / name).write_bytes(b"x")
    with pytest.raises(ConfigError) as told:
        load_deliveries(request)
    assert "(a lijst.csv, b.csv, c.xlsx en nog 2)" in str(told.value)
    assert f"jaarverslag source propose '{request.exports / 'a lijst.csv'}'" in str(told.value)
    assert "Er wacht een ontwerp" not in str(told.value)
    (tmp_path / "w/data/sources/lijst.toml.ontwerp").write_bytes(b"")
    with pytest.raises(ConfigError, match=r"Er wacht een ontwerp: lijst\.toml\.ontwerp"):
        load_deliveries(request)


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


def test_a_workspace_without_sources_gets_those_of_the_sample_and_keeps_its_own_lists(tmp_path):
    start_workspace(tmp_path / "w")
    own = tmp_path / "w" / "data" / "reference" / "organisation.csv"
    own.write_text(own.read_text("utf-8") + "eigen,Eigen vzw\n", "utf-8")
    kept = own.read_bytes()
    sample = tmp_path / "sample"
    sample.mkdir()
    (sample / "prison.csv").write_text("prison_code,prison_name\nVB1,Voorbeeld\n", "utf-8")

    written = {path.name for path in furnish(tmp_path / "w", sample)}
    assert {"prison.csv", "expected.csv", "arbv_gesprekken.toml"} <= written
    assert own.read_bytes() == kept
    assert (own.parent / "prison.csv").read_bytes() == (sample / "prison.csv").read_bytes()
    assert furnish(tmp_path / "w", sample) == []


def test_a_folder_that_is_no_workspace_is_not_furnished(tmp_path):
    assert furnish(tmp_path, tmp_path) == []
    assert list(tmp_path.iterdir()) == []
