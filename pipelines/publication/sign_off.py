"""Sign-off: a named person in a role says of one concept, as it lies there, that it may be definitive."""

import getpass
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from pipelines.durable import PRIVATE_FILE, write_whole
from pipelines.edition import scopes_of
from pipelines.errors import ConfigError, GateError
from pipelines.publication.concepts import Concept, read_concept
from pipelines.publication.current import need_current
from pipelines.publication.signatures import need_told
from pipelines.request import RunRequest

FILE = "aftekening.json"


@dataclass(frozen=True)
class SignOff:
    """Who signed which concept, as what, when, and under which login of the machine."""

    concept: str  # the mark of the concept
    who: str
    role: str
    login: str
    at: str  # UTC, ISO 8601


def sign(request: RunRequest, *, who: str, role: str) -> tuple[tuple[Concept, SignOff], ...]:
    """Sign the concepts of the scopes ordered; a signature stands beside the concept and goes with it.

    Raises ConfigError for an empty name or role and where a concept is missing; GateError where it is no
    longer what its inputs make: nobody signs what can't be published.
    """
    need_told("een naam of een functie", who=who, role=role)
    found = {scope: read_concept(request, scope) for scope in scopes_of(request)}
    for scope, concept in found.items():
        need_current(request, {scope: concept})
    concepts = list(found.values())
    at = request.run.started.isoformat()
    made = [SignOff(one.mark, who.strip(), role.strip(), getpass.getuser(), at) for one in concepts]
    for concept, signed in zip(concepts, made, strict=True):
        known = [one for one in read_sign_offs(concept) if one.who != signed.who]
        lines = [json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in (*known, signed)]
        write_whole(concept.folder / FILE, "".join(lines).encode(), mode=PRIVATE_FILE)
    return tuple(zip(concepts, made, strict=True))


def read_sign_offs(concept: Concept) -> tuple[SignOff, ...]:
    """Read who signed the concept as it is now; what was signed of an earlier one counts for nothing."""
    path = concept.folder / FILE
    try:
        found = [SignOff(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]
    except FileNotFoundError:
        return ()
    except (ValueError, TypeError) as error:
        raise ConfigError(f"{path}: dit bestand is beschadigd. Verwijder het en teken opnieuw af.") from error
    mark = concept.mark
    return tuple(one for one in found if one.concept == mark)


def need_sign_offs(concepts: Sequence[Concept], needed: int) -> None:
    """Raise GateError where a concept lacks signatures of so many different persons."""
    for concept in concepts:
        found = {one.who.casefold() for one in read_sign_offs(concept)}
        if len(found) < needed:
            raise GateError(
                f"{concept.folder}: dit concept is door {len(found)} van de {needed} nodige personen "
                "afgetekend, en zonder aftekening wordt geen editie definitief. Kijk het na met jaarverslag "
                "dossier en teken het af met jaarverslag sign-off --who NAAM --role FUNCTIE. Een concept dat "
                "opnieuw gemaakt werd, moet opnieuw afgetekend worden."
            )
