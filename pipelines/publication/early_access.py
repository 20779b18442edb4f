"""Give who may see an edition before its time a file of it, and keep to whom, when and why.

The edition is out for disclosure control from the moment that it was published; only the folder for the web
server waits. The record is a file beside its two halves, written before the file that is given: a giving that
was interrupted stands in it, one that happened always does.
"""

import getpass
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from pipelines.durable import PRIVATE_FILE, write_whole
from pipelines.edition import packed
from pipelines.errors import ConfigError
from pipelines.publication.listing import ListedEdition
from pipelines.publication.signatures import need_told

FILE = "inzage-vooraf.jsonl"


@dataclass(frozen=True)
class EarlyAccess:
    """Who received an edition before its time, why, when, under which login, and which bytes."""

    who: str
    why: str
    at: str  # UTC, ISO 8601
    login: str
    sha256: str  # of the file that was given


def give_early(edition: ListedEdition, file: Path, *, who: str, why: str, now: datetime) -> EarlyAccess:
    """Write the public files of an edition as a ZIP, and keep who received it.

    Raises ConfigError where nothing is said of who and why, the edition was retracted, or the file is there.
    """
    need_told("wie de uitgave vooraf krijgt en waarom", who=who, why=why)
    if edition.public is None:
        raise ConfigError(f"{edition.folder}: deze editie werd ingetrokken; niemand krijgt ze nog")
    if file.exists() or not file.parent.is_dir():
        raise ConfigError(f"{file}: verwacht een bestand dat er nog niet is, in een map die er wel is")
    archive = _packed(edition.public)
    at = now.astimezone(UTC).isoformat(timespec="seconds")
    given = EarlyAccess(who.strip(), why.strip(), at, getpass.getuser(), sha256(archive).hexdigest())
    lines = [json.dumps(asdict(one), ensure_ascii=False) for one in (*read_early_access(edition), given)]
    write_whole(edition.folder / FILE, ("\n".join(lines) + "\n").encode(), mode=PRIVATE_FILE)
    write_whole(file, archive, mode=PRIVATE_FILE)
    return given


def read_early_access(edition: ListedEdition) -> tuple[EarlyAccess, ...]:
    """Read who received an edition before its time; raises ConfigError for a damaged record."""
    path = edition.folder / FILE
    try:
        return tuple(EarlyAccess(**json.loads(line)) for line in path.read_text("utf-8").splitlines())
    except FileNotFoundError:
        return ()
    except (ValueError, TypeError) as error:
        raise ConfigError(f"{path}: dit bestand is beschadigd; zet het terug uit een reservekopie") from error


def _packed(public: Path) -> bytes:
    """Pack the public files in the order of their names: the same edition, the same bytes."""
    files = sorted(path for path in public.rglob("*") if path.is_file())
    return packed({path.relative_to(public).as_posix(): path.read_bytes() for path in files})
