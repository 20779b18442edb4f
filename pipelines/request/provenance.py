"""Facts of one run: its clock and the version of its code, read at the door and passed in."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

CODE_FOLDERS = ("pipelines", "sql", "report_templates", "data/contracts", "data/outlines")


@dataclass(frozen=True)
class Run:
    """When a run started and which code it runs."""

    started: datetime  # UTC
    code_version: str
    code_sha256: str


def this_run(program: Path) -> Run:
    """Read clock and code once, at the door."""
    return Run(datetime.now(UTC).replace(microsecond=0), version("jaarverslag"), code_sha256(program))


def code_sha256(program: Path) -> str:
    """Fingerprint what decides the bytes of an edition: code, SQL, templates, contracts and outlines."""
    folders = [program / name for name in CODE_FOLDERS]
    files = sorted(path for folder in folders for path in folder.rglob("*") if _is_code(path))
    return fingerprint((path.relative_to(program).as_posix(), path.read_bytes()) for path in files)


def _is_code(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")


def fingerprint(named: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 over names and contents, in the order given."""
    whole = hashlib.sha256()
    for name, content in named:
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()
