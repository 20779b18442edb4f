"""The commands that decide about deliveries: withdraw, restore, accept, erase."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

HERE = Path()


def in_a_folder(path: Path | None) -> Path | None:
    """Refuse a file in a folder that is not there, before anything is read or computed."""
    if path is not None and not path.absolute().parent.is_dir():
        raise typer.BadParameter(f"de map {path.absolute().parent} bestaat niet; maak ze eerst")
    return path


Workspace = Annotated[Path, typer.Option(help="Werkruimte: de map met report.toml.")]
Delivery = Annotated[
    str,
    typer.Argument(
        metavar="LEVERING", help="Het nummer van de levering (zie `deliveries`), of de naam van haar bestand."
    ),
]


def withdraw(delivery: Delivery, workspace: Workspace = HERE) -> None:
    """Trek een levering weer in; de geschiedenis blijft."""
    from pipelines.release import withdraw_delivery
    from pipelines.request import read_request

    request = read_request(workspace)
    one = withdraw_delivery(request, delivery)
    print(f"Levering {one.number} ({one.file}) is ingetrokken; {request.config.decisions} bewaart dat.")


def restore(delivery: Delivery, workspace: Workspace = HERE) -> None:
    """Neem een intrekking terug: bij de volgende load telt het bestand weer mee."""
    from pipelines.release import restore_delivery
    from pipelines.request import read_request

    one = restore_delivery(read_request(workspace), delivery)
    print(f"Levering {one.number} is hersteld. `jaarverslag load` leest {one.file} opnieuw in.")


def accept(
    file: Annotated[
        str, typer.Argument(metavar="BESTAND", help="Naam van het bestand, zoals deliveries het noemt.")
    ],
    workspace: Workspace = HERE,
) -> None:
    """Bevestig dat een bestand in de plaats komt van zijn vorige versie, ook al zegt het iets heel anders."""
    from pipelines.release import accept_file
    from pipelines.request import read_request

    accept_file(read_request(workspace), file)
    print(f"{file} mag zijn vorige versie vervangen. Voer `jaarverslag load` opnieuw uit.")


def erase(
    workspace: Workspace = HERE,
    yes: Annotated[
        bool, typer.Option("--yes", help="Verwijder; zonder dit wordt enkel getoond wat verloopt.")
    ] = False,
) -> None:
    """Verwijder wat langer bewaard is dan [retention] in report.toml zegt; wat gepubliceerd is, blijft naspeurbaar."""
    from pipelines.load import Terms, find_due, open_for_writing, open_key
    from pipelines.load import deliveries as listed
    from pipelines.load import erase as delete
    from pipelines.request import only_run, read_request
    from pipelines.sources import find_exports, read_contracts, read_sources

    order, now = read_request(workspace), datetime.now(UTC).replace(microsecond=0, tzinfo=None)
    config, terms = order.config, order.config.settings.retention
    with only_run(config.data, "erase"), open_for_writing(config) as db:
        contracts = read_contracts(config.own_or_program("contracts"))
        sources = read_sources(config.data / "sources", contracts)
        due = find_due(
            db, find_exports(order.exports, sources).exports, config.data / "feedback",
            Terms(terms.exports_months, terms.answers_months, terms.persons_months), today=now.date(),
        )  # fmt: skip
        numbers = {one.delivery_id: one.number for one in listed(db)}
        if yes:
            key = open_key(db, order.key)
            delete(db, due, contracts, config.decisions.parent, key=key, at=now)
    done = "verwijderd" if yes else "verlopen"
    lines = [f"{done}: {path}" for path in (*due.exports, *due.answers)]
    lines += [
        f"{done}: {count} rijen over personen ({name}) van levering {numbers[reading]}"
        for reading, name, count in due.persons
    ]
    if due and not yes:
        lines.append("Met --yes worden ze verwijderd.")
    print("\n".join(lines) or "Niets is over zijn bewaartermijn.")


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program's."""
    for command in (withdraw, restore, accept, erase):
        app.command()(command)
