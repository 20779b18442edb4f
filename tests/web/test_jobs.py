"""A job is a process of its own: it goes on without the page, can be stopped, and says how it ended."""

import sys
import time

import pytest

from pipelines.errors import BusyError, ConfigError
from pipelines.web.frame import Desk
from pipelines.web.frame.jobs import follow_job, newest_job, read_job, running_job, start_job, stop_job

PROGRAM = "import sys, time; print('een', file=sys.stderr, flush=True); time.sleep(float(sys.argv[1])); print('uit'); sys.exit(int(sys.argv[2]))"


def desk(folder):
    return Desk(folder, (sys.executable, "-c", PROGRAM))


def ended(one, number):
    *_, last = follow_job(one, number, every=0.05)
    return last


@pytest.mark.parametrize(("code", "state"), [(0, "done"), (1, "failed"), (4, "failed")])
def test_a_job_says_how_it_ended(tmp_path, code, state):
    job = start_job(desk(tmp_path), "Proef", ("0", str(code)), back="/")
    last = ended(desk(tmp_path), job.number)
    assert (last.state, last.exit_code, last.told, last.result) == (state, code, ("een",), "uit\n")


def test_one_job_at_a_time(tmp_path):
    first = start_job(desk(tmp_path), "Lang", ("30", "0"), back="/")
    with pytest.raises(BusyError, match="Lang"):
        start_job(desk(tmp_path), "Tweede", ("0", "0"), back="/")
    stop_job(desk(tmp_path), first.number)
    ended(desk(tmp_path), first.number)
    assert running_job(desk(tmp_path)) is None


def test_a_job_that_is_stopped_ends(tmp_path):
    job = start_job(desk(tmp_path), "Lang", ("60", "0"), back="/")
    while not read_job(desk(tmp_path), job.number).told:
        time.sleep(0.05)
    began = time.monotonic()
    stop_job(desk(tmp_path), job.number)
    assert ended(desk(tmp_path), job.number).state == "stopped"
    assert time.monotonic() - began < 20


def test_who_comes_back_later_sees_the_job(tmp_path):
    """Nothing of a job is in the memory of the workbench: another desk on the same folder sees it."""
    job = start_job(desk(tmp_path), "Proef", ("0.3", "0"), back="/uitgave")
    again = newest_job(desk(tmp_path))
    assert (again.number, again.title, again.back) == (job.number, "Proef", "/uitgave")
    assert ended(desk(tmp_path), job.number).state == "done"


def test_a_job_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ConfigError, match="taak 9"):
        read_job(desk(tmp_path), 9)
