"""Find out how the cells of a text are told apart, by how regular and how meaningful they then are."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from pipelines.load.discover.splitting import Signs, records

LOOKED = 1 << 16
"""So many letters at the beginning of a text are looked at."""

RECORDS = 120
"""So many records of it are looked at."""

DELIMITERS = (",", ";", "\t", "|", "^", "~", ":", " ")
QUOTES = ('"', "'")

LITTLE = 1e-3
"""What a text is worth that has one cell a line: less than any table, more than nothing."""

MEANT = re.compile(
    r"[+-]?[\d.,' ]*\d ?[%‰]?"  # a number
    r"|[+-]?[€$£¥] ?[\d.,' ]+|[\d.,' ]+ ?(?:[€$£¥]|EUR|USD)"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d{1,2}:\d\d(?::\d\d)?.*)?"
    r"|\d{1,2}[:hu]\d{0,2}(?::\d\d)?(?: ?[ap]\.?m\.?)?"
    r"|(?:https?://|www\.)\S+|[^\s@]+@[^\s@]+\.\w+"
    r"|[^\W\d_][\w'’.&()/#°-]*(?: [\w'’.&()/#°+-]+){0,12}"  # some words
    r"|[-–—./?*]|n/?a|nan|null",
    re.IGNORECASE,
)
"""What a cell holds that somebody meant as one."""


def likely_signs(text: str) -> Signs:
    """Give the likeliest delimiter and quote of a text.

    Of each pair the regularity of the lines is weighed by the share of the cells that are a known kind of
    thing, as van den Burg, Nazábal and Sutton do (Wrangling messy CSV files by detecting row and type
    patterns, 2019, section 4).
    """
    sample = text[:LOOKED]
    tried = [
        Signs(delimiter, quote, is_loose=loose)
        for delimiter in DELIMITERS
        if delimiter in sample
        for quote in QUOTES
        for loose in _ways(sample, delimiter)
        if quote == '"' or re.search(rf"(?:^|[{re.escape(delimiter)}]) ?'", sample, re.MULTILINE)
    ]
    return max(tried, key=lambda signs: _consistency(sample, signs), default=Signs(";"))


def _ways(sample: str, delimiter: str) -> tuple[bool, ...]:
    """Say whether blanks after this delimiter may belong to no cell: where most of them have one."""
    if delimiter == " ":
        return (True,)
    return (False, True) if 2 * sample.count(delimiter + " ") > sample.count(delimiter) else (False,)


def _consistency(sample: str, signs: Signs) -> float:
    lines = [one.cells for one in islice(records(sample, signs), RECORDS)]
    filled = [cells for cells in lines if any(map(str.strip, cells))]
    if not filled:
        return 0.0
    return _regularity(filled) * _meaning(filled, signs)


def _regularity(lines: Sequence[Sequence[str]]) -> float:
    """Give the mean over the widths that occur of how many lines have it, more for wider ones."""
    widths = Counter(map(len, lines))
    weights = (count * max(LITTLE, (width - 1) / width) for width, count in widths.items())
    return sum(weights) / len(widths)


def _meaning(lines: Sequence[Sequence[str]], signs: Signs) -> float:
    cells = [cell for line in lines for cell in line]
    meant = sum(_is_meant(cell, signs) for cell in cells)
    return max(1e-10, meant / len(cells))


def _is_meant(cell: str, signs: Signs) -> bool:
    """Blanks around a cell and quotes in it show that it was cut at the wrong place."""
    if not cell:
        return True
    is_cut = cell[0] == " " or cell[0] in QUOTES or cell[-1] == signs.quote
    return not is_cut and (MEANT.fullmatch(cell.rstrip()) is not None or (len(cell) > 40 and " " in cell))
