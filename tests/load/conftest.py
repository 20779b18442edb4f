"""A warehouse with reference data, made once and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.database import Database, open_database
from tests.load.intake import prepared


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a warehouse in which only reference data were loaded."""
    folder = tmp_path_factory.mktemp("prepared")
    database = open_database(folder / "warehouse.duckdb")
    prepared(database, folder)
    database.close()
    return folder / "warehouse.duckdb"


@pytest.fixture
def db(prepared_file: Path, tmp_path: Path) -> Iterator[Database]:
    """A copy of that warehouse."""
    database = open_database(Path(shutil.copyfile(prepared_file, tmp_path / "warehouse.duckdb")))
    yield database
    database.close()
