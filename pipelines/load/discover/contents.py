"""Say how well the cells of a column look as a column of a contract must."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipelines.load.headers import (
    VALUES,
    YEAR,
    is_week,
    likeness,
    likeness_of_shared_words,
    period_part,
    plain_name,
)
from pipelines.sources import Column, Kind

FEW = 40
"""A column of codes has so many distinct values at most."""

ENOUGH = 1000
"""So many cells show what a column holds."""

SEVERAL = 8
"""Numbers of sessions or persons differ, in a table of so many rows."""

LONG = 60
"""A number, a code or the name of an activity is shorter than this many letters."""

MONTH = r"(jan|f[eé][bv]|m[aä][aer]|mrt|a[pv]r|mei|ma[iy]|ju[nil]|aug|ao[uû]|sep|o[kc]t|nov|d[eé][cz])\w*\.?"
DAY = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
CLOCK = r"\d{1,2} ?[:.uh] ?\d{0,2}(:\d\d)?( ?[ap]\.?m\.?)?"

LOOKS = {
    Kind.DATE: rf"{DAY}([ T].*)?|(\w+,? )?\d{{1,2}}(er|e|st|nd|rd|th)?[ ./-]+{MONTH}[ ,./-]+\d{{2,4}}"
    rf"|(\w+,? )?{MONTH} \d{{1,2}}(st|nd|rd|th)?,? \d{{4}}",
    Kind.TIME: rf"{CLOCK}|{DAY}[ T]{CLOCK}.*",
    Kind.INTEGER: r"[+-]?\d{1,3}([.,\s'’]?\d{3})*([.,]0+)?",
    Kind.YEAR: rf"(19|20)\d\d|{DAY}",
    Kind.DECIMAL: r"[+-]?\d[\d.,\s'’]*",
    Kind.HOURS: r"\d+([.,]\d+)?|\d{1,3} ?[:uh] ?\d{0,2}(:\d\d)?|[\d.,]+ ?(min|minuten|uur|u|h).*",
    Kind.SHARE: r"\d+([.,]\d+)? ?%?",
    Kind.BOOLEAN: r"(ja|nee|neen|j|n|x|0|1|yes|no|oui|non|true|false)",
}


def looks_like(kind: Kind, cells: Sequence[str]) -> float:
    """Give the share of the cells that look as this kind; 0 where there are none."""
    asked = cells[:ENOUGH]
    if kind is Kind.PERIOD:
        named = sum(map(_looks_like_period, asked))
        return named / max(1, len(asked))
    pattern = re.compile(LOOKS[kind], re.IGNORECASE)
    return sum(pattern.fullmatch(cell) is not None for cell in asked) / max(1, len(asked))


def _looks_like_period(cell: str) -> bool:
    """Tell whether a cell may name a month, quarter or year; a week, which has a year too, is none."""
    return period_part(cell) is not None or (YEAR.search(cell) is not None and not is_week(cell))


def likely_code(column: Column, text: str, listed: Mapping[str, Sequence[str]] | None = None) -> str | None:
    """Give the code that a word likely means, of the contract's list or of `listed` (a code and its names).

    None = nobody can tell.
    """
    known = listed or {value: VALUES.get(value, ()) for value in column.values}
    names = tuple((code, *map(plain_name, words)) for code, words in known.items())
    plain = plain_name(text)
    is_whole = any(plain in words for words in names)
    if listed and not is_whole and (parts := re.split(r" *[,;/|&+\n] *| (?:en|et|and|und) ", plain))[1:]:
        meant = {_likely_code(part, names, True) for part in parts if part} - {None}
        if len(meant) > 1:
            return None  # several in one cell: none of them is all of it
    return _likely_code(plain, names, bool(listed))


@lru_cache(maxsize=1 << 14)
def _likely_code(plain: str, known: tuple[tuple[str, ...], ...], is_listed: bool) -> str | None:
    scores = []
    for code, *names in known:
        words = (code.casefold().replace("_", " "), *names)
        alike = max(likeness(plain, word) for word in words)
        if is_listed:  # "PI Gent" is Gent
            alike = max(alike, *(0.9 * likeness_of_shared_words(plain, word) for word in words))
        scores.append((alike, code))
    scores.sort(reverse=True)
    if not scores or scores[0][0] < 85 or (len(scores) > 1 and scores[0][0] == scores[1][0]):
        return None
    return scores[0][1]


def holds(
    column: Column, cells: Sequence[str], listed: Mapping[str, Sequence[str]] | None, *, is_key: bool
) -> float:
    """Say from 0 to 1 how well cells look as the column; 0.5 where there are none.

    `listed` gives the codes and names of the reference data that the column refers to.
    """
    cells = cells[:ENOUGH]
    if not cells:
        return 0.5
    if column.kind is Kind.ENUM:
        return _words(column, cells, None)
    if column.kind is Kind.PERSON or is_key or column.is_partner_number:
        return _numbers(cells)
    if column.kind is Kind.CODE and (listed or column.references):
        return _words(column, cells, listed or {})
    if column.kind in LOOKS or column.kind is Kind.PERIOD:
        return looks_like(column.kind, cells)
    return _texts(cells)


def _words(column: Column, cells: Sequence[str], listed: Mapping[str, Sequence[str]] | None) -> float:
    """Few different words, better when they are known; numbers are no words."""
    distinct = sorted(set(cells))
    if len(distinct) > FEW or all(re.fullmatch(r"[\d.,]+", text) and len(text) > 2 for text in distinct):
        return 0.0  # asked first, since it is cheap
    known = sum(likely_code(column, text, listed) is not None for text in distinct) / len(distinct)
    worded = sum(re.search(r"[^\W\d]", text) is not None for text in distinct) / len(distinct)
    if max(worded, known) < 0.5:
        return 0.0
    without = 0.7 if listed == {} else 0.4  # where nothing is listed, no word can be known
    return without + (1 - without) * known


def _numbers(cells: Sequence[str]) -> float:
    """Short marks that differ: how often one comes again says nothing, but two of them tell nothing apart."""
    short = sum(len(cell) <= LONG // 2 and cell.count(" ") <= 1 for cell in cells) / len(cells)
    differ = len(cells) < SEVERAL or len(set(cells)) > 2
    amounts = sum(re.fullmatch(r"\d{1,3}([.,]\d{3})+|\d+[.,]\d+", cell) is not None for cell in cells)
    return short if differ and 2 * amounts <= len(cells) else 0.0


def _texts(cells: Sequence[str]) -> float:
    named = sum(
        len(cell) <= LONG and not re.fullmatch(r"[\d.,/: -]+", cell) and "://" not in cell for cell in cells
    )
    return named / len(cells)
