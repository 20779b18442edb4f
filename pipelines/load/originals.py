"""Read a delivered file again as its partner wrote it, with all its columns: only to answer that partner."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.load.delivered import is_spreadsheet
from pipelines.load.header import Header
from pipelines.load.textfile import text_lines, text_shape
from pipelines.load.workbook import Value, read_sheets
from pipelines.sources import Source


@dataclass(frozen=True)
class Original:
    """A sheet with its header and the lines asked for, by their number from 1."""

    sheet: str
    header: Header
    header_lines: tuple[Sequence[Value], ...]
    lines: tuple[tuple[int, Sequence[Value]], ...]


def read_originals(path: Path, source: Source, wanted: dict[str, set[int]]) -> Iterator[Original]:
    """Give the wanted lines of each sheet of a file that was loaded before."""
    with path.open("rb") as file:
        if is_spreadsheet(path, source):
            for sheet in read_sheets(file, path, source):
                if sheet.header is not None and wanted.get(sheet.name):
                    numbered = enumerate(sheet.rows, 1)
                    yield _original(sheet.name, sheet.header, numbered, wanted[sheet.name])
            return
        shape = text_shape(file, path, source)
        if not isinstance(shape, int) and wanted.get(""):
            yield _original("", shape.header, text_lines(file, path, shape), wanted[""])


def _original(
    sheet: str, header: Header, numbered: Iterator[tuple[int, Sequence[Value]]], wanted: set[int]
) -> Original:
    first = header.row + 2 - len(header.lines)
    above, lines = [], []
    for number, cells in numbered:
        if first <= number <= header.row + 1:
            above.append(cells)
        elif number in wanted:
            lines.append((number, cells))
    return Original(sheet, header, tuple(above), tuple(lines))
