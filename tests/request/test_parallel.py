"""What is made side by side is what is made one by one, byte for byte; nothing stays behind of what broke off."""

import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.durable import remove
from pipelines.edition import scopes_of
from pipelines.errors import GateError, TechnicalError
from pipelines.progress import Steps
from pipelines.publication import make_concept
from pipelines.release import load_deliveries, make_figures
from pipelines.request.parallel import cores, fan_out
from pipelines.request.run_request import read_request
from tests.request.in_processes import give_what_stays, refuse, twice, vanish

ROOT = Path(__file__).parents[2]


def test_results_come_in_order_from_other_processes():
    results = list(fan_out(twice, [(number,) for number in range(6)], 2))
    assert [result for result, _ in results] == [0, 2, 4, 6, 8, 10]
    assert os.getpid() not in {process for _, process in results}


@pytest.mark.parametrize(("calls", "jobs"), [([(1,)], 4), ([(1,), (2,)], 1), ([], 3)])
def test_one_thing_or_one_job_takes_no_other_process(calls, jobs):
    assert {process for _, process in fan_out(twice, calls, jobs)} <= {os.getpid()}


def test_no_number_is_one_a_processor():
    assert cores() >= 1
    assert [result for result, _ in fan_out(twice, [(1,), (2,)], 0)] == [2, 4]


RUNS = """
import sys
from operator import add, truediv
from pathlib import Path
from pipelines.request import fan_out
from pipelines.request.lock import only_run

for function, other in ((add, 1), (truediv, 0), (add, 1)):
    with only_run(Path(sys.argv[1]), "build"):
        try:
            print(list(fan_out(function, [(1, 1), (2, other)], 2)))
        except ZeroDivisionError as error:
            print(error)
"""


def test_one_run_after_another_works_side_by_side_and_the_program_ends_without_a_word(tmp_path):
    """The temporary files of a run go with it, those of its processes too."""
    done = subprocess.run(
        [sys.executable, "-c", RUNS, tmp_path], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == ["[2, 3]", "division by zero", "[2, 3]"]
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_an_error_comes_out_as_it_was_raised():
    with pytest.raises(GateError, match="nummer 1 gaat niet"):
        list(fan_out(refuse, [(0,), (1,), (2,)], 2))


@pytest.mark.parametrize("size", [1, 10_000_000])
def test_a_process_that_was_ended_from_outside_is_told_in_words(size):
    """Also where what it was asked fills the line to it, so that who asks would wait."""
    with pytest.raises(TechnicalError, match="--jobs 1"):
        list(fan_out(vanish, [(bytes(size),)] * 4, 2))


def test_a_result_that_no_line_can_carry_is_told():
    with pytest.raises(RuntimeError, match="can't be sent"):
        list(fan_out(give_what_stays, [(1,), (2,)], 2))


SLEEPING = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job begins without it
from pipelines.request import fan_out
from tests.request.in_processes import tell_and_sleep
list(fan_out(tell_and_sleep, [(sys.argv[1], 1), (sys.argv[1], 2)], 2))
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_its_processes_end_with_it_however_it_ends(tmp_path, end):
    with subprocess.Popen(
        [sys.executable, "-c", SLEEPING, str(tmp_path)], cwd=ROOT, stderr=subprocess.DEVNULL
    ) as running:
        until(
            lambda: (
                len(list(tmp_path.iterdir())) == 2 and all(path.read_text() for path in tmp_path.iterdir())
            )
        )
        workers = [int(path.read_text()) for path in tmp_path.iterdir()]
        running.send_signal(end)
        running.wait(60)
    until(lambda: not any(is_alive(worker) for worker in workers))


def until(holds) -> None:
    end = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def is_alive(process: int) -> bool:
    try:
        return "Z" not in (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


HEAD = "Local authority,Library name,Event date,Name,Outcome,Attendees\n"


@pytest.fixture
def calls(library_workspace, tmp_path):
    """What sets the concepts of the overview and two places."""
    exports = tmp_path / "in"
    exports.mkdir()
    lines = [
        f"Voorbeeld,{library},2018-{month:02}-12,Verhaaltje,X,{9 * month + place}\n"
        for month in (1, 2, 3)
        for place, library in enumerate(("Hendon", "Osidge", "Colindale"))
    ]
    (exports / "events.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    request = read_request(library_workspace, year=2018, quarter=1, scope="all", exports=exports)
    load_deliveries(request)
    figures = make_figures(request)
    scopes = [scope for scope in scopes_of(request) if scope.code in {None, "HEN", "OSI"}]
    return {scope.folder: (request, figures, scope) for scope in scopes}


def files_of(concepts: Path) -> dict[str, bytes]:
    return {
        path.relative_to(concepts).as_posix(): path.read_bytes()
        for path in sorted(concepts.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def alone(calls):
    """The files of the concepts when they are set one by one."""
    concepts = next(iter(calls.values()))[0].concepts
    Steps(quiet=True, jobs=1).each(make_concept, calls)
    files = files_of(concepts)
    assert len(files) > 40
    remove(concepts)
    return files


def test_side_by_side_makes_the_bytes_of_one_by_one(calls, alone):
    made = Steps(quiet=True, jobs=2).each(make_concept, calls)
    assert [concept.folder.parent.name for concept in made] == list(calls)
    assert files_of(made[0].folder.parents[1]) == alone


@pytest.mark.long
@pytest.mark.prefect
def test_a_cluster_makes_the_bytes_of_one_by_one(calls, alone, tmp_path):
    """In a process of its own: Prefect reads its settings once, and Dask's scheduler listens."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    settings |= {"PREFECT_HOME": str(tmp_path / "prefect"), "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    (tmp_path / "calls").write_bytes(pickle.dumps(calls))
    ended = subprocess.run(
        [sys.executable, "-m", "tests.on_a_cluster", str(tmp_path / "calls")],
        cwd=ROOT, env=settings, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert [Path(line).parent.name for line in ended.stdout.splitlines()[-3:]] == list(calls)
    assert files_of(next(iter(calls.values()))[0].concepts) == alone
