"""Serve the scheduled refresh: on the Prefect server that is configured, else on one within this process.

A temporary server of Prefect has no scheduler, so nothing would ever fire. This one has all services, listens
on the loopback only, keeps its records in the workspace and ends with the process, however that ends.
"""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipelines.durable import PRIVATE_FOLDER, make_folder, remove
from pipelines.errors import TechnicalError
from pipelines.request import only_run, read_config
from pipelines.service import service_folder

HOST = "127.0.0.1"
START_SECONDS = 120
SETTINGS = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_UI_ENABLED": "false",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "true",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(7 * 24 * 3600),
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_RETENTION_PERIOD": str(24 * 3600),
}
"""Of our own server only; before Prefect is imported. What is older than a week is let go."""


def serve(workspace: Path, *, every: timedelta) -> None:
    """Look every so often until stopped. Raises BusyError where one serves already."""
    config = read_config(workspace)  # a mistake in the settings is told now, and not by a look that fails
    folder = service_folder(config) / "serve"
    make_folder(folder, mode=PRIVATE_FOLDER)
    with only_run(folder, "serve"):
        if "PREFECT_API_URL" in os.environ:
            _serve(workspace, every)
        else:
            with _own_server(folder):
                _serve(workspace, every)


def _serve(workspace: Path, every: timedelta) -> None:
    """Register a deployment of this workspace's own and run what its schedule fires."""
    from prefect.schedules import Interval
    from prefect.types.entrypoint import EntrypointType

    from pipelines.flows import refresh_workspace

    mark = sha256(str(workspace).encode()).hexdigest()[:8]
    refresh_workspace.serve(
        name=f"serve-{workspace.name}-{mark}",
        schedule=Interval(every),
        parameters={"workspace": str(workspace), "every_seconds": every.total_seconds()},
        tags=["jaarverslag"],
        limit=1,
        pause_on_shutdown=False,
        print_starting_message=False,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


@contextmanager
def _own_server(folder: Path) -> Iterator[None]:
    """Run a Prefect server with its scheduler in a thread, on a free port of the loopback.

    Its records are of no use to a next start: what is out stands in the editions.
    """
    home = folder / "prefect"
    remove(home)
    make_folder(home, mode=PRIVATE_FOLDER)
    listening = socket.create_server((HOST, 0))
    port = listening.getsockname()[1]
    os.environ.update(SETTINGS)
    os.environ["PREFECT_HOME"] = str(home)
    os.environ["PREFECT_API_DATABASE_CONNECTION_URL"] = f"sqlite+aiosqlite:///{home / 'prefect.db'}"
    os.environ["PREFECT_API_URL"] = f"http://{HOST}:{port}/api"

    from prefect.server.api.server import create_app
    from uvicorn import Config, Server

    server = Server(Config(create_app(final=True), log_level="critical", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        _wait(server, thread)
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listening.close()
        remove(home)


def _wait(server: Any, thread: threading.Thread) -> None:
    end = time.monotonic() + START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > end:
            raise TechnicalError(
                "de planner start niet. Is er plaats op de schijf? Probeer opnieuw, of gebruik een "
                "Prefect-server van uzelf (docs/beheer.md)."
            )
        time.sleep(0.1)
