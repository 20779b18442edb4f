"""See what a workbook of any kind shows beside its values."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import BinaryIO

from pipelines.load.read import ArchiveParts
from pipelines.load.workbooks.marks import Marks, xml_marks
from pipelines.load.workbooks.ods_marks import ods_marks
from pipelines.load.workbooks.typed import Value
from pipelines.load.workbooks.xls_marks import xls_marks
from pipelines.load.workbooks.xlsb_marks import xlsb_marks

KINDS: tuple[Callable[[ArchiveParts], dict[str, Marks]], ...] = (xml_marks, ods_marks, xlsb_marks)
BLIND = Marks(is_blind=True)


def read_marks(file: BinaryIO, parts: ArchiveParts | None, sheets: Sequence[str]) -> dict[str, Marks]:
    """Give the marks of each sheet by its name; where a file can't be seen through, they say so."""
    try:
        if parts is None:
            return xls_marks(file)
        return next((marks for kind in KINDS if (marks := kind(parts))), {})
    except ValueError:
        return dict.fromkeys(sheets, BLIND)
    finally:
        file.seek(0)


def with_instead(rows: Iterator[list[Value]], marks: Marks) -> Iterator[list[Value]]:
    """Give rows with what stands for cells that calamine does not give, also beyond the last that it does."""
    if not marks.instead:
        return rows
    return _with_instead(rows, marks)


def _with_instead(rows: Iterator[list[Value]], marks: Marks) -> Iterator[list[Value]]:
    by_row: dict[int, dict[int, str]] = {}
    for (line, column), text in marks.instead.items():
        by_row.setdefault(line, {})[column] = text
    width = 1 + max(column for _, column in marks.instead)
    number = -1
    for number, given in enumerate(rows):
        width = max(width, len(given))
        yield _row(given, width, by_row.get(number, {}))
    for beyond in range(number + 1, max(by_row) + 1):
        yield _row([], width, by_row.get(beyond, {}))


def _row(given: Sequence[Value], width: int, texts: Mapping[int, str]) -> list[Value]:
    row = [*given, *[""] * (width - len(given))]
    for column, text in texts.items():
        row[column] = text
    return row
