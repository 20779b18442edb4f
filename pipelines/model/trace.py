"""Trace a cell of a mart to the files and lines that it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.database import Database, rows
from pipelines.errors import ModelError
from pipelines.model.build import read_models
from pipelines.model.counts import columns

BASES = {
    "core.session": "true",
    "core.session_reach": "true",
    "core.attendance": "true",
    "core.participation": "is_attended",
    "core.head_count": "true",
    "core.absence": "is_held and status = 'absent'",
    "core.enrolment": "true",
    "core.trajectory": "true",
    "core.certificate": "true",
    "core.total": "true",
}
"""What marts count, with the rows of it that they count."""

ROWS_OF = {
    "core.participation": "core.attendance",
    "core.absence": "core.attendance",
    "core.session_reach": "core.session",
}
"""A table without lines of its own stands for the rows of another."""


@dataclass(frozen=True)
class Origin:
    """A line of a delivered file."""

    file_name: str
    sheet: str
    line: int


def trace(db: Database, folder: Path, mart: str, key: Mapping[str, str | None]) -> tuple[Origin, ...]:
    """Give every line behind the cell, in the order of files and lines.

    A key that the rows themselves do not have (such as the number of domains taken) is left out, so
    that the answer may hold more than the cell counts, never less. Raise ModelError for an unknown mart.
    """
    models = read_models(db, folder)
    if mart not in models:
        raise ModelError(f"{mart}: geen model van {folder}")
    origins = {
        origin
        for base in sorted(models[mart].reads & BASES.keys())
        for origin in _lines(db, ROWS_OF.get(base, base), BASES[base], key)
    }
    return tuple(sorted(origins, key=lambda origin: (origin.file_name, origin.sheet, origin.line)))


def _lines(db: Database, table: str, counted: str, key: Mapping[str, str | None]) -> list[Origin]:
    names = columns(db, table)
    fixed = {name: label for name, label in key.items() if label is not None and name in names}
    moments = [name for name in ("month_start", "started_month", "ended_month") if name in names]
    conditions = [f"base.{name} = ${name}" for name in fixed]
    period = {}
    if "period_code" not in names and key.get("period_code"):
        months = "(select month_start from core.period_month where period_code = $period)"
        conditions.append("(" + " or ".join(f"base.{moment} in {months}" for moment in moments) + ")")
        period = {"period": key["period_code"]}
    found = rows(
        db,
        f"select distinct coalesce(delivery.file_name, ''), base.sheet, base.line from {table} as base "
        f"left join load.delivery as delivery using (delivery_id) "
        f"where {' and '.join([counted, *conditions])}",
        {**fixed, **period},
    )
    return [Origin(str(name), str(sheet), int(str(line))) for name, sheet, line in found]
