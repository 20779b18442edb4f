"""Serve the workbench on this machine alone, until stopped."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread

import uvicorn

from pipelines.durable import PRIVATE_FOLDER, make_folder
from pipelines.errors import ConfigError, ReportError
from pipelines.web.frame import Desk, Doorkeeper, make_application, program_command
from pipelines.web.pages import ADDRESSES

HOST = "127.0.0.1"


def serve_workbench(workspace: Path, port: int, tell: Callable[[str], None]) -> None:
    """Serve the workbench of a workspace, which may still be an empty folder; tell its address once.

    Port 0 takes a free one. Raises ConfigError for a port that is taken and for a workspace that is a file.
    """
    if workspace.exists() and not workspace.is_dir():
        raise ConfigError(f"--workspace {workspace}: dit is een bestand; verwacht een map")
    make_folder(workspace.resolve(), mode=PRIVATE_FOLDER)
    listening = _listen(port)
    desk = Desk(workspace.resolve(), program_command())
    doorkeeper = Doorkeeper(listening.getsockname()[1])
    application = make_application(desk, doorkeeper, ADDRESSES)
    server = uvicorn.Server(
        uvicorn.Config(
            application,
            access_log=False,  # an address could be about a person
            log_level="warning",
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
    )
    Thread(target=_warm, daemon=True).start()
    tell(f"http://{HOST}:{doorkeeper.port}/?sleutel={doorkeeper.token}")
    with listening:
        asyncio.run(server.serve(sockets=[listening]))


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        raise ConfigError(
            f"--port {port}: deze poort kan niet gebruikt worden ({error.strerror}); laat --port weg, dan "
            "wordt een vrije genomen"
        ) from error


def _warm() -> None:
    """Read what sets an edition while the first page is looked at; what it lacks the doctor's page says."""
    with suppress(ReportError):
        import_module("pipelines.edition")
