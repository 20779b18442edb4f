"""Take the stream of records out of an XLS: a compound file keeps it in sectors, in the order of a table.

Layout after [MS-CFB], sections 2.1 to 2.6.
"""

import struct
from collections.abc import Iterator

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRY = 128
LISTED = 109
"""So many sectors of the table are listed in the header; further ones in sectors of their own."""
LAST = 0xFFFFFFFA
"""Numbers from here on are no sectors."""


def workbook_stream(content: bytes) -> bytes:
    """Give the stream `Workbook` of a compound file; raise ValueError where it has none that can be followed.

    Of an older kind of file, whose stream is called `Book`, too.
    """
    if not content.startswith(SIGNATURE):
        raise ValueError("no compound file")
    try:
        return _stream(content)
    except (struct.error, IndexError) as error:
        raise ValueError("a damaged compound file") from error


def _stream(content: bytes) -> bytes:
    size, small = (1 << shift for shift in struct.unpack_from("<HH", content, 30))
    start, cutoff = struct.unpack_from("<I", content, 48)[0], struct.unpack_from("<I", content, 56)[0]
    sectors = [content[place : place + size] for place in range(size, len(content), size)]
    table = _numbers(b"".join(sectors[number] for number in _table_sectors(content, sectors)))
    folder = b"".join(sectors[number] for number in _chain(start, table))
    entries = [folder[place : place + ENTRY] for place in range(0, len(folder), ENTRY)]
    named = {_name(entry): entry for entry in reversed(entries)}
    entry = named.get("workbook") or named.get("book")
    if entry is None:
        raise ValueError("no workbook in the compound file")
    first, length = struct.unpack_from("<II", entry, 116)
    if length >= cutoff:
        return b"".join(sectors[number] for number in _chain(first, table))[:length]
    root = struct.unpack_from("<I", entries[0], 116)[0]
    whole = b"".join(sectors[number] for number in _chain(root, table))
    first_small = struct.unpack_from("<I", content, 60)[0]
    own = _numbers(b"".join(sectors[number] for number in _chain(first_small, table)))
    return b"".join(whole[small * number : small * (number + 1)] for number in _chain(first, own))[:length]


def _table_sectors(content: bytes, sectors: list[bytes]) -> Iterator[int]:
    yield from (number for number in struct.unpack_from(f"<{LISTED}I", content, 76) if number < LAST)
    further = struct.unpack_from("<I", content, 68)[0]
    seen: set[int] = set()
    while further < LAST and further not in seen:
        seen.add(further)
        *listed, following = _numbers(sectors[further])
        yield from (number for number in listed if number < LAST)
        further = following


def _chain(first: int, table: tuple[int, ...]) -> Iterator[int]:
    """Follow a chain of sectors; raise ValueError where it comes back to itself."""
    seen = 0
    while first < LAST:
        yield first
        first, seen = table[first], seen + 1
        if seen > len(table):
            raise ValueError("a ring of sectors")


def _numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(0, length - 2)].decode("utf-16-le", errors="replace").lower()
