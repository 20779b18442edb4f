"""The gates before anything is visible: what comes out agrees with itself, and nobody is found in it.

Both are judged as an outsider judges: by the files alone that are about to be public, and with them, for what
may be found, all that ever was. What is found in earlier editions already and not more closely now stops
nothing: it is out, and nothing that comes later takes it back.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipelines.audit import DIFFERENCE, Outsider, PublicAudit, Rules, audit_public
from pipelines.edition import Contents, public_files, standing
from pipelines.errors import DisclosureError, DocumentError
from pipelines.public_knowledge import read_public_knowledge
from pipelines.request import Config, RunRequest
from pipelines.verify import verify_files

TOLD = 5
"""So many of what is found are named; `verify` and `audit --public` name all."""


def need_agreement(place: str, contents: Contents) -> None:
    """Hold each number of what is to come out against the other formats.

    Raises DocumentError where two differ.
    """
    found = verify_files(public_files(contents)).differences
    if found:
        raise DocumentError(
            f"{place}: wat zou verschijnen, spreekt zichzelf tegen op {len(found)} plaats(en). Er is niets "
            f"gepubliceerd.\n{_listed([one.text for one in found])}\n"
            "Werd een sjabloon of een bestand met de hand gewijzigd, maak dat ongedaan; is dat niet zo, meld "
            "het dan met deze regels."
        )


def need_nothing_found(request: RunRequest, fresh: Sequence[Path]) -> None:
    """Attack what is to come out together with every edition that ever was, from their public files alone.

    `fresh` are the folders where it stands aside. Raises DisclosureError where a person can be found who
    could not be before: the same attack without it has the figure less closely. That figures differ by few
    persons stops no planned revision: it is what that is for.
    """
    outsider = outsider_of(request.config)
    out = _ever_out(request.editions)
    audit = audit_public([*out, *fresh], outsider, fresh=fresh)
    found = _finds(audit, request)
    if found and out:
        before = audit_public(out, outsider, fresh=(), asked=audit.found)
        found = {find: text for find, text in found.items() if not before.tells(find)}
    if found:
        raise DisclosureError(
            f"Wie leest wat zou verschijnen en wat al verscheen, vindt {len(found)} cijfer(s) die verborgen "
            f"moeten blijven. Er is niets gepubliceerd.\n{_listed(list(found.values()))}\nKlopt de lijst van "
            "wat publiek bekend is (data/reference/public_knowledge.toml)? Verbeter die en maak het concept "
            "opnieuw met jaarverslag build; klopt ze, meld het dan met deze regels."
        )


def outsider_of(config: Config) -> Outsider:
    """Give what an outsider brings: the rules as they are printed, and what is declared to be public."""
    own = config.settings.disclosure
    rules = Rules(own.threshold, zeros_hidden=own.zeros == "unsafe", sensitive=frozenset(own.sensitive))
    return Outsider(rules, read_public_knowledge(config.data))


def _ever_out(editions: Path) -> list[Path]:
    """List each edition that readers saw, retracted ones too; folders that are none are passed over."""
    homes = [home for home in sorted(editions.glob("*/*")) if home.is_dir() and home.name[0] != "."]
    return [home / str(number) for home in homes for number in sorted(standing(home).manifests)]


def _finds(found: PublicAudit, request: RunRequest) -> Mapping[tuple[object, ...], str]:
    """Give what an outsider finds; that versions differ is what a planned revision is for."""
    return {
        find: text
        for find, text in found.finds.items()
        if not (request.is_revision and find[0] == DIFFERENCE)
    }


def _listed(texts: Sequence[str]) -> str:
    more = [f"  en nog {len(texts) - TOLD}"] if len(texts) > TOLD else []
    return "\n".join([*(f"  {text}" for text in texts[:TOLD]), *more])
