"""Small grids for tests of figures: rows of numbers and marks as text."""

from collections.abc import Sequence
from decimal import Decimal

from pipelines.figures import Grid, Heading, Measure, Subject
from pipelines.model import Indicator
from pipelines.tables import Cell, Mark, SafeTable
from pipelines.wording import Wording

NL = Wording("nl")


def cell(text: str) -> Cell:
    """Read `12`, `12.5` or the letters of a mark."""
    if text in {str(mark) for mark in Mark}:
        return Cell(mark=Mark(text))
    return Cell(value=Decimal(text) if "." in text else int(text))


def measure(unit: str = "attendance", kind: str = "count") -> Measure:
    """Give a measure of a unit; a ratio has one decimal."""
    name = "Deelnames" if kind == "count" else "Deelnamegraad"
    indicator = Indicator(
        "attendances", "X01", {"nl": name, "fr": name, "en": name}, {"nl": "", "fr": "", "en": ""}, unit, kind, False, "higher", "Fictief",
        decimals=0 if kind == "count" else 1,
    )  # fmt: skip
    return Measure(
        "attendances", name, "het aantal deelnames" if kind == "count" else "de deelnamegraad", indicator
    )


def grid(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[str],
    *,
    across: str = "domain_code",
    along: str = "period_code",
    of: Measure | None = None,
) -> Grid:
    """Give a grid: a row of `cells` is one text of numbers and marks, `12 o 3`; a row or column `*` is the total."""
    table = SafeTable(
        "attendances_by_domain.attendances", (across, along), "attendances", "attendance", {}, True
    )
    return Grid(
        tuple(
            Heading(across, None if row == "*" else row, "Alle domeinen" if row == "*" else row.capitalize())
            for row in rows
        ),
        tuple(Heading(along, column, column.replace("-K", " K")) for column in columns),
        tuple(tuple(cell(one) for one in line.split()) for line in cells),
        of or measure(),
        (table,),
    )


def subject(made: Grid, *incomplete: str) -> Subject:
    """Give what to draw, in Dutch."""
    return Subject(made, NL, frozenset(incomplete))
