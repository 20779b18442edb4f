"""The commands about data that are loaded already: deliveries, coverage, where a figure comes from, words."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pipelines.cli import deliveries as cli_deliveries

if TYPE_CHECKING:
    from pipelines.request import RunRequest

HERE = cli_deliveries.HERE
Workspace = cli_deliveries.Workspace
in_a_folder = cli_deliveries.in_a_folder
Trial = Annotated[bool, typer.Option("--trial", help="Toon wat er zou gebeuren, en wijzig niets.")]
Year = Annotated[int, typer.Option(help="Verslagjaar.")]
Jobs = Annotated[
    int | None,
    typer.Option(
        min=1,
        help="Zoveel verslagen tegelijk; zonder: [parallel] jobs in report.toml, anders een per processor.",
    ),
]

METHODS = ("suppress", "round5")
MethodChoice = Annotated[
    str | None,
    typer.Option(
        "--method",
        help="Hoe kleine aantallen beschermd worden: suppress of round5; zonder: gevraagd in een terminal.",
    ),
]
ADVICE = """Hoe worden kleine aantallen beschermd?
  suppress  exacte cijfers, en [o] waar het over te weinig personen gaat of waar dat anders te berekenen is
  round5    bijna geen gaten, maar elk cijfer over personen is een veelvoud van 5, minder dan 5 van het echte
Staan er exports klaar, dan toont `jaarverslag load` en daarna `jaarverslag audit --advise --year JAAR` voor uw eigen
cijfers wat elk verbergt of vervormt, en welke uitsplitsingen samenvoegen gaten spaart. Tot de eerste uitgave kan het
nog anders ([disclosure] method in report.toml); daarna niet, want een exact totaal naast afgeronde delen verraadt ze."""

source = typer.Typer(help="Bronnen: hoe de export van een partner ingelezen wordt.", no_args_is_help=True)
narrative = typer.Typer(help="De eigen woorden van de coördinator.", no_args_is_help=True)


def is_asked() -> bool:
    """Tell whether somebody sits at a terminal who can answer."""
    return sys.stdin.isatty()


def chosen_method(workspace: Path, asked: str | None) -> Literal["suppress", "round5"]:
    """Give the method that a new workspace starts with: as ordered, as answered in a terminal, or suppress.

    Raises ConfigError for another word, and where settings stand already: init changes nothing that is there.
    """
    from pipelines.errors import ConfigError

    is_new = not (workspace / "report.toml").exists()
    if asked is not None and asked not in METHODS:
        raise ConfigError(f"--method {asked}: verwacht een van {', '.join(METHODS)}")
    if asked is None and is_new and is_asked():
        asked = str(typer.prompt(f"{ADVICE}\nMethode", default=METHODS[0])).strip()
    elif asked is not None and not is_new:
        raise ConfigError(
            f"{workspace / 'report.toml'}: dit bestand is er al en blijft zoals het is. Kies de methode daar, "
            f'onder [disclosure]: method = "{asked}"'
        )
    match asked or METHODS[0]:
        case "suppress":
            return "suppress"
        case "round5":
            return "round5"
        case other:
            raise ConfigError(f"--method {other}: verwacht een van {', '.join(METHODS)}")


def deliveries(workspace: Workspace = HERE) -> None:
    """Toon elk geleverd bestand en wat ervan geworden is."""
    from pipelines.cli.console import delivery_lines
    from pipelines.load import deliveries as listed
    from pipelines.load import open_for_reading
    from pipelines.request import read_request

    request = read_request(workspace)
    with open_for_reading(request.config) as db:
        print("\n".join(delivery_lines(listed(db), labels_of(request))))


def coverage(year: Year, workspace: Workspace = HERE) -> None:
    """Toon wie wat leverde, per kwartaal."""
    from pipelines.cli.console import coverage_lines
    from pipelines.load import coverage as states
    from pipelines.load import open_for_reading
    from pipelines.request import read_request

    request = read_request(workspace, year=year)
    with open_for_reading(request.config) as db:
        found = states(db, year=year, today=datetime.now(UTC).date())
    print("\n".join(coverage_lines(found, labels_of(request))))


def labels_of(request: "RunRequest") -> dict[str, str]:
    """Give the Dutch names of the datasets."""
    from pipelines.sources import read_contracts

    contracts = read_contracts(request.config.own_or_program("contracts"))
    return {name: contract.label for name, contract in contracts.items()}


def trace(
    cell: Annotated[
        str, typer.Argument(metavar="TABEL.MAAT", help="Zoals sessions_by_domain.sessions_held.")
    ],
    labels: Annotated[
        list[str],
        typer.Argument(metavar="LABEL...", help="Labels van de cel: period_code=2025 domain_code=sport"),
    ],
    workspace: Workspace = HERE,
) -> None:
    """Toon de bestanden en regels achter een gepubliceerde cel."""
    from pipelines.cli.console import origin_lines
    from pipelines.errors import ConfigError
    from pipelines.load import open_for_reading
    from pipelines.model import labels_without_cells
    from pipelines.model import trace as origins
    from pipelines.program import SQL
    from pipelines.request import read_request

    wrong = [label for label in labels if "=" not in label]
    if wrong:
        raise ConfigError(f"{wrong[0]}: verwacht dimensie=label, bijvoorbeeld period_code=2025")
    key = dict(label.split("=", 1) for label in labels)
    with open_for_reading(read_request(workspace).config) as db:
        found = origins(db, SQL, cell, key)
        unknown = () if found else labels_without_cells(db, SQL, cell, key)
    if unknown:
        raise ConfigError("\n".join(unknown))
    print("\n".join(origin_lines(found)))


def explain(
    name: Annotated[
        str,
        typer.Argument(metavar="NAAM", help="Een indicator (I11, participants) of een tabel (population)."),
    ],
    workspace: Workspace = HERE,
) -> None:
    """Leg een indicator of een tabel uit: wat ze zegt, waaruit ze komt en hoe ze berekend wordt."""
    from pipelines.release import explain_model
    from pipelines.request import read_request

    print(explain_model(read_request(workspace), name))


@source.command("propose")
def source_propose(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="De export van een partner.")],
    dataset: Annotated[
        str | None, typer.Option(help="Voor welk contract; zonder: het waarschijnlijkste.")
    ] = None,
    workspace: Workspace = HERE,
) -> None:
    """Stel voor hoe een onbekend bestand ingelezen kan worden; een mens bevestigt."""
    from pipelines.cli.console import proposal_lines
    from pipelines.errors import ConfigError
    from pipelines.load import draft, propose_source, trial_lines, try_proposal
    from pipelines.request import only_writer, read_request
    from pipelines.sources import read_contracts

    if not file.is_file():
        raise ConfigError(f"{file}: dit bestand bestaat niet (of het is een map)")
    request = read_request(workspace)
    config = request.config
    contracts = read_contracts(config.own_or_program("contracts"))
    found = propose_source(file, contracts, dataset=dataset, reference=config.data / "reference")
    path = config.data / "sources" / f"{found.name}.toml.ontwerp"
    if path.exists():
        raise ConfigError(f"{path}: dit ontwerp bestaat al; werk het af of verwijder het")
    path.parent.mkdir(parents=True, exist_ok=True)
    tried = try_proposal(file, found, contracts)
    told = trial_lines(tried)
    with only_writer(config.data, "source propose"):
        path.write_text(draft(found, () if tried.agrees else told), encoding="utf-8")
    print("\n".join((*proposal_lines(found, labels_of(request)), *told)))
    print(f"Ontwerp: {path}. Vul aan waar ? staat en hernoem het dan naar {path.stem}.")


@source.command("template")
def source_template(
    whom: Annotated[str, typer.Argument(metavar="PARTNER|SOORT", help="Een bron, organisatie of soort.")],
    dataset: Annotated[
        list[str] | None, typer.Option(help="Welke soort gegevens; zonder: wat de partner bezorgt.")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="Taal van de partner: nl, fr of en.")] = None,
    workspace: Workspace = HERE,
) -> None:
    """Schrijf een werkblad dat een partner invult en dat zonder meer ingelezen wordt."""
    from pipelines.load import write_templates
    from pipelines.request import only_writer, read_request
    from pipelines.sources import read_contracts, read_sources

    config = read_request(workspace).config
    contracts = read_contracts(config.own_or_program("contracts"))
    folder = config.data / "sources"
    sources = read_sources(folder, contracts) if folder.is_dir() else ()
    with only_writer(config.data, "source template"):
        paths = write_templates(whom, config.data, contracts, sources, datasets=dataset or (), language=lang)
    print("\n".join(f"Sjabloon: {path}; de bron {path.stem}.toml leest het in" for path in paths))


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
    cli_deliveries.add_to(app)
    for command in (deliveries, coverage, trace, explain):
        app.command()(command)
    app.add_typer(source, name="source")
    app.add_typer(narrative, name="narrative")
