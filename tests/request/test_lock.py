"""The lock of a workspace."""

import os

import pytest

from pipelines.errors import BusyError
from pipelines.request.lock import only_run


def test_a_second_run_is_kept_out_and_the_lock_is_let_go(tmp_path):
    with only_run(tmp_path), pytest.raises(BusyError, match="andere uitvoering"), only_run(tmp_path):
        pass
    with only_run(tmp_path):
        pass


def test_the_lock_is_let_go_after_an_error(tmp_path):
    with pytest.raises(RuntimeError), only_run(tmp_path):
        raise RuntimeError("kapot")
    with only_run(tmp_path):
        pass


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_what_a_run_writes_is_for_its_owner_whatever_the_umask(tmp_path, umask):
    old = tmp_path / "warehouse.duckdb"
    old.write_bytes(b"of an earlier version")
    old.chmod(0o644)
    before = os.umask(umask)
    try:
        with only_run(tmp_path):
            (tmp_path / "new").write_bytes(b"")
            (tmp_path / "folder").mkdir()
        after = os.umask(umask)
    finally:
        os.umask(before)
    modes = [(tmp_path / name).stat().st_mode & 0o777 for name in ("warehouse.duckdb", "new", "folder")]
    assert (modes, after) == ([0o600, 0o600, 0o700], umask)
