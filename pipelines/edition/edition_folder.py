"""Write an edition aside, complete, with its manifest; it becomes visible by the rename that follows."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.durable import (
    PUBLIC_FILE,
    PUBLIC_FOLDER,
    make_folder,
    remove,
    sync_folder,
    write_synced,
)
from pipelines.errors import TechnicalError
from pipelines.release import aside_of

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class StoredEdition:
    """An edition on disk: its folder and the SHA-256 of every file in it but the manifest."""

    folder: Path
    sha256: Mapping[str, str]


def write_aside(
    folder: Path, files: Mapping[str, bytes | Path], *, facts: Mapping[str, Any]
) -> StoredEdition:
    """Write the files (bytes, or a file to copy) and `manifest.json` beside a folder that is not there yet.

    `facts` is what the caller knows (run, code version, inputs with their SHA-256) and goes into the
    manifest as it is. Nobody sees the edition before its folder gets its name: `aside_of` says where it is
    until then. Raises TechnicalError when the folder is there or the disk refuses; then nothing is left.
    """
    if folder.exists():
        raise TechnicalError(f"{folder} bestaat al: een editie wordt nooit overschreven. Verhoog de versie.")
    aside = aside_of(folder)
    try:
        remove(aside)  # left by a run that was interrupted
        make_folder(aside, mode=PUBLIC_FOLDER)
        sha256 = {name: _write(aside / name, files[name]) for name in sorted(files)}
        write_synced(aside / MANIFEST, manifest(facts, sha256), mode=PUBLIC_FILE)
        for inner in sorted({aside, *(parent for name in files for parent in _folders(aside, name))}):
            sync_folder(inner)
    except BaseException as error:
        remove(aside)
        if isinstance(error, OSError):
            raise TechnicalError(
                f"{folder}: de editie kan niet geschreven worden: {error.strerror}. Er is niets "
                "gepubliceerd. Maak plaats of schrijfrecht in die map en probeer opnieuw."
            ) from error
        raise
    return StoredEdition(folder, sha256)


def manifest(facts: Mapping[str, Any], sha256: Mapping[str, str]) -> bytes:
    """Give the manifest's bytes: the caller's facts and the SHA-256 of each output."""
    whole = {**facts, "outputs": dict(sha256)}
    return (json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _folders(aside: Path, name: str) -> list[Path]:
    """Name the folders within an edition that a file lies in."""
    return [parent for parent in (aside / name).parents if parent.is_relative_to(aside)]


def _write(file: Path, content: bytes | Path) -> str:
    whole = content.read_bytes() if isinstance(content, Path) else content
    make_folder(file.parent, mode=PUBLIC_FOLDER)
    write_synced(file, whole, mode=PUBLIC_FILE)
    return hashlib.sha256(whole).hexdigest()
