"""Fixtures that every room uses."""

from collections.abc import Iterator

import pytest

from pipelines.database import Database, open_database


@pytest.fixture
def db() -> Iterator[Database]:
    """A database in memory, fresh for each test."""
    database = open_database()
    yield database
    database.close()
