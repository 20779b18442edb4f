"""Hold concepts against what they were made from, as it is now."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from pipelines.edition import Scope, delivered_files, inputs_mark
from pipelines.errors import ConfigError, GateError
from pipelines.publication.concepts import Concept
from pipelines.release import unread_exports
from pipelines.request import UNNAMED, RunRequest

AGREED = ("languages", "pdf_standard", "is_revision")
"""What concepts that are published together must have been made with alike."""


def need_current(request: RunRequest, concepts: Mapping[Scope, Concept]) -> RunRequest:
    """Give the order by which these concepts were made, if they still are what it makes.

    Raises ConfigError where nobody is named as publisher, or they were made otherwise than each other;
    GateError where what one was made from changed since, or where an export was not read yet.
    """
    if request.config.settings.report.publisher == UNNAMED:
        raise ConfigError(
            f"{request.config.workspace / 'report.toml'}: bij publisher staat nog '{UNNAMED}'; zo komt het "
            "op de kaft. Er is niets gepubliceerd of afgetekend. Schrijf er wie het verslag uitgeeft, en "
            "maak het concept opnieuw met jaarverslag build."
        )
    asked = _agreed(request, tuple(concepts.values()))
    files = delivered_files(asked)
    for scope, concept in concepts.items():
        if inputs_mark(asked, scope, files) != concept.facts["fingerprint"]:
            raise GateError(
                f"{concept.folder}: sinds dit concept gemaakt werd, veranderde waaruit het gemaakt is "
                "(leveringen, lijsten, woorden, instellingen, het programma of een editie van een andere "
                "periode). Er is niets gepubliceerd of afgetekend. Maak het opnieuw met jaarverslag build, "
                "kijk het na en probeer dan opnieuw."
            )
    unread = unread_exports(asked)
    if unread:
        raise GateError(
            f"{request.exports}: deze bestanden zijn nog niet ingelezen: {', '.join(unread)}. Er is niets "
            "gepubliceerd of afgetekend. Maak het concept opnieuw met jaarverslag build, of haal ze weg."
        )
    return asked


def _agreed(request: RunRequest, concepts: tuple[Concept, ...]) -> RunRequest:
    """Take over what the concepts were made with."""
    made = {name: [concept.facts[name] for concept in concepts] for name in (*AGREED, "dated")}
    for name, found in made.items():
        if any(one != found[0] for one in found):
            raise ConfigError(
                f"{request.concepts}: deze concepten zijn niet op dezelfde manier gemaakt ({name}). Maak ze "
                "samen opnieuw met jaarverslag build --scope all, of publiceer ze een voor een."
            )
    dated = made["dated"][0]
    return replace(
        request, languages=tuple(made["languages"][0]), pdf_standard=str(made["pdf_standard"][0]),
        is_revision=bool(made["is_revision"][0]), published=date.fromisoformat(dated) if dated else None,
    )  # fmt: skip
