"""One writer, and readers who see what was last finished, whatever another process is doing meanwhile."""

import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from pipelines.database import DatabaseError, rows, run
from pipelines.errors import BusyError
from pipelines.load import open_for_reading, open_for_writing
from pipelines.request import only_run, read_config

WRITER = """
import sys
from pathlib import Path
from pipelines.database import run
from pipelines.load import open_for_writing
from pipelines.request import only_run, read_config
config = read_config(Path(sys.argv[1]))
with only_run(config.data, "load"):
    with open_for_writing(config) as db:
        run(db, "insert into load.source values ($1, $1)", [sys.argv[2]])
        print("written", flush=True)
        sys.stdin.readline()
    print("finished", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def config(library_workspace):
    return read_config(library_workspace)


def sources(config):
    with open_for_reading(config) as db:
        return [code for (code,) in rows(db, "select source_code from load.source order by 1")]


def write(config, code):
    with only_run(config.data), open_for_writing(config) as db:
        run(db, "insert into load.source values ($1, $1)", [code])


def copies(config):
    return sorted((config.data / ".stand").iterdir())


@contextmanager
def writing_elsewhere(config, code):
    """A process that wrote a source and holds the warehouse open; `go()` lets it finish."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(config.workspace), code],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as other:  # fmt: skip
        try:
            assert other.stdout.readline() == "written\n"
            yield other
        finally:
            other.kill()


def go(other):
    other.stdin.write("\n")
    other.stdin.flush()
    return other.stdout.readline()


def test_readers_see_the_last_finished_state_while_another_process_writes(config):
    write(config, "first")
    with writing_elsewhere(config, "second") as other:
        assert sources(config) == ["first"]
        with open_for_reading(config) as held:
            assert go(other) == "finished\n"
            assert rows(held, "select source_code from load.source") == [("first",)]
        assert sources(config) == ["first", "second"]


def test_a_first_write_can_be_waited_out_in_an_empty_warehouse(config):
    with writing_elsewhere(config, "first") as other:
        assert sources(config) == []
        assert go(other) == "finished\n"
        assert sources(config) == ["first"]


def test_who_reads_keeps_no_writer_out(config):
    write(config, "first")
    with open_for_reading(config), writing_elsewhere(config, "second") as other:
        assert go(other) == "finished\n"


def test_what_a_killed_writer_had_finished_is_read(config):
    write(config, "first")
    with writing_elsewhere(config, "second") as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert sources(config) == ["first", "second"], "committed, so it stands in the warehouse"
    assert not (config.data / "warehouse.duckdb.wal").exists()


def test_a_copy_is_one_and_for_its_owner_only(config):
    for code in ("first", "second", "third"):
        write(config, code)
    (copy,) = copies(config)
    assert (copy.stat().st_mode & 0o777, copy.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_write_that_changed_nothing_copies_nothing(config):
    write(config, "first")
    before = copies(config)
    with only_run(config.data), open_for_writing(config):
        pass
    assert copies(config) == before


def test_a_workspace_without_a_warehouse_reads_as_an_empty_one_and_nothing_is_made(config):
    assert sources(config) == []
    assert not config.warehouse.exists() and not (config.data / ".stand").exists()


def test_a_warehouse_that_was_deleted_is_not_read_any_longer(config):
    write(config, "first")
    config.warehouse.unlink()
    assert sources(config) == []
    with writing_elsewhere(config, "second"):
        assert sources(config) == []


def test_what_is_read_cannot_be_written(config):
    write(config, "first")
    with open_for_reading(config) as db, pytest.raises(DatabaseError, match="read-only"):
        run(db, "delete from load.source")


def test_a_write_that_fails_leaves_the_last_finished_state(config):
    write(config, "first")
    with only_run(config.data), pytest.raises(RuntimeError), open_for_writing(config) as db:
        run(db, "begin transaction")
        run(db, "insert into load.source values ('second', 'second')")
        raise RuntimeError("kapot")
    assert sources(config) == ["first"]


def test_tables_of_an_earlier_version_are_made_before_they_are_read(config):
    write(config, "first")
    with only_run(config.data), open_for_writing(config) as db:
        run(db, "drop table load.finding")
    (old,) = copies(config)
    old.rename(old.with_name("000000007-anderversie.duckdb"))
    with open_for_reading(config) as db:
        assert rows(db, "select * from load.finding") == []


def test_without_a_finished_state_a_reader_is_told_who_writes(config):
    write(config, "first")
    for path in copies(config):
        path.unlink()
    with only_run(config.data, "load"), pytest.raises(BusyError, match="jaarverslag load, gestart op"):
        sources(config)
    assert sources(config) == ["first"]
