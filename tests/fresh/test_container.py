"""The image is a machine of `make fresh` with the program on it, and holds nothing about persons."""

import re

from tests.fresh.machine import GIVEN, ROOT
from tests.fresh.test_machine import LIBRARIES

STEPS = (ROOT / "Containerfile").read_text("utf-8").replace("\\\n", " ")


def ignored(file):
    lines = (line.strip().strip("/") for line in (ROOT / file).read_text("utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def test_its_steps_are_those_of_a_fresh_machine():
    """The packages that the suites of tests/fresh are made of, those that the program names, and `make setup`."""
    (installed,) = re.findall(r"install -y --no-install-recommends\s+(.*?)&&", STEPS)
    assert set(installed.split()) == {*GIVEN.split(","), "python3-venv", *LIBRARIES}
    assert re.search(r"^FROM debian:13-slim$", STEPS, re.MULTILINE)  # trixie
    assert [line for line in STEPS.splitlines() if line.startswith("RUN make")] == ["RUN make setup"]
    assert re.search(r"^setup:\n\t@\.ci/setup$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_what_git_leaves_out_is_left_out_of_the_image():
    """The exports, the warehouse and its copies, answers to partners and the key lie in the folder that is copied."""
    rooted = {"build", "dist"}
    wanted = {line if line in rooted else f"**/{line.removeprefix('**/')}" for line in ignored(".gitignore")}
    assert wanted | {".git"} == set(ignored(".dockerignore"))


def test_it_starts_a_command_that_there_is_and_keeps_the_key_outside():
    assert 'ENTRYPOINT ["/programma/.venv/bin/jaarverslag"]' in STEPS and "WORKDIR /programma" in STEPS
    assert re.search(r'^VOLUME \["/werkruimte", "/sleutels"\]$', STEPS, re.MULTILINE)
    assert "ENV XDG_CONFIG_HOME=/sleutels" in STEPS
