"""Whatever moment a command is killed, the old or the new stands, and the command given again finishes it."""

import pytest

from tests.publication.kill_at_random import kill_all


@pytest.mark.long
@pytest.mark.slow
def test_three_hundred_kills_leave_the_old_or_the_new(capsys):
    with capsys.disabled():
        assert kill_all(300, 20261130, print) == []
