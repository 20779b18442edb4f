"""Write an edition: aside, complete, with its manifest, and then visible by one rename."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.errors import TechnicalError

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class StoredEdition:
    """An edition on disk: its folder and the SHA-256 of every file in it but the manifest."""

    folder: Path
    sha256: Mapping[str, str]


def write_release(
    folder: Path,
    files: Mapping[str, bytes | Path],
    *,
    facts: Mapping[str, Any],
) -> StoredEdition:
    """Write the files (bytes, or a file to copy) and `manifest.json` into a folder that is not there yet.

    `facts` is what the caller knows (run, code version, inputs with their SHA-256) and goes into the
    manifest as it is. An interrupted write leaves nothing visible. Raises TechnicalError when the
    folder is there or the disk refuses.
    """
    if folder.exists():
        raise TechnicalError(f"{folder} bestaat al: een editie wordt nooit overschreven. Verhoog de versie.")
    aside = folder.with_name(f".{folder.name}.wordt-geschreven")
    try:
        shutil.rmtree(aside, ignore_errors=True)  # left by a run that was interrupted
        sha256 = {name: _write(aside / name, files[name]) for name in sorted(files)}
        _write(aside / MANIFEST, manifest(facts, sha256))
        _sync_folder(aside)
        aside.rename(folder)
        _sync_folder(folder.parent)
    except OSError as error:
        raise TechnicalError(f"{folder}: de editie kan niet geschreven worden: {error.strerror}") from error
    return StoredEdition(folder, sha256)


def manifest(facts: Mapping[str, Any], sha256: Mapping[str, str]) -> bytes:
    """Give the manifest's bytes: the caller's facts and the SHA-256 of each output."""
    whole = {**facts, "outputs": dict(sha256)}
    return (json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _write(file: Path, content: bytes | Path) -> str:
    whole = content.read_bytes() if isinstance(content, Path) else content
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as opened:
        opened.write(whole)
        opened.flush()
        os.fsync(opened.fileno())
    return hashlib.sha256(whole).hexdigest()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
