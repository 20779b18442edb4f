"""Read delimited text: find encoding and delimiter, and give its lines as cells."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from pipelines.errors import LoadError
from pipelines.load.header import (
    LOOK_DOWN,
    Header,
    best_match,
    find_header,
    is_without_table,
    missing_columns,
)
from pipelines.sources import Source

DELIMITERS = (";", ",", "\t", "|")
SAMPLE = 1 << 18
"""Bytes that are looked at to find encoding and delimiter."""

Lines = Iterator[tuple[int, list[str]]]
"""Line numbers from 1 as a spreadsheet shows them, with cells."""


@dataclass(frozen=True)
class TextShape:
    """How a text file is written and where its header is; `plain_lines` = a line is a record in the head."""

    encoding: str
    delimiter: str
    header: Header
    plain_head: bool


def text_shape(file: BinaryIO, path: Path, source: Source) -> TextShape | int:
    """Find how the file is written; give only its number of lines when there is no table in it.

    Raises SourceError when it has a table, but not with the source's columns.
    """
    file.seek(0)
    sample = file.read(SAMPLE)
    encoding = source.dialect.encoding or encoding_of(sample)
    text = _decoded(sample, encoding, path)
    candidates = (source.dialect.delimiter,) if source.dialect.delimiter else DELIMITERS
    heads = [(delimiter, _head(text, delimiter)) for delimiter in candidates]
    delimiter, head = max(heads, key=lambda candidate: best_match(candidate[1], source))
    header = find_header(head, source)
    if header is None and len(sample) < SAMPLE and all(is_without_table(head) for _, head in heads):
        return len(text.splitlines())
    if header is None:
        raise missing_columns(path, head, source)
    return TextShape(encoding, delimiter, header, _is_plain(text, delimiter, head[: header.row + 1]))


def text_lines(file: BinaryIO, path: Path, shape: TextShape) -> Lines:
    """Give every line of the file, the blank ones too."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=shape.encoding, errors="strict", newline="")
    try:
        yield from enumerate(csv.reader(text, delimiter=shape.delimiter, strict=False), 1)
    except UnicodeDecodeError:
        raise LoadError(f"{path}: niet leesbaar als {shape.encoding}; zet 'encoding' in de bron") from None
    except csv.Error as error:
        raise LoadError(f"{path}: geen leesbare tekst met '{shape.delimiter}' ({error})") from None
    finally:
        text.detach()


def encoding_of(sample: bytes) -> str:
    """Tell how the beginning of a text is encoded."""
    if sample.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        # the sample may end inside a character
        sample[: len(sample) - 3 if len(sample) == SAMPLE else None].decode("utf-8", errors="strict")
    except UnicodeDecodeError as error:
        if len(sample) == SAMPLE and error.start >= SAMPLE - 6:
            return "utf-8"
        return "cp1252"
    return "utf-8"


def _decoded(sample: bytes, encoding: str, path: Path) -> str:
    try:
        return sample.decode(encoding, errors="replace")
    except UnicodeError:
        raise LoadError(f"{path}: niet leesbaar als {encoding}") from None


def _head(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), LOOK_DOWN))
    except csv.Error:
        return []


def _is_plain(text: str, delimiter: str, head: list[list[str]]) -> bool:
    lines = text.splitlines()[: len(head)]
    return all(
        next(csv.reader([line], delimiter=delimiter), []) == cells
        for line, cells in zip(lines, head, strict=False)
    )
