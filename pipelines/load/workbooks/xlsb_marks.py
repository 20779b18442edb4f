"""See in the records of an XLSB what python-calamine does not give. Records after [MS-XLSB], section 2.4."""

import struct
from collections.abc import Iterator
from posixpath import join, normpath
from zipfile import BadZipFile

from pipelines.load.read import ArchiveParts
from pipelines.load.workbooks.binary_styles import (
    BinaryStyles,
    Font,
    FoundCells,
    blocks_of,
    changed_texts,
    font_of,
)
from pipelines.load.workbooks.marks import RELATION, Marks, said_by

ROW, RK, ERROR, LOGICAL, REAL, TEXT, SHARED_TEXT = 0, 2, 3, 4, 5, 6, 7
FORMULA_TEXT, FORMULA_NUMBER, FORMULA_LOGICAL, FORMULA_ERROR = 8, 9, 10, 11
CELLS = frozenset(range(RK, FORMULA_ERROR + 1))
SHARED, FONT, FORMAT, STYLE, COLUMNS, SHEET, MERGED = 19, 43, 44, 47, 60, 156, 176
STYLES_BEGIN, STYLES_END = 617, 618

Record = tuple[int, bytes]


def xlsb_marks(archive: ArchiveParts) -> dict[str, Marks]:
    """Give the marks of each sheet of an XLSB by its name; of other archives none.

    Raise ValueError where its records can't be followed.
    """
    names = set(archive.names)
    if "xl/workbook.bin" not in names:
        return {}
    try:
        styles = _styles(_part(archive, names, "xl/styles.bin"))
        texts, changed = changed_texts(_shared(_part(archive, names, "xl/sharedStrings.bin")), styles)
        marks = {}
        for name, part in _sheets(archive):
            if part in names:
                found = FoundCells(styles, texts, changed)
                _take_all(found, archive.read(part))
                marks[name] = found.marks
    except (BadZipFile, OSError, KeyError):
        return {}  # whoever reads the cells says what is wrong
    except (struct.error, IndexError) as error:
        raise ValueError("damaged records") from error
    return marks


def _part(archive: ArchiveParts, names: set[str], name: str) -> bytes:
    return archive.read(name) if name in names else b""


def _sheets(archive: ArchiveParts) -> Iterator[tuple[str, str]]:
    targets = {}
    for found in RELATION.finditer(archive.read("xl/_rels/workbook.bin.rels")):
        said = said_by(found[1])
        target = said.get("Target", "")
        inside = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        targets[said.get("Id", "")] = inside
    for kind, content in _records(archive.read("xl/workbook.bin")):
        if kind == SHEET:
            relation, place = _wide(content, 8)
            yield _wide(content, place)[0], targets.get(relation, "")


def _records(content: bytes) -> Iterator[Record]:
    place = 0
    while place < len(content):
        kind, place = _number(content, place, 2)
        length, place = _number(content, place, 4)
        yield kind, content[place : place + length]
        place += length


def _number(content: bytes, place: int, most: int) -> tuple[int, int]:
    """Read a number of which each byte but the last has its highest bit set.

    A kind of record keeps that bit of its first byte as [MS-XLSB] numbers them: without it.
    """
    number = shift = 0
    for _ in range(most):
        byte = content[place]
        number |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if not byte & 0x80:
            break
    return number, place


def _wide(content: bytes, place: int) -> tuple[str, int]:
    length = struct.unpack_from("<I", content, place)[0]
    end = place + 4 + 2 * length
    return content[place + 4 : end].decode("utf-16-le", errors="replace"), end


def _styles(content: bytes) -> BinaryStyles:
    fonts: dict[int, Font] = {}
    formats: dict[int, str] = {}
    styles: list[tuple[int, int]] = []
    is_of_cells = False
    for kind, said in _records(content):
        if kind in (STYLES_BEGIN, STYLES_END):
            is_of_cells = kind == STYLES_BEGIN
        elif kind == FONT:
            _, flags, _, position = struct.unpack_from("<HHHH", said)
            fonts[len(fonts)] = font_of(flags, position)
        elif kind == FORMAT:
            formats[struct.unpack_from("<H", said)[0]] = _wide(said, 2)[0]
        elif kind == STYLE and is_of_cells:
            _, form, font = struct.unpack_from("<HHH", said)
            styles.append((font, form))
    return BinaryStyles(fonts, formats, styles)


def _shared(content: bytes) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    for kind, said in _records(content):
        if kind == SHARED:
            text, place = _wide(said, 1)
            number = struct.unpack_from("<I", said, place)[0] if said[0] & 1 else 0
            yield text, [struct.unpack_from("<HH", said, place + 4 + 4 * at) for at in range(number)]


def _take_all(found: FoundCells, content: bytes) -> None:
    row = -1
    for kind, said in _records(content):
        if kind == ROW:
            row = struct.unpack_from("<I", said)[0]
            if said[11] & 0x10:
                found.hidden_rows.add(row)
        elif kind == COLUMNS and struct.unpack_from("<H", said, 16)[0] & 1:
            found.hide_columns(*struct.unpack_from("<II", said))
        elif kind == MERGED:
            found.merged += blocks_of([struct.unpack_from("<IIII", said)])
        elif kind in CELLS:
            column, style = struct.unpack_from("<II", said)
            _take_cell(found, kind, said[8:], (row, column), style & 0xFFFFFF)


def _take_cell(found: FoundCells, kind: int, said: bytes, place: tuple[int, int], style: int) -> None:
    if kind in (ERROR, FORMULA_ERROR):
        found.add_error(place, style, said[0])
    elif kind == SHARED_TEXT:
        found.add_text(place, style, struct.unpack_from("<I", said)[0])
    elif kind not in (TEXT, FORMULA_TEXT) or _wide(said, 0)[0].strip():
        found.add(place, style, is_number=kind in (RK, REAL, FORMULA_NUMBER))
