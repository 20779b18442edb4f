"""The commands of what opens in a browser, of what that stands on, and of the sample to practise on."""

import sys
import webbrowser
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.data import HERE, Workspace, Year
from pipelines.cli.publication import Quarter


def werkbank(
    workspace: Workspace = HERE,
    port: Annotated[
        int, typer.Option(help="Poort op deze machine; 0 neemt een vrije.", min=0, max=65535)
    ] = 0,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open het adres meteen in de browser.")
    ] = True,
) -> None:
    """Open de werkbank: het hele jaar van een coördinator in de browser, op deze machine alleen."""
    from pipelines.web import serve_workbench

    def tell(address: str) -> None:
        print(f"De werkbank staat op {address}", file=sys.stderr)
        print("Dit adres werkt eenmaal en enkel op deze machine. Stop met Ctrl-C.", file=sys.stderr)
        if browser:
            with suppress(webbrowser.Error):
                webbrowser.open(address)

    serve_workbench(workspace, port, tell)


def preview(
    year: Year,
    quarter: Quarter = None,
    scope: Annotated[str, typer.Option(help="Gevangenis, of 'overzicht'.")] = "overzicht",
    lang: Annotated[str, typer.Option(help="Taal: nl, fr of en.")] = "nl",
    workspace: Workspace = HERE,
    port: Annotated[int, typer.Option(help="Poort op deze machine; 0 neemt een vrije.", min=0)] = 8000,
) -> None:
    """Toon het verslag terwijl u eraan schrijft."""
    from pipelines.edition import preview as show
    from pipelines.request import read_request

    request = read_request(workspace, year=year, quarter=quarter, scope=scope, languages=(lang,))
    show(request, port, lambda text: print(text, file=sys.stderr))


def doctor(workspace: Workspace = HERE) -> None:
    """Kijk de machine en de werkruimte na; 0 in orde, 2 een instelling of de sleutel, 3 de machine."""
    from pipelines.wording import Wording
    from pipelines.workspace import checkup_lines, examine

    words = Wording("nl")
    found = examine(workspace, words)
    print("\n".join(checkup_lines(found, words)))
    worst = max(one.exit_code for one in found)
    if worst:
        raise typer.Exit(worst)


def sample(
    folder: Annotated[Path, typer.Argument(metavar="MAP", help="Map waarin de exports komen.")],
    seed: Annotated[int, typer.Option(help="Beginwaarde van het toeval.")] = 1,
    prisons: Annotated[int, typer.Option(help="Aantal gevangenissen.", min=1)] = 4,
    years: Annotated[str, typer.Option(help="Jaren, van-tot: 2024-2025.")] = "2024-2025",
    scale: Annotated[float, typer.Option(help="Omvang; 1 is gewoon.", min=0.01)] = 1.0,
    workspace: Workspace = HERE,
) -> None:
    """Schrijf fictieve exports van zo'n 30 partners; een werkruimte zonder bronnen krijgt er ook de bronnen bij."""
    from pipelines.cli.console import sample_lines
    from pipelines.request import only_writer, read_years
    from pipelines.sample import write_sample
    from pipelines.workspace import furnish

    first_year, last_year = read_years(years)
    is_workspace = (workspace / "report.toml").exists()
    with only_writer(workspace / "data", "sample") if is_workspace else nullcontext():
        summary = write_sample(
            folder, seed=seed, prisons=prisons, first_year=first_year, last_year=last_year, scale=scale
        )
        furnished = furnish(workspace, folder)
    print("\n".join(sample_lines(summary, [str(path) for path in furnished])))


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program's."""
    app.command()(werkbank)
    app.command()(preview)
    app.command()(doctor)
    app.command()(sample)
