"""Concepts: what a build makes, in `data/concepts/<scope>/<period>/`; no known figure, replaced by the next.

A concept has the layout of an edition. It changes places with the one before in one step of the file
system; where that can't (not Linux) in two renames, of which the next run finishes or undoes what is left.
Whatever moment the power fails, the old one or the new one is there, whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipelines.durable import PUBLIC_FOLDER, make_folder, move, remove, replace_folder
from pipelines.edition import (
    CONCEPT,
    CONFIDENTIAL,
    PUBLIC,
    SUMS,
    Contents,
    EditionVersion,
    Scope,
    Settled,
    documents_of,
    public_files,
    read_manifest,
    render,
    safe_tables,
    seal,
    settle_editions,
    stamp_of,
    store_of,
    write_contents,
)
from pipelines.errors import ConfigError, GateError
from pipelines.publication.migration import migrate
from pipelines.publication.retraction import settle_retractions
from pipelines.release import Figures, aside_of
from pipelines.request import RunRequest, fingerprint

REPLACED = ".{name}.vervangen"
"""The name of a concept while the next one takes its place, where two can't change places in one step."""


SEALED = "sealed_sums"


@dataclass(frozen=True)
class Concept:
    """A concept on disk, with what its manifest and its confidential record say."""

    folder: Path
    facts: Mapping[str, Any]

    @property
    def documents(self) -> tuple[Path, ...]:
        """Name its pages and PDFs."""
        return documents_of(self.folder)

    @property
    def mark(self) -> str:
        """Compute the SHA-256 over names and bytes of all its files: what a sign-off is bound to."""
        files = [path for half in (PUBLIC, CONFIDENTIAL) for path in sorted((self.folder / half).rglob("*"))]
        named = [
            (path.relative_to(self.folder).as_posix(), path.read_bytes()) for path in files if path.is_file()
        ]
        return fingerprint(named)


def settle_concepts(request: RunRequest) -> Settled:
    """Settle editions and retractions, and finish or undo a concept that was taking the place of another."""
    told = migrate(request.config.data, request.editions)
    settled = settle_editions(request)
    settle_retractions(request.editions)
    for old in request.concepts.glob(f"*/{REPLACED.format(name='*')}"):
        folder = old.with_name(old.name[1:].removesuffix(".vervangen"))
        if not folder.exists():
            move(aside_of(folder) if aside_of(folder).exists() else old, folder)
        remove(old)
    for left in request.concepts.glob(f"*/{aside_of(Path('*')).name}"):
        remove(left)
    return Settled((*told, *settled.oddities))


def make_concept(request: RunRequest, figures: Figures, scope: Scope) -> Concept:
    """Set a scope's concept and put it in the place of the one before.

    One that stands, is whole, and was made from the same inputs and figures is left as it is.
    """
    stamp = stamp_of(request, scope, CONCEPT, figures.facts.files)
    folder = folder_of(request, scope)
    if not _stands(request, folder, stamp, figures):
        put_in_place(folder, _sealed(request, render(request, figures, scope, stamp).contents))
    return read_concept(request, scope)


def read_concept(request: RunRequest, scope: Scope) -> Concept:
    """Read the concept of a scope and period.

    Raises ConfigError where there is none, GateError where a public file of it is not what a build wrote, be
    its sums written anew: the record of them is under the workspace's key.
    """
    folder = folder_of(request, scope)
    facts = read_manifest(folder) if folder.is_dir() else None
    quarter = f" --quarter {request.period.quarter}" if request.period.quarter else ""
    again = f"jaarverslag build --year {request.period.year}{quarter} --scope {scope.folder}"
    if facts is None:
        raise ConfigError(f"{folder}: hier staat nog geen concept. Maak het met: {again}")
    if not _is_whole(folder) or not _is_ours(request, folder, facts):
        raise GateError(
            f"{folder}: dit concept werd gewijzigd of is beschadigd sinds het gemaakt werd. Er is niets "
            f"gepubliceerd. Maak het opnieuw met: {again}"
        )
    return Concept(folder, facts)


def folder_of(request: RunRequest, scope: Scope) -> Path:
    """Say where a scope's concept is."""
    return request.concepts / scope.folder / request.period.code


def _sealed(request: RunRequest, contents: Contents) -> Contents:
    """Keep the sums of the public files under the workspace's key, so that they can't be written anew."""
    sealed = seal(request.key, public_files(contents)[SUMS].decode())
    return replace(contents, run={**contents.run, SEALED: sealed})


def _is_ours(request: RunRequest, folder: Path, facts: Mapping[str, Any]) -> bool:
    return facts.get(SEALED) == seal(request.key, (folder / PUBLIC / SUMS).read_text("utf-8"))


def _stands(request: RunRequest, folder: Path, stamp: EditionVersion, figures: Figures) -> bool:
    facts = read_manifest(folder) if folder.is_dir() else None
    return (
        facts is not None
        and (facts["fingerprint"], facts["version"]) == (stamp.fingerprint, stamp.version)
        and _is_whole(folder)
        and _is_ours(request, folder, facts)
        and store_of(folder).is_file()
        and store_of(folder).read_bytes() == safe_tables(figures)[1]
    )


def _is_whole(folder: Path) -> bool:
    """Hold the public files of a concept against its SHA256SUMS."""
    public = folder / PUBLIC
    try:
        listed = [line.split("  ", 1) for line in (public / SUMS).read_text("utf-8").splitlines()]
        found = {path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file()}
        return found == {SUMS, *(name for _, name in listed)} and all(
            sha256((public / name).read_bytes()).hexdigest() == digest for digest, name in listed
        )
    except (OSError, ValueError):
        return False


def put_in_place(folder: Path, contents: Contents) -> None:
    """Write a concept beside its place, whole, and put it there; what stood there goes."""
    make_folder(folder.parent, mode=PUBLIC_FOLDER)
    aside, old = aside_of(folder), folder.with_name(REPLACED.format(name=folder.name))
    write_contents(folder, aside, contents)
    replace_folder(aside, folder, old)
