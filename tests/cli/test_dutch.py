"""What a user of the terminal reads is Dutch: help, mistakes, and nothing at all when nobody reads on."""

import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from pipelines.cli.app import app
from pipelines.cli.dutch import SECTIONS, help_in_dutch

RUN = [sys.executable, "-m", "pipelines.cli"]
ENGLISH = re.compile(
    r"Usage|Options:|Commands:|Arguments:|Show this|\[default|\[required|Missing|No such|Invalid|Error|valid integer|Try '"
)


def run(*arguments):
    return subprocess.run([*RUN, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["foo"], "de opdracht 'foo' bestaat niet"),
        (["build"], "de optie --year ontbreekt"),
        (["build", "--year", "x"], "verwacht een getal"),
        (["build", "--jaar", "3"], "Bedoelt u --year"),
        (["load", "--workspace"], "vraagt een waarde"),
        (["withdraw"], "ontbreekt"),
        (["deliveries", "nog", "iets"], "hoort er niet bij"),
        (["werkbank", "--port", "99999999"], "--port"),
    ],
)
def test_a_mistake_is_told_in_dutch_with_code_2(arguments, word):
    told = run(*arguments)
    assert told.returncode == 2 and word in told.stderr
    assert not ENGLISH.search(told.stderr) and "Traceback" not in told.stderr


def test_all_help_is_dutch():
    names = [
        [command.name or command.callback.__name__.replace("_", "-")] for command in app.registered_commands
    ]
    for arguments in ([], *names, ["source"], ["narrative"], ["history"], ["source", "propose"]):
        told = CliRunner().invoke(app, [*arguments, "--help"])
        assert told.exit_code == 0 and not ENGLISH.search(told.output), told.output


def test_help_lists_every_command_once_in_the_order_of_a_year_and_cuts_no_line():
    text = CliRunner().invoke(app, ["--help"]).output
    listed = [word for names in SECTIONS.values() for word in names.split()]
    assert re.findall(r"^  ([a-z][a-z-]+)  ", text, re.MULTILINE) == listed
    assert "Opdrachten:" not in text and "..." not in text.replace("[ARGUMENTEN]...", "")


def test_columns_stay_in_place():
    assert help_in_dutch("  --year <int>           Verslagjaar.") == "  --year <getal>         Verslagjaar."


def test_a_reader_who_stops_is_no_fault():
    told = subprocess.run(
        f"{sys.executable} -m pipelines.cli --help | head -1; exit ${{PIPESTATUS[0]}}",
        shell=True, executable="/bin/bash", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (told.returncode, told.stderr) == (0, "")
