"""The lock of a workspace."""

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
