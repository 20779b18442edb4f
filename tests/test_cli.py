"""The command line answers at once, says what is wrong in one message, and ends with the documented code."""

import json
import subprocess
import sys

import pytest

HEAVY = {"duckdb", "pandas", "plotly", "prefect", "weasyprint", "jinja2", "numpy"}


def jaarverslag(*words):
    call = "import sys; sys.argv = ['jaarverslag', *sys.argv[1:]]; from pipelines.cli import main; main()"
    return subprocess.run([sys.executable, "-c", call, *words], capture_output=True, text=True, check=False)


def test_help_needs_nothing_heavy():
    code = "import sys, pipelines.cli; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert HEAVY.isdisjoint(loaded.split())


def test_help_has_examples_and_exit_codes():
    shown = jaarverslag("--help")
    assert shown.returncode == 0
    assert "jaarverslag build --year 2025" in shown.stdout
    assert "4 een andere uitvoering" in " ".join(shown.stdout.split())


def test_version():
    assert jaarverslag("--version").stdout.startswith("jaarverslag 0.")


@pytest.mark.parametrize(("words", "code", "says"), [
    (("load", "--workspace", "{folder}"), 2, "is {folder} geen werkruimte"),
    (("load", "--exports", "{folder}/nergens"), 2, "bestaat niet"),
    (("load", "--bestaat-niet"), 2, "bestaat-niet"),
    (("explain", "marts.nergens", "--year", "25"), 2, "verwacht een jaar"),
])  # fmt: skip
def test_a_mistake_is_one_message_and_never_a_traceback(tmp_path, words, code, says):
    found = jaarverslag(*(word.format(folder=tmp_path) for word in words))
    assert found.returncode == code
    assert says.format(folder=tmp_path) in found.stderr
    assert "Traceback" not in found.stderr and not found.stdout


def test_a_load_tells_every_row_as_json(tmp_path, library_workspace):
    (tmp_path / "in").mkdir()
    head = "Local authority,Library name,Event date,Name,Outcome,Attendees\n"
    row = "Voorbeeld,Hendon,2018-01-12,Verhaaltje,X,11\n"
    (tmp_path / "in" / "events.csv").write_text(head + row + row + row.replace("Hendon", "Nergens"), "utf-8")
    found = jaarverslag(
        "load", "--workspace", str(library_workspace), "--exports", str(tmp_path / "in"), "--json"
    )
    assert found.returncode == 0, found.stderr
    (summary,) = json.loads(found.stdout)["deliveries"]
    counted = {name: summary[name] for name in ("read", "accepted", "rejected", "duplicate", "skipped")}
    assert counted == {"read": 3, "accepted": 1, "rejected": 1, "duplicate": 1, "skipped": 0}
