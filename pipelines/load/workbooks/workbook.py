"""Read spreadsheets through python-calamine and give their sheets as lines of text cells."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from pipelines.errors import LoadError, SourceError
from pipelines.load.headers import (
    LOOK,
    LOOK_DOWN,
    Header,
    TopOfSheet,
    continued_headers,
    dropped_columns,
    find_header,
    is_pattern,
    is_without_table,
    missing_columns,
)
from pipelines.load.one_column import refuse_one_column
from pipelines.load.read import ArchiveParts, PlainSheet, archive_parts, plain_sheets
from pipelines.load.workbooks.all_marks import read_marks, with_instead
from pipelines.load.workbooks.held_cells import ListedCells, filled, refuse_lost_cells, refuse_lost_sheets
from pipelines.load.workbooks.marks import NO_MARKS, Marks, merged_cells
from pipelines.load.workbooks.typed import Value, cell_text
from pipelines.load.workbooks.whole_cells import with_whole_cells
from pipelines.sources import Layout, Source, fits, is_mended

AGAIN = "open het in een rekenprogramma en bewaar het opnieuw als .xlsx, of vraag het opnieuw"


@dataclass(frozen=True)
class Unread:
    """A sheet with a table that is not read; `fits` = it has all columns of the source."""

    name: str
    height: int
    fits: bool
    is_hidden: bool


@dataclass(frozen=True)
class SheetLines:
    """A sheet with its header, None when it has no table.

    `dropped` names the columns that nobody maps and that look as if they name persons. `marks` is what the
    sheet shows beside its values, `unread` names the other sheets of the file that hold a table. `plain` is
    the sheet for a second count, where its kind of file has one.
    """

    name: str
    header: Header | None
    sheet: CalamineSheet
    dropped: tuple[str, ...] = ()
    marks: Marks = NO_MARKS
    layout: Layout = field(default_factory=Layout)
    unread: tuple[Unread, ...] = ()
    plain: PlainSheet | ListedCells | None = None

    @property
    def height(self) -> int:
        """Give how many lines there are, from the first of the sheet."""
        read = self.sheet.end[0] + 1 if self.sheet.end else 0
        return max(read, *(row + 1 for row, _ in self.marks.instead)) if self.marks.instead else read

    @property
    def rows(self) -> Iterator[list[Value]]:
        """Give the values of all rows, from the first of the sheet."""
        return with_instead(sheet_rows(self.sheet), self.marks)


def read_sheets(file: BinaryIO, path: Path, source: Source) -> Iterator[SheetLines]:
    """Give the sheets that the source names, or all visible ones that have its columns; raise without any.

    The first says which sheets hold something and are not read.
    """
    parts = archive_parts(file)
    book = open_workbook(file, path, parts)
    marks = read_marks(file, parts, book.sheet_names)
    counted = plain_sheets(file, parts)
    del parts  # what was unpacked is not kept while the rows are read
    refuse_lost_sheets(counted, book.sheet_names, path)
    plain: dict[str, PlainSheet | ListedCells | None] = dict(zip(book.sheet_names, counted, strict=False))
    plain |= {name: _listed(one.held) for name, one in marks.items() if one.held is not None}
    visible = visible_sheets(book)
    asked = _asked(source, path, visible, hidden := hidden_sheets(book))
    sheets = {
        name: _sheet(book, name, source, path, marks.get(name, NO_MARKS)) for name in (*visible, *hidden)
    }
    chosen = asked or visible
    tops = {name: TopOfSheet(_first_lines(sheets[name]), sheets[name].header) for name in chosen}
    for name, header in continued_headers(path, tops, source).items():
        sheets[name] = replace(sheets[name], header=header)
    for name in asked:
        if sheets[name].header is None and not _is_without_table(sheets[name]):
            raise _missing(path, [sheets[name]], source)
    fitting = [sheets[name] for name in chosen if sheets[name].header is not None]
    if not fitting and not all(_is_without_table(sheets[name]) for name in chosen):
        raise _missing(path, [sheets[name] for name in chosen], source)
    for name in () if fitting else chosen:
        refuse_one_column(path, _first_lines(sheets[name]), source)
    found = fitting or [sheets[name] for name in chosen]
    read = {sheet.name for sheet in found}
    unread = tuple(
        Unread(name, sheet.height, fits=sheet.header is not None, is_hidden=name in hidden)
        for name, sheet in sheets.items()
        if name not in read and not _is_without_table(sheet)
    )
    for name, sheet in sheets.items():
        if name not in read and not any(name == one.name for one in unread):  # it is passed by, untold
            refuse_lost_cells(name, plain.get(name), sheet.rows, sum(map(filled, sheet.rows)), path)
    for place, sheet in enumerate(found):
        is_told = place == 0 and not is_mended(path.name)
        yield replace(
            sheet,
            plain=plain.get(sheet.name),
            layout=source.layout,
            unread=unread if is_told else (),
        )


def _listed(held: Sequence[tuple[int, int]]) -> ListedCells:
    return ListedCells(tuple((row + 1, column + 1) for row, column in held))


def _asked(source: Source, path: Path, visible: Sequence[str], hidden: Sequence[str]) -> tuple[str, ...]:
    """Give the sheets that the source asks for by name or pattern; () = all that are visible."""
    wanted = source.layout.sheets
    if wanted in ((), ("*",)):
        return ()
    if is_mended(path.name):
        wanted = tuple(name for name in wanted if name in visible)  # only the sheets with refused rows
    wanted = tuple(dict.fromkeys(sheet for name in wanted for sheet in _like(name, visible) or (name,)))
    for name in wanted:
        if name not in visible and name not in hidden:
            # the names of the others may be those of persons
            raise SourceError(f"{path}: geen zichtbaar blad {name!r} onder de {len(visible)} die er staan")
    return wanted


def _like(name: str, sheets: Sequence[str]) -> tuple[str, ...]:
    """Give the sheets that a name means: its own, or else those that look like it where it is a pattern."""
    if name in sheets or not is_pattern(name):
        return (name,)
    return tuple(sheet for sheet in sheets if fits(sheet, (name,)))


def open_workbook(file: BinaryIO, path: Path, parts: ArchiveParts | None = None) -> CalamineWorkbook:
    """Open a workbook, with its `parts` where they were unpacked before.

    Raise LoadError when it is none, is damaged or is locked.
    """
    whole = with_whole_cells(file, parts or archive_parts(file))
    with refused(path):
        return load_workbook(whole)


@contextmanager
def refused(path: Path) -> Iterator[None]:
    """Turn whatever calamine does on a bad file into one message; its own can repeat cells."""
    try:
        yield
    except PasswordError:
        raise LoadError(f"{path}: beveiligd met een wachtwoord; vraag een bestand zonder") from None
    except CalamineError as error:
        raise LoadError(f"{path}: geen leesbaar rekenblad ({type(error).__name__}); {AGAIN}") from None
    except BaseException as error:
        # what Rust raises is no Exception, and has no name to catch
        if type(error).__name__ != "PanicException":
            raise
        raise LoadError(f"{path}: geen leesbaar rekenblad (beschadigd); {AGAIN}") from None


def visible_sheets(book: CalamineWorkbook) -> tuple[str, ...]:
    """Give the names of the sheets that a user sees."""
    return tuple(
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    )


def hidden_sheets(book: CalamineWorkbook) -> tuple[str, ...]:
    """Give the names of the sheets that a user does not see."""
    return tuple(
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible != SheetVisibleEnum.Visible
    )


def _sheet(book: CalamineWorkbook, name: str, source: Source, path: Path, marks: Marks) -> SheetLines:
    sheet = open_sheet(book, name, path)
    top = _texts(islice(with_instead(sheet_rows(sheet), marks), LOOK_DOWN + LOOK))
    header = find_header(top[:LOOK_DOWN], source)
    if header is None:
        return SheetLines(name, None, sheet, marks=marks)
    below = top[header.row + 1 : header.row + 1 + LOOK]
    names = top[header.row] if header.row >= 0 else ()
    return SheetLines(name, header, sheet, dropped_columns(names, below, header.used), marks)


def open_sheet(book: CalamineWorkbook, name: str, path: Path) -> CalamineSheet:
    """Read a sheet; raise LoadError when it is damaged."""
    with refused(path):
        return book.get_sheet_by_name(name)


def sheet_rows(sheet: CalamineSheet) -> Iterator[list[Value]]:
    """Give the values of all rows one by one, from the first row and column of the sheet."""
    rows = sheet.iter_rows()
    left = [""] * sheet.start[1] if sheet.start else []
    return ([*left, *row] for row in rows) if left else rows  # calamine leaves out empty columns, not rows


def _is_without_table(sheet: SheetLines) -> bool:
    return is_without_table([cell_text(value, ",") for value in row] for row in sheet.rows)


def _missing(path: Path, sheets: Sequence[SheetLines], source: Source) -> SourceError:
    lines: list[list[str]] = []
    merged: dict[int, list[str]] = {}
    for sheet in sheets:
        merged |= merged_cells(sheet.marks, above=len(lines))
        lines += _first_lines(sheet)
    return missing_columns(path, lines, source, merged)


def _first_lines(sheet: SheetLines) -> list[list[str]]:
    return _texts(islice(sheet.rows, LOOK_DOWN))


def _texts(rows: Iterable[Sequence[Value]]) -> list[list[str]]:
    return [[cell_text(value, ",") for value in row] for row in rows]
