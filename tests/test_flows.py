"""Prefect runs the report: the same order of steps, as tasks, with a temporary server."""

from collections.abc import Iterator

import pytest

prefect_utilities = pytest.importorskip("prefect.testing.utilities")

from pipelines.errors import ConfigError  # noqa: E402
from pipelines.flows import annual_report, load_exports  # noqa: E402

pytestmark = [pytest.mark.prefect, pytest.mark.filterwarnings("default")]

HEAD = "Local authority,Library name,Event date,Name,Outcome,Attendees\n"


@pytest.fixture(scope="module")
def server() -> Iterator[None]:
    with prefect_utilities.prefect_test_harness(server_startup_timeout=90):
        yield


@pytest.fixture
def exports(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [f"Voorbeeld,Hendon,2018-0{month}-12,Verhaaltje {month},X,{month}\n" for month in range(1, 10)]
    (folder / "events.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    return str(folder)


def test_the_flow_loads_and_leaves_the_rows_as_an_artifact(server, library_workspace, exports):
    report = load_exports(str(library_workspace), exports)
    (summary,) = report.deliveries
    assert (summary.read, summary.accepted) == (9, 9)


def test_the_flow_publishes_an_edition(server, library_workspace, exports):
    (edition,) = annual_report(str(library_workspace), 2018, scope="HEN", exports=exports)
    assert {path.name for path in edition.documents} == {"report.html", "report.pdf"}
    assert (edition.folder / "manifest.json").is_file()


def test_an_error_of_the_user_comes_out_as_it_is_and_is_not_tried_again(server, library_workspace, exports):
    with pytest.raises(ConfigError, match="--scope ZZZ"):
        annual_report(str(library_workspace), 2018, scope="ZZZ", exports=exports)
