"""Refuse a spreadsheet or archive that would grow beyond all bounds, before anything unpacks or expands it.

A few kilobytes can unpack to gigabytes, and two cells in far corners make a sheet of 17 milliard cells.
"""

import re
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from pipelines.errors import LoadError

UNPACKED = 1 << 30
"""So many bytes an archive may hold."""

FREE = 1 << 26
"""Below so many unpacked bytes it does not matter how small they were packed."""

RATIO = 200
"""So many times its size a file may grow; a sheet of real rows grows 5 to 30 times."""

PARTS = 5000
CELLS = 30_000_000
"""So many cells the rectangle of a sheet may hold; calamine needs some 40 bytes for each."""

COLUMNS, ROWS = 16_384, 1_048_576
"""The edge of a sheet."""

PIECE = 1 << 20


def open_archive(file: BinaryIO, path: Path) -> ZipFile:
    """Open a ZIP; raise LoadError when it is cut off, locked or would grow beyond bounds."""
    try:
        file.seek(0, 2)
        size = file.tell()
        archive = ZipFile(file)
    except (BadZipFile, OSError, ValueError, NotImplementedError, OverflowError):
        raise LoadError(
            f"{path}: onvolledig of beschadigd bestand; vraag het opnieuw of kijk na of het kopiëren klaar is"
        ) from None
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if any(part.flag_bits & 1 for part in parts):
        raise LoadError(f"{path}: beveiligd met een wachtwoord; vraag een bestand zonder")
    if len(parts) > PARTS or unpacked > UNPACKED or (unpacked > FREE and unpacked > RATIO * size):
        raise _too_large(path)
    if sum(part.compress_size for part in parts) > size:
        raise LoadError(f"{path}: de delen van dit bestand overlappen elkaar; dat doet geen gewoon programma")
    return archive


def member_bytes(archive: ZipFile, part: ZipInfo, path: Path) -> Iterator[bytes]:
    """Give the content of a member in pieces; raise LoadError when it is damaged or says another size."""
    left = part.file_size
    try:
        with archive.open(part) as file:
            while piece := file.read(PIECE):
                left -= len(piece)
                yield piece
    except (BadZipFile, OSError, EOFError, NotImplementedError, zlib.error):
        raise LoadError(
            f"{path}: onvolledig of beschadigd bestand; vraag het opnieuw of kijk na of het kopiëren klaar is"
        ) from None
    if left:
        raise _too_large(path)


def is_plain_member(part: ZipInfo) -> bool:
    """Tell whether a member is a file inside the archive: no link, and no path that leads out of it."""
    pieces = part.filename.split("/")
    kind = stat.S_IFMT(part.external_attr >> 16)
    return (
        kind in (0, stat.S_IFREG)
        and ".." not in pieces
        and not part.filename.startswith("/")
        and not re.search(r"\\|^[A-Za-z]:|[\x00-\x1f]", part.filename)
    )


def check_workbook(file: BinaryIO, path: Path) -> bool:
    """Raise LoadError when a workbook that is an archive holds what calamine could not bear.

    Gives whether it is surely an XLSX, and no other kind.
    """
    archive = open_archive(file, path)
    for part in archive.infolist():
        content = b"".join(member_bytes(archive, part, path))
        if _is_xml(part) and b"<!DOCTYPE" in content[: 1 << 16].upper():
            raise LoadError(
                f"{path}: er staan eigen entiteiten in dit rekenblad; dat doet geen gewoon programma"
            )
        if _area_of_part(part, content) > CELLS:
            raise _too_wide(path)
    names = {name.lower() for name in archive.namelist()}
    return "xl/workbook.xml" in names and names.isdisjoint(("content.xml", "xl/workbook.bin", "mimetype"))


def _is_xml(part: ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def _area_of_part(part: ZipInfo, content: bytes) -> int:
    """Give how many cells a part holds; any part can be a sheet, whatever its name."""
    name = part.filename.lower()
    if name == "content.xml":
        return _area_of_document(content)
    if _is_xml(part):
        return _area_of_sheet(content)
    return _area_of_records(content) if name.endswith(".bin") and not NO_SHEET.search(name) else 0


def _too_wide(path: Path) -> LoadError:
    return LoadError(
        f"{path}: een blad heeft meer dan {CELLS // 1_000_000} miljoen cellen, van de eerste tot de laatste "
        "die gevuld is. Wis wat ver buiten de tabel staat, of bezorg een CSV-bestand."
    )


NO_SHEET = re.compile(
    "printersettings|sharedstrings|styles|calcchain|vbaproject|binaryindex|workbook|metadata"
)


FAR = re.compile(rb"""r="(?:[A-Z]{2}|[A-Z]?\d{7})|r\s*=\s*'|r\s+=|r=\s""")
"""Any place outside 26 columns and 999,999 rows, or one that is written in another way."""

CELL = re.compile(rb"""<(?:\w+:)?(c|row)\b([^<>]*)>""")
PLACE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]*)(\d+)""")


def _area_of_sheet(content: bytes) -> int:
    """Give how many cells the rectangle of a sheet has at most; exactly where that matters."""
    if not FAR.search(content):
        return 0  # at most 26 times 999,999
    last_row = last_column = row = 0
    for cell in CELL.finditer(content):
        kind, inside = cell.groups()
        place = PLACE.search(inside)
        if kind == b"row":
            row = int(place[2]) if place else row + 1
        elif not inside.endswith(b"/"):  # a cell without content is not read
            last_row = max(last_row, int(place[2]) if place else row)
            last_column = max(last_column, _column(place[1]) if place else 1)
    return _area(last_row, last_column)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:8]:
        number = 26 * number + letter - 64
    return number


def _area(rows: int, columns: int) -> int:
    return CELLS + 1 if rows > ROWS or columns > COLUMNS else rows * columns


TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table(?=[\s>]))([^<>]*)>")
TIMES = re.compile(rb'table:number-(?:rows|columns)-repeated\s*=\s*["\'](\d+)')


def _area_of_document(content: bytes) -> int:
    """Give the same of an OpenDocument sheet, where cells and rows say how often they come."""
    area = row = column = width = height = times = 0
    for tag in TAG.finditer(content):
        kind, inside = tag.groups()
        found = TIMES.search(inside)
        often = int(found[1]) if found else 1
        if kind == b"table":
            row = column = width = height = times = 0
        elif kind == b"table-row":
            row, column, times = row + times, 0, often
        else:
            column += often
            if not inside.endswith(b"/") or b"value" in inside:
                width, height = max(width, column), max(height, row + times)
                area = max(area, _area(height, width))
    return area


def _area_of_records(content: bytes) -> int:
    """Give the same of a sheet of binary records."""
    place = row = last_row = last_column = 0
    while place < len(content):
        kind, place = _varint(content, place, 2)
        size, place = _varint(content, place, 4)
        number = int.from_bytes(content[place : place + 4], "little")
        if kind == 0:
            row = number + 1
        elif 2 <= kind <= 11:
            last_row, last_column = max(last_row, row), max(last_column, number + 1)
        place += size
    return _area(last_row, last_column)


def _varint(content: bytes, place: int, most: int) -> tuple[int, int]:
    number = 0
    for turn, byte in enumerate(content[place : place + most]):
        number |= (byte & 0x7F) << (7 * turn)
        if byte < 0x80:
            return number, place + turn + 1
    return number, place + most


def _too_large(path: Path) -> LoadError:
    return LoadError(
        f"{path}: uitgepakt is dit bestand buitensporig groot (hoogstens {UNPACKED >> 30} GiB, en hoogstens "
        f"{RATIO} keer zo groot als ingepakt). Bezorg het in delen of als CSV-bestand."
    )
