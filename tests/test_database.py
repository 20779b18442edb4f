"""A file that another process writes is busy, in words and with a code of its own; a broken one is not."""

import subprocess
import sys

import pytest

from pipelines.database import open_database
from pipelines.errors import BusyError, TechnicalError

HOLD = (
    "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.readline()"
)


@pytest.fixture
def held(tmp_path):
    """A database that another process has open for writing until the test ends."""
    path = tmp_path / "held.duckdb"
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout.readline() == "held\n"
    yield path, other.pid
    other.communicate("\n", timeout=30)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_another_process_writes_is_busy(held, read_only):
    path, pid = held
    with pytest.raises(BusyError) as caught:
        open_database(path, read_only=read_only)
    assert caught.value.exit_code == 4
    assert "bezig" in str(caught.value)
    assert str(pid) not in str(caught.value)
    assert sys.executable not in str(caught.value)


def test_a_file_that_is_no_database_is_a_fault(tmp_path):
    path = tmp_path / "broken.duckdb"
    path.write_bytes(b"no database" * 500)
    with pytest.raises(TechnicalError):
        open_database(path)
