"""Facts of one run: its clock and the version of its code, read at the door and passed in."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from pipelines.program import PACKAGE, PROGRAM

CODE_FOLDERS = ("sql", "report_templates", "data/contracts", "data/outlines")


@dataclass(frozen=True)
class Run:
    """When a run started and which code it runs."""

    started: datetime  # UTC
    code_version: str
    code_sha256: str


def this_run() -> Run:
    """Read clock and code once, at the door."""
    return Run(datetime.now(UTC).replace(microsecond=0), version("jaarverslag"), code_sha256())


def code_sha256() -> str:
    """Fingerprint what decides the bytes of an edition: code, SQL, templates, contracts and outlines.

    A checkout and a wheel of it, which keeps the last four inside the package, have the same.
    """
    package = {name: path for name, path in _files(PACKAGE).items() if not name.startswith("given/")}
    code = {f"pipelines/{name}": path for name, path in package.items()}
    for folder in CODE_FOLDERS:
        code |= {f"{folder}/{name}": path for name, path in _files(PROGRAM / folder).items()}
    return fingerprint((name, path.read_bytes()) for name, path in sorted(code.items()))


def _files(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if _is_code(path)}


def _is_code(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")


def fingerprint(named: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 over names and contents, in the order given."""
    whole = hashlib.sha256()
    for name, content in named:
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()
