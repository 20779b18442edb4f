"""Find the header line of a table among title lines, and the place of each column that a source needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import SourceError
from pipelines.sources import Source, wanted_headers

Wanted = tuple[str, ...]
"""Alternative headers of one column."""

LOOK_DOWN = 60
"""A header further down than this many lines is not looked for."""


@dataclass(frozen=True)
class Header:
    """Where the header line is (from 0), how wide it is and at which place each wanted column stands."""

    row: int
    width: int
    places: Mapping[Wanted, int]


def headers_in_file(source: Source) -> tuple[Wanted, ...]:
    """Give the columns that must stand in the file itself: not those that the layout makes."""
    layout = source.layout
    made = {layout.sheet_as} if layout.sheet_as else set()
    made |= {layout.unpivot.names_to, layout.unpivot.values_to} if layout.unpivot else set()
    sideways = layout.unpivot.columns if layout.unpivot else ()
    wanted = [group for group in wanted_headers(source) if not (len(group) == 1 and group[0] in made)]
    return tuple(dict.fromkeys([*wanted, *((name,) for name in sideways)]))


def find_header(lines: Sequence[Sequence[str]], source: Source) -> Header | None:
    """Find the line that has all columns the source needs; None when no line has them."""
    wanted = headers_in_file(source)
    fixed = source.layout.header_row
    rows = range(len(lines))[:LOOK_DOWN] if fixed is None else range(len(lines))[fixed - 1 : fixed]
    for row in rows:
        places = _places(lines[row], wanted)
        if len(places) == len(wanted):
            return Header(row, _width(lines[row]), places)
    return None


def best_match(lines: Sequence[Sequence[str]], source: Source) -> int:
    """Give how many wanted columns the best line has; to weigh dialects against each other."""
    wanted = headers_in_file(source)
    return max((len(_places(line, wanted)) for line in lines[:LOOK_DOWN]), default=0)


def missing_columns(path: Path, lines: Sequence[Sequence[str]], source: Source) -> SourceError:
    """Say which columns are not in the file; never what is in it, since that can be persons."""
    wanted = headers_in_file(source)
    found = max((_places(line, wanted) for line in lines[:LOOK_DOWN]), key=len, default={})
    missing = ", ".join(repr(group[0]) for group in wanted if group not in found)
    return SourceError(
        f"{path}: geen kopregel met alle kolommen van bron {source.name}; niet gevonden: {missing}. "
        f"Pas het bestand aan of de kolomnamen in data/sources/{source.name}.toml"
    )


def _places(line: Sequence[str], wanted: Sequence[Wanted]) -> dict[Wanted, int]:
    known: dict[str, int] = {}
    for place, cell in enumerate(line):
        known.setdefault(_plain(cell), place)
    found = {}
    for group in wanted:
        present = [_plain(name) for name in group if _plain(name) in known]
        if present:
            found[group] = known[present[0]]
    return found


def _plain(text: str) -> str:
    return " ".join(text.replace("\ufeff", "").split()).casefold()


def _width(line: Sequence[str]) -> int:
    filled = [place for place, cell in enumerate(line) if cell.strip()]
    return max(filled) + 1
