"""Measure how many cells the rectangle of a sheet spans, before calamine reserves room for all of them."""

import re
from collections.abc import Callable, Iterable, Iterator

CELLS = 30_000_000
"""So many cells the rectangle of a sheet may hold; calamine needs some 40 bytes for each."""

COLUMNS, ROWS = 16_384, 1_048_576
"""The edge of a sheet."""

UNUSUAL = (
    re.compile(rb"""<c(?! r="[A-Z]\d{1,6}"|[a-z])"""),
    re.compile(rb""":c[\s/>]"""),
)
"""Without any of these each cell says as usual where it is, within 26 columns and 999,999 rows."""

TAG = re.compile(rb"""<(?:[^<>\s/:]+:)?(c|row)(?=[\s/>])""")
REST = re.compile(rb"""(?:[^<>"']|"[^"]*"|'[^']*')*+>""")
PLACE = re.compile(rb"""(?<![\w:.-])r\s*=\s*["']\s*([A-Za-z]*)(\d*)""")

LONG_TAG = 1 << 16
"""No program writes a longer tag."""


def area_of_sheet(pieces: Callable[[], Iterator[bytes]]) -> int:
    """Give how many cells the rectangle of a sheet has at most; exactly where that matters.

    `pieces` gives the content of a part of an archive anew at each call. Any part can be a sheet, whatever
    its name; one without `sheetData` is none.
    """
    if _is_usual(pieces()):
        return 0  # at most 26 times 999,999
    content = b"".join(pieces())
    return _exact_area(content) if b"sheetData" in content else 0


def _is_usual(pieces: Iterable[bytes]) -> bool:
    rest = b""
    for piece in pieces:
        joined = rest + piece
        end = max(joined.rfind(b"<"), 0)  # a tag stands in one piece
        if len(joined) - end > LONG_TAG or any(sign.search(joined, 0, end) for sign in UNUSUAL):
            return False
        rest = joined[end:]
    return not any(sign.search(rest) for sign in UNUSUAL)


def _exact_area(content: bytes) -> int:
    last_row = last_column = row = column = length = 0
    for tag in TAG.finditer(content):
        rest = REST.match(content, tag.end(), tag.end() + LONG_TAG)
        length += rest.end() - tag.start() if rest else 0
        if rest is None or length > len(content):
            return CELLS + 1  # tags inside tags: whoever writes so wants it to be read in two ways
        places = PLACE.findall(rest[0])
        # what stands nowhere comes after the one before; what says so twice can be either
        here = max([_number(digits) for _, digits in places], default=0)
        if tag[1] == b"row":
            row, column = max(row + 1, here), 0
            continue
        column = max([column + 1, *(_column(letters) for letters, _ in places)])
        if not rest[0].endswith(b"/>"):  # a cell without content is not read
            last_row, last_column = max(last_row, row, here), max(last_column, column)
    return _area(last_row, last_column)


def _number(digits: bytes) -> int:
    """Read a number; of a longer one than any that fits only the beginning, which does not fit either."""
    return int(digits.lstrip(b"0")[:12] or 0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:8]:
        number = 26 * number + letter - 64
    return number


def _area(rows: int, columns: int) -> int:
    return CELLS + 1 if rows > ROWS or columns > COLUMNS else rows * columns


REPEATED = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table(?=[\s>]))([^<>]*)>")
TIMES = re.compile(rb'table:number-(?:rows|columns)-repeated\s*=\s*["\'](\d+)')


def area_of_document(content: bytes) -> int:
    """Give the same of OpenDocument sheets, where cells and rows say how often they come."""
    area = row = column = width = height = times = 0
    for tag in REPEATED.finditer(content):
        kind, inside = tag.groups()
        found = TIMES.search(inside)
        often = _number(found[1]) if found else 1
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


def area_of_records(content: bytes) -> int:
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
