"""Find export files, say whose they are and prove which bytes they were."""

import hashlib
import re
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from pipelines.errors import ConfigError
from pipelines.sources.mapping import Source

FICTITIOUS = "FICTIEVE-GEGEVENS.txt"
BESIDE = frozenset({FICTITIOUS, "truth.json", "prison.csv"})
"""What the sample writes beside its exports."""

"""A folder with this file holds make-believe data; every edition from it says so."""


DRAFT = ".toml.ontwerp"
"""What the name of a proposed source ends in, which nothing reads before a person renames it."""

NAMED = 3
"""So many files are named in a message; the rest is counted."""

MENDED = "_verbetering_"
"""What stands in the name of a workbook that tells a partner which rows to mend."""


def mended_name(source: str, sha256: str) -> str:
    """Give the name of the workbook with the refused rows of a file: so it is known when it comes back."""
    return f"{source}{MENDED}{sha256[:12]}.xlsx"


def mended_start(name: str) -> str | None:
    """Give how the SHA-256 begins of the file of which this holds the mended rows; None = it does not."""
    found = re.fullmatch(rf".+{MENDED}([0-9a-f]{{12}})( ?\(\d+\))?\.xlsx", name.rpartition("/")[2])
    return found[1] if found else None


def is_mended(name: str) -> bool:
    """Tell whether a file is such a workbook, mended and sent back."""
    return mended_start(name) is not None


CORRECTED = re.compile(
    r"verbeter|corr?ect|corr?ekt|corrig|herzien|révis|revis|aangepast|gewijzigd|definitie|définiti|rectif|errat"
    r"|(\b|_)(v|versie|version)[ ._-]?[2-9]\b"
)
"""How the name of a file says that it comes after one without: two versions can be delivered at once.

`(1)` says no more than that a file of the name was there: a second download can be of either.
"""

UNFINISHED = (".part", ".partial", ".filepart", ".crdownload", ".download", ".tmp")
"""How a program calls a file that it is still copying."""


@dataclass(frozen=True)
class Export:
    """One delivered file, and which bytes it was; `name` is its path inside the exports folder.

    `stamp` is its size and when it was changed last, to see whether it still changes.
    """

    source: str
    path: Path
    name: str
    sha256: str
    is_fictitious: bool
    stamp: tuple[int, int]


@dataclass(frozen=True)
class FoundExports:
    """The exports of a folder by source and name, and the files that no source claims."""

    exports: tuple[Export, ...]
    unmatched: tuple[Path, ...]
    is_fictitious: bool


def find_exports(folder: Path, sources: Sequence[Source]) -> FoundExports:
    """Find the exports under a folder; raise ConfigError when it is absent or two sources claim a file."""
    if not folder.is_dir():
        raise ConfigError(f"{folder}: deze map met exports bestaat niet")
    is_fictitious = (folder / FICTITIOUS).is_file()
    exports, unmatched = [], []
    for path in sorted(folder.rglob("*")):
        is_beside = is_fictitious and path.parent == folder and path.name in BESIDE
        if not path.is_file() or is_beside or _is_hidden(path.relative_to(folder)):
            continue
        owner = _owner(path, folder, sources)
        if owner is None:
            unmatched.append(path)
            continue
        name = path.relative_to(folder).as_posix()
        exports.append(read_export(owner.name, path, name, is_fictitious=is_fictitious))
    return FoundExports(tuple(sorted(exports, key=_order)), tuple(unmatched), is_fictitious)


def claimed_exports(folder: Path, sources: Sequence[Source], described: Path) -> FoundExports:
    """Find the exports under a folder, as `find_exports`; raise ConfigError when there is none.

    `described` is the folder of the sources.
    """
    found = find_exports(folder, sources)
    if not found.exports:
        raise _nothing_claimed(found, folder, described)
    return found


def _nothing_claimed(found: FoundExports, folder: Path, sources: Path) -> ConfigError:
    """Say that no source knows any file of a folder: the first of them, and how a source is made."""
    if not found.unmatched:
        return ConfigError(
            f"{folder}: hier staat geen enkel bestand. Zet de bestanden van de partners in deze map, of wijs "
            "een andere aan met --exports."
        )
    names = [path.relative_to(folder).as_posix() for path in found.unmatched]
    more = f" en nog {len(names) - NAMED}" if len(names) > NAMED else ""
    drafts = sorted(path.name for path in sources.glob(f"*{DRAFT}"))[:NAMED]
    waiting = f" Er wacht een ontwerp: {', '.join(drafts)}; vul het aan en hernoem het." if drafts else ""
    return ConfigError(
        f"{folder}: geen enkel bestand dat een bron in {sources} herkent ({', '.join(names[:NAMED])}{more})."
        f"{waiting} Laat voor elk soort bestand zonder ontwerp een bron voorstellen: jaarverslag source "
        f"propose {shlex.quote(str(found.unmatched[0]))}; vul het ontwerp aan, hernoem het naar .toml en "
        "laad opnieuw."
    )


def read_export(source: str, path: Path, name: str, *, is_fictitious: bool = False) -> Export:
    """Say of one file which bytes it is."""
    found = path.stat()  # before the bytes are read: what changes after it shows
    stamp = (found.st_size, found.st_mtime_ns)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Export(source, path, name, sha256, is_fictitious, stamp)


def is_corrected(name: str) -> bool:
    """Tell whether the name of a file says that it comes in the place of another."""
    return CORRECTED.search(name.casefold()) is not None


def _order(export: Export) -> tuple[str, bool, str]:
    return export.source, is_corrected(export.name), export.name


def _is_hidden(inside: Path) -> bool:
    # ~$ is what Excel leaves beside a workbook that is open
    return any(part.startswith((".", "~$")) for part in inside.parts)


def _owner(path: Path, folder: Path, sources: Sequence[Source]) -> Source | None:
    if path.is_symlink():
        return None  # a link can lead out of the folder
    if path.suffix.casefold() in UNFINISHED:
        return None
    if is_mended(path.name):
        name = path.name.rpartition(MENDED)[0]
        return next((source for source in sources if source.name == name), None)
    owners = [source for source in sources if _matches(path.relative_to(folder), source)]
    if len(owners) > 1:
        names = ", ".join(source.name for source in owners)
        raise ConfigError(f"{path}: meer dan één bron herkent dit bestand ({names}); maak 'files' strenger")
    return owners[0] if owners else None


def _matches(inside: Path, source: Source) -> bool:
    return fits(inside.name, source.files) or fits(inside.as_posix(), source.files)


def fits(name: str, patterns: Iterable[object]) -> bool:
    """Tell whether a name (of a file, a sheet, a column) is one of these patterns, whatever its capitals."""
    return any(fnmatchcase(name.casefold(), str(one).casefold()) for one in patterns)
