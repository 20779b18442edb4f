"""The commands of the scheduled refresh: serve, look once, tell how it is doing."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.data import HERE, Workspace, in_a_folder
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


def calendar(
    workspace: Workspace = HERE,
    ics: Annotated[
        Path | None,
        typer.Option(callback=in_a_folder, help="Schrijf de kalender ook als iCalendar naar dit bestand."),
    ] = None,
) -> None:
    """Toon wat verscheen, wat te laat is en wat nog komt; uitgangscode 1 als iets te laat is."""
    from pipelines.durable import PUBLIC_FILE, write_whole
    from pipelines.edition import icalendar
    from pipelines.request import read_config
    from pipelines.service import TIME_ZONE, calendar_lines, site_of
    from pipelines.wording import Wording

    config, now = read_config(workspace), datetime.now(TIME_ZONE)
    lines, is_late = calendar_lines(config, now=now)
    print("\n".join(lines))
    if ics is not None:
        site = site_of(config, now=now)
        write_whole(ics, icalendar(site, site.appearances, Wording(site.languages[0])), mode=PUBLIC_FILE)
    if is_late:
        raise typer.Exit(1)


def catalogue(
    folder: Annotated[
        Path | None, typer.Argument(metavar="MAP", help="Map met edities; zonder: die van de werkruimte.")
    ] = None,
    workspace: Workspace = HERE,
) -> None:
    """Schrijf de lijst van alle edities in een map in die map, met reeksen, feeds en kalender."""
    from pipelines.errors import ConfigError
    from pipelines.request import only_writer, read_config
    from pipelines.service import TIME_ZONE, write_catalogue

    config = read_config(workspace)
    home = folder or config.editions
    with only_writer(config.data, "catalogue"):
        if not home.is_dir():
            raise ConfigError(
                f"{home}: deze map bestaat niet; publiceer eerst een editie met jaarverslag publish"
            )
        print(write_catalogue(config, home, now=datetime.now(TIME_ZONE)))


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program's."""
    for command in (serve, status, calendar, catalogue):
        app.command()(command)
