"""What the machine does is said in words, with the documented code, and leaves nothing behind."""

import errno
import resource
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from pipelines.errors import BusyError, GateError, TechnicalError
from pipelines.faults import Stopped, spoken
from tests.serving import environment, make_due

ROOT = Path(__file__).parent.parent
CALL = "import sys; sys.argv = ['jaarverslag', *sys.argv[1:]]; from pipelines.cli import main; main()"


@pytest.mark.parametrize(
    "number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EMFILE, errno.EIO]
)
def test_a_refusal_of_the_system_names_the_place_and_says_what_to_do(number):
    said = spoken(OSError(number, "in English", "/ergens/bestand"))
    assert isinstance(said, TechnicalError) and "/ergens/bestand" in str(said)
    assert "English" not in str(said) and "staat er nog" in str(said)


def test_the_first_cause_decides():
    """A database that lost its disk complains of its transaction."""
    try:
        try:
            raise OSError(errno.ENOSPC, "x", "/schijf")
        except OSError:
            raise ValueError("transactie") from None
    except ValueError as error:
        assert "schijf is vol" in str(spoken(error))


def test_words_of_our_own_stay_as_they_are():
    try:
        try:
            raise OSError(errno.ENOSPC, "x", "/schijf")
        except OSError as error:
            raise TechnicalError("deze editie") from error
    except TechnicalError as error:
        assert spoken(error) is error


def test_a_gate_that_the_machine_closed_is_a_fault_of_the_machine_and_another_stays_a_gate():
    try:
        try:
            raise of_duckdb("TransactionException", "Could not write file: File too large")
        except Exception as error:
            raise GateError("marts.x kan niet gebouwd worden") from error
    except GateError as error:
        assert spoken(error).exit_code == 3 and "ulimit -f" in str(spoken(error))
    try:
        try:
            raise of_duckdb("ConversionException", "Jan")
        except Exception as error:
            raise GateError("marts.x kan niet gebouwd worden") from error
    except GateError as error:
        assert spoken(error) is error


def test_a_stop_says_what_stands():
    for stop in (Stopped(), KeyboardInterrupt(), RuntimeError("Query interrupted")):
        assert str(spoken(stop)).startswith("onderbroken. Wat al gepubliceerd was")


def of_duckdb(kind, text):
    return type(kind, (Exception,), {"__module__": "duckdb"})(text)


@pytest.mark.parametrize(("kind", "text", "says", "code"), [
    ("OutOfMemoryException", "could not allocate Jan", "te weinig geheugen", 3),
    ("IOException", "Could not set lock on file x: Conflicting lock", "andere uitvoering", 4),
    ("TransactionException", "No space left on device Jan", "schijf is vol", 3),
    ("FatalException", "Jan", "beschadigd", 3),
    ("InterruptException", "Jan", "onderbroken", 3),
    ("BinderException", "Jan", "het programma zelf faalt (BinderException", 3),
])  # fmt: skip
def test_a_fault_of_the_database_is_told_by_its_kind_and_never_by_its_text(kind, text, says, code):
    said = spoken(of_duckdb(kind, text))
    assert says in str(said) and said.exit_code == code and "Jan" not in str(said)


def test_a_memory_that_is_full_is_told(tmp_path):
    call = "import pipelines.cli.app as cli; cli.app = lambda **_: bytearray(1 << 40); cli.main()"
    found = subprocess.run([sys.executable, "-c", call], capture_output=True, text=True, check=False)
    assert (found.returncode, "te weinig geheugen" in found.stderr) == (3, True), found.stderr


@pytest.fixture
def due(tmp_path, library_workspace):
    """A workspace with one small export, and the words to build from it."""
    edition = make_due(library_workspace)
    year, quarter = edition.name.split("-K")
    words = [
        "build",
        "--workspace",
        library_workspace,
        "--year",
        year,
        "--quarter",
        quarter,
        "--scope",
        "HEN",
    ]
    temporary = tmp_path / "tmp"
    temporary.mkdir()

    def begin(*more, **options):
        return running.enter_context(subprocess.Popen(
            [sys.executable, "-c", CALL, *map(str, words), *more], cwd=ROOT, stderr=subprocess.PIPE,
            env=environment(tmp_path, TMPDIR=str(temporary)), stdout=subprocess.PIPE, text=True, **options,
        ))  # fmt: skip

    def left():
        data = library_workspace / "data"
        return [
            *temporary.iterdir(),
            *data.glob(".tijdelijk"),
            *data.rglob("*.aside"),
            *data.rglob("*.wordt*"),
        ]

    with ExitStack() as running:
        yield begin, left, library_workspace / "data"


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_in_the_middle_ends_in_order_and_the_next_run_is_whole(due, number):
    begin, left, data = due
    process = begin("--direct")
    while not (data / ".tijdelijk").exists():
        assert process.poll() is None
        time.sleep(0.05)
    time.sleep(2)
    process.send_signal(number)
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 3 and "onderbroken. Wat al gepubliceerd was" in errors, errors
    assert "Traceback" not in errors and left() == []
    again = begin("--direct")
    _, errors = again.communicate(timeout=400)
    assert again.returncode == 0, errors
    assert left() == []


def limit_files():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))


@pytest.mark.slow
def test_a_full_disk_is_told_and_leaves_nothing_behind(due):
    """A limit on the size of files stands for a disk that is full: whatever grows past it fails."""
    begin, left, data = due
    process = begin("--direct", preexec_fn=limit_files)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 3 and "programma zelf" not in errors and "Traceback" not in errors, errors
    assert left() == [] and not (data / "editions").exists()
    assert list((data / "concepts").glob("*/*/*")) == []


def test_busy_is_never_a_failure_of_a_look():
    assert isinstance(spoken(BusyError("bezig")), BusyError)
