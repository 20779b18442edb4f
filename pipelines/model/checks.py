"""Run sql/checks: each is a SELECT of what must not be."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.database import Database, DatabaseError, Row, rows
from pipelines.errors import ModelError
from pipelines.model.header import read_header

SEVERITIES = ("error", "warning", "information")
EXAMPLES = 5
PERSONAL = ("person_id", "birth_year")
"""Columns that never leave the warehouse as an example."""


@dataclass(frozen=True)
class Finding:
    """A check that found something: its sentence, how many rows, and a few of them without persons."""

    name: str
    severity: str
    sentence: str
    rows: int
    examples: tuple[str, ...]


def run_checks(db: Database, folder: Path) -> tuple[Finding, ...]:
    """Run every check of the folder's checks/ and give what was found, the worst first.

    Raise ModelError for a check without header or with SQL that fails.
    """
    found = [_run_check(db, path) for path in sorted((folder / "checks").glob("*.sql"))]
    worst_first = sorted(
        (finding for finding in found if finding.rows),
        key=lambda finding: (SEVERITIES.index(finding.severity), finding.name),
    )
    return tuple(worst_first)


def _run_check(db: Database, path: Path) -> Finding:
    text = path.read_text(encoding="utf-8")
    header = read_header(path, text, ("severity",))
    if header["severity"] not in SEVERITIES:
        raise ModelError(f"{path}: severity is {', '.join(SEVERITIES)}; gevonden {header['severity']!r}")
    try:
        names = [str(name) for (name, *_) in rows(db, f"describe {text}")]
        wrong = rows(db, f"select * from (\n{text}\n) order by all")
    except DatabaseError as error:
        raise ModelError(f"{path}: de controle kan niet lopen ({error})") from error
    examples = tuple(_example(names, row) for row in wrong[:EXAMPLES])
    return Finding(path.stem, header["severity"], header["purpose"], len(wrong), examples)


def _example(names: Sequence[str], row: Row) -> str:
    shown = zip(names, row, strict=True)
    return ", ".join(f"{name} {value}" for name, value in shown if name not in PERSONAL and value is not None)
