"""Refuse a spreadsheet or archive that would grow beyond all bounds, before anything unpacks or expands it.

A few kilobytes can unpack to gigabytes, and two cells in far corners make a sheet of 17 milliard cells.
"""

import re
import stat
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from pipelines.errors import LoadError
from pipelines.load.read.shared_texts import SharedTexts
from pipelines.load.read.sheet_range import CELLS, area_of_document, area_of_records, area_of_sheet

UNPACKED = 1 << 30
"""So many bytes an archive may hold."""

FREE = 1 << 26
"""Below so many unpacked bytes it does not matter how small they were packed."""

RATIO = 200
"""So many times its size a file may grow; a sheet of real rows grows 5 to 30 times."""

LEAST_CELL = 20
"""So many bytes at least does a cell take that refers to a text."""

TEXTS = 1 << 30
"""So many bytes the texts of all cells may come to before a workbook is read apart first."""

PARTS = 5000
PIECE = 1 << 17


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

    Gives whether it is surely an XLSX, no other kind, and its texts can't grow beyond bounds: calamine copies
    a text that many cells share for each of them.
    """
    archive = open_archive(file, path)
    longest = 0
    for part in archive.infolist():
        texts = SharedTexts(partial(_without_entities, archive, part, path))
        if _area_of_part(part, texts.pieces) > CELLS:
            raise _too_wide(path)
        longest = max(longest, texts.longest())
    cells = sum(part.file_size for part in archive.infolist()) // LEAST_CELL
    if longest * cells > TEXTS:
        return False
    names = {name.lower() for name in archive.namelist()}
    return "xl/workbook.xml" in names and names.isdisjoint(("content.xml", "xl/workbook.bin", "mimetype"))


def _is_xml(part: ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def _without_entities(archive: ZipFile, part: ZipInfo, path: Path) -> Iterator[bytes]:
    pieces = member_bytes(archive, part, path)
    first = next(pieces, b"")
    if _is_xml(part) and b"<!DOCTYPE" in first.upper():
        raise LoadError(f"{path}: er staan eigen entiteiten in dit rekenblad; dat doet geen gewoon programma")
    return chain([first], pieces)


def _area_of_part(part: ZipInfo, pieces: Callable[[], Iterator[bytes]]) -> int:
    """Give how many cells a part holds; any part can be a sheet, whatever its name."""
    name = part.filename.lower()
    if name == "content.xml":
        return area_of_document(b"".join(pieces()))
    if name.endswith(".bin") and not NO_SHEET.search(name):
        return max(area_of_sheet(pieces), area_of_records(b"".join(pieces())))
    return area_of_sheet(pieces)


def _too_wide(path: Path) -> LoadError:
    return LoadError(
        f"{path}: een blad heeft meer dan {CELLS // 1_000_000} miljoen cellen, van de eerste tot de laatste "
        "die gevuld is. Wis wat ver buiten de tabel staat, of bezorg een CSV-bestand."
    )


NO_SHEET = re.compile(
    "printersettings|sharedstrings|styles|calcchain|vbaproject|binaryindex|workbook|metadata"
)


def _too_large(path: Path) -> LoadError:
    return LoadError(
        f"{path}: uitgepakt is dit bestand buitensporig groot (hoogstens {UNPACKED >> 30} GiB, en hoogstens "
        f"{RATIO} keer zo groot als ingepakt). Bezorg het in delen of als CSV-bestand."
    )
