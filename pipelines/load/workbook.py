"""Read spreadsheets through python-calamine and give their sheets as lines of text cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum, load_workbook

from pipelines.errors import LoadError, SourceError
from pipelines.load.header import LOOK_DOWN, Header, find_header, is_without_table, missing_columns
from pipelines.sources import Source, is_mended

Value = int | float | str | bool | time | date | datetime | timedelta
"""What calamine gives for a cell."""


@dataclass(frozen=True)
class SheetLines:
    """A sheet with its header, None when it has no table, and the values of all its rows from the first."""

    name: str
    header: Header | None
    rows: Sequence[Sequence[Value]]


def read_sheets(file: BinaryIO, path: Path, source: Source) -> Iterator[SheetLines]:
    """Give the sheets that the source names, or the first that has its columns; raise when there are none."""
    try:
        file.seek(0)
        book = load_workbook(file)
        names = visible_sheets(book)
    except CalamineError as error:
        raise LoadError(f"{path}: geen leesbaar rekenblad ({type(error).__name__})") from None
    wanted = source.layout.sheets
    if wanted != ("*",) and is_mended(path.name):
        wanted = tuple(name for name in wanted if name in names)  # only the sheets with refused rows
    for name in wanted if wanted != ("*",) else ():
        if name not in names:
            raise SourceError(f"{path}: geen zichtbaar blad {name!r}; gevonden: {', '.join(names)}")
    chosen = names if wanted in ((), ("*",)) else wanted
    found = False
    for name in chosen:
        sheet = _sheet(book, name, source)
        if sheet is not None:
            found = True
            yield sheet
            if not wanted:
                return
        elif wanted and wanted != ("*",) and not is_without_table(_texts(_rows(book, name))):
            raise missing_columns(path, _head(book, name), source)
    if not found and all(is_without_table(_texts(_rows(book, name))) for name in chosen):
        for name in chosen:
            yield SheetLines(name, None, _rows(book, name))
        return
    if not found:
        raise missing_columns(path, [line for name in chosen for line in _head(book, name)], source)


def cell_text(value: Value, decimal: str) -> str:
    """Write a value as the partner would have typed it: ISO dates and the file's decimal mark."""
    match value:
        case str():
            return value
        case bool():
            return "1" if value else "0"
        case float():
            return _number_text(value, decimal)
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        case _:
            return str(value)


def _number_text(value: float, decimal: str) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.6f}".rstrip("0")
    return text.replace(".", decimal)


def visible_sheets(book: CalamineWorkbook) -> tuple[str, ...]:
    """Give the names of the sheets that a user sees."""
    return tuple(
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    )


def _sheet(book: CalamineWorkbook, name: str, source: Source) -> SheetLines | None:
    rows = _rows(book, name)
    header = find_header(_texts(rows[:LOOK_DOWN]), source)
    return None if header is None else SheetLines(name, header, rows)


def _rows(book: CalamineWorkbook, name: str) -> list[list[Value]]:
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _head(book: CalamineWorkbook, name: str) -> list[list[str]]:
    return _texts(book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=LOOK_DOWN))


def _texts(rows: Sequence[Sequence[Value]]) -> list[list[str]]:
    return [[cell_text(value, ",") for value in row] for row in rows]
