"""Arguments to one call; an error becomes one message and its exit code. The only module that prints."""

import atexit
import json
import os
import sys
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from pipelines.cli import audit as cli_audit
from pipelines.cli import data as cli_data
from pipelines.cli import early_access as cli_early_access
from pipelines.cli import history as cli_history
from pipelines.cli import publication as cli_publication
from pipelines.cli import service as cli_service
from pipelines.cli import workbench as cli_workbench
from pipelines.cli.dutch import USAGE_ERROR, mistake_in_dutch, speak_dutch
from pipelines.cli.stopping import end_is_decided
from pipelines.faults import spoken
from pipelines.request import has_prefect_server, ready_for_prefect, ready_to_write

# Heavy modules are imported in the commands that need them, so that --help answers at once.

app = typer.Typer(
    name="jaarverslag",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Van exports van partners naar het jaarverslag over hulp- en dienstverlening aan gedetineerden.",
    epilog="Voorbeelden: jaarverslag build --year 2025 · jaarverslag build --year 2025 --quarter 3 --scope GEN · "
    "jaarverslag sample /tmp/voorbeeld --prisons 6. Uitgangscodes: 0 gelukt; 1 een controle hield de publicatie "
    "tegen; 2 gebruik of instellingen; 3 technische fout; 4 een andere uitvoering is bezig.",
)

Workspace = cli_data.Workspace
Exports = Annotated[Path | None, typer.Option(help="Map met exports, in plaats van die van report.toml.")]
Year = cli_data.Year
Quarter = Annotated[int | None, typer.Option(help="Kwartaal 1 tot 4; zonder: het hele jaar.")]
Json = Annotated[bool, typer.Option("--json", help="Geef het resultaat als JSON.")]
HERE = cli_data.HERE


def main() -> None:
    """Run the command line; end with the exit code of the error, if any. `pipelines.cli.main` is its door."""
    os.environ.setdefault("DO_NOT_TRACK", "1")  # no tool of ours calls another host
    try:
        ended = app(standalone_mode=False)
        _leave(ended if isinstance(ended, int) else 0)
    except (BrokenPipeError, SystemExit) as stopped:
        if isinstance(stopped.__context__ or stopped, BrokenPipeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            _leave(0)  # who read along has seen enough, as `| head` has
        _leave(stopped.code if isinstance(stopped, SystemExit) and isinstance(stopped.code, int) else 0)
    except USAGE_ERROR as error:
        print(mistake_in_dutch(error), file=sys.stderr)
        _leave(2)
    except BaseException as error:
        said = spoken(error)
        print(f"Fout: {said}", file=sys.stderr)
        _leave(said.exit_code)


def _leave(code: int) -> None:
    """Leave with the code; after Prefect, without the interpreter's last tidying.

    Prefect's threads keep DuckDB's types alive, which its binding then reports line by line as leaks. What
    must be done at the end (Prefect stops its temporary server) is done first.
    """
    end_is_decided()
    sys.stdout.flush()
    sys.stderr.flush()
    if "prefect" in sys.modules:
        atexit._run_exitfuncs()
        os._exit(code)
    sys.exit(code)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"jaarverslag {version('jaarverslag')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie.")
    ] = False,
) -> None:
    pass


@app.command()
def build(
    year: Year,
    quarter: Quarter = None,
    scope: Annotated[
        str,
        typer.Option(
            help="Code van een gevangenis, 'overzicht', of 'all': het overzicht en elke gevangenis."
        ),
    ] = "overzicht",
    lang: Annotated[list[str] | None, typer.Option(help="Taal: nl, fr of en; meermaals mag.")] = None,
    workspace: Workspace = HERE,
    exports: Exports = None,
    output: Annotated[Path | None, typer.Option(help="Map voor de concepten.")] = None,
    published: Annotated[
        str | None,
        typer.Option(help="Publicatiedatum jjjj-mm-dd; zonder: vandaag, of die van dezelfde editie."),
    ] = None,
    revise: Annotated[
        bool, typer.Option(help="Geplande herziening: cijfers die al gepubliceerd zijn, mogen veranderen.")
    ] = False,
    pdf_standard: Annotated[str, typer.Option(help="a3a-ua1 of a4f-ua2.")] = "a3a-ua1",
    prefect: Annotated[
        bool | None,
        typer.Option(
            "--prefect/--direct",
            help="Met of zonder Prefect; zonder keuze: met, als een Prefect-server is ingesteld.",
        ),
    ] = None,
    jobs: cli_data.Jobs = None,
    as_json: Json = False,
) -> None:
    """Lees de exports in en maak het concept van een verslag; `publish` publiceert het."""
    from pipelines.request import read_request

    start = time.perf_counter()
    ready_to_write()
    request = read_request(
        workspace, year=year, quarter=quarter, scope=scope, languages=tuple(lang or ()), exports=exports,
        output=output, published=_date(published), is_revision=revise, pdf_standard=pdf_standard,
    )  # fmt: skip
    if has_prefect_server(os.environ) if prefect is None else prefect:
        ready_for_prefect(request.config.data, os.environ)
        from pipelines.flows import run_request  # Prefect reads its settings when it is imported

        concepts = run_request(request)
    else:
        from pipelines.progress import Steps
        from pipelines.report import build_report

        concepts = build_report(request, Steps(jobs=jobs or request.config.settings.parallel.jobs))
    documents = [str(path) for concept in concepts for path in concept.documents]
    lines = [*documents, f"Concept klaar in {time.perf_counter() - start:.1f} s".replace(".", ",")]
    _tell({"concepts": [str(concept.folder) for concept in concepts], "documents": documents}, lines, as_json)


@app.command()
def load(
    workspace: Workspace = HERE,
    exports: Exports = None,
    trial: Annotated[
        bool, typer.Option("--trial", help="Toon wat er zou gebeuren (wat vervangt wat), en wijzig niets.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Lees nieuwe of verbeterde exports in, zonder verslag."""
    from dataclasses import asdict

    from pipelines.load import told
    from pipelines.release import load_deliveries
    from pipelines.request import only_run, read_request

    request = read_request(workspace, exports=_text(exports))
    with only_run(request.config.data, "load"):
        report = load_deliveries(request, is_trial=trial)
    _tell(asdict(report), told(report, cli_data.labels_of(request)), as_json)


@app.command()
def check(year: Year, workspace: Workspace = HERE, as_json: Json = False) -> None:
    """Voer alle controles uit; uitgangscode 1 bij een fout."""
    from dataclasses import asdict

    from pipelines.cli.console import finding_lines
    from pipelines.release import check_figures
    from pipelines.request import only_run, read_request

    request = read_request(workspace, year=year)
    with only_run(request.config.data, "check"):
        findings = check_figures(request)
    _tell([asdict(found) for found in findings], finding_lines(findings), as_json)
    if any(found.severity == "error" for found in findings):
        raise typer.Exit(1)


@app.command()
def init(workspace: Workspace = HERE, method: cli_data.MethodChoice = None) -> None:
    """Maak een werkruimte en haar geheime sleutel, als die er nog niet zijn."""
    from pipelines.request import only_writer
    from pipelines.workspace import Beginning, start_workspace

    chosen = cli_data.chosen_method(workspace, method)
    with only_writer(workspace / "data", "init"):
        made = start_workspace(workspace, Beginning(method=chosen))
    print("\n".join(f"gemaakt: {path}" for path in made) or "Alles was er al.")


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r}: verwacht jjjj-mm-dd") from error


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _tell(facts: Any, lines: Iterable[str], as_json: bool) -> None:
    print(json.dumps(facts, ensure_ascii=False, indent=1, default=str) if as_json else "\n".join(lines))


cli_data.add_to(app)
cli_service.add_to(app)
cli_publication.add_to(app)
cli_early_access.add_to(app)
cli_workbench.add_to(app)
app.command()(cli_audit.audit)
app.add_typer(cli_history.history, name="history")
speak_dutch(app)
