"""Every command that writes in a workspace waits for nobody: it takes the one lock, or ends with 4 and says who has it.

Every other command reads on while a real build of another process is in the middle of the warehouse.
"""

import subprocess
import sys
from datetime import datetime

import pytest
import typer

from pipelines.cli.app import app
from pipelines.release import check_figures, load_deliveries
from pipelines.request import read_request
from pipelines.request.lock import only_run
from tests.cli.test_app import delivered, jaarverslag  # noqa: F401

WRITES = {
    "build": ("--year", "2018", "--direct"),
    "publish": ("--year", "2018"),
    "sign-off": ("--year", "2018", "--who", "An Voorbeeld", "--role", "directeur"),
    "dossier": ("--year", "2018"),
    "retract": ("1", "--year", "2018", "--who", "An Voorbeeld", "--role", "directeur", "--why", "een fout"),
    "early-access": (
        "overzicht/2018/1",
        "{folder}/vooraf.zip",
        "--who",
        "An Voorbeeld",
        "--why",
        "een vraag",
    ),
    "seal": ("overzicht/2018/1",),
    "load": (),
    "check": ("--year", "2018"),
    "init": (),
    "preview": ("--year", "2018", "--port", "0"),
    "withdraw": ("1",),
    "restore": ("1",),
    "accept": ("events.csv",),
    "erase": (),
    "catalogue": (),
    "sample": ("{folder}/sample",),
    "source propose": ("{folder}/in/events.csv",),
    "source template": ("session",),
    "narrative new": ("--year", "2018"),
    "audit": ("--year", "2018", "--advise"),
    "history export": ("{folder}/uit.zip",),
    "history import": ("{folder}/uit.zip", "--name", "agentschap"),
}
READS = {
    "deliveries": (),
    "coverage": ("--year", "2018"),
    "trace": ("sessions_by_domain.sessions_held", "period_code=2018"),
    "explain": ("marts.participants_by_domain",),
    "editions": (),
    "calendar": (),
    "doctor": (),
    "status": (),
}
APART = {"serve", "werkbank", "verify", "diff"}
"""Two hold this lock only while they write: tests/service, tests/web; the others know no workspace."""

BUILD = """
import sys
from pathlib import Path
from pipelines.release import figures
from pipelines.progress import Steps
from pipelines.report import build_report
from pipelines.request import read_request

def waiting(db, folder):
    print("in the warehouse", flush=True)
    sys.stdin.readline()
    return checks(db, folder)

checks, figures.run_checks = figures.run_checks, waiting
request = read_request(Path(sys.argv[1]), year=2018, exports=sys.argv[2])
build_report(request, Steps(quiet=True))
"""


def commands(group):
    """The names of all commands, those of a group after its name."""
    inner = typer.main.get_command(group)
    for name, command in inner.commands.items():
        yield from (f"{name} {one}" for one in command.commands) if hasattr(command, "commands") else (name,)


def test_every_command_is_known_to_write_or_to_read():
    assert set(commands(app)) == WRITES.keys() | READS.keys() | APART


def words_of(name, words, workspace, folder):
    filled = [word.format(folder=folder) for word in words]
    return (*name.split(), *filled, "--workspace", str(workspace))


@pytest.mark.parametrize("name", sorted(WRITES))
def test_a_command_that_writes_is_kept_out_and_told_who_writes(name, tmp_path, library_workspace, delivered):  # noqa: F811
    editions = library_workspace / "data" / "editions" / "overzicht" / "2018" / "1"
    before = sorted(library_workspace.rglob("*"))
    with only_run(library_workspace / "data", "build"):
        found = jaarverslag(*words_of(name, WRITES[name], library_workspace, tmp_path))
    assert found.returncode == 4, found.stderr
    assert f"jaarverslag build, gestart op {datetime.now():%d/%m/%Y} om " in found.stderr
    assert "Wacht tot die klaar is" in found.stderr and not found.stdout
    assert not editions.exists()
    assert {path.name for path in {*library_workspace.rglob("*")} - {*before}} <= {".lock", "sources"}


@pytest.mark.slow
def test_whoever_reads_reads_on_while_another_process_builds(tmp_path, library_workspace, delivered):  # noqa: F811
    request = read_request(library_workspace, year=2018, exports=delivered[-1])
    with only_run(request.config.data):
        load_deliveries(request)
        check_figures(request)  # marts to read
    with subprocess.Popen(
        [sys.executable, "-c", BUILD, str(library_workspace), delivered[-1]],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as build:  # fmt: skip
        try:
            assert build.stdout.readline() == "in the warehouse\n"
            shown = {
                name: jaarverslag(*words_of(name, words, library_workspace, tmp_path))
                for name, words in READS.items()
            }
            assert build.poll() is None
        finally:
            build.kill()
    codes = {name: found.returncode for name, found in shown.items()}
    assert codes == {**dict.fromkeys(READS, 0), "status": 3, "calendar": 1}, "nothing came out, nobody looked"
    assert "events.csv" in shown["deliveries"].stdout and "events.csv" in shown["trace"].stdout
