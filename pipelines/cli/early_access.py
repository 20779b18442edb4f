"""The commands that do something with an edition that is out: give it before its time, seal its PDFs."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.data import HERE, Workspace, in_a_folder

if TYPE_CHECKING:
    from pipelines.publication import ListedEdition


def early_access(
    edition: Annotated[
        str, typer.Argument(metavar="EDITIE", help="Zoals editions ze noemt: overzicht/2025/1.")
    ],
    file: Annotated[
        Path, typer.Argument(metavar="BESTAND", callback=in_a_folder, help="ZIP die geschreven wordt.")
    ],
    who: Annotated[str, typer.Option(help="Wie de uitgave vooraf krijgt, zoals de kalender het noemt.")],
    why: Annotated[str, typer.Option(help="Waarom; dit wordt bewaard.")],
    workspace: Workspace = HERE,
) -> None:
    """Geef een editie vooraf aan wie de kalender noemt; wie ze kreeg, wordt bewaard.

    De editie is er al (publish --embargo) en komt pas op haar tijdstip in de map voor de webserver.
    """
    from pipelines.publication import give_early
    from pipelines.request import only_writer, read_request
    from pipelines.service import TIME_ZONE, keep_to_early_access

    request, now = read_request(workspace), datetime.now(TIME_ZONE)
    with only_writer(request.config.data, "early-access"):
        found = _named(edition, request.editions)
        keep_to_early_access(request.config, str(found.facts["period"]), who, now=now)
        given = give_early(found, file, who=who, why=why, now=now)
    print(f"{file}: {edition} voor {given.who}, bewaard in {found.folder}")


def seal(
    edition: Annotated[
        str, typer.Argument(metavar="EDITIE", help="Zoals editions ze noemt: overzicht/2025/1.")
    ],
    workspace: Workspace = HERE,
) -> None:
    """Verzegel de PDF's van een editie met het certificaat van report.toml ([publication] seal).

    Het wachtwoord staat in JAARVERSLAG_ZEGEL_WACHTWOORD. Wat verzegeld is, ligt apart, in verzegeld/.
    """
    import os

    from pipelines.errors import ConfigError
    from pipelines.publication import seal_prints
    from pipelines.request import only_writer, read_config

    config = read_config(workspace)
    with only_writer(config.data, "seal"):
        named = config.settings.publication.seal
        if not named:
            raise ConfigError('report.toml: zet bij [publication] het certificaat: seal = "zegel.p12"')
        passphrase = os.environ.get("JAARVERSLAG_ZEGEL_WACHTWOORD", "")
        found = _named(edition, config.editions)
        made = seal_prints(found, config.workspace / Path(named).expanduser(), passphrase)
    print("\n".join(str(path) for path in made))


def _named(place: str, editions: Path) -> "ListedEdition":
    from pipelines.cli.console import unknown_edition
    from pipelines.errors import ConfigError
    from pipelines.publication import editions_of

    known = {one.place: one for one in editions_of(editions)}
    if place not in known:
        raise ConfigError(unknown_edition(place, list(known)))
    return known[place]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program's."""
    app.command()(early_access)
    app.command()(seal)
