"""Write an answer to a partner as a workbook and as CSV, so that no cell can act as a formula."""

import csv
import io
import os
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.load.feedback.answer_words import WORDS
from pipelines.load.reasons import reason_text

MARK = PatternFill("solid", start_color="FFE0B2")
FRAME = Border(*(Side("medium", color="B34700") for _ in range(4)))
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What a workbook can't hold."""

MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
UNTITLED = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
"""What the title of a sheet can't hold."""

NUMBER = re.compile(r"[+-]?[\d., ]*")


@dataclass(frozen=True)
class Refused:
    """A refused line: its number, its cells, what is wrong at which place, and all of it in words."""

    line: int
    cells: tuple[object, ...]
    marks: Mapping[int, str]
    told: str


@dataclass(frozen=True)
class RefusedSheet:
    """The refused lines of a sheet below its own header; name '' = the file has no sheets."""

    name: str
    header_lines: tuple[Sequence[object], ...]
    rows: tuple[Refused, ...]

    @property
    def width(self) -> int:
        """Give how many columns the partner's own lines have."""
        return max(len(line) for line in (*self.header_lines, *(row.cells for row in self.rows)))


@dataclass(frozen=True)
class Answer:
    """All that is said to a partner about one file."""

    label: str
    file: str
    language: str
    header_row: int | None
    is_from_1904: bool
    sheets: tuple[RefusedSheet, ...]
    reasons: Mapping[str, int]
    unread: str = ""  # files of a ZIP that were passed by


def write_answer(answer: Answer, path: Path) -> tuple[Path, Path]:
    """Write the workbook at `path` and a CSV beside it, each whole or not at all."""
    book = Workbook()
    if answer.is_from_1904:  # a date that was refused can be a mere number
        book.epoch = CALENDAR_MAC_1904
    book.remove(book.active)
    for sheet in answer.sheets:
        title = UNTITLED.sub("-", sheet.name)[:28] or WORDS["sheet"][answer.language]
        _fill(book.create_sheet(_free(title, book.sheetnames)), sheet, answer)
    _summarise(book.create_sheet(_free(WORDS["summary"][answer.language], book.sheetnames)), answer)
    with aside(path) as made:
        save_same_bytes(book, made)
    beside = path.with_suffix(".csv")
    with aside(beside) as made, made.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        for sheet in answer.sheets:
            _write_rows(writer.writerow, sheet, answer)
    return path, beside


def save_same_bytes(book: Workbook, path: Path) -> None:
    """Save without the hour at which it was made: the same answer is the same bytes."""
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "docProps/core.xml":
                content = MOMENT.sub(b"2000-01-01T00:00:00Z", content)
            archive.writestr(zipfile.ZipInfo(part.filename), content, zipfile.ZIP_DEFLATED)


def _fill(sheet: Worksheet, refused: RefusedSheet, answer: Answer) -> None:
    """Put header and refused lines in a sheet, at the place where the source looks for its header."""
    bottom = max(answer.header_row or 0, len(refused.header_lines))
    for row, line in enumerate(refused.header_lines, bottom - len(refused.header_lines) + 1):
        for place, value in enumerate(line, 1):
            _put(sheet.cell(row, place), value).font = Font(bold=True)
    for place, word in enumerate(("line", "told"), refused.width + 1):
        _put(sheet.cell(bottom, place), WORDS[word][answer.language]).font = Font(bold=True)
    for row, one in enumerate(refused.rows, bottom + 1):
        for place, value in enumerate(one.cells):
            cell = _put(sheet.cell(row, place + 1), value)
            if place in one.marks:
                _mark(cell, one.marks[place])
        for place in one.marks.keys() - set(range(len(one.cells))):
            _mark(sheet.cell(row, place + 1), one.marks[place])
        _put(sheet.cell(row, refused.width + 1), one.line)
        _put(sheet.cell(row, refused.width + 2), one.told).alignment = Alignment(wrap_text=True)
    sheet.freeze_panes = sheet.cell(bottom + 1, 1)
    for place in range(1, refused.width + 2):
        sheet.column_dimensions[get_column_letter(place)].width = 16
    sheet.column_dimensions[get_column_letter(refused.width + 2)].width = 80


def _summarise(sheet: Worksheet, answer: Answer) -> None:
    words = {name: texts[answer.language] for name, texts in WORDS.items()}
    lines: list[list[object]] = [
        [words["title"]],
        [words["partner"], answer.label],
        [words["file"], answer.file],
        [words["rows"], sum(len(one.rows) for one in answer.sheets)],
        [],
        [words["what_to_do"]],
        [],
        [words["reason"], words["cells"]],
        *([reason_text(code, answer.language), number] for code, number in answer.reasons.items()),
    ]
    if answer.unread:
        lines += [[], [words["unread"], answer.unread]]
    for row, line in enumerate(lines, 1):
        for place, value in enumerate(line, 1):
            _put(sheet.cell(row, place), value).alignment = Alignment(wrap_text=True, vertical="top")
    for row in (1, 8):
        sheet.cell(row, 1).font = sheet.cell(row, 2).font = Font(bold=True)
    sheet.column_dimensions["A"].width = 80
    sheet.column_dimensions["B"].width = 40


def _put(cell: Cell, value: object) -> Cell:
    """Store a value so that it stays what it is: a text is a text, also when it begins as a formula."""
    if not isinstance(value, str):
        cell.value = value
        return cell
    if text := ILLEGAL.sub("", value):
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = _acts(text)
    return cell


def _mark(cell: Cell, told: str) -> None:
    cell.fill, cell.border = MARK, FRAME
    cell.comment = Comment(told, "jaarverslag")


def _write_rows(write: Callable[[list[str]], object], sheet: RefusedSheet, answer: Answer) -> None:
    """Write the same lines as CSV; what a spreadsheet would take for a formula gets an apostrophe."""
    for number, line in enumerate(sheet.header_lines, 1):
        is_last = number == len(sheet.header_lines)
        added = [WORDS[word][answer.language] if is_last else "" for word in ("line", "told")]
        write([*_texts(line, sheet.width), *added])
    for one in sheet.rows:
        write([*_texts(one.cells, sheet.width), str(one.line), safe_text(one.told)])


def _texts(cells: Sequence[object], width: int) -> list[str]:
    texts = [safe_text(str(value)) for value in cells]
    return texts + [""] * (width - len(texts))


def safe_text(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula when it opens a CSV."""
    return f"'{text}" if _acts(text) else text


def _acts(text: str) -> bool:
    """Tell whether a spreadsheet could take it for a formula; a number with its sign stays a number."""
    return text.startswith(("=", "+", "-", "@", "\t", "\r")) and not NUMBER.fullmatch(text)


def _free(title: str, taken: Sequence[str]) -> str:
    """Give the title, longer when a sheet of the partner has it."""
    while title.casefold() in (name.casefold() for name in taken):
        title += " +"
    return title


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """Give a place beside `path` that takes its name when all went well; only the owner can read it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)  # mode 0600
    os.close(handle)
    try:
        yield Path(name)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
