"""Find the lines of a grid that head its tables, by the kinds of what stands in them and below them."""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from pipelines.load.discover.cell_kinds import COUNTED, HEADING, CellKind, kind_of, number_in

Line = Sequence[str]
Kinds = Sequence[tuple[CellKind, ...]]

BELOW = 12
"""So many lines below a line show whether it heads them."""

FIRST = 3
"""A run of numbers shows in one of so many pairs."""

ENOUGH = 2
"""So many rows show what a header heads; lines after a gap are asked only where there are fewer."""

LOOK_DOWN = 60
"""So many filled lines are looked at for a header."""

TALL = 6
"""A header has no more lines than this."""

GAP = 2
"""So many empty lines may stand between two lines of one header."""

SURE = 0.35
"""A line of which the cells head what is below them less than this is no header."""

SURE_AGAIN = 0.6
"""Below a table, a line that heads others less than this is one of its rows."""

NEAR = 0.6
"""The first line that heads what is below it nearly as well as the best does is the header."""

SHORT = 25
"""A name of the first column is shorter than this many letters, a title longer."""

SENTENCE = 70
"""A cell with more letters than this is no name of a column."""


def kinds_of(line: Line) -> tuple[CellKind, ...]:
    """Give the kinds of the cells of a line; numbers or years that go up by one each name columns."""
    kinds = [kind_of(cell) for cell in line]
    for kind, named, least in ((CellKind.NUMBER, CellKind.BAND, 2), (CellKind.YEAR, CellKind.PERIOD, 1)):
        places = [place for place, own in enumerate(kinds) if own is kind]
        if not any(_follows(line[one], line[after]) for one, after in islice(pairwise(places), FIRST)):
            continue
        runs = sum(_follows(line[one], line[after]) for one, after in pairwise(places))
        if runs >= least and 3 * runs >= 2 * (len(places) - 1):
            for place in places:
                kinds[place] = named
    return tuple(kinds)


def _follows(text: str, after: str) -> bool:
    one, other = number_in(text), number_in(after)
    return one is not None and other is not None and abs(other - one) == 1 and one == int(one) and one >= 0


def next_header(lines: Sequence[Line], kinds: Kinds, start: int, *, is_first: bool) -> tuple[int, ...] | None:
    """Give the lines of the next header from `start` on; below a first table only where it is plain."""
    filled = [place for place in range(start, len(lines)) if filled_places(kinds[place])]
    scores: dict[int, float] = {}
    for rank, place in enumerate(filled[:LOOK_DOWN] if is_first else filled):
        if not is_first and not _opens_again(kinds, place):
            continue
        score = _heads(lines, kinds, filled[rank : rank + BELOW + 1])
        if is_first and score >= SURE:
            scores[place] = score
        if not is_first and score >= SURE_AGAIN:
            return _whole(lines, kinds, place, start)
    if not scores:
        return None
    best = max(scores.values())
    return _whole(lines, kinds, next(one for one, score in scores.items() if score >= NEAR * best), start)


def filled_places(line: Sequence[CellKind]) -> list[int]:
    """Give the places of the cells that hold something."""
    return [place for place, kind in enumerate(line) if kind is not CellKind.EMPTY]


def _opens_again(kinds: Kinds, place: int) -> bool:
    """Tell whether a line below a table can head another: no number, and words where numbers stood above."""
    cells = filled_places(kinds[place])
    if len(cells) < 2 or any(kinds[place][cell] in COUNTED for cell in cells):
        return False
    above = [line for line in kinds[max(0, place - BELOW) : place] if filled_places(line)]
    changed = [
        cell
        for cell in cells
        if kinds[place][cell] is CellKind.WORDS
        and any(cell < len(line) and line[cell] in (*COUNTED, CellKind.DATE) for line in above)
    ]
    return len(changed) >= max(1, len(cells) // 4)


def _heads(lines: Sequence[Line], kinds: Kinds, places: Sequence[int]) -> float:
    """Say from -1 to 1 how well the first of these lines heads the others."""
    own = kinds[places[0]]
    cells = filled_places(own)
    below = _below(kinds, places)
    if len(cells) < 2 or not below:
        return -1.0
    if any(own[cell] is CellKind.WORDS and len(lines[places[0]][cell]) > 3 * SENTENCE for cell in cells):
        return -1.0
    columns = [
        [(lines[place][cell].strip(), kinds[place][cell]) for place in below if cell < len(lines[place])]
        for cell in cells
    ]
    each = [
        _heads_column(lines[places[0]][cell].strip(), own[cell], column)
        for cell, column in zip(cells, columns, strict=True)
    ]
    width = sorted(len(filled_places(kinds[place])) for place in below)[len(below) // 2]
    return sum(each) / len(each) * min(1.0, len(cells) / max(2, width - 1))


def _below(kinds: Kinds, places: Sequence[int]) -> list[int]:
    """Give the lines below the first of these that may be its rows: up to a gap, once there are some."""
    below: list[int] = []
    for before, place in pairwise(places):
        if place - before > 1 and len(below) >= ENOUGH:
            break
        if len(filled_places(kinds[place])) > 1:
            below.append(place)
    return below


def _heads_column(name: str, kind: CellKind, column: Sequence[tuple[str, CellKind]]) -> float:
    filled = [(text, below) for text, below in column if below is not CellKind.EMPTY]
    if not filled:
        return 0.4 if kind in HEADING else 0.0
    same = sum(below is kind for _, below in filled) / len(filled)
    if kind is CellKind.WORDS:
        return _words_head(name, filled) if same > 0.5 else 1 - same
    if kind in HEADING:
        return 1 - 2 * same
    return -1.0 if kind is CellKind.NUMBER and same > 0.3 else -0.3


def _words_head(name: str, column: Sequence[tuple[str, CellKind]]) -> float:
    """Say how well words head words: as those of a list that come again, and are longer or numbered."""
    texts = [text for text, _ in column]
    if name in texts:
        return -0.5
    has_digit = any(map(str.isdigit, name))
    numbered = sum(any(map(str.isdigit, text)) for text in texts) / len(texts)
    if numbered > 0.7 and not has_digit:
        return 0.8
    if len(texts) > 2 and len(set(texts)) < len(texts):
        return 0.5
    return 0.4 if not has_digit and len(name) <= SENTENCE else 0.1


def _whole(lines: Sequence[Line], kinds: Kinds, place: int, start: int) -> tuple[int, ...]:
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
    if any(len(lines[upper][cell]) > SENTENCE for cell in cells) or first.startswith(("(", "[")):
        return False
    is_open = all(cells[0] < filled_places(kinds[place])[0] for place in header)
    if header[0] - upper > 1:  # a gap: only where each names what the other leaves open
        is_group = cells[0] > 0 and 1 < len(cells) < len(filled_places(kinds[header[-1]]))
        return is_group or (len(cells) > 2 and is_open)
    if len(cells) == 1:
        own = filled_places(kinds[header[-1]])[0]
        is_above_numbers = cells[0] >= own > 0 and _is_used(kinds, header[-1], 0)
        return (is_open and len(first) <= SHORT) or cells[0] > own or is_above_numbers
    if len(cells) == 2 and cells[0] == 0 and len(first) > SHORT:
        return False
    return len(cells) < len(below) or _numbered_below(kinds, header[-1], below)


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
        return cells == named and not above & set(cells)
    if len(cells) == 1 and cells[0] == 0:
        is_open = all(filled_places(kinds[one])[0] > 0 for one in header)
        return is_open and len(lines[place][0].strip()) <= SHORT and _numbered_below(kinds, place, (0,))
    return len(cells) > 1 and _heads_numbers(kinds, place, cells)


def _heads_numbers(kinds: Kinds, place: int, cells: Sequence[int]) -> bool:
    below = [line for line in kinds[place + 1 : place + 1 + BELOW] if filled_places(line)]
    headed = [
        cell
        for cell in cells
        if (column := [line[cell] for line in below if cell < len(line) and line[cell] is not CellKind.EMPTY])
        and sum(kind in COUNTED for kind in column) > 0.6 * len(column)
    ]
    return 2 * len(headed) > len(cells) - (0 in cells)
