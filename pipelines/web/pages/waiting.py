"""Files that the browser sent and that wait: nothing of them counts before somebody says so."""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from filecmp import cmp
from hashlib import sha256
from pathlib import Path

from pipelines.durable import PRIVATE_FOLDER, make_folder, move
from pipelines.errors import ConfigError
from pipelines.load import holds_national_number
from pipelines.web.frame import Desk, Upload

UNFIT = re.compile(r"[\x00-\x1f\x7f<>:\"|?*]")
LONGEST = 180


@dataclass(frozen=True)
class Waiting:
    """A file that waits; its mark stands for its name in addresses, for a name may be a person's."""

    mark: str
    path: Path

    @property
    def name(self) -> str:
        """The name that the partner gave it."""
        return self.path.name


def mark_of(name: str) -> str:
    """Give what stands for a name in an address."""
    return sha256(name.encode()).hexdigest()[:16]


def waiting_folder(desk: Desk) -> Path:
    """Say where files wait."""
    return desk.aside / "wachtend"


def waiting_files(desk: Desk) -> tuple[Waiting, ...]:
    """Give the files that wait, by name."""
    found = sorted(path for path in waiting_folder(desk).glob("*") if path.is_file() and path.name[0] != ".")
    return tuple(Waiting(mark_of(path.name), path) for path in found)


def waiting_file(desk: Desk, mark: str) -> Waiting:
    """Give the file of a mark; raise ConfigError when it waits no more."""
    for one in waiting_files(desk):
        if one.mark == mark:
            return one
    raise ConfigError("dit bestand wacht niet (meer): het is ingelezen of weggedaan. Kijk bij de leveringen.")


def receive(desk: Desk, uploads: Sequence[Upload]) -> None:
    """Put files that came among those that wait: all or none.

    Raises ConfigError for a name that can't stand in the exports folder, and for another file of the same
    name, in another folder of the partner or among those that wait: neither takes the place of the other.
    """
    names: dict[str, Upload] = {}
    for upload in uploads:
        name = _name_of(upload)
        known = names.get(name.casefold())
        waits = [one.path for one in waiting_files(desk) if one.name.casefold() == name.casefold()]
        if known is not None and not cmp(known.path, upload.path, shallow=False):
            raise ConfigError(
                f"{known.name} en {upload.name}: twee bestanden met dezelfde naam en een andere inhoud. "
                "Hernoem er een, of sleep ze een voor een."
            )
        if any(not cmp(one, upload.path, shallow=False) for one in waits):
            raise ConfigError(
                f"{name}: er wacht al een ander bestand met deze naam. Lees dat eerst in of doe het weg op "
                "de pagina van wat wacht, of hernoem dit bestand."
            )
        if not waits:
            names[name.casefold()] = upload
    folder = waiting_folder(desk)
    make_folder(folder, mode=PRIVATE_FOLDER)
    for upload in names.values():
        name = _name_of(upload)
        aside = folder / f".{mark_of(name)}"
        shutil.copyfile(upload.path, aside)
        aside.chmod(0o600)
        move(aside, folder / name)


def _name_of(upload: Upload) -> str:
    """Give the name of a file without the folder where it was; raise ConfigError for one that can't stand."""
    name = upload.name.replace("\\", "/").rsplit("/", 1)[-1].strip()
    if not name or name.startswith(".") or UNFIT.search(name) or len(name.encode()) > LONGEST:
        raise ConfigError(
            "de naam van dit bestand kan niet: verwacht een gewone naam zoals sport_2025.xlsx, zonder punt "
            f'vooraan en zonder < > : " | ? *, van hoogstens {LONGEST} tekens. Hernoem het.'
        )
    if name.startswith("~$"):
        raise ConfigError(
            f"{name}: dit is geen bestand van een partner, maar wat Excel ernaast zet zolang het open staat. "
            f"Sluit {name[2:]} in Excel en sleep dat."
        )
    if holds_national_number(name):
        raise ConfigError(
            "in de naam van dit bestand staat een rijksregisternummer. Hernoem het en sleep het opnieuw."
        )
    return name
