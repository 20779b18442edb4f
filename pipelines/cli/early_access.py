"""The commands that do something with an edition that is out: give it before its time, seal its PDFs."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.data import HERE, Workspace


def early_access(
    edition: Annotated[
        str, typer.Argument(metavar="EDITIE", help="Zoals editions ze noemt: overzicht/2025/1.")
    ],
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="ZIP die geschreven wordt.")],
    who: Annotated[str, typer.Option(help="Wie de uitgave vooraf krijgt, zoals de kalender het noemt.")],
    why: Annotated[str, typer.Option(help="Waarom; dit wordt bewaard.")],
    workspace: Workspace = HERE,
) -> None:
    """Geef een editie vooraf aan wie de kalender noemt; wie ze kreeg, wordt bewaard.

    De editie is er al (publish --embargo) en komt pas op haar tijdstip in de map voor de webserver.
    """
    from pipelines.errors import ConfigError
    from pipelines.publication import editions_of, give_early
    from pipelines.request import only_writer, read_request
    from pipelines.service import TIME_ZONE, keep_to_early_access

    request, now = read_request(workspace), datetime.now(TIME_ZONE)
    with only_writer(request.config.data, "early-access"):
        known = {one.place: one for one in editions_of(request.editions)}
        if edition not in known:
            raise ConfigError(
                f"{edition}: deze editie is er niet; verwacht een van jaarverslag editions: {', '.join(known)}"
            )
        keep_to_early_access(request.config, str(known[edition].facts["period"]), who, now=now)
        given = give_early(known[edition], file, who=who, why=why, now=now)
    print(f"{file}: {edition} voor {given.who}, bewaard in {known[edition].folder}")


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
    from pipelines.publication import editions_of, seal_prints
    from pipelines.request import only_writer, read_config

    config = read_config(workspace)
    named = config.settings.publication.seal
    if not named:
        raise ConfigError('report.toml: zet bij [publication] het certificaat: seal = "zegel.p12"')
    with only_writer(config.data, "seal"):
        known = {one.place: one for one in editions_of(config.editions)}
        if edition not in known:
            raise ConfigError(
                f"{edition}: deze editie is er niet; verwacht een van jaarverslag editions: {', '.join(known)}"
            )
        passphrase = os.environ.get("JAARVERSLAG_ZEGEL_WACHTWOORD", "")
        made = seal_prints(known[edition], config.workspace / Path(named).expanduser(), passphrase)
    print("\n".join(str(path) for path in made))


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program's."""
    app.command()(early_access)
    app.command()(seal)
