"""Count what a file holds in the plainest way, by code that shares nothing with what reads it.

What loading accounts for is held against this: here the lines of text, in `plain_cells` the cells of sheets.
"""

from io import TextIOWrapper
from typing import BinaryIO

PIECE = 1 << 20


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
