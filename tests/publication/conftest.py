"""A workspace with an edition that is out and the concept of the next version, after events came late."""

import shutil
from dataclasses import replace

import pytest

from pipelines.progress import Steps
from pipelines.report import build_report, publish_report
from pipelines.request.run_request import read_request
from tests.publishing import event

MONTH, MORE = 2, 3


@pytest.fixture(scope="session")
def corrected_workspace(built_workspace, tmp_path_factory):
    """Version 1 is out; three events of February at Hendon came late, told in a planned revision.

    Their sessions change figures; attendances of so few stay held as they were. Who changes it takes a copy.
    """
    workspace = shutil.copytree(built_workspace, tmp_path_factory.mktemp("corrected") / "w")
    order = read_request(workspace, year=2018, scope="HEN")
    publish_report(order, Steps(quiet=True))
    with (workspace / "data" / "exports" / "events.csv").open("a", encoding="utf-8") as export:
        export.write("".join(event(MONTH, 40 + number, "Hendon") for number in range(MORE)))
    build_report(replace(order, is_revision=True), Steps(quiet=True))
    return workspace
