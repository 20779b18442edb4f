"""The commands that exchange release histories between workspaces that publish about the same persons."""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.data import HERE, Workspace, in_a_folder

history = typer.Typer(
    help="Wat al uit is: uitwisselen met wie over dezelfde mensen publiceert.", no_args_is_help=True
)


@history.command("export")
def export(
    path: Annotated[Path, typer.Argument(metavar="BESTAND", callback=in_a_folder)],
    workspace: Workspace = HERE,
) -> None:
    """Schrijf de eigen uitgaven naar een bestand voor een andere werkruimte; vertrouwelijk."""
    from pipelines.release import export_history, register_of
    from pipelines.request import only_run, read_request

    request = read_request(workspace)
    with only_run(request.config.data, "history export"):
        number = export_history(register_of(request), path)
    print(f"{path}: {number} uitgaven. Vertrouwelijk: er staat in wat verborgen werd.")


@history.command("import")
def take(
    path: Annotated[Path, typer.Argument(metavar="BESTAND")],
    name: Annotated[str, typer.Option(help="Van wie: kleine letters, zoals agentschap.")],
    workspace: Workspace = HERE,
) -> None:
    """Neem de uitgaven van een andere werkruimte over: zij gelden voortaan als hier gepubliceerd."""
    from pipelines.release import import_history, register_of
    from pipelines.request import only_run, read_request

    request = read_request(workspace)
    with only_run(request.config.data, "history import"):
        number = import_history(register_of(request), path, name=name)
    print(f"{path}: {number} nieuwe uitgaven van {name}")
