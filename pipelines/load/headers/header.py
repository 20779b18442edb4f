"""Find the header line of a table among title lines, and the place of each column that a source needs."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from pipelines.load.headers.letters import bare_name, even_letters
from pipelines.sources import Source, wanted_headers

Wanted = tuple[str, ...]
"""Alternative headers of one column."""

TALL = 6
"""A header has no more lines than this."""

TOTAL = re.compile(
    r"(?:(?:sub|eind|deel|sous|grand)[- ]?|algemeen )?(?:totaal|totalen|total|totals|totaux)"
    r"(?:[\s:.(].{0,60})?|som:?",
    re.IGNORECASE,
)
"""What a total is called."""

LOOK_DOWN = 60
"""A header further down than this many lines is not looked for."""


@dataclass(frozen=True)
class Header:
    """Where the header line is (from 0), how wide it is and at which place each wanted column stands.

    `row` is the last of its lines; -1 = there is none. `lines` is what stands in each, as names are compared.
    `beside` gives, for each unpivot of the source, the places of its columns by the name they get.
    """

    row: int
    width: int
    places: Mapping[Wanted, int]
    lines: tuple[tuple[str, ...], ...] = ()
    beside: tuple[Mapping[str, int], ...] = ()

    @property
    def used(self) -> frozenset[int]:
        """Give the places of all columns that are read."""
        return frozenset({*self.places.values(), *(place for one in self.beside for place in one.values())})


def headers_in_file(source: Source) -> tuple[Wanted, ...]:
    """Give the columns that must stand in the file itself: not those that the layout makes."""
    made = source.layout.made
    wanted = [group for group in wanted_headers(source) if not (len(group) == 1 and group[0] in made)]
    sideways = [name for one in source.layout.unpivots for name in one.columns if not is_pattern(name)]
    return tuple(dict.fromkeys([*wanted, *((name,) for name in sideways)]))


def find_header(lines: Sequence[Sequence[str]], source: Source) -> Header | None:
    """Find the line that has all columns the source needs, or the fewest lines that have them together.

    Gives None when there are none.
    """
    fixed = source.layout.header_row
    if fixed == 0:
        return _by_place(lines, source)
    rows = range(len(lines))[:LOOK_DOWN] if fixed is None else range(len(lines))[fixed - 1 : fixed]
    for height in range(1, TALL + 1):
        for row in rows:
            if height <= row + 1 and (header := _header(lines[row + 1 - height : row + 1], row, source)):
                return header
    return None


def _by_place(lines: Sequence[Sequence[str]], source: Source) -> Header | None:
    """Call the columns by their place, where no line names them."""
    width = max(map(len, filter(_has_cells, lines)), default=0)
    header = _header([_by_number(width)], 0, source)
    return replace(header, row=-1, lines=()) if header else None


def _by_number(width: int) -> tuple[str, ...]:
    return tuple(f"kolom {place}" for place in range(1, width + 1))


def _header(lines: Sequence[Sequence[str]], row: int, source: Source) -> Header | None:
    """Read a header of which the upper lines name groups of columns, in merged cells or not."""
    wanted = headers_in_file(source)
    if not all(map(_has_cells, lines)):
        return None
    names = joined_names(lines)
    places: dict[Wanted, int] = {}
    for line in (*reversed(lines), names):  # a whole name is surer than its part
        places |= _exact_places(line, wanted)
    places |= _nearly(names, [group for group in wanted if group not in places], places.values())
    if len(places) < len(wanted):
        return None
    beside = tuple(beside_columns(one.columns, names, lines[-1]) for one in source.layout.unpivots)
    if not all(beside):
        return None
    return Header(row, max(map(_width, lines)), places, tuple(map(_names, lines)), beside)


def _has_cells(line: Sequence[str]) -> bool:
    return any(cell.strip() for cell in line)


def is_pattern(name: str) -> bool:
    """Tell whether a name stands for all that look like it."""
    return "*" in name or "?" in name


def beside_columns(columns: Sequence[str], *lines: Sequence[str]) -> dict[str, int]:
    """Give the places of columns that belong below each other, by what they are called there.

    `columns` are their names in one of the lines, or patterns of them; {} where one of these names none.
    """
    found: dict[str, int] = {}
    for name in columns:
        matched = _exactly(name, lines) or (_matching(name, lines[0]) if is_pattern(name) else {})
        if not matched:
            return {}
        found |= {one: place for one, place in matched.items() if one not in found}
    return found


def _exactly(name: str, lines: Sequence[Sequence[str]]) -> dict[str, int]:
    for line in lines:
        for place, cell in enumerate(line):
            if plain_name(cell) == plain_name(name):
                return {name: place}
    return {}


def _matching(pattern: str, line: Sequence[str]) -> dict[str, int]:
    """Give the columns that a pattern names, by what stands for its only `*`, or else by their name."""
    pieces = re.split(r"([*?])", plain_name(pattern))
    shape = "".join({"*": "(.+)", "?": "."}.get(piece, re.escape(piece)) for piece in pieces)
    is_part = pattern.count("*") == 1 and "?" not in pattern and pattern.strip() != "*"
    found: dict[str, int] = {}
    for place, cell in enumerate(line):
        matched = re.fullmatch(shape, plain_name(cell))
        if matched:
            start, end = matched.span(1) if is_part else (0, len(cell))
            name = " ".join(even_letters(cell).split())[start:end].strip()
            if not TOTAL.fullmatch(name):  # a total stands beside what it is the total of
                found.setdefault(name, place)
    return found


def joined_names(lines: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Give the names of columns over which several lines stand, the upper ones naming groups of columns.

    A group goes on to the right until another begins, over columns that a lower line names.
    """
    width = max((len(line) for line in lines), default=0)
    levels = [[" ".join(cell.split()) for cell in line] + [""] * (width - len(line)) for line in lines]
    for level, lower in pairwise(levels):
        group = ""
        for place in range(width):
            group = level[place] or (group if lower[place] else "")
            level[place] = group
    return tuple(
        " ".join(dict.fromkeys(level[place] for level in levels if level[place])).removeprefix("\ufeff")
        for place in range(width)
    )


def best_match(lines: Sequence[Sequence[str]], source: Source) -> int:
    """Give how many wanted columns the best line has; to weigh dialects against each other."""
    wanted = headers_in_file(source)
    top = list(lines[:LOOK_DOWN])
    if source.layout.header_row == 0:
        widths = sorted(len(line) for line in top if _has_cells(line))
        names = _by_number(widths[len(widths) // 2] if widths else 0)
        return len(named_places(names, wanted))
    both = [[*above, *below] for above, below in pairwise(top)]
    return max((len(named_places(line, wanted)) for line in (*top, *both)), default=0)


def is_without_table(lines: Iterable[Sequence[str]]) -> bool:
    """Tell whether no line has two cells: then there is nothing in it but titles."""
    return all(sum(1 for cell in line if cell.strip()) < 2 for line in lines)


def named_places(line: Sequence[str], wanted: Sequence[Wanted]) -> dict[Wanted, int]:
    """Give the place of each wanted column that a line names, be it written otherwise."""
    found = _exact_places(line, wanted)
    return found | _nearly(line, [group for group in wanted if group not in found], found.values())


def _exact_places(line: Sequence[str], wanted: Sequence[Wanted]) -> dict[Wanted, int]:
    known: dict[str, int] = {}
    for place, cell in enumerate(line):
        known.setdefault(plain_name(cell), place)
    found = {}
    for group in wanted:
        present = [plain_name(name) for name in group if plain_name(name) in known]
        if present:
            found[group] = known[present[0]]
    return found


def _nearly(line: Sequence[str], missing: Sequence[Wanted], taken: Collection[int]) -> dict[Wanted, int]:
    """Find columns whose name is only written otherwise (`aantal_aanwezigen`), where there is just one."""
    found: dict[Wanted, int] = {}
    if not missing:
        return found
    bare: dict[str, list[int]] = {}
    for place, cell in enumerate(line):
        if place not in taken:
            bare.setdefault(bare_name(cell), []).append(place)
    for group in missing:
        at = {place for name in group if bare_name(name) for place in bare.get(bare_name(name), ())}
        if len(at) == 1 and not at & set(found.values()):
            found[group] = at.pop()
    return found


@lru_cache(1 << 12)
def plain_name(text: str) -> str:
    """Give a name as it is compared: letters in one form, without case, line breaks and spaces too many."""
    return " ".join(even_letters(text).split()).casefold()


def _names(line: Sequence[str]) -> tuple[str, ...]:
    return tuple(plain_name(cell) for cell in line)


def _width(line: Sequence[str]) -> int:
    filled = [place for place, cell in enumerate(line) if cell.strip()]
    return max(filled, default=-1) + 1
