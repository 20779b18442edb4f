"""Read a delivered file again as its partner wrote it, with all its columns: only to answer that partner."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.load.headers import Header
from pipelines.load.read import Part, open_parts, text_records, text_shape, without_refusal
from pipelines.load.workbooks import Value, counts_from_1904, read_sheets
from pipelines.sources import Source


@dataclass(frozen=True)
class Original:
    """A sheet with its header and the lines asked for, by number from 1; `title` = what it is called."""

    sheet: str
    title: str
    is_from_1904: bool
    header: Header
    header_lines: tuple[Sequence[Value], ...]
    lines: tuple[tuple[int, Sequence[Value]], ...]


def read_originals(path: Path, source: Source, wanted: dict[str, set[int]]) -> Iterator[Original]:
    """Give the wanted lines of each sheet of a file that was loaded before."""
    for part in open_parts(path, source.format):
        yield from _originals(part, path, source, wanted)


def _originals(part: Part, path: Path, source: Source, wanted: dict[str, set[int]]) -> Iterator[Original]:
    if part.kind == "workbook":
        is_from_1904 = counts_from_1904(part.file)
        for sheet in read_sheets(part.file, path, source):
            name = part.sheet(sheet.name)
            if sheet.header is not None and wanted.get(name):
                made = _original(name, sheet.name, sheet.header, enumerate(sheet.rows, 1), wanted[name])
                yield replace(made, is_from_1904=is_from_1904)
    elif wanted.get(part.name) and not isinstance(shape := text_shape(part.file, path, source), int):
        lines = enumerate((one.cells for one in text_records(part.file, path, shape)), 1)
        yield _original(part.name, part.title, shape.header, lines, wanted[part.name])


def _original(
    sheet: str, title: str, header: Header, numbered: Iterator[tuple[int, Sequence[Value]]], wanted: set[int]
) -> Original:
    first = header.row + 2 - len(header.lines)
    above, lines = [], []
    for number, cells in numbered:
        if first <= number <= header.row + 1:
            above.append(_seen(cells))
        elif number in wanted:
            lines.append((number, _seen(cells)))
    return Original(sheet, title, False, header, tuple(above), tuple(lines))


def _seen(cells: Sequence[Value]) -> Sequence[Value]:
    return [without_refusal(value) if isinstance(value, str) else value for value in cells]
