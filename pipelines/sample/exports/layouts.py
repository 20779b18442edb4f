"""How an export is laid out: its dialect, its columns and one file for each period."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pipelines.sample.exports.words import Words

Cell = str | int | Decimal | date | None
"""A value before it is written: days are dates, hours and shares are decimals."""

HOURS = {"duration_hours", "supervision_hours"}


@dataclass(frozen=True)
class FileDialect:
    """How a partner's program writes text, numbers, dates, times and hours."""

    delimiter: str = ";"
    encoding: str = "cp1252"
    decimal: str = ","
    dates: str = "%d/%m/%Y"
    times: str = "{:02d}:{:02d}"
    hours: str = "decimal"


EXCEL_BE = FileDialect()
EXCEL_HOURS = FileDialect(times="{:d}u{:02d}", hours="clock")
PLAIN = FileDialect(delimiter=",", encoding="utf-8", decimal=".", dates="%Y-%m-%d", hours="minutes")
WEB = FileDialect(encoding="utf-8-sig", dates="%d-%m-%Y")
TABBED = FileDialect(delimiter="\t", encoding="utf-8", decimal=".", dates="%d/%m/%Y", hours="minutes")


@dataclass(frozen=True)
class FileColumn:
    """A column of an export: its header and what stands in it; no field means it is not for us."""

    header: str
    field: str
    words: Words | None = None


@dataclass(frozen=True)
class FileLayout:
    """An export of a partner: `kind` says which records its lines hold, `per` how often it is delivered."""

    source: str
    partner: str
    kind: str
    columns: tuple[FileColumn, ...]
    dialect: FileDialect = EXCEL_BE
    per: str = "year"
    form: str = "csv"
    prison: str = "code"
    title: tuple[str, ...] = ()
    partners: tuple[str, ...] = field(default=())

    def place(self, name: str) -> int | None:
        """Give the place of a field among the columns."""
        return next((number for number, column in enumerate(self.columns) if column.field == name), None)


def writer(column: FileColumn, dialect: FileDialect, *, is_sheet: bool) -> Callable[[Cell], Cell]:
    """Give the function that writes a cell of this column; equal cells are written once."""
    known: dict[Cell, Cell] = {}

    def write(cell: Cell) -> Cell:
        if cell not in known:
            known[cell] = _written(cell, column, dialect, is_sheet)
        return known[cell]

    return write


def _written(cell: Cell, column: FileColumn, dialect: FileDialect, is_sheet: bool) -> Cell:
    if column.words is not None:
        return column.words.get(str(cell or ""), str(cell or ""))
    if column.field == "start_time":
        return dialect.times.format(*divmod(int(str(cell)), 60))
    if column.field in HOURS and isinstance(cell, Decimal):
        return _hours(cell, dialect, is_sheet)
    return cell if is_sheet else _as_text(cell, dialect)


def _as_text(cell: Cell, dialect: FileDialect) -> str:
    if isinstance(cell, date):
        return cell.strftime(dialect.dates)
    if isinstance(cell, Decimal):
        return _number(cell, dialect)
    return "" if cell is None else str(cell)


def _hours(hours: Decimal, dialect: FileDialect, is_sheet: bool) -> Cell:
    minutes = int(hours * 60)
    if dialect.hours == "minutes":
        return minutes if is_sheet else str(minutes)
    if dialect.hours == "clock":
        return f"{minutes // 60}u{minutes % 60:02d}"
    return hours if is_sheet else _number(hours, dialect)


def _number(number: Decimal, dialect: FileDialect) -> str:
    return f"{number.normalize():f}".replace(".", dialect.decimal)
