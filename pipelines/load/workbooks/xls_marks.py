"""See in the records of an XLS (BIFF8) what python-calamine does not give.

Records after [MS-XLS], section 2.4.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from pipelines.load.workbooks.binary_styles import (
    BinaryStyles,
    Font,
    FoundCells,
    blocks_of,
    changed_texts,
    font_of,
)
from pipelines.load.workbooks.compound import SIGNATURE, workbook_stream
from pipelines.load.workbooks.marks import Marks

BOF, EOF, CONTINUE = 0x0809, 0x000A, 0x003C
SHEET, FONT, FORMAT, XF, TEXTS = 0x0085, 0x0031, 0x041E, 0x00E0, 0x00FC
ROW, COLUMNS, MERGED = 0x0208, 0x007D, 0x00E5
NUMBER, RK, RKS, LOGICAL, FORMULA = 0x0203, 0x027E, 0x00BD, 0x0205, 0x0006
SHARED_TEXT, TEXT, RICH_TEXT = 0x00FD, 0x0204, 0x00D6
BIFF8 = 0x0600
NO_FONT = 4
"""No font has this number: after the fourth, those of the file count one further."""

Record = tuple[int, bytes]


def xls_marks(file: BinaryIO) -> dict[str, Marks]:
    """Give the marks of each sheet of an XLS by its name; of other files none.

    Raise ValueError where its records can't be followed, or are of a version before 1997.
    """
    file.seek(0)
    content = file.read()
    if not content.startswith(SIGNATURE):
        return {}
    try:
        return _marks(workbook_stream(content))
    except (struct.error, IndexError) as error:
        raise ValueError("damaged records") from error


def _marks(stream: bytes) -> dict[str, Marks]:
    book = list(_records(stream, 0))
    if not book or book[0][0] != BOF or struct.unpack_from("<H", book[0][1])[0] != BIFF8:
        raise ValueError("records of an older version")
    styles = BinaryStyles(
        _fonts([said for kind, said in book if kind == FONT]),
        dict(_format(said) for kind, said in book if kind == FORMAT),
        [struct.unpack_from("<HH", said) for kind, said in book if kind == XF],
    )
    texts, changed = changed_texts(_shared(book), styles)
    marks = {}
    for said in (said for kind, said in book if kind == SHEET):
        start, _, kind, length, wide = struct.unpack_from("<IBBBB", said)
        if kind == 0:
            found = FoundCells(styles, texts, changed)
            for one in _records(stream, start):
                _take(found, *one)
            marks[_text(said[8:], length, wide)] = found.marks
    return marks


def _records(stream: bytes, place: int) -> Iterator[Record]:
    """Give the records of one part of the stream, without those of charts that lie within it."""
    depth = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        said = stream[place + 4 : place + 4 + length]
        place += 4 + length
        depth += (kind == BOF) - (kind == EOF)
        if depth == 0:
            return
        if depth == 1:
            yield kind, said


def _fonts(listed: Sequence[bytes]) -> dict[int, Font]:
    fonts = {}
    for number, said in enumerate(listed):
        _, flags, _, _, position = struct.unpack_from("<HHHHH", said)
        fonts[number + (number >= NO_FONT)] = font_of(flags, position)
    return fonts


def _format(said: bytes) -> tuple[int, str]:
    number, length, wide = struct.unpack_from("<HHB", said)
    return number, _text(said[5:], length, wide)


def _text(said: bytes, length: int, flags: int) -> str:
    if flags & 1:
        return said[: 2 * length].decode("utf-16-le", errors="replace")
    return said[:length].decode("latin-1")


@dataclass
class _Continued:
    """A long record and those that go on with it: a text broken off between two says its width anew."""

    pieces: list[bytes]
    place: int = 0

    def take(self, number: int) -> bytes:
        """Give so many bytes, over the edge of a record where need be."""
        found = b""
        while len(found) < number:
            if self.place == len(self.pieces[0]):
                self.pieces.pop(0)
                self.place = 0
            part = self.pieces[0][self.place : self.place + number - len(found)]
            self.place += len(part)
            found += part
        return found

    def text(self, length: int, wide: int) -> str:
        """Give a text of so many signs."""
        found = ""
        while length:
            if self.place == len(self.pieces[0]):
                self.pieces.pop(0)
                self.place = 1
                wide = self.pieces[0][0] & 1
            here = min(length, (len(self.pieces[0]) - self.place) // (2 if wide else 1))
            if not here:
                raise ValueError("a text that is broken off within a sign")
            found += _text(self.take(here * (2 if wide else 1)), here, wide)
            length -= here
        return found


def _shared(book: Sequence[Record]) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    first = next((number for number, (kind, _) in enumerate(book) if kind == TEXTS), None)
    if first is None:
        return
    pieces = [book[first][1]]
    for kind, said in book[first + 1 :]:
        if kind != CONTINUE:
            break
        pieces.append(said)
    record = _Continued(pieces)
    _, number = struct.unpack("<II", record.take(8))
    for _ in range(number):
        length, flags = struct.unpack("<HB", record.take(3))
        runs = struct.unpack("<H", record.take(2))[0] if flags & 8 else 0
        further = struct.unpack("<I", record.take(4))[0] if flags & 4 else 0
        text = record.text(length, flags & 1)
        fonts = [struct.unpack("<HH", record.take(4)) for _ in range(runs)]
        record.take(further)
        yield text, fonts


def _take(found: FoundCells, kind: int, said: bytes) -> None:
    """Take what one record of a sheet says."""
    match kind:
        case _ if kind == ROW and struct.unpack_from("<H", said, 12)[0] & 0x20:
            found.hidden_rows.add(struct.unpack_from("<H", said)[0])
        case _ if kind == COLUMNS and struct.unpack_from("<H", said, 8)[0] & 1:
            found.hide_columns(*struct.unpack_from("<HH", said))
        case _ if kind == MERGED:
            number = struct.unpack_from("<H", said)[0]
            found.merged += blocks_of(struct.unpack_from("<HHHH", said, 2 + 8 * at) for at in range(number))
        case _ if kind == RKS:
            row, column = struct.unpack_from("<HH", said)
            for at in range((len(said) - 6) // 6):
                style = struct.unpack_from("<H", said, 4 + 6 * at)[0]
                found.add((row, column + at), style, is_number=True)
        case _ if kind in (NUMBER, RK, LOGICAL, FORMULA, SHARED_TEXT, TEXT, RICH_TEXT):
            row, column, style = struct.unpack_from("<HHH", said)
            _take_cell(found, kind, said[6:], (row, column), style)


def _take_cell(found: FoundCells, kind: int, said: bytes, place: tuple[int, int], style: int) -> None:
    if kind == SHARED_TEXT:
        found.add_text(place, style, struct.unpack_from("<I", said)[0])
    elif kind == LOGICAL and said[1]:
        found.add_error(place, style, said[0])
    elif kind == FORMULA and said[6:8] == b"\xff\xff":
        if said[0] == 2:
            found.add_error(place, style, said[2])
        elif said[0] != 3:  # a formula that gave an empty text holds nothing
            found.add(place, style)
    else:
        found.add(place, style, is_number=kind in (NUMBER, RK, FORMULA))
