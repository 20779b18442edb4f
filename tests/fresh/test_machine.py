"""The README's first command on machines that have nothing; run by `make fresh`, for it takes minutes and root."""

import os

import pytest

from tests.fresh.machine import on_machine, unable

LIBRARIES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("JAARVERSLAG_FRESH" not in os.environ, reason="takes minutes: make fresh runs it"),
    pytest.mark.skipif(bool(unable()), reason=unable()),
]
REPORT = (
    "make report >&2 && ls -l .venv/.installed data/concepts/overzicht/2025/public/report.pdf && ls .venv/bin"
)


def test_bookworm_as_root_makes_the_report_and_brings_what_is_missing():
    ended = on_machine("bookworm", f"{REPORT} && make report")
    assert ended.returncode == 0, ended.stderr[-3000:]
    assert "libharfbuzz-subset0" in ended.stderr
    assert "pytest" not in ended.stdout
    assert ended.stderr.count("Omgeving opbouwen") == 1


def test_trixie_as_a_user_without_sudo_or_home_makes_the_report():
    ended = on_machine(
        "trixie",
        f"unset HOME; {REPORT} && XDG_CONFIG_HOME=/home/reader/.config HOME=/nowhere make report >&2",
        as_user=True,
        packages=("python3-venv", *LIBRARIES),
    )
    assert ended.returncode == 0, ended.stderr[-3000:]


@pytest.mark.parametrize("suite", ["bookworm", "trixie"])
def test_all_that_is_missing_is_named_at_once_before_anything_is_fetched(suite):
    """Pango is there, which is enough to import WeasyPrint, and the library that writes the fonts is not."""
    ended = on_machine(
        suite, "make report; code=$?; ls -d .venv; exit $code", as_user=True, packages=LIBRARIES[:2]
    )
    assert ended.returncode == 2
    told = [line for line in ended.stderr.splitlines() if "apt-get" in line]
    assert len(told) == 1
    assert told[0].endswith("sudo apt-get install -y python3-venv libharfbuzz-subset0")
    assert ".venv" not in ended.stdout.split()


def test_without_a_network_the_first_run_is_a_sentence():
    packages = ("python3-venv", *LIBRARIES)
    ended = on_machine("trixie", "make report", as_user=True, packages=packages, has_network=False)
    assert ended.returncode == 2
    assert "pakketregister" in ended.stderr
    assert "Traceback" not in ended.stderr
