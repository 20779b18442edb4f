"""Exchange release histories: a prison and the agency publish about the same persons, each in its register.

One ZIP: `uitwisseling.json` with the SHA-256 of every file, and `<period>/<release>.duckdb` as the register
holds them. It says what was hidden and how many persons stand behind figures: as confidential as that is.
"""

import io
import json
import re
import zipfile
from hashlib import sha256
from pathlib import Path

from pipelines.durable import PRIVATE_FILE, write_whole
from pipelines.errors import ConfigError, DisclosureError
from pipelines.protect import read_releases
from pipelines.release.history import open_register, read_history
from pipelines.release.release_history import OTHER

INDEX = "uitwisseling.json"
FORMAT = 1
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
INSIDE = re.compile(r"\d{4}(-K[1-4])?/\d{4}-[0-9a-f]{12}\.duckdb")
MOST_BYTES = 2**31  # of all files in an exchange together


def export_history(register: Path, path: Path) -> int:
    """Write a workspace's own releases to a ZIP; give their number.

    Releases of others are left out: each tells its own. Raises ConfigError when there is nothing to tell.
    """
    history = read_history(register)
    names = [(period, name) for period, name in history.in_order if not name.startswith(OTHER)]
    if not names:
        raise ConfigError(f"{register}: hier is nog geen uitgave; er valt niets uit te wisselen")
    files = {
        f"{period}/{name}.duckdb": (register / period / f"{name}.duckdb").read_bytes()
        for period, name in names
    }
    index = {
        "format": FORMAT,
        "files": {name: sha256(content).hexdigest() for name, content in files.items()},
    }
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ((INDEX, json.dumps(index, indent=1).encode()), *files.items()):
            archive.writestr(zipfile.ZipInfo(name), content)  # without a clock: the same bytes each time
    write_whole(path, whole.getvalue(), mode=PRIVATE_FILE)
    return len(files)


def import_history(register: Path, path: Path, *, name: str) -> int:
    """Take the releases of another workspace into the register; give the number of those that are new.

    `name` says whose they are. From then on they stand as if they were published here. Nothing is taken when
    anything does not fit: ConfigError says what.
    """
    if not NAME.fullmatch(name):
        raise ConfigError(f"--name {name}: verwacht kleine letters, cijfers en streepjes, zoals agentschap")
    if not path.is_file():
        raise ConfigError(f"{path}: dit bestand bestaat niet (of het is een map)")
    files = _files(path)
    new = 0
    for inside, content in sorted(files.items()):
        period, _, release = inside.partition("/")
        target = open_register(register, period) / f"{OTHER}{name}-{release}"
        if not target.exists():
            write_whole(target, content, mode=PRIVATE_FILE)
            new += 1
            _proved(target, inside)
    return new


def is_imported(register: Path, name: str) -> bool:
    """Tell whether releases of this workspace were ever taken in."""
    return any(register.glob(f"*/{OTHER}{name}-*.duckdb"))


def _files(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(each.file_size for each in archive.infolist()) > MOST_BYTES:
                raise ConfigError(f"{path}: dit bestand is te groot om een uitwisseling te zijn")
            index = json.loads(archive.read(INDEX))
            files = {name: archive.read(name) for name in archive.namelist() if name != INDEX}
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ConfigError(
            f"{path}: dit is geen bestand met uitgaven; maak het in de andere werkruimte met: "
            "jaarverslag history export BESTAND"
        ) from error
    if not isinstance(index, dict) or index.get("format") != FORMAT:
        raise ConfigError(f"{path}: {INDEX}: verwacht format {FORMAT}; gevonden: {index!r:.80}")
    told = index.get("files")
    found = {name: sha256(content).hexdigest() for name, content in files.items()}
    if told != found or not all(INSIDE.fullmatch(name) for name in files):
        raise ConfigError(f"{path}: de bestanden erin zijn niet die van {INDEX}; vraag het opnieuw")
    return files


def _proved(target: Path, inside: str) -> None:
    """Read a release before it counts; one that can't be read is taken away again."""
    try:
        read_releases(target)
    except DisclosureError as error:
        target.unlink()
        raise ConfigError(f"{inside}: deze uitgave kan niet gelezen worden ({error})") from error
