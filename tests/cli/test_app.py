"""The command line answers at once, says what is wrong in one message, and ends with the documented code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.request.lock import only_run

HEAVY = {"duckdb", "pandas", "plotly", "prefect", "weasyprint", "jinja2", "numpy"}


def jaarverslag(*words):
    call = "import sys; sys.argv = ['jaarverslag', *sys.argv[1:]]; from pipelines.cli import main; main()"
    return subprocess.run([sys.executable, "-c", call, *words], capture_output=True, text=True, check=False)


def test_help_needs_nothing_heavy():
    code = "import sys, pipelines.cli.app; print(*sorted({name.split('.')[0] for name in sys.modules}))"
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
    (("check", "--year", "25"), 2, "verwacht een jaar"),
    (("build", "--year", "2025", "--lang", "de"), 2, "--lang de: verwacht een van nl, fr, en"),
    (("build", "--year", "2025", "--pdf-standard", "pdf"), 2, "verwacht een van a3a-ua1, a4f-ua2"),
])  # fmt: skip
def test_a_mistake_is_one_message_and_never_a_traceback(tmp_path, words, code, says):
    found = jaarverslag(*(word.format(folder=tmp_path) for word in words))
    assert found.returncode == code
    assert says.format(folder=tmp_path) in found.stderr
    assert "Traceback" not in found.stderr and not found.stdout


@pytest.fixture
def delivered(tmp_path, library_workspace):
    """Give the words for a workspace in which three rows of a library were delivered."""
    folder = tmp_path / "in"
    folder.mkdir()
    head = "Local authority,Library name,Event date,Name,Outcome,Attendees\n"
    row = "Voorbeeld,Hendon,2018-01-12,Verhaaltje,X,11\n"
    (folder / "events.csv").write_text(head + row + row + row.replace("Hendon", "Nergens"), "utf-8")
    return "--workspace", str(library_workspace), "--exports", str(folder)


def test_a_load_tells_every_row_as_json(delivered):
    found = jaarverslag("load", *delivered, "--json")
    assert found.returncode == 0, found.stderr
    (summary,) = json.loads(found.stdout)["deliveries"]
    counted = {name: summary[name] for name in ("read", "accepted", "rejected", "duplicate", "skipped")}
    assert counted == {"read": 3, "accepted": 1, "rejected": 1, "duplicate": 1, "skipped": 0}


def test_a_total_that_differs_is_told_as_json_too(delivered):
    with (Path(delivered[-1]) / "events.csv").open("a", encoding="utf-8") as file:
        file.write("Total,,,,,99\n")
    found = jaarverslag("load", *delivered, "--json")
    assert found.returncode == 0, found.stderr
    (summary,) = json.loads(found.stdout)["deliveries"]
    (finding,) = summary["findings"]
    assert (finding["code"], finding["printed"], finding["line"]) == ("total_differs", "99", 5)


def test_a_second_run_is_kept_out_with_its_own_code(library_workspace):
    (library_workspace / "in").mkdir()
    with only_run(library_workspace / "data"):
        found = jaarverslag(
            "load", "--workspace", str(library_workspace), "--exports", str(library_workspace / "in")
        )
    assert (found.returncode, found.stdout) == (4, "")
    assert "andere uitvoering" in found.stderr


def test_explain_tells_what_a_model_says_and_reads(library_workspace):
    found = jaarverslag("explain", "marts.participants_by_domain", "--workspace", str(library_workspace))
    assert found.returncode == 0, found.stderr
    assert "tests/sql/test_" in found.stdout and "core." in found.stdout


def test_a_fault_of_the_program_tells_where_but_never_what_stood_in_a_cell():
    call = "import pipelines.cli.app as cli; cli.app = lambda **_: int('Jan Voorbeeld'); cli.main()"
    found = subprocess.run([sys.executable, "-c", call], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (3, "")
    assert "ValueError in <string>, regel 1" in found.stderr
    assert "Voorbeeld" not in found.stderr and "Traceback" not in found.stderr


def test_a_year_of_which_nothing_was_delivered_is_not_published(delivered, library_workspace):
    found = jaarverslag("build", "--year", "2031", "--direct", *delivered)
    assert found.returncode == 1
    assert "over 2031 is niets geleverd" in found.stderr
    assert not (library_workspace / "data" / "editions").exists()
    assert not (library_workspace / "data" / "concepts").exists()


def test_a_proposal_is_named_as_its_source_must_be(tmp_path, library_workspace):
    file = tmp_path / "Lijst Voorbeeld 2025.csv"
    file.write_text("Nummer;Gevangenis;Datum;Status\n1;Hendon;2025-02-14;afgelast\n", "utf-8")
    found = jaarverslag("source", "propose", str(file), "--workspace", str(library_workspace))
    assert found.returncode == 0, found.stderr
    drafted = library_workspace / "data" / "sources" / "lijst_voorbeeld.toml.ontwerp"
    assert 'source = "lijst_voorbeeld"' in drafted.read_text("utf-8")
    assert "Gevangenis <- Gevangenis" in found.stdout


def test_what_was_delivered_and_what_became_of_it_stands_in_columns(delivered):
    assert jaarverslag("load", *delivered).returncode == 0
    listed = jaarverslag("deliveries", *delivered[:2]).stdout.splitlines()
    assert listed[0].split() == [
        "nr.",
        "toestand",
        "ontvangen",
        "partner",
        "bestand",
        "geweigerd",
        "aanvaard",
    ]
    assert "ingelezen" in listed[-1] and "events.csv" in listed[-1]
