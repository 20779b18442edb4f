"""A few files of the sample, to change, and what they come to before."""

from pathlib import Path

import pytest

from tests.oracle.changes import Figures, figures, some_exports, some_reference


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """What the chosen files come to as they are."""
    folder = tmp_path_factory.mktemp("before")
    return figures(some_exports(folder / "exports"), some_reference(folder / "reference"))


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    """The chosen files, to change."""
    return some_exports(tmp_path / "exports")


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """The reference data, to change."""
    return some_reference(tmp_path / "reference")
