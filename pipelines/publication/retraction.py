"""Take an edition out of public view and keep its record: what was out stays known, and protects nothing.

The decision is a file beside the edition's two halves, whole or not there. After it the public half moves
under the confidential one by one rename; whatever moment the power fails, the next run does what is left.
"""

import getpass
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.durable import PRIVATE_FILE, move, remove, write_whole
from pipelines.edition import CONFIDENTIAL, PUBLIC, home_of, standing
from pipelines.errors import ConfigError
from pipelines.publication.signatures import need_told
from pipelines.request import RunRequest

FILE = "intrekking.json"


@dataclass(frozen=True)
class Retraction:
    """Who took an edition out of public view, as what, why, when, and under which login of the machine."""

    who: str
    role: str
    why: str
    at: str  # UTC, ISO 8601
    login: str


def retract(request: RunRequest, version: int, *, who: str, role: str, why: str) -> Path:
    """Take a version of a scope's edition out of public view; give its folder.

    Raises ConfigError where it does not stand, was retracted before, or nothing is said of who and why.
    """
    need_told("wie, in welke functie en waarom", who=who, role=role, why=why)
    home = home_of(request, request.scope)
    folder = home / str(version)
    if version not in standing(home).manifests or not (folder / PUBLIC).is_dir():
        raise ConfigError(
            f"{folder}: hier staat geen editie die ingetrokken kan worden; jaarverslag editions toont ze"
        )
    said = Retraction(
        who.strip(), role.strip(), why.strip(), request.run.started.isoformat(), getpass.getuser()
    )
    written = json.dumps(asdict(said), ensure_ascii=False, indent=1) + "\n"
    write_whole(folder / FILE, written.encode(), mode=PRIVATE_FILE)
    _hide(folder)
    return folder


def settle_retractions(editions: Path) -> None:
    """Finish what was decided and not done, and remove a decision that was half written."""
    for left in editions.glob(f"*/*/*/.{FILE}.aside"):
        remove(left)
    for path in _decided(editions):
        if (path.parent / PUBLIC).is_dir():
            _hide(path.parent)


def read_retraction(folder: Path) -> Retraction | None:
    """Read who retracted an edition; None where it stands. Raises ConfigError for a damaged record."""
    path = folder / FILE
    try:
        return Retraction(**json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise ConfigError(f"{path}: dit bestand is beschadigd; zet het terug uit een reservekopie") from error


def _decided(editions: Path) -> Iterator[Path]:
    return editions.glob(f"*/*/*/{FILE}")


def _hide(folder: Path) -> None:
    move(folder / PUBLIC, folder / CONFIDENTIAL / PUBLIC)
