"""The commands of the scheduled refresh: serve, look once, tell how it is doing."""

import os
from datetime import datetime, timedelta
from typing import Annotated

import typer

from pipelines.cli.data import HERE, Workspace
from pipelines.request import ready_for_prefect

Every = Annotated[
    float, typer.Option(help="Om de hoeveel seconden gekeken wordt wat moet verschijnen.", min=1)
]


def serve(workspace: Workspace = HERE, every: Every = 900) -> None:
    """Maak vanzelf elk verslag dat moet verschijnen, tot u stopt."""
    from pipelines.request import read_config
    from pipelines.serving import serve as serve_until_stopped

    ready_for_prefect(read_config(workspace).data, os.environ)
    serve_until_stopped(workspace.resolve(), every=timedelta(seconds=every))


def status(workspace: Workspace = HERE) -> None:
    """Toon wat verscheen, wat te laat is en of de dienst leeft; 0 goed, 1 iets is niet verschenen, 3 dienst zwijgt."""
    from pipelines.service import TIME_ZONE
    from pipelines.service import status as state_of

    found = state_of(workspace, now=datetime.now(TIME_ZONE))
    print("\n".join(found.lines))
    if found.exit_code:
        raise typer.Exit(found.exit_code)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program's."""
    for command in (serve, status):
        app.command()(command)
