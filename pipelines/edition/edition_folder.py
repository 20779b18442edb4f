"""The folder of an edition or a concept: `public/` for everybody and `confidential/` for its owner.

What lies in `public/` may stand on any web server as it is; nothing confidential ever lies there. Editions of
versions of the program before this layout have everything in one folder and stay readable.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.durable import (
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    PUBLIC_FILE,
    PUBLIC_FOLDER,
    make_folder,
    remove,
    sync_folder,
    write_synced,
)
from pipelines.errors import TechnicalError
from pipelines.release import CONFIDENTIAL, aside_of

PUBLIC = "public"
MANIFEST, SUMS, RUN = "manifest.json", "SHA256SUMS", "run.json"
NEEDED = {"scope": str, "period": str, "version": int, "published": str, "fingerprint": str}
"""What every manifest says, also those of earlier versions of the program."""


@dataclass(frozen=True)
class Contents:
    """What a folder is to hold: files by name (bytes, or a file to copy), and facts for its two records."""

    public: Mapping[str, bytes | Path]
    confidential: Mapping[str, bytes | Path] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    """For `public/manifest.json`, as they are."""
    run: Mapping[str, Any] = field(default_factory=dict)
    """For `confidential/run.json`: the release in the register, inputs under seal, who signed."""


@dataclass(frozen=True)
class StoredEdition:
    """An edition on disk: its folder and the SHA-256 of every public file but the manifest and the sums."""

    folder: Path
    sha256: Mapping[str, str]


def write_aside(folder: Path, contents: Contents) -> StoredEdition:
    """Write both halves with their records beside a folder that is not there yet.

    Nobody sees the edition before its folder gets its name: `aside_of` says where it is until then. Raises
    TechnicalError when the folder is there or the disk refuses; then nothing is left.
    """
    if folder.exists():
        raise TechnicalError(f"{folder} bestaat al: een editie wordt nooit overschreven. Verhoog de versie.")
    return write_contents(folder, aside_of(folder), contents)


def write_contents(folder: Path, aside: Path, contents: Contents) -> StoredEdition:
    """Write at `aside` what is to stand in `folder`, whole and on the disk, or leave nothing there."""
    try:
        remove(aside)  # left by a run that was interrupted
        make_folder(aside, mode=PUBLIC_FOLDER)
        sha256 = _write_public(aside / PUBLIC, contents)
        _write_confidential(aside / CONFIDENTIAL, contents)
        for inner in [aside, *sorted(path for path in aside.rglob("*") if path.is_dir())]:
            sync_folder(inner)
    except BaseException as error:
        remove(aside)
        if isinstance(error, OSError):
            raise TechnicalError(
                f"{folder}: dit kan niet geschreven worden: {error.strerror}. Er is niets "
                "gepubliceerd. Maak plaats of schrijfrecht in die map en probeer opnieuw."
            ) from error
        raise
    return StoredEdition(folder, sha256)


def _write_public(folder: Path, contents: Contents) -> dict[str, str]:
    make_folder(folder, mode=PUBLIC_FOLDER)
    sha256 = {
        name: _write(folder / name, content, PUBLIC_FILE, PUBLIC_FOLDER)
        for name, content in public_files(contents).items()
    }
    return {name: digest for name, digest in sha256.items() if name not in (MANIFEST, SUMS)}


def public_files(contents: Contents) -> dict[str, bytes]:
    """Give every public file as it will lie there, with the manifest and last the sums."""
    files = {name: _bytes(contents.public[name]) for name in sorted(contents.public)}
    outputs = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    said = record({**contents.facts, "outputs": outputs})
    every = {**outputs, MANIFEST: hashlib.sha256(said).hexdigest()}
    return {**files, MANIFEST: said, SUMS: sums(every)}


def _write_confidential(folder: Path, contents: Contents) -> None:
    make_folder(folder, mode=PRIVATE_FOLDER)
    for name in sorted(contents.confidential):
        _write(folder / name, contents.confidential[name], PRIVATE_FILE, PRIVATE_FOLDER)
    write_synced(folder / RUN, record(contents.run), mode=PRIVATE_FILE)


def record(facts: Mapping[str, Any]) -> bytes:
    """Give the bytes of a record: JSON in the order of its names."""
    return (json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def sums(sha256: Mapping[str, str]) -> bytes:
    """Give the bytes of SHA256SUMS, as `sha256sum --check` reads them."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sha256.items())).encode()


def _write(file: Path, content: bytes | Path, mode: int, folder_mode: int) -> str:
    whole = _bytes(content)
    make_folder(file.parent, mode=folder_mode)
    write_synced(file, whole, mode=mode)
    return hashlib.sha256(whole).hexdigest()


def _bytes(content: bytes | Path) -> bytes:
    return content.read_bytes() if isinstance(content, Path) else content


def public_of(folder: Path) -> Path:
    """Say where an edition's public files are; in an edition of before this layout, the folder itself."""
    return folder / PUBLIC if (folder / PUBLIC).is_dir() else folder


def is_public(folder: Path) -> bool:
    """Tell whether readers see an edition: it was not retracted."""
    return (public_of(folder) / MANIFEST).is_file()


def documents_of(folder: Path) -> tuple[Path, ...]:
    """Name the pages and PDFs of an edition."""
    return tuple(sorted(public_of(folder).glob("report*.*")))


def read_manifest(folder: Path) -> Mapping[str, Any] | None:
    """Read the manifest, with what the confidential record adds; None where it lacks what every one has."""
    kept = _first_record(
        [folder / PUBLIC / MANIFEST, folder / CONFIDENTIAL / PUBLIC / MANIFEST, folder / MANIFEST]
    )
    if kept is None or not all(isinstance(kept.get(name), kind) for name, kind in NEEDED.items()):
        return None
    return {**(_first_record([folder / CONFIDENTIAL / RUN]) or {}), **kept}


def _first_record(paths: Iterable[Path]) -> Mapping[str, Any] | None:
    for path in paths:
        try:
            found = json.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            continue
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None
    return None
