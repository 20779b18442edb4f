"""The command that audits an edition: the coordinator's proof, the outsider's attack, the advice on tables."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli_data import HERE, Workspace

if TYPE_CHECKING:
    from pipelines.order import Order


CHOICES = {
    "overview": "publiceer enkel voor alle plaatsen samen",
    "years": "publiceer enkel per jaar",
    "merge": "voeg samen",
}


def audit(
    year: Annotated[int | None, typer.Option(help="Verslagjaar.")] = None,
    quarter: Annotated[int | None, typer.Option(help="Kwartaal 1 tot 4; zonder: het hele jaar.")] = None,
    scope: Annotated[str, typer.Option(help="Welke editie: een gevangenis, of 'overzicht'.")] = "overzicht",
    public: Annotated[
        Path | None, typer.Option(help="Map van een editie: val ze aan als een buitenstaander.")
    ] = None,
    advise: Annotated[bool, typer.Option("--advise", help="Welke uitsplitsingen kosten het meest?")] = False,
    workspace: Workspace = HERE,
) -> None:
    """Bewijs opnieuw dat niemand te vinden is in een editie; vertrouwelijk."""
    from pipelines.order import read_order

    if public is not None:
        _attack(public)
        return
    order = read_order(workspace, year=year, quarter=quarter, scope=scope)
    if advise:
        _advise(order)
    else:
        _prove(order)


def _prove(order: "Order") -> None:
    from pipelines.protect import read_published
    from pipelines.store import newest_edition
    from pipelines.warehouse import audit_release

    folder = newest_edition(order)
    found = audit_release(order, read_published(folder / "published.duckdb"))
    print(f"{folder}: {found.hidden} van {found.cells} cellen onderdrukt, {found.witnesses} getuigen")
    for cell in found.narrowest():
        print(f"  smalst: {cell.table} {_key(cell.key)}: {cell.lowest} tot {cell.highest} bewezen mogelijk")
    for kind, cells in (("open", found.open), ("te zien", found.exposed), ("anders dan geteld", found.wrong)):
        for one in cells:
            print(f"  {kind}: {one.table} {_key(one.key)}")
    if not found.is_clean:
        raise typer.Exit(1)
    print("Niets te vinden.")


def _attack(folder: Path) -> None:
    from pipelines.protect import audit_public

    found = audit_public(folder)
    known = found.known()
    print(
        f"{folder}: {len(found.cells)} onderdrukte en klein afgeronde cellen aangevallen met enkel wat gepubliceerd is"
    )
    for cell in known:
        print(f"  gevonden: {cell.table} {_key(cell.key)}: {cell.lowest} tot {cell.highest}")
    if known:
        raise typer.Exit(1)
    print("Geen enkele kleine cel is nauwer te bepalen dan de regels toelaten.")


def _advise(order: "Order") -> None:
    from pipelines.protect import advise
    from pipelines.warehouse import count_release, disclosure_rules

    counted = count_release(order)
    found = advise(counted.tables, disclosure_rules(order.config), counted.quarters, worlds=counted.worlds)
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
