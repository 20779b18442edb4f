"""Tell whether DuckDB itself may read a text file: it must number the lines as we do and see rows only."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from pipelines.load.textfile import TextShape

PIECE = 1 << 20
LONG = 1 << 24
"""A line of so many bytes is left to the careful way."""


def is_direct(file: BinaryIO, shape: TextShape) -> bool:
    """Tell whether it is UTF-8 without blank lines and without any line that may be no row."""
    if shape.encoding.lower() not in ("utf-8", "utf8", "utf-8-sig") or not shape.plain_head:
        return False
    if shape.dialect.quote != '"':
        return False
    header = _skip_header(file, shape)
    mark = re.escape(shape.dialect.delimiter.encode())
    total = re.compile(
        rb"^[\s\"%b]*(?:[^%b\n]{0,70}tota|som:?[\s\"]*(?:%b|$))" % (mark, mark, mark), re.MULTILINE
    )
    single = re.compile(rb"^%b*[^%b\n]+%b*\r?$" % (mark, mark, mark), re.MULTILINE)
    gap = shape.dialect.delimiter.encode() * max(1, (shape.header.width - 1) // 2)
    for lines in _whole_lines(file):
        if b"\n\n" in lines or b"\n\r\n" in lines or b"\0" in lines or b"\n" + header in lines:
            return False
        small = lines.lower()
        if (b"tota" in small or b"som" in small) and total.search(small):
            return False
        if gap in lines and single.search(lines):
            return False
    return True


def _skip_header(file: BinaryIO, shape: TextShape) -> bytes:
    """Read on until below the header; give its line."""
    file.seek(0)
    line = b""
    for _ in range(shape.header.row + 1):
        line = file.readline()
    return line.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n")


def _whole_lines(file: BinaryIO) -> Iterator[bytes]:
    """Give pieces of the file that begin with a line break and end at the end of a line."""
    rest = b"\n"  # so that a blank first line is found too
    while piece := file.read(PIECE):
        joined = rest + piece
        end = joined.rfind(b"\n", 1)
        if end < 0 and len(joined) > LONG:
            yield b"\0"
            return
        if end < 0:
            rest = joined
            continue
        yield joined[: end + 1]
        rest = joined[end:]
    yield rest
