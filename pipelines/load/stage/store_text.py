"""Store the records of a text in DuckDB, each with its line and what keeps it from being a row."""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from pipelines.database import Database, run
from pipelines.errors import LoadError
from pipelines.load.casts import quoted
from pipelines.load.headers import MAYBE_TOTAL, Header, NoteReader
from pipelines.load.read import LONG_CELL, Record

NEVER = "chr(1)"
"""What stands for null in text: nothing, so that an empty cell is an empty text."""


@dataclass(frozen=True)
class Text:
    """The records of a file, how many lines it has, and what is needed to read those below the header."""

    records: Iterator[Record]
    lines: int
    header: Header
    reader: NoteReader
    path: Path


def store_records(database: Database, text: Text, table: str) -> None:
    """Store the records below the header in the temporary table `<table>_text` and a view on it.

    Raises LoadError when the records are not together the lines of the file.
    """
    header, path, note_of = text.header, text.path, text.reader.note_of
    places = sorted(header.used)

    def below() -> Iterator[list[str]]:
        taken = 0
        for line, record in enumerate(text.records, 1):
            taken += record.lines
            if line > header.row + 1:
                cells = record.cells
                note = None if record.fault else note_of(cells)
                fault = record.fault or (None if note else _fault(cells, header))
                if note == MAYBE_TOTAL:
                    note, fault = None, note
                kept = [cells[place] if place < len(cells) else "" for place in places]
                joined = "".join(kept)
                if "\0" in joined or "\r" in joined:  # csv leaves a lone \r without quotes
                    kept = [cell.replace("\0", "").replace("\r", "\n") for cell in kept]
                if sum(map(len, kept)) > LONG_CELL and max(map(len, kept)) > LONG_CELL:
                    raise LoadError(f"{path}: een cel op regel {line} heeft meer dan {LONG_CELL} tekens")
                yield [str(line), fault or "", note or "", *kept]
        if taken != text.lines:
            raise LoadError(
                f"{path}: dit bestand telt {text.lines} regels, maar er zijn er {taken} gelezen; er is niets "
                "ingelezen. Bezorg het als .xlsx, of meld dit aan wie het programma onderhoudt."
            )

    _store_cells(database, below(), places, table)


def _fault(cells: Sequence[str], header: Header) -> str | None:
    """Tell whether the line has another number of cells than the header: then nobody knows which is which."""
    if len(cells) == header.width:
        return None
    is_blank = not any(cell.strip() for cell in cells)
    too_many = any(cell.strip() for cell in cells[header.width :])
    return "cell_count" if not is_blank and (too_many or len(cells) < header.width) else None


def _store_cells(database: Database, lines: Iterable[list[str]], places: Sequence[int], table: str) -> None:
    kept = ", ".join(f"'c{place}': 'varchar'" for place in places)
    with nameless() as file:
        csv.writer(file, lineterminator="\n").writerows(lines)
        file.flush()
        run(
            database,
            f"create or replace temp table {table}_text as select * from read_csv({door(file)}, "
            "delim = ',', quote = '\"', escape = '\"', new_line = '\\n', "
            "header = false, auto_detect = false, "
            f"columns = {{'line': 'bigint', 'fault': 'varchar', 'note': 'varchar', {kept}}}, "
            f"nullstr = {NEVER}, max_line_size = 100000000)",
        )
    run(
        database,
        f"create or replace temp view {table} as "
        f"select * replace (nullif(fault, '') as fault, nullif(note, '') as note) from {table}_text",
    )


def door(file: BinaryIO | TextIO) -> str:
    """Give the path of an open file: it has no glob signs and works for a file without a name."""
    return quoted(f"/dev/fd/{file.fileno()}")


@contextmanager
def nameless() -> Iterator[TextIO]:
    """Open a temporary file that has no name, so that nothing stays behind even after a crash."""
    with tempfile.TemporaryFile("w", encoding="utf-8", newline="") as file:
        yield file
