"""The commands about concepts and editions: sign, publish."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.data import HERE, Workspace, Year

Quarter = Annotated[int | None, typer.Option(help="Kwartaal 1 tot 4; zonder: het hele jaar.")]
Scope = Annotated[str, typer.Option(help="Code van een gevangenis, 'overzicht', of 'all'.")]


def publish(
    year: Year,
    quarter: Quarter = None,
    scope: Scope = "overzicht",
    workspace: Workspace = HERE,
    exports: Annotated[
        Path | None, typer.Option(help="Map met exports waaruit het concept gemaakt is, als die elders ligt.")
    ] = None,
    definitive: Annotated[bool, typer.Option(help="Geef het jaarverslag de status definitief.")] = False,
    early: Annotated[
        str, typer.Option(metavar="REDEN", help="Publiceer voor het tijdstip van de kalender, om deze reden.")
    ] = "",
) -> None:
    """Publiceer het concept van een periode: vanaf dan zijn de cijfers bekend en verandert er niets meer aan."""
    from pipelines.progress import Steps
    from pipelines.report import publish_report
    from pipelines.request import read_request
    from pipelines.service import TIME_ZONE, keep_to_calendar

    request = read_request(
        workspace,
        year=year,
        quarter=quarter,
        scope=scope,
        exports=exports,
        is_definitive=definitive,
        early=early,
    )
    keep_to_calendar(request, now=datetime.now(TIME_ZONE))
    for edition in publish_report(request, Steps()):
        print("\n".join(str(path) for path in edition.documents))


def sign_off(
    year: Year,
    who: Annotated[str, typer.Option(help="Naam van wie aftekent.")],
    role: Annotated[str, typer.Option(help="In welke functie.")],
    quarter: Quarter = None,
    scope: Scope = "overzicht",
    workspace: Workspace = HERE,
) -> None:
    """Teken het concept van een periode af, zoals het er nu ligt."""
    from pipelines.publication import sign
    from pipelines.request import only_run, read_request

    request = read_request(workspace, year=year, quarter=quarter, scope=scope)
    with only_run(request.config.data):
        for concept, signed in sign(request, who=who, role=role):
            print(f"{concept.folder}: afgetekend door {signed.who}, {signed.role}")
    print("Wordt het concept opnieuw gemaakt, dan moet het opnieuw afgetekend worden.", file=sys.stderr)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program's."""
    for command in (publish, sign_off):
        app.command()(command)
