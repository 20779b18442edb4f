"""The command that audits an edition: the coordinator's proof, the outsider's attack, the advice on tables."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.data import HERE, Workspace

if TYPE_CHECKING:
    from pipelines.audit import Outsider, Recount
    from pipelines.protect import MethodOutcome
    from pipelines.request import RunRequest


CHOICES = {
    "overview": "publiceer enkel voor alle plaatsen samen",
    "years": "publiceer enkel per jaar",
    "merge": "voeg samen",
}


def audit(
    folders: Annotated[
        list[Path] | None, typer.Argument(help="Nog mappen met edities, na --public.", metavar="[MAP]...")
    ] = None,
    year: Annotated[int | None, typer.Option(help="Verslagjaar.")] = None,
    quarter: Annotated[int | None, typer.Option(help="Kwartaal 1 tot 4; zonder: het hele jaar.")] = None,
    scope: Annotated[str, typer.Option(help="Welke editie: een gevangenis, of 'overzicht'.")] = "overzicht",
    public: Annotated[
        list[Path] | None,
        typer.Option(help="Map met edities: val ze samen aan als een buitenstaander; meermaals mag."),
    ] = None,
    advise: Annotated[bool, typer.Option("--advise", help="Welke uitsplitsingen kosten het meest?")] = False,
    workspace: Workspace = HERE,
) -> None:
    """Bewijs opnieuw dat niemand te vinden is in een editie; vertrouwelijk."""
    from pipelines.errors import ConfigError
    from pipelines.request import read_request

    if public:
        _attack([*public, *(folders or ())], workspace)
        return
    if folders:
        raise ConfigError(f"{folders[0]}: een map hoort bij --public; verwacht --public {folders[0]}")
    request = read_request(workspace, year=year, quarter=quarter, scope=scope)
    if advise:
        _advise(request)
    else:
        _prove(request)


def _prove(request: "RunRequest") -> None:
    from pipelines.audit import in_words
    from pipelines.edition import newest_edition, public_of, store_of
    from pipelines.protect import read_published
    from pipelines.release import audit_release
    from pipelines.request import only_run

    folder = newest_edition(request)
    with only_run(request.config.data, "audit"):
        found = audit_release(request, read_published(store_of(folder)))
    print(f"{folder}: {found.hidden} van {found.cells} cellen onderdrukt, {found.witnesses} getuigen")
    for cell in found.narrowest():
        print(f"  smalst: {cell.table} {_key(cell.key)}: {cell.lowest} tot {cell.highest} bewezen mogelijk")
    for kind, cells in (("open", found.open), ("te zien", found.exposed), ("anders dan geteld", found.wrong)):
        for one in cells:
            print(f"  {kind}: {one.table} {_key(one.key)}")
    again = _count_again(request, public_of(folder))
    print(f"apart herteld: {again.counted} cijfers over personen, {len(again.unsafe)} onveilig")
    for measure, place in again.exposed:
        print(f"  te zien, apart herteld: {measure} {in_words(place)}")
    if not found.is_clean or again.exposed:
        raise typer.Exit(1)
    print("Niets te vinden.")


def _count_again(request: "RunRequest", folder: Path) -> "Recount":
    """Tell which figures are unsafe a second time, by code that shares nothing with what decided."""
    from pipelines.audit import read_editions, recount
    from pipelines.load import open_for_reading

    (edition,) = read_editions([folder])
    with open_for_reading(request.config) as db:
        return recount(db, edition, _outsider(request.config.workspace).rules)


def _attack(folders: list[Path], workspace: Path) -> None:
    from pipelines.audit import audit_public

    found = audit_public(folders, _outsider(workspace))
    where = ", ".join(str(folder) for folder in folders)
    print(
        f"{where}: {len(found.outside.ranges)} onderdrukte en klein afgeronde cellen van "
        f"{len(found.editions)} editie(s) aangevallen met enkel wat gepubliceerd is"
    )
    for line in (*found.finds.values(), *found.remarks):
        print(f"  {line}")
    if found.finds:
        raise typer.Exit(1)
    print("Geen enkele kleine cel is nauwer te bepalen dan de regels toelaten.")


def _outsider(workspace: Path) -> "Outsider":
    """Take the rules and the public knowledge of the workspace; without one, the defaults."""
    from pipelines.audit import Outsider
    from pipelines.publication import outsider_of
    from pipelines.request import read_config

    if not (workspace / "report.toml").exists():
        return Outsider()
    return outsider_of(read_config(workspace))


def _advise(request: "RunRequest") -> None:
    from pipelines.protect import advise, compare_methods
    from pipelines.release import count_release, disclosure_rules
    from pipelines.request import only_run

    with only_run(request.config.data, "audit --advise"):
        counted = count_release(request)
    rules = disclosure_rules(request, counted.asked)
    outcomes = compare_methods(
        counted.tables, rules, counted.known.quarters, worlds=counted.known.worlds, offer=counted.known.offer
    )
    for each in outcomes:
        print(_outcome(each))
    found = advise(counted.tables, rules, counted.known.quarters, worlds=counted.known.worlds)
    for one in found:
        merged = f" ({' + '.join(one.labels)})" if one.labels else ""
        print(
            f"{one.table}: {CHOICES[one.choice.value]}{merged}: van {one.hidden} onderdrukt op {one.cells} "
            f"naar {one.hidden_then} op {one.cells_then}"
        )
    if not found:
        print("Geen andere keuze van tabellen spaart cellen.")


def _key(key: tuple[str | None, ...]) -> str:
    return " ".join(label or "(alle)" for label in key)


def _outcome(each: "MethodOutcome") -> str:
    """Say what a method does to the release, and which breakdowns it gives up."""
    if each.refused:
        return f"methode {each.method}: kan niet; {each.refused}"
    lost = f"{each.hidden} van {each.cells} cijfers over personen verborgen"
    error = f"gemiddeld {each.error} naast het echte, hoogstens {each.largest.normalize():f}"
    dropped = ", ".join(f"{name} in {code}" for name, code in each.dropped)
    return f"methode {each.method}: {lost}; {error}" + (f"; niet gepubliceerd: {dropped}" if dropped else "")
