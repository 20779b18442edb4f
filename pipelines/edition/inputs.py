"""What decides an edition's bytes, as one fingerprint under the workspace's key; and its next version."""

from collections.abc import Sequence

from pipelines.edition.scopes import Scope
from pipelines.edition.sealing import seal
from pipelines.edition.store import EditionVersion, next_stamp
from pipelines.load import open_for_reading
from pipelines.release import others_of, read_files
from pipelines.request import PLANNED, RunRequest, fingerprint

Files = Sequence[tuple[str, str]]
"""The loaded deliveries: the name of each file and its SHA-256."""


def stamp_of(request: RunRequest, scope: Scope, status: str, files: Files) -> EditionVersion:
    """Give version and date of the edition that the inputs as they are now make with this status."""
    return next_stamp(request, scope.folder, inputs_mark(request, scope, files), status)


def inputs_mark(request: RunRequest, scope: Scope, files: Files) -> str:
    """Fingerprint the inputs of a scope's report under the workspace's key; its status is no input."""
    return seal(request.key, fingerprint([("inputs", _inputs(request, scope, files))]))


def sealed_inputs(request: RunRequest, files: Files) -> list[str]:
    """Name each loaded delivery under the workspace's key."""
    return sorted(seal(request.key, f"{name} {sha256}") for name, sha256 in files)


def delivered_files(request: RunRequest) -> Files:
    """List the loaded deliveries."""
    with open_for_reading(request.config) as db:
        return read_files(db)


def _inputs(request: RunRequest, scope: Scope, delivered: Files) -> bytes:
    """Give what decides an edition's bytes: code, settings, deliveries and the workspace's own files."""
    config = request.config
    folders = [config.data / name for name in ("contracts", "sources", "reference", "narrative", "outlines")]
    calendar = config.workspace / PLANNED  # says when an edition comes out, not what stands in it
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    files = [path for path in files if path != calendar]
    named = [(path.relative_to(config.workspace).as_posix(), path.read_bytes()) for path in files]
    named.append(("report.toml", (config.workspace / "report.toml").read_bytes()))
    asked = [request.run.code_sha256, scope.folder, request.period.code]
    asked += [*request.languages, request.pdf_standard, str(request.is_revision)]
    asked += [request.published.isoformat()] if request.published else []
    asked += [*others_of(request), *(f"{name} {sha256}" for name, sha256 in delivered)]
    named.append(("asked", "\0".join(asked).encode()))
    return fingerprint(named).encode()
