"""`init` asks by which method small counts are protected, and says how to find out what each costs."""

import tomllib

import pytest
from typer.testing import CliRunner

from pipelines.cli import data as cli_data
from pipelines.cli.app import app
from pipelines.errors import ConfigError


def call(*words, answer=None):
    return CliRunner().invoke(app, ["init", *map(str, words)], input=answer)


def method_of(workspace):
    return tomllib.loads((workspace / "report.toml").read_text("utf-8"))["disclosure"]["method"]


@pytest.mark.parametrize(("words", "method"), [((), "suppress"), (("--method", "round5"), "round5")])
def test_a_new_workspace_has_the_method_that_was_ordered(tmp_path, words, method):
    assert call("--workspace", tmp_path, *words).exit_code == 0
    assert method_of(tmp_path) == method


def test_who_sits_at_a_terminal_is_asked_with_the_advice(tmp_path, monkeypatch):
    monkeypatch.setattr(cli_data, "is_asked", lambda: True)
    done = call("--workspace", tmp_path, answer="round5\n")
    assert done.exit_code == 0
    assert "jaarverslag audit --advise" in done.stdout
    assert method_of(tmp_path) == "round5"
    again = call("--workspace", tmp_path)
    assert "Methode" not in again.stdout


@pytest.mark.parametrize("already", [False, True])
def test_another_word_and_settings_that_stand_are_refused_in_words(tmp_path, already):
    if already:
        call("--workspace", tmp_path)
    done = call("--workspace", tmp_path, "--method", "round5" if already else "wegstrepen")
    assert isinstance(done.exception, ConfigError)
    assert ("dit bestand is er al" if already else "verwacht een van suppress, round5") in str(done.exception)
    assert (tmp_path / "report.toml").exists() == already
