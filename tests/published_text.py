"""Read everything that a folder of published files says: page, print, data inside charts, attachments, stores."""

import base64
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from pipelines.database import open_database, rows

TYPES = {"i1": "b", "u1": "B", "i2": "h", "u2": "H", "i4": "i", "u4": "I", "f4": "f", "f8": "d"}
PARTS = " .,'\u00a0\u2009\u202f"
BOOKKEEPING = ("/XRef", "/ObjStm")
"""Streams that say at which byte objects stand; the objects themselves are read one by one."""
GEOMETRY = r'\s(?:d|points|transform|viewBox)="[^"]*"'
"""Where two numbers side by side are a point, and not thousands and units."""


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Give where and what: every text in every file of the folder, decoded and decompressed."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            where = path.relative_to(folder).as_posix()
            yield where, where
            yield from texts_in(where, path.read_bytes())


def texts_in(where: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Give the texts of one file, by what it is."""
    if where.endswith(".pdf"):
        yield from _of_pdf(where, content)
    elif where.endswith(".duckdb"):
        yield from _of_store(where, content)
    elif content[:4] == b"PAR1":
        yield from _of_parquet(where, content)
    elif content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from texts_in(f"{where}/{name}", archive.read(name))
    elif content[:2] == b"\x1f\x8b":
        yield from texts_in(f"{where}/gz", zlib.decompress(content, 31))
    else:
        text = content.decode("utf-8", errors="replace")
        yield f"{where} (geometry)", " ".join(re.findall(GEOMETRY, text))
        text = re.sub(GEOMETRY, "", text)
        yield where, text
        if "&" in text:
            yield f"{where} (unescaped)", unescape(text)
        yield from _of_arrays(where, text)


def _of_arrays(where: str, text: str) -> Iterator[tuple[str, str]]:
    """Plotly may write numbers as bytes in base 64."""
    for kind, coded in re.findall(r'"dtype":\s*"(\w+)"[^{}]*?"bdata":\s*"([^"]+)"', text):
        raw = base64.b64decode(coded.replace("\\u002f", "/"))
        size = struct.calcsize(TYPES[kind])
        numbers = struct.unpack(f"<{len(raw) // size}{TYPES[kind]}", raw)
        yield f"{where} (bdata)", " ".join(f"{number:g}" for number in numbers)
    for kind, coded in re.findall(r"data:([\w/+.-]*)[^,\"']*;base64,([\w+/]{8,}=*)", text):
        yield from texts_in(f"{where} (data:{kind})", base64.b64decode(coded[: len(coded) // 4 * 4]))


def _of_store(where: str, content: bytes) -> Iterator[tuple[str, str]]:
    yield f"{where} (bytes)", content.decode("latin-1")
    with TemporaryDirectory() as aside:
        path = Path(aside) / "copy.duckdb"
        path.write_bytes(content)
        with closing(open_database(path, read_only=True)) as store:
            for schema, name in rows(store, "select schema_name, table_name from duckdb_tables()"):
                found = rows(store, f'select * from "{schema}"."{name}"')
                yield f"{where}/{name}", "\n".join(" | ".join(map(_plain, row)) for row in found)


def _of_parquet(where: str, content: bytes) -> Iterator[tuple[str, str]]:
    with TemporaryDirectory() as aside, closing(open_database()) as reader:
        path = Path(aside) / "copy.parquet"
        path.write_bytes(content)
        found = rows(reader, f"from read_parquet('{path}')")
        yield f"{where}/rows", "\n".join(" | ".join(map(_plain, row)) for row in found)


def _plain(value: object) -> str:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def _of_pdf(where: str, content: bytes) -> Iterator[tuple[str, str]]:
    reader = PdfReader(io.BytesIO(content))
    for number, page in enumerate(reader.pages):
        yield f"{where} page {number + 1}", page.extract_text()
    for name, versions in reader.attachments.items():
        for version in versions:
            yield from texts_in(f"{where}/{name}", version)
    for number in range(1, int(reader.trailer["/Size"])):
        thing = reader.get_object(number)
        yield f"{where} object {number}", " ".join(_strings(thing))
        is_text = isinstance(thing, StreamObject) and not {"/Length1", "/Length2"} & thing.keys()
        if is_text and thing.get("/Type") not in BOOKKEEPING:  # a font is no text
            yield f"{where} stream {number}", thing.get_data().decode("latin-1")


def _strings(thing: object) -> Iterator[str]:
    """Texts of an object: alternatives, titles, names; numbers there are coordinates."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, DictionaryObject):
        for value in thing.values():
            yield from _strings(value)
    elif isinstance(thing, ArrayObject):
        for value in thing:
            yield from _strings(value)


def find_number(number: Decimal | int, text: str, *, parts: str = PARTS) -> list[str]:
    """Find a number as any language or program writes it: 7919, 7.919, 7 919, 7,919, 7919.0, 7,9 for 7.9.

    A comma before or behind may part the numbers of a list, so it never makes it another number. `parts`
    are the signs that may stand between thousands and hundreds.
    """
    between = f"[{parts}]?" if parts else ""
    whole, _, fraction = format(Decimal(number), "f").partition(".")
    grouped = whole[0] + "".join(
        (between if (len(whole) - at) % 3 == 0 else "") + digit for at, digit in enumerate(whole) if at
    )
    tail = rf"[.,]{fraction}0*" if fraction else r"(?:[.,]0+)?"
    pattern = rf"(?<!\w)(?<!\d\.){grouped}{tail}(?!\w|\.\d)"
    return [found.group() for found in re.finditer(pattern, text)]
