"""Count what a file holds in the plainest way, by code that shares nothing with what reads it.

What loading accounts for is held against this: lines of text, and the last filled row of each sheet.
"""

import re
from io import TextIOWrapper
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

PIECE = 1 << 20
LAST_ROW = re.compile(rb'<row[^>]*? r="(\d+)"')


def count_lines(file: BinaryIO, encoding: str) -> int:
    """Count the lines of a text: what ends in a line feed, a carriage return or both, and what is left."""
    file.seek(0)
    if not encoding.lower().replace("_", "-").startswith(("utf-16", "utf-32")):
        return _count_in_bytes(file)
    text = TextIOWrapper(file, encoding=encoding, errors="replace", newline=None)
    try:
        return sum(1 for _ in text)
    finally:
        text.detach()


def _count_in_bytes(file: BinaryIO) -> int:
    number, last = 0, b""
    while piece := file.read(PIECE):
        number += piece.count(b"\n")
        if b"\r" in piece or last == b"\r":
            # a return alone ends a line too; whether one at the very end is alone shows in the next piece
            joined = last + piece if last == b"\r" else piece
            number += joined.count(b"\r") - joined.count(b"\r\n") - joined.endswith(b"\r")
        last = piece[-1:]
    return number + (last not in (b"", b"\n"))


def last_rows(file: BinaryIO) -> dict[str, int]:
    """Give for each sheet of an XLSX, by its part, the number of its last row with a value, 0 = unknown."""
    file.seek(0)
    try:
        archive = ZipFile(file)
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return {name: _last_row(archive.read(name)) for name in parts if name.endswith(".xml")}
    except (BadZipFile, OSError, KeyError):
        return {}


def _last_row(content: bytes) -> int:
    end = max(content.rfind(b"</v>"), content.rfind(b"</is>"), content.rfind(b"</t>"))
    start = content.rfind(b"<row", 0, end) if end >= 0 else -1
    found = LAST_ROW.match(content, start) if start >= 0 else None
    return int(found[1]) if found else 0
