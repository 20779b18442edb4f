"""Read delimited text: find encoding, delimiter and quotes, and give its lines as cells."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TextIO

from pipelines.errors import LoadError
from pipelines.load.headers import (
    LOOK_DOWN,
    Header,
    best_match,
    dropped_columns,
    find_header,
    headers_in_file,
    is_without_table,
    missing_columns,
)
from pipelines.load.one_column import refuse_one_column
from pipelines.load.read.encodings import SAMPLE, encodings_of, is_wide
from pipelines.load.read.records import Record, records
from pipelines.sources import Source

DELIMITERS = (";", ",", "\t", "|", "^", "~", ":")
QUOTES = ('"', "'")

LONG_CELL = 131_072
"""So many characters a cell may have: csv's own limit, four times what a spreadsheet allows."""

LONG_LINE = 1 << 24
"""So many characters a line may have."""


@dataclass(frozen=True)
class TextDialect:
    """How the cells of a text are told apart."""

    delimiter: str
    quote: str


@dataclass(frozen=True)
class TextShape:
    """How a text file is written and where its header is; `plain_head` = a line is a record in the head.

    `dropped` names the columns that nobody maps and that look as if they name persons.
    """

    encoding: str
    dialect: TextDialect
    header: Header
    plain_head: bool
    dropped: tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """One way to read the beginning of a text, how it reads so, and how many of the columns it then has."""

    encoding: str
    dialect: TextDialect
    head: list[list[str]]
    found: int


def text_shape(file: BinaryIO, path: Path, source: Source) -> TextShape | int:
    """Find how the file is written; give only its number of lines when there is no table in it.

    Raises SourceError when it has a table, but not with the source's columns, LoadError when its header is
    too long for any table.
    """
    file.seek(0)
    sample = file.read(SAMPLE)
    if 4 * sample.count(0) > len(sample) and not (source.dialect.encoding or is_wide(sample)):
        raise LoadError(
            f"{path}: vol lege bytes: geen tekst, of het kopiëren is mislukt; vraag het bestand opnieuw"
        )
    tried = _tried(sample, path, source)
    best = max(tried, key=lambda candidate: candidate.found)
    header = find_header(best.head, source)
    is_whole = len(sample) < SAMPLE
    if not is_whole and (len(best.head) < 2 or (header and header.row + 1 == len(best.head))):
        raise LoadError(
            f"{path}: een regel of cel bovenaan is langer dan {SAMPLE >> 10} kB; dat is geen tabel"
        )
    if header is None and is_whole and all(is_without_table(one.head) for one in tried):
        refuse_one_column(path, best.head, source)
        return len(_decoded(sample, best.encoding, path).splitlines())
    if header is None:
        refuse_one_column(path, tried[0].head, source)
        raise missing_columns(path, best.head, source)
    text = _decoded(sample, best.encoding, path)
    return TextShape(
        best.encoding,
        best.dialect,
        header,
        _is_plain(text, best.dialect, best.head[: header.row + 1]),
        dropped_columns(
            best.head[header.row] if header.row >= 0 else (), best.head[header.row + 1 :], header.used
        ),
    )


def _tried(sample: bytes, path: Path, source: Source) -> list[Candidate]:
    """Give ways to read the sample, the likeliest first, up to one by which every column is found."""
    own = source.dialect
    enough = len(headers_in_file(source))
    tried = []
    for encoding in (own.encoding,) if own.encoding else encodings_of(sample):
        text = _decoded(sample, encoding, path)
        for quote in (own.quote,) if own.quote else QUOTES:
            for delimiter in (own.delimiter,) if own.delimiter else DELIMITERS:
                dialect = TextDialect(delimiter, quote)
                head = _head(text, dialect)
                tried.append(Candidate(encoding, dialect, head, best_match(head, source)))
                if tried[-1].found == enough:
                    return tried
    return tried


def text_records(file: BinaryIO, path: Path, shape: TextShape) -> Iterator[Record]:
    """Give every record of the file, the blank ones too; their lines together are those of the file."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=shape.encoding, errors="strict", newline="")
    dialect = shape.dialect
    line = 1
    try:
        for record in records(
            _bounded(text, path), delimiter=dialect.delimiter, quote=dialect.quote, width=shape.header.width
        ):
            yield record
            line += record.lines
    except csv.Error:
        raise LoadError(f"{path}: een cel op regel {line} heeft meer dan {LONG_CELL} tekens") from None
    except UnicodeDecodeError:
        raise LoadError(f"{path}: niet leesbaar als {shape.encoding}; zet 'encoding' in de bron") from None
    finally:
        text.detach()


def _bounded(text: TextIO, path: Path) -> Iterator[str]:
    while line := text.readline(LONG_LINE):
        if len(line) == LONG_LINE and not line.endswith("\n"):
            raise LoadError(
                f"{path}: een regel heeft meer dan {LONG_LINE} tekens; dat is geen tabel van een partner"
            )
        yield line


def _decoded(sample: bytes, encoding: str, path: Path) -> str:
    try:
        return sample.decode(encoding, errors="replace")
    except UnicodeError:
        raise LoadError(f"{path}: niet leesbaar als {encoding}") from None


def _head(text: str, dialect: TextDialect) -> list[list[str]]:
    lines = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        skipinitialspace=True,
    )
    try:
        return list(islice(lines, LOOK_DOWN))
    except csv.Error:
        return []


def _is_plain(text: str, dialect: TextDialect, head: list[list[str]]) -> bool:
    lines = text.splitlines()[: len(head)]
    return all(
        next(
            csv.reader([line], delimiter=dialect.delimiter, quotechar=dialect.quote, skipinitialspace=True),
            [],
        )
        == cells
        for line, cells in zip(lines, head, strict=False)
    )
