"""End a call at one of its renames, as a user does who has waited long enough."""

import os
from collections.abc import Callable
from contextlib import suppress

import pytest


def end_at_rename(monkeypatch: pytest.MonkeyPatch, at: int, call: Callable[[], object]) -> None:
    """Call, and raise KeyboardInterrupt in the place of the rename of this number (from 1)."""
    whole, seen = os.replace, 0

    def replace(old: str, new: str) -> None:
        nonlocal seen
        seen += 1
        if seen == at:
            raise KeyboardInterrupt
        whole(old, new)

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(os, "replace", replace)
        call()
