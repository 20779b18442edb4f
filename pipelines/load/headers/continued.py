"""See that a sheet without a header goes on where the sheet before it ended: its rows are rows of a table."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.errors import SourceError
from pipelines.load.headers.header import Header
from pipelines.sources import Source, fits

LOOK = 200
"""So many lines show what stands in a column."""

MOSTLY = 0.8
"""So many of the cells of a column look alike, and so many lines look as those of the sheet before."""

NUMBER = re.compile(r"[+-]?\d[\d.,\s]*%?")
DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*")

Lines = Sequence[Sequence[str]]


@dataclass(frozen=True)
class TopOfSheet:
    """The first lines of a sheet and its header, where it has one."""

    lines: Lines
    header: Header | None


def continued_headers(path: Path, sheets: Mapping[str, TopOfSheet], source: Source) -> dict[str, Header]:
    """Give the sheets without a header that the source calls continued, with that of the sheet before.

    The header stands above the first line (`row` is -1). Raises SourceError when a sheet looks so, and the
    source reads all sheets and says nothing of it: its rows would be lost.
    """
    layout = source.layout
    found: dict[str, Header] = {}
    before: TopOfSheet | None = None
    for name, sheet in sheets.items():
        if sheet.header is not None:
            before = sheet
        elif before is not None and before.header is not None:
            header = replace(before.header, row=-1)
            if fits(name, layout.continued):
                found[name] = header
            elif layout.sheets in ((), ("*",)) and continues(
                sheet.lines, before.lines[before.header.row + 1 :], sorted(header.used)
            ):
                number = 1 + list(sheets).index(name)
                raise SourceError(
                    f"{path}: blad {number} heeft geen kopregel, en zijn rijen lijken het vervolg van het "
                    f"blad ervoor. Tellen ze mee, zet dan in data/sources/{source.name}.toml onder [table] "
                    "continued = met de naam van dat blad, of in het bestand de kopregel ook op dat blad. "
                    "Tellen ze niet mee, noem dan in sheets = de bladen die wel gelezen worden. "
                    "Er is niets ingelezen"
                )
    return found


def continues(lines: Lines, above: Lines, places: Sequence[int]) -> bool:
    """Tell whether lines are rows as those above: numbers and dates in the same places, and known words.

    `places` are those of the columns that are read. Where nothing but words stands in these, words must come
    again in each.
    """
    rows = [line for line in lines[:LOOK] if sum(1 for cell in line if cell.strip()) > 1]
    known = [line for line in above[:LOOK] if sum(1 for cell in line if cell.strip()) > 1]
    shapes = {place: shape for place in places if (shape := _shape(known, place))}
    typed = {place for place, shape in shapes.items() if shape != "words"}
    worded = shapes.keys() - typed
    if not rows or not known or not shapes:
        return False
    width = max(max(place for place, cell in enumerate(line) if cell.strip()) for line in known)
    if any(cell.strip() for line in rows for cell in line[width + 1 :]):
        return False
    alike = sum(_looks_so(line, {place: shapes[place] for place in typed}) for line in rows)
    again = [_come_again(rows, known, place) for place in worded]
    return alike >= MOSTLY * len(rows) and (any(again) or not worded if typed else all(again))


def _shape(lines: Lines, place: int) -> str | None:
    """Give what most cells of a column are; None where they differ or are few."""
    cells = [cell for line in lines if (cell := _at(line, place))]
    if not cells:
        return None
    shape, number = Counter(map(_shape_of, cells)).most_common(1)[0]
    return shape if number >= MOSTLY * len(cells) and 2 * len(cells) > len(lines) else None


def _shape_of(cell: str) -> str:
    if NUMBER.fullmatch(cell):
        return "number"
    return "date" if DATE.fullmatch(cell) else "words"


def _looks_so(line: Sequence[str], shapes: Mapping[int, str]) -> bool:
    held = {place: _shape_of(cell) for place in shapes if (cell := _at(line, place))}
    return 2 * len(held) > len(shapes) and all(shapes[place] == own for place, own in held.items())


def _come_again(rows: Lines, known: Lines, place: int) -> bool:
    words = {_at(line, place).casefold() for line in known} - {""}
    own = [_at(line, place).casefold() for line in rows]
    return 2 * sum(word in words for word in own) >= len(own)


def _at(line: Sequence[str], place: int) -> str:
    return line[place].strip() if place < len(line) else ""
