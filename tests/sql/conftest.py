"""A warehouse with the empty raw tables of every contract."""

import pytest

from pipelines.database import Database, open_database
from tests.sql.warehouse import create_raw


@pytest.fixture
def db() -> Database:
    """The raw tables of the contracts, without a row."""
    database = open_database()
    create_raw(database)
    yield database
    database.close()
