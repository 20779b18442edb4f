"""Who asks the program to stop is heard, in words, whatever it was doing: starting, importing, tidying."""

import os
import signal
import subprocess
import sys
import time

import pytest

DROPPED = """
import os, signal, weakref
from pipelines.cli.stopping import stop_in_order
from pipelines.faults import Stopped

class Thing:
    pass

def tidied(_):
    os.kill(os.getpid(), signal.SIGTERM)
    for _ in range(10_000):
        pass  # here the signal is handled, where Python drops whatever is raised

stop_in_order()
thing = Thing()
kept = weakref.ref(thing, tidied)
try:
    del thing
    for _ in range(2_000):
        __import__("time").sleep(0.001)
    print("went on")
except Stopped:
    print("stopped")
"""


def test_who_asks_when_all_is_done_gets_the_code_of_what_was_done():
    """Python takes its handlers away while it ends: then a signal would kill, and the exit code would say so."""
    late = "import atexit, os, signal; atexit.register(lambda: os.kill(os.getpid(), signal.SIGTERM))"
    code = (
        f"{late}; import sys; sys.argv = ['jaarverslag', '--version']; from pipelines.cli import main; main()"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "") and found.stdout.startswith("jaarverslag ")


def test_a_stop_that_python_drops_is_asked_again():
    found = subprocess.run([sys.executable, "-c", DROPPED], capture_output=True, text=True, check=True)
    assert (found.stdout, found.stderr) == ("stopped\n", "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("after", [0.05, 0.15, 0.3, 0.5])
def test_who_stops_it_while_it_starts_sees_no_traceback(number, after, tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", "import pipelines.cli as cli; print('on', flush=True); cli.main()",
         "build", "--year", "2025", "--workspace", str(tmp_path)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout.readline() == "on\n"
    time.sleep(after)
    process.send_signal(number)
    _, told = process.communicate(timeout=60)
    assert "Traceback" not in told and "Error" not in told and "ignored" not in told
    assert process.returncode in (2, 3) and told.startswith("Fout: ")
