"""Workbooks in the formats that nothing in Python writes any more: XLS and XLSB, of text and numbers only."""

import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

Cell = tuple[int, int, str | float]
"""Row and column from 0, and a value."""

SECTOR = 512


def cells(lines: Sequence[Sequence[str | float]]) -> list[Cell]:
    return [(row, place, value) for row, line in enumerate(lines) for place, value in enumerate(line)]


def xlsb(sheets: Mapping[str, Iterable[Cell]], *, from_1904: bool = False) -> bytes:
    """Write an Excel binary workbook."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        names = list(sheets)
        listed = b"".join(
            _record(156, struct.pack("<II", 0, number) + _wide(f"rId{number}") + _wide(name))
            for number, name in enumerate(names, 1)
        )
        book = (
            _record(131)
            + _record(153, struct.pack("<III", from_1904, 0, 0))
            + _record(143)
            + listed
            + _record(144)
            + _record(132)
        )
        out.writestr("[Content_Types].xml", "<Types/>")
        out.writestr("xl/workbook.bin", book)
        out.writestr(
            "xl/_rels/workbook.bin.rels",
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            'relationships">'
            + "".join(
                f'<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                f'relationships/worksheet" Target="worksheets/sheet{number}.bin"/>'
                for number in range(1, len(names) + 1)
            )
            + "</Relationships>",
        )
        for number, held in enumerate(sheets.values(), 1):
            out.writestr(f"xl/worksheets/sheet{number}.bin", _xlsb_sheet(list(held)))
    return made.getvalue()


def _xlsb_sheet(held: list[Cell]) -> bytes:
    rows, columns = [row for row, _, _ in held], [column for _, column, _ in held]
    size = struct.pack("<IIII", min(rows), max(rows), min(columns), max(columns))
    records, last = [_record(129), _record(148, size), _record(145)], -1
    for row, column, value in held:
        if row != last:
            records.append(_record(0, struct.pack("<IIHBBBI", row, 0, 0, 0, 0, 0, 0)))
            last = row
        place = struct.pack("<II", column, 0)
        text = _record(6, place + _wide(value)) if isinstance(value, str) else None
        records.append(text or _record(5, place + struct.pack("<d", value)))
    return b"".join([*records, _record(146), _record(130)])


def _record(kind: int, body: bytes = b"") -> bytes:
    start = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, rest = b"", len(body)
    while True:
        rest, seven = divmod(rest, 128)
        size += bytes([seven | (0x80 if rest else 0)])
        if not rest:
            return start + size + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xls(
    sheets: Mapping[str, Iterable[Cell]], *, from_1904: bool = False, says: tuple[int, int] | None = None
) -> bytes:
    """Write an Excel 97 workbook in its compound file; `says` how many rows and columns its sheets pretend to have."""
    size = b"" if says is None else _biff(0x200, struct.pack("<IIHHH", 0, says[0], 0, says[1], 0))
    bodies = [
        _biff(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
        + size
        + b"".join(_biff_cell(*one) for one in held)
        + _biff(0x0A)
        for held in sheets.values()
    ]
    start = _biff(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0)) + _biff(
        0x42, struct.pack("<H", 1200)
    )
    start += _biff(0x22, struct.pack("<H", from_1904))
    heads = [_biff(0x85, struct.pack("<IBB", 0, 0, 0) + _short(name)) for name in sheets]
    place = len(start) + sum(map(len, heads)) + 4
    stream = start
    for name, body in zip(sheets, bodies, strict=True):
        stream += _biff(0x85, struct.pack("<IBB", place, 0, 0) + _short(name))
        place += len(body)
    return _compound(stream + _biff(0x0A) + b"".join(bodies))


def _biff(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _short(text: str) -> bytes:
    return struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")


def _biff_cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return _biff(0x204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return _biff(0x203, place + struct.pack("<d", value))


def _compound(stream: bytes) -> bytes:
    """Put one stream in a compound file; it is long enough to stand in sectors of its own."""
    stream += bytes(max(4096 - len(stream), -len(stream) % SECTOR))
    count = len(stream) // SECTOR
    assert count < 120  # one sector of places is enough
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(SECTOR, b"\xff")
    root = _entry("Root Entry", 5, child=1, start=0xFFFFFFFE, size=0)
    listed = (root + _entry("Workbook", 2, start=2, size=len(stream))).ljust(SECTOR, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0).ljust(436, b"\xff")
    return header + table + listed + stream


def _entry(name: str, kind: int, *, child: int = 0xFFFFFFFF, start: int, size: int) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        wide.ljust(64, b"\0")
        + struct.pack("<HBB", len(wide), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
