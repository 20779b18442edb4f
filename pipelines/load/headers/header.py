"""Find the header line of a table among title lines, and the place of each column that a source needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipelines.errors import SourceError
from pipelines.sources import Source, wanted_headers

Wanted = tuple[str, ...]
"""Alternative headers of one column."""

LOOK_DOWN = 60
"""A header further down than this many lines is not looked for."""


@dataclass(frozen=True)
class Header:
    """Where the header line is (from 0), how wide it is and at which place each wanted column stands.

    `lines` is what stands in its line, or in its two lines, as names are compared.
    """

    row: int
    width: int
    places: Mapping[Wanted, int]
    lines: tuple[tuple[str, ...], ...] = ()


def headers_in_file(source: Source) -> tuple[Wanted, ...]:
    """Give the columns that must stand in the file itself: not those that the layout makes."""
    layout = source.layout
    made = {layout.sheet_as} if layout.sheet_as else set()
    made |= {layout.unpivot.names_to, layout.unpivot.values_to} if layout.unpivot else set()
    sideways = layout.unpivot.columns if layout.unpivot else ()
    wanted = [group for group in wanted_headers(source) if not (len(group) == 1 and group[0] in made)]
    return tuple(dict.fromkeys([*wanted, *((name,) for name in sideways)]))


def find_header(lines: Sequence[Sequence[str]], source: Source) -> Header | None:
    """Find the line that has all columns the source needs, or two lines that have them together.

    Gives None when there are none.
    """
    wanted = headers_in_file(source)
    fixed = source.layout.header_row
    rows = range(len(lines))[:LOOK_DOWN] if fixed is None else range(len(lines))[fixed - 1 : fixed]
    for row in rows:
        places = _places(lines[row], wanted)
        if len(places) == len(wanted):
            return Header(row, _width(lines[row]), places, (_names(lines[row]),))
    for row in rows if fixed is None else range(fixed - 1, fixed):
        if 0 < row < len(lines) and (header := _in_two_lines(lines, row, wanted)):
            return header
    return None


def _in_two_lines(lines: Sequence[Sequence[str]], row: int, wanted: Sequence[Wanted]) -> Header | None:
    """Read a header whose upper line names groups of columns, in merged cells or not."""
    above, below = (_names(lines[row - 1]), _names(lines[row]))
    width = max(len(above), len(below))
    above, below = (line + ("",) * (width - len(line)) for line in (above, below))
    group, joined = "", []
    for upper, lower in zip(above, below, strict=True):
        group = upper or (group if lower else "")
        joined.append(plain_name(f"{group} {lower}"))
    places: dict[Wanted, int] = {}
    for names in (below, above, joined):  # a whole name is surer than its half
        places |= _places(names, wanted)
    return Header(row, _width(joined), places, (above, below)) if len(places) == len(wanted) else None


def best_match(lines: Sequence[Sequence[str]], source: Source) -> int:
    """Give how many wanted columns the best line has; to weigh dialects against each other."""
    wanted = headers_in_file(source)
    top = list(lines[:LOOK_DOWN])
    both = [[*above, *below] for above, below in pairwise(top)]
    return max((len(_places(line, wanted)) for line in (*top, *both)), default=0)


def missing_columns(path: Path, lines: Sequence[Sequence[str]], source: Source) -> SourceError:
    """Say which columns are not in the file; never what is in it, since that can be persons."""
    wanted = headers_in_file(source)
    found = max((_places(line, wanted) for line in lines[:LOOK_DOWN]), key=len, default={})
    missing = ", ".join(repr(group[0]) for group in wanted if group not in found)
    return SourceError(
        f"{path}: geen kopregel met alle kolommen van bron {source.name}; niet gevonden: {missing}. "
        f"Pas het bestand aan of de kolomnamen in data/sources/{source.name}.toml"
    )


def is_without_table(lines: Iterable[Sequence[str]]) -> bool:
    """Tell whether no line has two cells: then there is nothing in it but titles."""
    return all(sum(1 for cell in line if cell.strip()) < 2 for line in lines)


def _places(line: Sequence[str], wanted: Sequence[Wanted]) -> dict[Wanted, int]:
    known: dict[str, int] = {}
    for place, cell in enumerate(line):
        known.setdefault(plain_name(cell), place)
    found = {}
    for group in wanted:
        present = [plain_name(name) for name in group if plain_name(name) in known]
        if present:
            found[group] = known[present[0]]
    return found


def plain_name(text: str) -> str:
    """Give a name as it is compared: without case, line breaks and spaces too many."""
    return " ".join(text.replace("\ufeff", "").split()).casefold()


def _names(line: Sequence[str]) -> tuple[str, ...]:
    return tuple(plain_name(cell) for cell in line)


def _width(line: Sequence[str]) -> int:
    filled = [place for place, cell in enumerate(line) if cell.strip()]
    return max(filled) + 1
