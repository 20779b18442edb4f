"""Tell from which day a workbook counts: Excel on old Macs began in 1904, and the numbers do not show it."""

import re
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

SAYS_1904 = re.compile(rb"""<(?:\w+:)?workbookPr\b[^>]*\bdate1904\s*=\s*["'](?:1|true|on)["']""")
BIFF_1904 = b"\x22\x00\x02\x00\x01\x00"
"""The record of an XLS that says so."""

XLSB_1904 = re.compile(rb"\x99\x01[\x08-\x7f](.)", re.DOTALL)
"""The record with the properties of an XLSB workbook; the lowest bit says so."""

START = 1 << 16
"""The record stands among the first of an XLS."""


def counts_from_1904(file: BinaryIO) -> bool:
    """Tell whether dates of a workbook are counted from 1 January 1904."""
    file.seek(0)
    if not file.read(2).startswith(b"PK"):
        file.seek(0)
        return BIFF_1904 in file.read(START)
    try:
        return _says(ZipFile(file))
    except (BadZipFile, KeyError, OSError):
        return False


def _says(archive: ZipFile) -> bool:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return SAYS_1904.search(archive.read("xl/workbook.xml")) is not None
    if "xl/workbook.bin" in names:
        found = XLSB_1904.search(archive.read("xl/workbook.bin"))
        return found is not None and bool(found[1][0] & 1)
    return False
