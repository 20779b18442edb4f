"""Prefect runs the report: the same order of steps, as tasks, with a temporary server that it starts itself."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

pytestmark = pytest.mark.prefect

HEAD = "Local authority,Library name,Event date,Name,Outcome,Attendees\n"
PLANTED = "Verhaaltje van Voorbeeld Persoon"


@pytest.fixture
def build(tmp_path, library_workspace):
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [f"Voorbeeld,Hendon,2018-0{month}-12,{PLANTED},X,{month}\n" for month in range(1, 10)]
    (folder / "events.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    environment = {**os.environ, "HOME": str(tmp_path / "nowhere")}
    for own in ("PREFECT_API_URL", "PREFECT_HOME"):
        environment.pop(own, None)

    def run(*words):
        call = "import sys; sys.argv = ['jaarverslag', *sys.argv[1:]]; from pipelines.cli import main; main()"
        asked = [
            "build",
            "--prefect",
            "--workspace",
            str(library_workspace),
            "--exports",
            str(folder),
            *words,
        ]
        return subprocess.run(
            [sys.executable, "-c", call, *asked], env=environment, capture_output=True, text=True, check=False
        )

    return run


def recorded(home, sql):
    with closing(sqlite3.connect(home / "workspace" / "data" / ".prefect" / "prefect.db")) as database:
        return database.execute(sql).fetchall()


def test_the_flow_makes_a_concept_and_prefect_knows_each_step(build, tmp_path):
    found = build("--year", "2018", "--quarter", "3", "--scope", "HEN", "--json")
    assert found.returncode == 0, found.stderr
    documents = json.loads(found.stdout)["documents"]
    assert [name.rsplit("/", 1)[1] for name in documents] == ["report.html", "report.pdf"]
    assert "leaked" not in found.stderr

    assert recorded(tmp_path, "select name from flow") == [("quarterly-report",)]
    assert recorded(tmp_path, "select state_type from flow_run") == [("COMPLETED",)]
    steps = {name.rsplit("-", 1)[0] for (name,) in recorded(tmp_path, "select name from task_run")}
    assert {"Exports inlezen", "Cijfers berekenen en beveiligen", "Concept opmaken: Hendon"} <= steps
    artifacts = dict(recorded(tmp_path, "select key, data from artifact"))
    (load,) = json.loads(json.loads(artifacts["ingelezen"]))
    assert (load["gelezen"], load["aanvaard"]) == (9, 9)
    assert "concept" in artifacts


def test_without_a_server_of_ones_own_none_is_started(build, tmp_path):
    found = build("--year", "2018", "--scope", "ZZZ", "--direct")
    assert (found.returncode, found.stdout) == (2, "")
    assert not (tmp_path / "workspace" / "data" / ".prefect").exists()


def test_an_error_of_the_user_comes_out_with_its_own_code_and_is_not_tried_again(build, tmp_path):
    found = build("--year", "2018", "--scope", "ZZZ")
    assert (found.returncode, found.stdout) == (2, "")
    assert "--scope ZZZ: verwacht een van" in found.stderr and "Traceback" not in found.stderr
    assert recorded(tmp_path, "select state_type from flow_run") == [("FAILED",)]


@pytest.mark.long
def test_a_step_that_fails_is_not_tried_again_on_what_it_read_before(build, tmp_path, library_workspace):
    """A retry could only work on what it read before, and hid why it failed."""
    (library_workspace / "data" / "concepts").mkdir()
    (library_workspace / "data" / "concepts" / "HEN").write_text("een bestand waar een map moet komen")
    found = build("--year", "2018", "--quarter", "3", "--scope", "HEN")
    assert found.returncode == 3
    assert "data/concepts/HEN" in found.stderr and "bestaat al" not in found.stderr
    tries = recorded(tmp_path, "select run_count from task_run where name like 'Concept opmaken%'")
    assert tries == [(1,)]
