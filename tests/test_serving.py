"""The scheduled refresh fires: in one process, and on a real Prefect server with a real worker."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.serving import ROOT, environment, looks, make_due, start, versions, wait_for

pytestmark = [pytest.mark.prefect, pytest.mark.slow]


def children_of(group):
    """List the processes of a process group that still run."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(int(entry.parent.name))
    return found


@pytest.fixture
def started():
    """Start programs, and end those that a test leaves running."""
    running = []

    def begin(*words, **options):
        process = start(*words, **options)
        running.append(process)
        return process

    yield begin
    for process in running:
        if children_of(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_serve_makes_what_is_due_once_in_one_process_and_leaves_nothing_behind(
    tmp_path, library_workspace, started
):
    edition, log = make_due(library_workspace), tmp_path / "log"
    words = "jaarverslag", "serve", "--workspace", library_workspace, "--every", "3"
    served = started(*words, home=tmp_path, log=log)
    wait_for(lambda: versions(edition), log=log, process=served)
    seen = looks(library_workspace)
    wait_for(lambda: looks(library_workspace) != seen, log=log, process=served)

    again = subprocess.run(
        [Path(sys.executable).parent / "jaarverslag", *map(str, words[1:])], env=environment(tmp_path),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert again.returncode == 4, again.stderr
    told = subprocess.run(
        [Path(sys.executable).parent / "jaarverslag", "status", "--workspace", library_workspace],
        env=environment(tmp_path), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout + told.stderr
    assert f"{edition.name}: verschenen" in told.stdout

    served.send_signal(signal.SIGTERM)
    served.wait(timeout=60)
    assert versions(edition) == [1], "made twice"
    soon = time.monotonic() + 10  # what ends because its parent did, ends just after it
    while children_of(served.pid) and time.monotonic() < soon:
        time.sleep(0.1)
    left = [Path(f"/proc/{number}/cmdline").read_text().split("\0") for number in children_of(served.pid)]
    assert left == []
    assert not (library_workspace / "data" / "service" / "serve" / "prefect").exists()
    assert not (tmp_path / "prefect").exists(), "records of Prefect outside the workspace"
    (message,) = (library_workspace / "data" / "service" / "berichten").glob("*.eml")
    assert "verschenen" in message.read_text("utf-8")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def answers(address):
    try:
        with urlopen(f"{address}/health") as answer:
            return answer.status == 200
    except OSError:
        return False


def test_a_deployment_on_a_real_server_makes_what_is_due_beside_serve(tmp_path, library_workspace, started):
    """`prefect deploy` as prefect.yaml says, only sooner; then `serve` on the same server, which stops again."""
    edition, log, port = make_due(library_workspace), tmp_path / "log", free_port()
    address = f"http://127.0.0.1:{port}/api"
    here = {"home": tmp_path, "log": log, "PREFECT_API_URL": address}
    text = (ROOT / "prefect.yaml").read_text("utf-8")
    assert '      - cron: "*/15 * * * *"\n        timezone: Europe/Brussels\n' in text
    text = text.replace('cron: "*/15 * * * *"\n        timezone: Europe/Brussels', "interval: 10")
    asked = tmp_path / "prefect.yaml"
    asked.write_text(text.replace("workspace: .", f"workspace: {library_workspace}"), "utf-8")

    server = started("prefect", "server", "start", "--host", "127.0.0.1", "--port", port, "--no-ui", **here)
    wait_for(lambda: answers(address), log=log, process=server)
    pool = started("prefect", "work-pool", "create", "default", "--type", "process", **here)
    assert pool.wait(timeout=300) == 0, log.read_text("utf-8")
    deploy = started("prefect", "--no-prompt", "deploy", "--all", "--prefect-file", asked, **here)
    assert deploy.wait(timeout=300) == 0, log.read_text("utf-8")
    serve = started("jaarverslag", "serve", "--workspace", library_workspace, "--every", "3600", **here)
    started("prefect", "worker", "start", "--pool", "default", **here)
    wait_for(lambda: versions(edition), log=log, process=server)

    serve.send_signal(signal.SIGTERM)
    serve.wait(timeout=60)
    seen = looks(library_workspace)
    wait_for(lambda: looks(library_workspace) != seen, log=log, process=server)  # the deployment still looks
    assert versions(edition) == [1]


ASK = """
import asyncio
from datetime import timedelta

from prefect.server import models, schemas
from prefect.server.database import provide_database_interface
from prefect.server.services.scheduler import schedule_deployments

async def main():
    database = provide_database_interface()
    await database.create_db()
    every = schemas.schedules.IntervalSchedule(interval=timedelta(seconds=30))
    async with database.session_context(begin_transaction=True) as session:
        flow = await models.flows.create_flow(session, schemas.core.Flow(name="refresh"))
        plan = schemas.core.DeploymentSchedule(schedule=every, active=True)
        asked = schemas.core.Deployment(name="asked", flow_id=flow.id, schedules=[plan])
        await models.deployments.create_deployment(session, asked)
        before = len(await models.flow_runs.read_flow_runs(session))
    await schedule_deployments()
    async with database.session_context() as session:
        soon = sorted(run.expected_start_time for run in await models.flow_runs.read_flow_runs(session))
    print(before, len(soon), soon[1] - soon[0])

asyncio.run(main())
"""


def test_the_scheduler_of_this_lock_plans_runs_when_asked(tmp_path):
    """With sqlalchemy 2.1 it fails at each pass, and says so nowhere that a coordinator looks."""
    found = subprocess.run(
        [sys.executable, "-c", ASK], env=environment(tmp_path), cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr[-3000:]
    before, after, apart = found.stdout.split()
    assert (before, int(after) >= 3, apart) == ("0", True, "0:00:30")
