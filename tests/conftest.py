"""Fixtures that every room uses.

Properties try the same examples at every run of a commit, so that what passed once passes again; the long
run searches on from other seeds.
"""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from pipelines.database import Database, open_database

ROOT = Path(__file__).parent.parent

settings.register_profile("settled", derandomize=True, database=None)
settings.register_profile("searching", max_examples=500)
settings.load_profile("searching" if os.environ.get("JAARVERSLAG_LONG_TESTS") else "settled")


@pytest.fixture(scope="session", autouse=True)
def _own_settings_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the keys that tests make out of the user's own settings folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("settings")))
        yield


@pytest.fixture(autouse=True)
def _own_signals() -> Iterator[None]:
    """Give back the ways to be stopped: a command that ends here ignores them, and what starts later inherits it."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def db() -> Iterator[Database]:
    """A database in memory, fresh for each test."""
    database = open_database()
    yield database
    database.close()


@pytest.fixture
def library_workspace(tmp_path: Path) -> Path:
    """A copy of the library workspace, so that nothing is written beside the original."""
    copied = shutil.copytree(ROOT / "tests" / "workspaces" / "library-events", tmp_path / "workspace")
    shutil.rmtree(copied / "data" / "editions", ignore_errors=True)
    for left in [*(copied / "data").glob("warehouse.duckdb*"), copied / "data" / "key"]:
        left.unlink(missing_ok=True)
    return Path(copied)


@pytest.fixture(scope="session")
def built_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the concept of a year in one library, built once; who changes it takes a copy."""
    # Heavy: only where the fixture is asked.
    from pipelines.progress import Steps  # noqa: PLC0415
    from pipelines.report import build_report  # noqa: PLC0415
    from pipelines.request.run_request import read_request  # noqa: PLC0415
    from tests.publishing import library_year  # noqa: PLC0415

    workspace = library_year(tmp_path_factory.mktemp("built"))
    build_report(read_request(workspace, year=2018, scope="HEN"), Steps(quiet=True))
    return workspace


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what takes minutes to the long run."""
    if "JAARVERSLAG_LONG_TESTS" in os.environ:
        return
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason="takes minutes: make long runs it"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes generated documents anew."""
    parser.addoption("--rewrite-golden", action="store_true", help="write docs/indicatoren.md anew")
