"""Tell which columns hold values below an empty header, as merged cells of a header leave behind."""

import re
from collections.abc import Iterator, Sequence

from pipelines.load.discover import Unknown
from pipelines.load.headers import is_personal
from pipelines.load.read import reference

NUMBER = re.compile(r"-?\d{1,4}(?:[.,:]\d{1,2})?")
"""What is no number of a person, nor a birthday: a count, an amount or a time."""


def nameless_columns(tables: Sequence[Unknown]) -> Iterator[str]:
    """Say of each column without a name how much it holds: nothing can map it before somebody names it.

    An example is given of small numbers that return; anything else can be about a person.
    """
    for table in tables:
        if table.header_row == 0:
            continue  # its columns are called by their place
        width = max([len(table.headers), *map(len, table.rows)])
        for place in range(width):
            name = table.headers[place] if place < len(table.headers) else ""
            cells = [row[place].strip() for row in table.rows if place < len(row) and row[place].strip()]
            if cells and not name.strip():
                yield _told(table, place, cells)


def _told(table: Unknown, place: int, cells: Sequence[str]) -> str:
    cell = reference((table.header_row, place + 1))
    where = f" van {table.sheet or table.member}" if table.sheet or table.member else ""
    before = next((name for name in reversed(table.headers[:place]) if name.strip()), "")
    example = _example(cells, before)
    return (
        f"Kolom {cell.rstrip('0123456789')}{where} heeft {len(cells)} ingevulde cel(len)"
        f"{f', zoals {example!r},' if example else ''} maar geen naam: kop {cell} is leeg, of samengevoegd "
        f"met een andere{f' (links staat {before!r})' if before else ''}. Ze wordt niet ingelezen. Hef het "
        f"samenvoegen op, zet in {cell} wat de kolom is en doe het voorstel opnieuw."
    )


def _example(cells: Sequence[str], before: str) -> str | None:
    """Give the first number, where the column whose header it may share is not of persons."""
    is_count = all(map(NUMBER.fullmatch, cells)) and len(set(cells)) < len(cells)
    return cells[0] if is_count and not is_personal(before) else None
