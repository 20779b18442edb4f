"""The commands about concepts and editions: sign, publish."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.data import HERE, Jobs, Workspace, Year, in_a_folder

Quarter = Annotated[int | None, typer.Option(help="Kwartaal 1 tot 4; zonder: het hele jaar.")]
Scope = Annotated[str, typer.Option(help="Code van een gevangenis, 'overzicht', of 'all'.")]


def publish(
    edition: Annotated[
        str | None,
        typer.Argument(
            metavar="[EDITIE]", help="overzicht/2025/1, of 'all': wat al gepubliceerd is, naar MAP."
        ),
    ] = None,
    target: Annotated[Path | None, typer.Argument(metavar="[MAP]", help="Map voor een webserver.")] = None,
    year: Annotated[int | None, typer.Option(help="Verslagjaar.")] = None,
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
    embargo: Annotated[
        bool,
        typer.Option(
            help="Maak de editie voor haar tijdstip; tot dan komt ze in geen map voor een webserver."
        ),
    ] = False,
    jobs: Jobs = None,
    erratum: Annotated[
        str, typer.Option(metavar="FOUT", help="Welke fout in een definitieve editie deze versie verbetert.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Toon wat er in MAP zou veranderen.")] = False,
) -> None:
    """Publiceer het concept van een periode (--year), of zet wat gepubliceerd is in een map (EDITIE MAP).

    Vanaf het publiceren zijn de cijfers bekend en verandert er niets meer aan. 0 gelukt; 1 een controle hield
    het tegen; 2 gebruik of instellingen; 3 technische fout; 4 een andere uitvoering is bezig.
    """
    from pipelines.errors import ConfigError
    from pipelines.progress import Steps
    from pipelines.report import publish_report
    from pipelines.request import read_request
    from pipelines.service import TIME_ZONE, keep_to_calendar

    if edition is not None:
        if target is None or year is not None:
            raise ConfigError("publish: verwacht EDITIE en MAP samen, zonder --year; of enkel --year")
        _put(workspace, edition, target, dry_run=dry_run)
        return
    if year is None or dry_run:
        raise ConfigError(
            "publish: verwacht --year, of een EDITIE en een MAP (met --dry-run enkel dat laatste)"
        )
    request = read_request(
        workspace, year=year, quarter=quarter, scope=scope, exports=exports, is_definitive=definitive,
        early=early, erratum=erratum,
    )  # fmt: skip
    keep_to_calendar(request, now=datetime.now(TIME_ZONE), is_embargo=embargo)
    for made in publish_report(request, Steps(jobs=jobs or request.config.settings.parallel.jobs)):
        print("\n".join(str(path) for path in made.documents))


def _put(workspace: Path, edition: str, target: Path, *, dry_run: bool) -> None:
    from pipelines.cli.console import unknown_edition
    from pipelines.errors import ConfigError, GateError
    from pipelines.publication import editions_of, plan, put
    from pipelines.release import history_of
    from pipelines.request import only_writer, read_request
    from pipelines.service import TIME_ZONE, is_due, write_catalogue

    request, now = read_request(workspace), datetime.now(TIME_ZONE)
    with only_writer(request.config.data, "publish"):
        known = editions_of(request.editions)
        asked = [one for one in known if edition in ("all", one.place)]
        if not asked:
            raise ConfigError(unknown_edition(edition, ["all", *(one.place for one in known)]))
        out = [
            one
            for one in asked
            if one.facts.get("early") or is_due(request.config, str(one.facts["period"]), now=now)
        ]
        waiting = ", ".join(one.place for one in asked if one not in out)
        told = f"{waiting}: het tijdstip van de kalender is nog niet gekomen"
        if waiting and not out:
            raise GateError(told)
        if waiting:
            print(told, file=sys.stderr)
        steps = plan(out, target, history_of(request))
        print("\n".join(step.text for step in steps) or "Er verandert niets.")
        if not dry_run:
            put(steps, target)
            print(write_catalogue(request.config, target, now=now))


def sign_off(
    year: Year,
    who: Annotated[str, typer.Option(help="Naam van wie aftekent.")],
    role: Annotated[str, typer.Option(help="In welke functie.")],
    quarter: Quarter = None,
    scope: Scope = "overzicht",
    workspace: Workspace = HERE,
) -> None:
    """Teken het concept van een periode af, zoals het er nu ligt."""
    from pipelines.publication import settle_concepts, sign
    from pipelines.request import only_writer, read_request

    request = read_request(workspace, year=year, quarter=quarter, scope=scope)
    with only_writer(request.config.data, "sign-off"):
        settle_concepts(request)
        for concept, signed in sign(request, who=who, role=role):
            print(f"{concept.folder}: afgetekend door {signed.who}, {signed.role}")
    print("Wordt het concept opnieuw gemaakt, dan moet het opnieuw afgetekend worden.", file=sys.stderr)


def dossier(
    year: Year, quarter: Quarter = None, scope: Scope = "overzicht", workspace: Workspace = HERE
) -> None:
    """Schrijf voor wie nakijkt wat er veranderde, wat gevonden werd en wie aftekende; vertrouwelijk."""
    from pipelines.publication import write_dossiers
    from pipelines.request import read_request

    for path in write_dossiers(read_request(workspace, year=year, quarter=quarter, scope=scope)):
        print(path)


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="Map van een editie, de vroegere.")],
    now: Annotated[Path, typer.Argument(metavar="B", help="Map van een latere editie of van een concept.")],
    as_json: Annotated[bool, typer.Option("--json", help="Geef het resultaat als JSON.")] = False,
    html: Annotated[
        Path | None, typer.Option(callback=in_a_folder, help="Schrijf het als pagina naar dit bestand.")
    ] = None,
) -> None:
    """Toon elk cijfer dat verschilt, met soort en oorzaak: 0 niets, 1 iets verschilt, 2 geen editie; vertrouwelijk."""
    import json

    from pipelines.cli.differences import difference_facts, difference_lines
    from pipelines.durable import write_whole
    from pipelines.publication import difference, difference_page

    found = difference(before, now)
    if html is not None:
        write_whole(html, difference_page(found))
    facts = difference_facts(found)
    print(json.dumps(facts, ensure_ascii=False, indent=1) if as_json else "\n".join(difference_lines(facts)))
    if found.figures or found.appeared or found.vanished:
        raise typer.Exit(1)


def editions(workspace: Workspace = HERE) -> None:
    """Toon elke editie: wat er staat, wat vervangen en wat ingetrokken is."""
    from pipelines.cli.console import NO_EDITION, in_columns
    from pipelines.publication import editions_of
    from pipelines.request import read_config

    lines = []
    for one in editions_of(read_config(workspace).editions):
        facts = one.facts
        state = f"vervangen door {one.replaced_by}" if one.replaced_by else "staat"
        state = f"ingetrokken: {one.retraction.why}" if one.retraction else state
        lines.append([one.place, str(facts.get("status", "")), str(facts["published"]), state])
    if not lines:
        print(NO_EDITION)
        return
    print("\n".join(in_columns(["editie", "status", "verschenen", "toestand"], lines)))


def retract(
    version: Annotated[int, typer.Argument(metavar="VERSIE", min=1)],
    year: Year,
    who: Annotated[str, typer.Option(help="Naam van wie intrekt.")],
    role: Annotated[str, typer.Option(help="In welke functie.")],
    why: Annotated[str, typer.Option(help="Waarom; dit staat in de catalogus.")],
    quarter: Quarter = None,
    scope: Scope = "overzicht",
    workspace: Workspace = HERE,
) -> None:
    """Haal een editie uit de openbaarheid; haar cijfers blijven bekend en het bewijs ervan bewaard."""
    from pipelines.publication import retract as take_away
    from pipelines.publication import settle_concepts
    from pipelines.request import only_writer, read_request

    request = read_request(workspace, year=year, quarter=quarter, scope=scope)
    with only_writer(request.config.data, "retract"):
        settle_concepts(request)
        folder = take_away(request, version, who=who, role=role, why=why)
    print(f"{folder}: ingetrokken. Wat ze toonde, blijft gelden als gepubliceerd.")


def verify(
    path: Annotated[
        Path, typer.Argument(metavar="MAP|ZIP", help="Map van een editie, haar map public, of een ZIP.")
    ],
) -> None:
    """Controleer een editie zonder werkruimte: 0 alles klopt; 1 iets klopt niet; 2 hier is geen editie."""
    from pipelines.verify import verify as check

    found = check(path)
    for notice in found.notices:
        print(notice)
    for one in found.differences:
        print(one.text)
    told = f"{path}: {found.files} bestanden, {found.cells} cijfers met hun sleutel, {found.blocks} stukken tekst nagekeken"
    print(told, file=sys.stderr)
    if found.differences:
        raise typer.Exit(1)
    print("Alles klopt: de hashes, en de cijfers van pagina, PDF en tabellen met elkaar.")


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program's."""
    for command in (publish, sign_off, dossier, diff, editions, retract, verify):
        app.command()(command)
