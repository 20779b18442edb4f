"""Find the title above each table of a sheet in which the same header comes again: `GENT`, `Januari 2025`."""

from collections.abc import Iterable, Sequence

from pipelines.database import Database, rows
from pipelines.load.casts import quoted
from pipelines.load.headers import Header

NEAR = 3
"""A title stands at most so many lines above its header."""


def titles_of(database: Database, table: str, header: Header, lines: Iterable[Sequence[str]]) -> str:
    """Give, as SQL over the lines of `table`, the title of the table that each line is in; '' = it has none.

    `lines` are those of the sheet or text from its first. A title is the nearest line above a header that is
    not blank, where it is a single cell.
    """
    first = header.row + 2 - max(1, len(header.lines))
    again = rows(database, f"select line from {table} where note = 'header' order by 1")
    heads = sorted({first, *(int(str(line)) for (line,) in again)})
    above: list[str] = []
    titles: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if number in heads:
            titles.append((number, _nearest(above)))
        filled = [" ".join(cell.split()) for cell in line if cell.strip()]
        above = [*above, filled[0] if len(filled) == 1 else "" if not filled else "\0"][-NEAR:]
    branches = "".join(f" when line > {number} then {quoted(title)}" for number, title in reversed(titles))
    return f"case{branches} else '' end" if branches else "''"


def _nearest(above: Sequence[str]) -> str:
    """Give the nearest line that is not blank, where it is a title: a row of more cells (NUL) is none."""
    nearest = next((text for text in reversed(above) if text), "")
    return "" if nearest == "\0" else nearest
