"""Read the tables of an edition from its CSV files, by place and by the key that pages and PDFs carry."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.verify.numbers import REVISED, Said, read_said

MACHINE, SHEET = ".rfc4180.csv", ".csv"
HARMLESS = ("'=", "'+", "'-", "'@", "'\t", "'\r")
"""How a text begins that a spreadsheet would have taken for a formula."""


@dataclass(frozen=True)
class Grid:
    """A table as a file holds it: its name, the names of its columns and its rows, all as text."""

    file: str
    mart: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_grids(files: Mapping[str, bytes]) -> Iterator[Grid]:
    """Read each CSV file in tables/; raises UnicodeDecodeError or csv.Error for one that is none."""
    for name, content in sorted(files.items()):
        if not name.startswith("tables/") or not name.endswith(SHEET):
            continue
        is_machine = name.endswith(MACHINE)
        mart = name.removeprefix("tables/").removesuffix(MACHINE if is_machine else SHEET)
        text = content.decode("utf-8-sig")
        lines = list(csv.reader(text.splitlines(), delimiter="," if is_machine else ";", strict=True))
        header, *rows = lines or [[]]
        yield Grid(name, mart, tuple(header), tuple(tuple(row) for row in rows))


def cell_of(grids: Mapping[str, Grid], key: str) -> Said | None:
    """Find the number of a key, `<mart>.<measure>|<label>|...`, in the machine's copy of its table.

    The labels are those of the first columns; None where the table does not have the row or the measure.
    """
    name, *labels = key.split("|")
    mart, _, measure = name.partition(".")
    grid = grids.get(mart)
    if grid is None or measure not in grid.header[len(labels) :]:
        return None
    place = grid.header.index(measure, len(labels))
    for row in grid.rows:
        if len(row) == len(grid.header) and [bare(label) for label in row[: len(labels)]] == labels:
            where = f"{grid.file}, {row_name(grid, row, len(labels))}, {measure}"
            flag = f" {REVISED}" if measure in told_in(grid, row, "revised") else ""
            return read_said(where, row[place] + flag, ".")
    return None


def told_in(grid: Grid, row: Sequence[str], column: str) -> list[str]:
    """List the measures that a column of remarks names in a row; none where there is no such column."""
    return row[grid.header.index(column)].split() if column in grid.header else []


def bare(label: str) -> str:
    """Give a label without the sign that keeps a spreadsheet from running it."""
    return label[1:] if label.startswith(HARMLESS) else label


def row_name(grid: Grid, row: Sequence[str], dimensions: int) -> str:
    """Name a row by its labels."""
    named = [f"{name}={label}" for name, label in zip(grid.header, row[:dimensions], strict=False) if label]
    return " ".join(named) or "totaal"


def copies_that_differ(machine: Grid, other: Grid, decimal_sign: str) -> Iterator[str]:
    """Say of each cell of another copy of a table that it is not that of the machine's, by row and column."""
    if machine.header != other.header:
        yield f"{other.file}, kop: {', '.join(other.header)}; in {machine.file}: {', '.join(machine.header)}"
        return
    if len(machine.rows) != len(other.rows):
        yield f"{other.file}: {len(other.rows)} rijen; in {machine.file}: {len(machine.rows)}"
    for number, (own, theirs) in enumerate(zip(machine.rows, other.rows, strict=False), 2):
        for name, exact, text in zip(machine.header, own, theirs, strict=False):
            if text != exact and text.replace(decimal_sign, ".") != exact:
                yield f"{other.file}, rij {number}, kolom {name}: {text}; in {machine.file}: {exact}"
        if len(own) != len(theirs):
            yield f"{other.file}, rij {number}: {len(theirs)} velden; in {machine.file}: {len(own)}"
