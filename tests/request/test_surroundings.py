"""A machine without a home, a loopback or a folder for temporary files: it works, or is told in words."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.errors import ConfigError, TechnicalError
from pipelines.load import make_key
from pipelines.request.surroundings import (
    has_prefect_server,
    ready_for_prefect,
    ready_to_write,
    user_folder,
)


def reaches():
    return True


@pytest.fixture
def homeless(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path / "nowhere"))


def test_prefect_keeps_its_files_in_the_workspace_for_this_user_only(homeless, tmp_path):
    environ = {}
    ready_for_prefect(tmp_path / "data", environ, reaches_itself=reaches)
    assert environ == {"PREFECT_HOME": str(tmp_path / "data" / ".prefect")}
    assert stat.S_IMODE((tmp_path / "data" / ".prefect").stat().st_mode) == 0o700


@pytest.mark.parametrize("own", ["PREFECT_API_URL", "PREFECT_HOME", "PREFECT_PROFILES_PATH"])
def test_a_prefect_of_the_users_own_is_left_alone(homeless, tmp_path, own):
    environ = {own: "x"}
    ready_for_prefect(tmp_path / "data", environ, reaches_itself=reaches)
    assert environ == {own: "x"}


def test_so_are_profiles_in_the_home(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".prefect").mkdir()
    (tmp_path / ".prefect" / "profiles.toml").write_text("", "utf-8")
    environ = {}
    ready_for_prefect(tmp_path / "data", environ, reaches_itself=reaches)
    assert environ == {}


@pytest.mark.parametrize(
    ("environ", "has"), [({}, False), ({"PREFECT_API_URL": "x"}, True), ({"HOME": "x"}, False)]
)
def test_a_server_of_ones_own_is_one_that_is_configured(homeless, environ, has):
    assert has_prefect_server(environ) is has


def test_who_cannot_reach_himself_is_told_of_the_way_without_prefect(homeless, tmp_path):
    with pytest.raises(ConfigError, match="jaarverslag build"):
        ready_for_prefect(tmp_path / "data", {}, reaches_itself=lambda: False)


def test_no_temporary_folder_names_the_setting():
    def none():
        raise FileNotFoundError

    with pytest.raises(ConfigError, match="TMPDIR"):
        ready_to_write(none)


def test_no_home_names_the_settings(monkeypatch):
    def none():
        raise RuntimeError

    monkeypatch.setattr("pipelines.request.surroundings.Path.home", none)
    with pytest.raises(ConfigError, match="XDG_CONFIG_HOME"):
        user_folder({}, "XDG_CONFIG_HOME", ".config")
    assert str(user_folder({"XDG_CONFIG_HOME": "/x"}, "XDG_CONFIG_HOME", ".config")) == "/x"


def test_a_home_where_nobody_may_write_names_where_else_the_key_can_be():
    with pytest.raises(TechnicalError, match=r"XDG_CONFIG_HOME, of \[paths\] key"):
        make_key(Path("/proc/nowhere/jaarverslag.key"))


@pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("unshare") is None,
    reason="a machine without loopback can only be made by root, with unshare",
)
@pytest.mark.parametrize(("way", "words"), [("--prefect", "loopback"), ("--direct", "data/exports")])
def test_a_machine_without_loopback_builds_and_says_what_prefect_needs(library_workspace, way, words):
    call = "import sys; sys.argv = ['jaarverslag', *sys.argv[1:]]; from pipelines.cli import main; main()"
    asked = ["build", way, "--workspace", str(library_workspace), "--year", "2018", "--scope", "HEN"]
    ended = subprocess.run(
        ["unshare", "--net", sys.executable, "-c", call, *asked], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr
