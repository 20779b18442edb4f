"""Find the lines above and below a header line that head the columns of a table together with it."""

import re
from collections.abc import Sequence

from pipelines.load.discover.cell_kinds import (
    BELOW,
    COUNTED,
    HEADING,
    SENTENCE,
    CellKind,
    Kinds,
    Line,
    filled_places,
)

TALL = 6
"""A header has no more lines than this."""

AT_LEFT = 3
"""A cell that stands alone in one of the first places of its line (from 0) is a title."""

GAP = 2
"""So many empty lines may stand between two lines of one header."""

SHORT = 25
"""A name of the first column is shorter than this many letters, a title longer."""


def whole_header(lines: Sequence[Line], kinds: Kinds, place: int, start: int) -> tuple[int, ...]:
    """Add the lines above and below that head the columns too."""
    header = [place]
    while len(header) < TALL:
        upper = header[0] - 1
        while upper > start and not filled_places(kinds[upper]) and header[0] - upper <= GAP:
            upper -= 1
        if upper < start or not _joins_above(lines, kinds, upper, header):
            break
        header.insert(0, upper)
    while len(header) < TALL:
        lower = header[-1] + 1
        while lower + 1 < len(lines) and not filled_places(kinds[lower]) and lower - header[-1] <= GAP:
            lower += 1
        if lower + 1 >= len(lines) or not _joins_below(lines, kinds, header, lower):
            break
        header.append(lower)
    return tuple(header)


def _joins_above(lines: Sequence[Line], kinds: Kinds, upper: int, header: Sequence[int]) -> bool:
    """Tell whether a line names groups of the columns that those below it name, or more of them."""
    cells, below = filled_places(kinds[upper]), filled_places(kinds[header[0]])
    if not cells or any(kinds[upper][cell] not in HEADING for cell in cells):
        return False
    first = lines[upper][cells[0]].strip()
    if any(len(lines[upper][cell]) > SENTENCE for cell in cells) or (
        first.startswith(("(", "[")) and len(cells) == 1
    ):
        return False
    is_open = all(cells[0] < filled_places(kinds[place])[0] for place in header)
    if header[0] - upper > 1:  # a gap: only where each names what the other leaves open
        is_group = cells[0] > 0 and len(cells) < len(filled_places(kinds[header[-1]]))
        is_far = len(cells) > 1 or cells[0] > AT_LEFT
        return (is_group and is_far) or (len(cells) > 2 and is_open)
    if len(cells) == 1:
        own = filled_places(kinds[header[-1]])[0]
        is_title = cells[0] == 0 and upper > 0 and filled_places(kinds[upper - 1]) == [0]  # one of several
        is_above_numbers = cells[0] >= own > 0 and _is_used(kinds, header[-1], 0)
        return (is_open and len(first) <= SHORT and not is_title) or cells[0] > own or is_above_numbers
    if len(cells) == 2 and cells[0] == 0 and len(first) > SHORT:
        return False
    is_piled = cells == below and cells[0] > 0
    widest = max(len(filled_places(kinds[place])) for place in header)
    return len(cells) < widest or is_piled or _numbered_below(kinds, header[-1], below)


def _is_used(kinds: Kinds, place: int, cell: int) -> bool:
    """Tell whether most lines below this one have something in a column."""
    below = [line for line in kinds[place + 1 : place + 1 + BELOW] if len(filled_places(line)) > 1]
    return 2 * sum(line[cell] is not CellKind.EMPTY for line in below) > len(below)


def _numbered_below(kinds: Kinds, place: int, cells: Sequence[int]) -> bool:
    """Tell whether most of these columns hold other things than words below a line."""
    below = [line for line in kinds[place + 1 : place + 1 + BELOW] if len(filled_places(line)) > 1]
    filled = [line[cell] for line in below for cell in cells if cell < len(line)]
    words = sum(kind is CellKind.WORDS for kind in filled)
    return 2 * words < sum(kind is not CellKind.EMPTY for kind in filled)


def _joins_below(lines: Sequence[Line], kinds: Kinds, header: Sequence[int], place: int) -> bool:
    """Tell whether the line below a header names columns too: words above numbers, or units in brackets."""
    cells = filled_places(kinds[place])
    named = [cell for cell in cells if cell > 0]
    if named and all(re.match(r"\(.*\D", lines[place][cell].strip()) for cell in named):
        return True
    if not cells or any(kinds[place][cell] not in HEADING for cell in cells):
        return False
    if place - header[-1] > 1:
        above = {cell for one in header for cell in filled_places(kinds[one])}
        is_apart = not above & set(cells)
        return cells == named and (is_apart or (len(cells) > 1 and _heads_numbers(kinds, place, cells)))
    if len(cells) == 1 and cells[0] > 0:  # the rest of a name that went on on the next line
        return _numbered_below(kinds, place, cells)
    if len(cells) == 1 and cells[0] == 0:
        is_open = all(filled_places(kinds[one])[0] > 0 for one in header)
        return is_open and len(lines[place][0].strip()) <= SHORT and _numbered_below(kinds, place, (0,))
    return len(cells) > 1 and _heads_numbers(kinds, place, cells)


def _heads_numbers(kinds: Kinds, place: int, cells: Sequence[int]) -> bool:
    below = [line for line in kinds[place + 1 : place + 1 + BELOW] if filled_places(line)]
    columns = [
        column
        for cell in cells
        if (column := [line[cell] for line in below if cell < len(line) and line[cell] is not CellKind.EMPTY])
    ]
    headed = [one for one in columns if sum(kind in COUNTED for kind in one) > 0.6 * len(one)]
    return 2 * len(headed) > len(columns) - (0 in cells)
