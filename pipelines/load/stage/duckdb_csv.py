"""Tell whether DuckDB itself may read a text file: it must number the lines as we do and see rows only."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from pipelines.load.read import TextShape

PIECE = 1 << 20
HITS = 100
"""A word of the header that stands in more lines of a piece than this is a word of the rows."""

SPOILED = tuple(sign.encode() for sign in ("Ã", "Â", "â€", "├", "┬", "√", "Ôé", "\ufffd"))
"""Signs that show letters which a wrong encoding took apart: cells with them are looked at one by one."""

LONG = 1 << 24
"""A line of so many bytes is left to the careful way."""


def is_direct(file: BinaryIO, shape: TextShape) -> bool:
    """Tell whether it is UTF-8 without blank lines and without any line that may be no row."""
    is_utf8 = shape.encoding.lower() in ("utf-8", "utf8", "utf-8-sig")
    if not (is_utf8 and shape.plain_head and shape.dialect.quote == '"'):
        return False
    _skip_header(file, shape)
    words = _header_words(shape)
    mark = re.escape(shape.dialect.delimiter.encode())
    total = re.compile(
        rb"^[\s\"%b]*(?:[^%b\n]{0,70}tota|som:?[\s\"]*(?:%b|$))" % (mark, mark, mark), re.MULTILINE
    )
    single = re.compile(rb"^(?:(?:\"\")?%b)*[^%b\n]+(?:%b(?:\"\")?)*\r?$" % (mark, mark, mark), re.MULTILINE)
    # where a single cell is filled, half of the others stand empty beside each other
    gap = shape.dialect.delimiter.encode() * max(1, shape.header.width // 2)
    for lines in _whole_lines(file):
        # a single byte is found ten times faster than two, and most files have neither
        if b"\n\n" in lines or (b"\r" in lines and b"\n\r\n" in lines) or b"\0" in lines:
            return False
        if not lines.isascii() and any(mark in lines for mark in SPOILED):
            return False
        small = lines.lower()
        has_total = (b"tota" in small or b"som" in small) and total.search(small)
        has_header = words[0] in small and _may_hold_header(small, words)
        may_be_single = gap in lines or (b'"' in lines and b'""' in lines)
        if has_total or has_header or (may_be_single and single.search(lines)):
            return False
    return True


def _skip_header(file: BinaryIO, shape: TextShape) -> None:
    """Read on until below the header."""
    file.seek(0)
    for _ in range(shape.header.row + 1):
        file.readline()


def _header_words(shape: TextShape) -> list[bytes]:
    """Give the words of the mapped headers, the longest first: it is the least likely to stand in a row."""
    names = shape.header.lines[-1] if shape.header.lines else ()
    mapped = [names[place] for place in shape.header.used if place < len(names)]
    words = {word for name in mapped for word in name.split()}
    return sorted((word.encode().lower() for word in words), key=lambda word: (-len(word), word)) or [b"\n"]


def _may_hold_header(lines: bytes, words: list[bytes]) -> bool:
    """Tell whether a line holds all words of the header: it may be the header again, in any spelling."""
    place, hits = lines.find(words[0]), 0
    while place >= 0:
        line = lines[lines.rfind(b"\n", 0, place) + 1 : lines.find(b"\n", place) % len(lines)]
        hits += 1
        if hits > HITS or all(word in line for word in words):
            return True
        place = lines.find(words[0], place + len(line))
    return False


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
