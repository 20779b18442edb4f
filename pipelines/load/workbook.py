"""Read spreadsheets through python-calamine and give their sheets as lines of text cells."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import BinaryIO

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from pipelines.errors import LoadError, SourceError
from pipelines.load.header import LOOK_DOWN, Header, find_header, is_without_table, missing_columns
from pipelines.load.identifiers import LOOK, dropped_columns
from pipelines.sources import Source, is_mended

REMEMBERED = 100_000
"""So many different numbers and dates of a sheet are remembered."""

Value = int | float | str | bool | time | date | datetime | timedelta
"""What calamine gives for a cell."""


@dataclass(frozen=True)
class SheetLines:
    """A sheet with its header, None when it has no table, and the values of all its rows from the first.

    `dropped` names the columns that nobody maps and that look as if they name persons.
    """

    name: str
    header: Header | None
    rows: Sequence[Sequence[Value]]
    dropped: tuple[str, ...] = ()


def read_sheets(file: BinaryIO, path: Path, source: Source) -> Iterator[SheetLines]:
    """Give the sheets that the source names, or the first that has its columns; raise when there are none."""
    book = open_workbook(file, path)
    names = visible_sheets(book)
    wanted = source.layout.sheets
    if is_mended(path.name) and not wanted:
        wanted = ("*",)  # those of a ZIP stand on sheets beside each other
    if wanted != ("*",) and is_mended(path.name):
        wanted = tuple(name for name in wanted if name in names)  # only the sheets with refused rows
    for name in wanted if wanted != ("*",) else ():
        if name not in names:
            # the names of the others may be those of persons
            raise SourceError(f"{path}: geen zichtbaar blad {name!r} onder de {len(names)} die er staan")
    chosen = names if wanted in ((), ("*",)) else wanted
    found = False
    for name in chosen:
        sheet = _sheet(book, name, source, path)
        if sheet is not None:
            found = True
            yield sheet
            if not wanted:
                return
        elif wanted and wanted != ("*",) and not is_without_table(_texts(sheet_rows(book, name, path))):
            raise missing_columns(path, _texts(sheet_rows(book, name, path)[:LOOK_DOWN]), source)
    if not found and all(is_without_table(_texts(sheet_rows(book, name, path))) for name in chosen):
        for name in chosen:
            yield SheetLines(name, None, sheet_rows(book, name, path))
        return
    if not found:
        raise missing_columns(
            path,
            [line for name in chosen for line in _texts(sheet_rows(book, name, path)[:LOOK_DOWN])],
            source,
        )


def open_workbook(file: BinaryIO, path: Path) -> CalamineWorkbook:
    """Open a workbook; raise LoadError when it is none, is damaged or is locked."""
    file.seek(0)
    with refused(path):
        return load_workbook(file)


@contextmanager
def refused(path: Path) -> Iterator[None]:
    """Turn whatever calamine does on a bad file into one message; its own can repeat cells."""
    try:
        yield
    except PasswordError:
        raise LoadError(f"{path}: beveiligd met een wachtwoord; vraag een bestand zonder") from None
    except CalamineError as error:
        raise LoadError(f"{path}: geen leesbaar rekenblad ({type(error).__name__})") from None
    except BaseException as error:
        # what Rust raises is no Exception, and has no name to catch
        if type(error).__name__ != "PanicException":
            raise
        raise LoadError(f"{path}: geen leesbaar rekenblad (beschadigd)") from None


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


def text_reader(decimal: str) -> Callable[[Sequence[Value]], list[str]]:
    """Give a function that writes a whole row, and remembers how it wrote numbers and dates before."""
    seen: dict[Value, str] = {}

    def texts_of(row: Sequence[Value]) -> list[str]:
        texts = []
        for value in row:
            if type(value) is str:
                texts.append(value)
            elif type(value) is float or type(value) is date:
                text = seen.get(value)
                if text is None:
                    text = cell_text(value, decimal)
                    if len(seen) < REMEMBERED:
                        seen[value] = text
                texts.append(text)
            else:
                texts.append(cell_text(value, decimal))
        return texts

    return texts_of


def _number_text(value: float, decimal: str) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.6f}".rstrip("0")
    if text[-4:-3] == ".":
        text += "0"  # three decimals could be read as thousands
    return text.replace(".", decimal)


def visible_sheets(book: CalamineWorkbook) -> tuple[str, ...]:
    """Give the names of the sheets that a user sees."""
    return tuple(
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    )


def _sheet(book: CalamineWorkbook, name: str, source: Source, path: Path) -> SheetLines | None:
    rows = sheet_rows(book, name, path)
    header = find_header(_texts(rows[:LOOK_DOWN]), source)
    if header is None:
        return None
    below = _texts(rows[header.row + 1 : header.row + 1 + LOOK])
    mapped = set(header.places.values())
    return SheetLines(name, header, rows, dropped_columns(_texts([rows[header.row]])[0], below, mapped))


def sheet_rows(book: CalamineWorkbook, name: str, path: Path) -> list[list[Value]]:
    """Give the values of all rows of a sheet, from its first."""
    with refused(path):
        return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _texts(rows: Sequence[Sequence[Value]]) -> list[list[str]]:
    return [[cell_text(value, ",") for value in row] for row in rows]
