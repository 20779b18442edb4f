"""Find the lines of a grid that head its tables, by the kinds of what stands in them and below them."""

from collections.abc import Sequence
from itertools import islice, pairwise

from pipelines.load.discover.cell_kinds import (
    BELOW,
    COUNTED,
    HEADING,
    SENTENCE,
    CellKind,
    Kinds,
    Line,
    filled_places,
    kind_of,
    number_in,
)
from pipelines.load.discover.tall_headers import whole_header

FIRST = 3
"""A run of numbers shows in one of so many pairs."""

ENOUGH = 2
"""So many rows show what a header heads; lines after a gap are asked only where there are fewer."""

LOOK_DOWN = 60
"""So many filled lines are looked at for a header."""

SURE = 0.35
"""A line of which the cells head what is below them less than this is no header."""

SURE_AGAIN = 0.6
"""Below a table, a line that heads others less than this is one of its rows."""

NEAR = 0.6
"""The first line that heads what is below it nearly as well as the best does is the header."""


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


def next_header(
    lines: Sequence[Line], kinds: Kinds, start: int, before: Sequence[int] = ()
) -> tuple[int, ...] | None:
    """Give the lines of the next header from `start` on; below a first table only where it is plain.

    `before` are the lines of the headers above: one that comes again word by word heads a table again.
    """
    is_first = not before
    known = {_named(lines[place]) for place in before if len(filled_places(kinds[place])) > 1}
    filled = [place for place in range(start, len(lines)) if filled_places(kinds[place])]
    scores: dict[int, float] = {}
    for rank, place in enumerate(filled[:LOOK_DOWN] if is_first else filled):
        if not is_first and _named(lines[place]) in known:
            return whole_header(lines, kinds, place, start)
        if not is_first and not _opens_again(kinds, place):
            continue
        score = _heads(lines, kinds, filled[rank : rank + BELOW + 1])
        if is_first and score >= SURE:
            scores[place] = score
        if not is_first and score >= SURE_AGAIN:
            return whole_header(lines, kinds, place, start)
    if not scores:
        return None
    best = max(scores.values())
    found = next(one for one, score in scores.items() if score >= NEAR * best)
    # a header that comes again has more below it to judge by than the first of them has
    first = next(place for place in filled if _named(lines[place]) == _named(lines[found]))
    return whole_header(lines, kinds, first, start)


def _named(line: Line) -> tuple[str, ...]:
    return tuple(cell.strip().casefold() for cell in line)


def _opens_again(kinds: Kinds, place: int) -> bool:
    """Tell whether a line below a table can head another: no number, and names where numbers stood above."""
    cells = filled_places(kinds[place])
    if len(cells) < 2 or any(kinds[place][cell] in COUNTED for cell in cells):
        return False
    if len(cells) == 2 and filled_places(kinds[place - 1]) == cells:
        return False  # a form: a name and what it is, line by line
    above = [line for line in kinds[max(0, place - BELOW) : place] if filled_places(line)]
    names = {CellKind.WORDS, CellKind.PERIOD} if len(cells) > 2 else {CellKind.WORDS}
    changed = [
        cell
        for cell in cells
        if kinds[place][cell] in names
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
