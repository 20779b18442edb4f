"""A make-believe release for tests: safe tables of two prisons and six domains, with the facts and words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

from pipelines.document import Break, Coverage, Disclosure, EditionMetadata, Fingerprint, Remark
from pipelines.figures import Vocabulary
from pipelines.model import read_catalogue
from pipelines.protect import SafeLedger, SafeRows
from pipelines.tables import Cell, Mark, SafeTable, Value

ROOT = Path(__file__).parents[2]
OUTLINES = ROOT / "data" / "outlines"
DOMAINS = ("welzijn", "onderwijs", "tewerkstelling", "cultuur", "sport", "gezondheid")
PRISONS = ("GEN", "BRU")
PERIODS = tuple(
    code
    for year in (2023, 2024, 2025)
    for code in (str(year), *(f"{year}-K{quarter}" for quarter in (1, 2, 3, 4)))
)
NAMES = {
    "prison_code": {
        "GEN": {"nl": "Gent", "fr": "Gand", "en": "Ghent"},
        "BRU": {"nl": "Brugge", "fr": "Bruges", "en": "Bruges"},
    },
    "domain_code": {
        "welzijn": {"nl": "Welzijn", "fr": "Bien-être", "en": "Welfare"},
        "onderwijs": {"nl": "Onderwijs", "fr": "Enseignement", "en": "Education"},
        "tewerkstelling": {"nl": "Tewerkstelling", "fr": "Emploi", "en": "Employment"},
        "cultuur": {"nl": "Cultuur", "fr": "Culture", "en": "Culture"},
        "sport": {"nl": "Sport", "fr": "Sport", "en": "Sport"},
        "gezondheid": {"nl": "Gezondheid", "fr": "Santé", "en": "Health"},
    },
}
REASONS = ("strike", "prison_staff_shortage", "facilitator_absent", "room_unavailable", "holiday", "unknown")


def vocabulary() -> Vocabulary:
    """Give the names and the program's own register."""
    return Vocabulary(NAMES, read_catalogue(ROOT / "sql"))


def safe(
    name: str,
    dimensions: tuple[str, ...],
    cells: Mapping[tuple[str | None, ...], Any],
    *,
    unit: str = "",
    adds_up: bool = True,
) -> SafeTable:
    """Give a safe table; a cell is written as its number or as a mark."""
    made = {
        key: Cell(mark=value) if isinstance(value, Mark) else Cell(value=value)
        for key, value in cells.items()
    }
    return SafeTable(name, dimensions, name.split(".")[1], unit, made, adds_up)


def season(period: str, base: int) -> int:
    """Give a number that moves by quarter and grows by year; a year is about the sum of its quarters."""
    year = int(period[:4]) - 2023
    grown = base * (100 + 6 * year)
    if "-K" not in period:
        return grown * 4 // 100
    return grown * (110, 104, 78, 108)[int(period[-1]) - 1] // 10000


def by(
    name: str,
    dimension: str,
    codes: tuple[str, ...],
    bases: Mapping[str, int],
    *,
    total: int | None = None,
    **facts: Any,
) -> SafeTable:
    """Give a table by prison, period and one dimension, the totals with it."""
    cells: dict[tuple[str | None, ...], Value] = {}
    for place, (prison, period) in enumerate(product((*PRISONS, None), PERIODS)):
        share = {"GEN": 62, "BRU": 38, None: 100}[prison]
        for code in codes:
            cells[prison, period, code] = season(period, bases[code]) * share // 100
        whole = sum(bases.values()) if total is None else total
        cells[prison, period, None] = season(period, whole) * share // 100
        assert place >= 0
    return safe(name, ("prison_code", "period_code", dimension), cells, **facts)


def scaled(table: SafeTable, name: str, by_: Decimal, **facts: Any) -> SafeTable:
    """Give a table with every number multiplied."""
    cells = {
        key: (cell.value * by_).quantize(Decimal("0.1")) if cell.value is not None else cell.mark
        for key, cell in table.cells.items()
    }
    return safe(name, table.dimensions, cells, **facts)


def divided(above: SafeTable, below: SafeTable, name: str, *, scale: int = 100, **facts: Any) -> SafeTable:
    """Give the rate of two tables; a dimension that the lower one lacks takes its total."""
    cells = {}
    for key, cell in above.cells.items():
        labels = dict(zip(above.dimensions, key, strict=True))
        base = below.cells.get(tuple(labels[one] for one in below.dimensions))
        if cell.value is None or base is None or base.value is None:
            cells[key] = cell.mark or Mark.NOT_AVAILABLE
        else:
            cells[key] = (Decimal(cell.value) * scale / Decimal(base.value)).quantize(Decimal("0.1"))
    return safe(name, above.dimensions, cells, adds_up=False, **facts)


def marked(table: SafeTable, marks: Mapping[tuple[str | None, ...], Mark]) -> SafeTable:
    """Give a table with marks in place of some numbers."""
    cells = {**table.cells, **{key: Cell(mark=mark) for key, mark in marks.items()}}
    return SafeTable(table.name, table.dimensions, table.measure, table.unit, cells, table.adds_up)


def population() -> list[SafeTable]:
    """Give capacity and population by prison and period."""
    keys = list(product((*PRISONS, None), PERIODS))
    share = {"GEN": Decimal("0.6"), "BRU": Decimal("0.4"), None: Decimal(1)}
    average = {
        key: (Decimal(900 + 6 * place % 37) * share[key[0]]).quantize(Decimal("0.1"))
        for place, key in enumerate(keys)
    }
    dimensions = ("prison_code", "period_code")
    tables = [
        safe("population.average_population", dimensions, average, unit="person"),
        safe(
            "population.capacity_official",
            dimensions,
            {key: int(720 * share[key[0]]) for key in keys},
            unit="place",
        ),
        safe("population.beds", dimensions, {key: int(880 * share[key[0]]) for key in keys}, unit="place"),
        safe(
            "population.throughput",
            dimensions,
            {key: Mark.NOT_AVAILABLE if key[0] is None else int(1900 * share[key[0]]) for key in keys},
            unit="person",
            adds_up=False,
        ),
    ]
    return [*tables, divided(tables[0], tables[1], "population.occupancy_rate", unit="percent")]


def release() -> dict[str, SafeTable]:
    """Give all tables of a release by name."""
    held = by(
        "sessions_by_domain.sessions_held",
        "domain_code",
        DOMAINS,
        dict(zip(DOMAINS, (160, 210, 95, 120, 310, 70), strict=True)),
        unit="session",
    )
    cancelled = by(
        "sessions_by_domain.sessions_cancelled",
        "domain_code",
        DOMAINS,
        dict(zip(DOMAINS, (22, 31, 12, 15, 48, 9), strict=True)),
        unit="session",
    )
    planned = by(
        "sessions_by_domain.sessions_planned",
        "domain_code",
        DOMAINS,
        dict(zip(DOMAINS, (186, 247, 110, 138, 366, 81), strict=True)),
        unit="session",
    )
    attendances = by(
        "attendances_by_domain.attendances",
        "domain_code",
        DOMAINS,
        dict(zip(DOMAINS, (1204, 1890, 640, 980, 2842, 312), strict=True)),
        unit="attendance",
    )
    participants = marked(
        by(
            "participants_by_domain.participants",
            "domain_code",
            DOMAINS,
            dict(zip(DOMAINS, (60, 72, 30, 55, 98, 21), strict=True)),
            total=180,
            unit="person",
            adds_up=False,
        ),
        {
            ("BRU", "2025-K3", "gezondheid"): Mark.SUPPRESSED,
            (None, "2025-K3", "gezondheid"): Mark.SUPPRESSED,
            ("BRU", "2025", "tewerkstelling"): Mark.NOT_AVAILABLE,
        },
    )
    people = population()
    reasons = by(
        "cancellations_by_reason.sessions_cancelled",
        "cancellation_reason",
        REASONS,
        dict(zip(REASONS, (52, 38, 21, 9, 12, 5), strict=True)),
        unit="session",
    )
    whole = SafeTable(
        "x.y",
        ("prison_code", "period_code"),
        "y",
        "",
        {key[:2]: cell for key, cell in reasons.cells.items() if key[2] is None},
        True,
    )
    tables = [
        held, cancelled, planned, attendances, participants, reasons, *people,
        by("sessions_by_domain.activities", "domain_code", DOMAINS, dict(zip(DOMAINS, (6, 9, 4, 6, 8, 3), strict=True)), unit="activity"),
        by("sessions_by_domain.sessions_moved", "domain_code", DOMAINS, dict.fromkeys(DOMAINS, 3), unit="session"),
        by("sessions_by_domain.sessions_not_recorded", "domain_code", DOMAINS, dict.fromkeys(DOMAINS, 1), unit="session"),
        scaled(held, "sessions_by_domain.session_hours", Decimal("1.75"), unit="hour"),
        scaled(attendances, "attendances_by_domain.participant_hours", Decimal("1.5"), unit="hour"),
        divided(cancelled, planned, "sessions_by_domain.cancellation_rate", unit="percent"),
        divided(participants, people[0], "participants_by_domain.reach_rate", unit="percent"),
        divided(attendances, held, "attendances_by_domain.group_size", scale=1, unit="attendance"),
        divided(reasons, whole, "cancellations_by_reason.cancellation_share", unit="percent"),
        *(
            by(f"participants_by_{name}.participants", name, codes, dict(zip(codes, bases, strict=True)), total=180, unit="person", adds_up=False)
            for name, codes, bases in (
                ("gender", ("M", "V"), (150, 30)),
                ("age_band", ("18-24", "25-34", "35-49", "50+"), (40, 66, 52, 22)),
                ("statuut", ("remand", "sentenced", "internee"), (70, 96, 19)),
                ("language_group", ("dutch", "french", "other"), (96, 31, 53)),
            )
        ),
    ]  # fmt: skip
    return {table.name: table for table in tables}


def facts(**changed: Any) -> EditionMetadata:
    """Give the facts of the overview of 2025; override what a test is about."""
    usual: dict[str, Any] = {
        "prison_code": None,
        "scope_name": "Alle gevangenissen",
        "year": 2025,
        "quarter": None,
        "status": "voorlopig",
        "version": 1,
        "published": date(2026, 3, 1),
        "cut_off": date(2026, 1, 1),
        "publisher": "Coördinatie Voorbeeld",
        "title": None,
        "warning": "VOORBEELD - fictieve gegevens",
        "language": "nl",
        "domains": DOMAINS,
        "coverage": (
            *(Coverage("Sportdienst Voorbeeld", "session", f"2025-K{q}", "delivered") for q in (1, 2, 3)),
            Coverage("Sportdienst Voorbeeld", "session", "2025-K4", "missing"),
            *(
                Coverage("Open School Voorbeeld", "attendance", f"2025-K{q}", "delivered")
                for q in (1, 2, 3, 4)
            ),
        ),
        "ledger": SafeLedger(
            (
                SafeRows("Sportdienst Voorbeeld", "session", 1190, 9, 3, 2),
                SafeRows("Open School Voorbeeld", "attendance", None, 0, 0, 0),
            )
        ),
        "remarks": (
            Remark("warning", "In Gent ligt het aantal sessies sport in K3 ver onder wat gewoon is."),
        ),
        "disclosure": Disclosure(5, "suppress", Decimal("1.4")),
        "breaks": (Break(date(2024, 9, 1), "GEN", "sport", "nieuwe sportzaal in gebruik"),),
        "fingerprints": (
            Fingerprint("sport_2025.csv", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        ),
    }
    return EditionMetadata(**{**usual, **changed})
