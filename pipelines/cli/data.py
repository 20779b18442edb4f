"""The commands about data that are loaded already: deliveries, coverage, where a figure comes from, words."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipelines.request import RunRequest

HERE = Path()
Workspace = Annotated[Path, typer.Option(help="Werkruimte: de map met report.toml.")]
Year = Annotated[int, typer.Option(help="Verslagjaar.")]

source = typer.Typer(help="Bronnen: hoe de export van een partner ingelezen wordt.", no_args_is_help=True)
narrative = typer.Typer(help="De eigen woorden van de coördinator.", no_args_is_help=True)


def deliveries(workspace: Workspace = HERE) -> None:
    """Toon elk geleverd bestand en wat ervan geworden is."""
    from pipelines.cli.console import delivery_lines
    from pipelines.load import deliveries as listed
    from pipelines.release import warehouse_of
    from pipelines.request import read_request

    request = read_request(workspace)
    with warehouse_of(request) as db:
        print("\n".join(delivery_lines(listed(db), labels_of(request))))


def withdraw(delivery_id: int, workspace: Workspace = HERE) -> None:
    """Trek een levering weer in; de geschiedenis blijft."""
    from pipelines.load import withdraw as take_back
    from pipelines.release import warehouse_of
    from pipelines.request import only_run, read_request

    request = read_request(workspace)
    with only_run(request.config.data), warehouse_of(request) as db:
        take_back(db, delivery_id, at=datetime.now(UTC).replace(microsecond=0, tzinfo=None))
    print(f"Levering {delivery_id} is ingetrokken.")


def coverage(year: Year, workspace: Workspace = HERE) -> None:
    """Toon wie wat leverde, per kwartaal."""
    from pipelines.cli.console import coverage_lines
    from pipelines.load import coverage as states
    from pipelines.release import warehouse_of
    from pipelines.request import read_request

    request = read_request(workspace, year=year)
    with warehouse_of(request) as db:
        found = states(db, year=year, today=datetime.now(UTC).date())
    print("\n".join(coverage_lines(found, labels_of(request))))


def labels_of(request: "RunRequest") -> dict[str, str]:
    """Give the Dutch names of the datasets."""
    from pipelines.sources import read_contracts

    contracts = read_contracts(request.config.own_or_program("contracts"))
    return {name: contract.label for name, contract in contracts.items()}


def trace(
    cell: str,
    labels: Annotated[
        list[str], typer.Argument(help="Labels van de cel: period_code=2025 domain_code=sport")
    ],
    workspace: Workspace = HERE,
) -> None:
    """Toon de bestanden en regels achter een gepubliceerde cel."""
    from pipelines.cli.console import origin_lines
    from pipelines.errors import ConfigError
    from pipelines.model import trace as origins
    from pipelines.program import SQL
    from pipelines.release import warehouse_of
    from pipelines.request import read_request

    wrong = [label for label in labels if "=" not in label]
    if wrong:
        raise ConfigError(f"{wrong[0]}: verwacht dimensie=label, bijvoorbeeld period_code=2025")
    key = dict(label.split("=", 1) for label in labels)
    with warehouse_of(read_request(workspace)) as db:
        print("\n".join(origin_lines(origins(db, SQL, cell, key))))


def explain(name: str, workspace: Workspace = HERE) -> None:
    """Leg een model (marts.X) of een indicator (I11) uit."""
    from pipelines.release import explain_model
    from pipelines.request import read_request

    print(explain_model(read_request(workspace), name))


@source.command("propose")
def source_propose(
    file: Path,
    dataset: Annotated[
        str | None, typer.Option(help="Voor welk contract; zonder: het waarschijnlijkste.")
    ] = None,
    workspace: Workspace = HERE,
) -> None:
    """Stel voor hoe een onbekend bestand ingelezen kan worden; een mens bevestigt."""
    from pipelines.cli.console import proposal_lines
    from pipelines.errors import ConfigError
    from pipelines.load import draft, propose_source
    from pipelines.request import read_request
    from pipelines.sources import read_contracts

    request = read_request(workspace)
    config = request.config
    contracts = read_contracts(config.own_or_program("contracts"))
    found = propose_source(file, contracts, dataset=dataset, reference=config.data / "reference")
    path = config.data / "sources" / f"{found.name}.toml.ontwerp"
    if path.exists():
        raise ConfigError(f"{path}: dit ontwerp bestaat al; werk het af of verwijder het")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(draft(found), encoding="utf-8")
    print("\n".join(proposal_lines(found, labels_of(request))))
    print(f"Ontwerp: {path}. Vul aan waar ? staat en hernoem het dan naar {path.stem}.")


@narrative.command("new")
def narrative_new(
    year: Year,
    quarter: Annotated[int | None, typer.Option(help="Kwartaal 1 tot 4; zonder: het hele jaar.")] = None,
    scope: Annotated[str, typer.Option(help="Code van een gevangenis, of 'overzicht'.")] = "overzicht",
    lang: Annotated[str, typer.Option(help="Taal: nl, fr of en.")] = "nl",
    workspace: Workspace = HERE,
) -> None:
    """Schrijf een beginbestand per hoofdstuk, met de cijfers als voorstel."""
    from pipelines.edition import start_narrative
    from pipelines.request import read_request

    request = read_request(workspace, year=year, quarter=quarter, scope=scope, languages=(lang,))
    print("\n".join(str(path) for path in start_narrative(request)) or "Alle bestanden bestaan al.")


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program's."""
    for command in (deliveries, withdraw, coverage, trace, explain):
        app.command()(command)
    app.add_typer(source, name="source")
    app.add_typer(narrative, name="narrative")
