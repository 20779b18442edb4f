"""Read the public files of an edition from a folder or a ZIP, and hold them against SHA256SUMS."""

import json
import zipfile
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

from pipelines.errors import ConfigError

SUMS, PUBLIC, NOTICE = "SHA256SUMS", "public", "notice.json"
SEALED = "verzegeld/"
"""Where sealed PDFs lie: each the one of its name with a signature behind it."""
MOST_BYTES = 2**30  # of all files of an edition together


def read_files(path: Path) -> Mapping[str, bytes]:
    """Give the bytes of each public file by its name, from an edition's folder, its public folder or a ZIP.

    Raises ConfigError where there is no edition: no SHA256SUMS at the top, in `public/`, or one folder down.
    """
    if path.is_dir():
        found = {one.relative_to(path).as_posix(): one for one in path.rglob("*") if one.is_file()}
        top = _top(path, found)
        return {
            name.removeprefix(top): one.read_bytes() for name, one in found.items() if name.startswith(top)
        }
    if not path.is_file():
        raise ConfigError(f"{path}: hier is niets. Verwacht de map van een editie, of een ZIP ervan")
    return _from_zip(path)


def _from_zip(path: Path) -> Mapping[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if sum(one.file_size for one in members) > MOST_BYTES:
                raise ConfigError(f"{path}: dit bestand is te groot om een editie te zijn")
            names = [one.filename for one in members]
            if len(set(names)) < len(names):
                raise ConfigError(f"{path}: een bestand staat er twee keer in")
            top = _top(path, names)
            return {name.removeprefix(top): archive.read(name) for name in names if name.startswith(top)}
    except (OSError, RuntimeError, NotImplementedError, ValueError, zipfile.BadZipFile) as error:
        raise ConfigError(f"{path}: geen leesbare ZIP ({error}). Haal het bestand opnieuw op.") from error


def _top(path: Path, names: Mapping[str, Path] | list[str]) -> str:
    """Give what stands before the names of the public files: nothing, `public/`, or a folder around them."""
    homes = sorted(
        {PurePosixPath(name).parent.as_posix() for name in names if PurePosixPath(name).name == SUMS},
        key=lambda home: (home.count("/"), home),
    )
    homes = [home for home in homes if home == "." or home.count("/") <= 1]
    retracted = _retracted(path / NOTICE) if path.is_dir() and not homes else ""
    if retracted:
        raise ConfigError(f"{path}: {retracted}")
    if len(homes) != 1:
        what = "meer dan een editie" if homes else f"geen editie ({SUMS} ontbreekt)"
        raise ConfigError(f"{path}: hier staat {what}. Verwacht de map van een editie, of een ZIP ervan")
    return "" if homes[0] == "." else f"{homes[0]}/"


def _retracted(notice: Path) -> str:
    return "; ".join(notices({NOTICE: notice.read_bytes()})) if notice.is_file() else ""


def notices(files: Mapping[str, bytes]) -> Iterator[str]:
    """Say what stands beside an edition on a web server: that it has an error, or was retracted.

    A notice is written after the edition, so SHA256SUMS does not name it. Raises nothing: one that can't be
    read is told as such.
    """
    if NOTICE not in files:
        return
    try:
        found = json.loads(files[NOTICE])
        if "retracted" in found:
            told = found["retracted"]
            yield f"{NOTICE}: deze editie werd op {told['day']} ingetrokken: {told['text']}"
        if "erratum" in found:
            told = found["erratum"]
            yield (
                f"{NOTICE}: in deze editie staat een fout, gemeld op {told['day']}: {told['text']}; versie "
                f"{told['version']} verbetert ze"
            )
    except (ValueError, KeyError, TypeError):
        yield f"{NOTICE}: niet leesbaar"


def wrong_hashes(files: Mapping[str, bytes]) -> Iterator[str]:
    """Say of each file that is not the one that SHA256SUMS names, is missing, or is not named."""
    listed: dict[str, str] = {}
    for number, line in enumerate(files[SUMS].decode("utf-8", errors="replace").splitlines(), 1):
        digest, _, name = line.partition("  ")
        if not name:
            yield f"{SUMS}, regel {number}: geen regel van de vorm `hash  naam`"
        listed[name] = digest
    for name in sorted(listed.keys() | files.keys() - {SUMS, NOTICE}):
        original = files.get(name.removeprefix(SEALED)) if name.startswith(SEALED) else None
        if original is not None:
            if not files[name].startswith(original):
                yield f"{name}: begint niet met {name.removeprefix(SEALED)}, dus verzegelt iets anders"
        elif name not in files:
            yield f"{name}: staat in {SUMS} en ontbreekt"
        elif name not in listed:
            yield f"{name}: staat niet in {SUMS}"
        elif sha256(files[name]).hexdigest() != listed[name]:
            yield f"{name}: de inhoud is niet die van {SUMS}"
