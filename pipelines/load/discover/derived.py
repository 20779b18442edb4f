"""Find by arithmetic the lines that are computed from others: totals, subtotals and means."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from pipelines.load.discover.cell_kinds import CellKind, kind_of, number_in

REACH = 80
"""A total is of at most so many lines above or below it, without a word that says so."""

FAR = 600
"""A line that is called a total can be of so many lines."""

MOST = 3000
"""So many lines are looked at."""

TOLERANCE = 1e-4
"""How far a total may be from the sum of its parts by rounding, as a share of it."""

NAMED = 0.01
"""How far what is called a total may be."""

DOMINANT = 0.7
"""What is called a total is one where so many of its numbers are not below any of its parts."""

LEAST = 5
"""Smaller numbers add up by chance."""

CLEAR = 50
"""A single column shows a total only by a number above this."""

SAYS_TOTAL = re.compile(
    r"\b(?:sub-?|eind|deel|sous[- ]?|grand[- ]?|algemeen )?tota(?:al|len|l|ls|ux)\d*\b"
    r"|^\W*(?:som|sum|somme|summe|gesamt|insgesamt|ensemble|samen|overall|gemiddelde?|average|mean|moyenne)\b"
    r"|^\W*(?:all|alle|tous|toutes)\b(?! (?:other|others|andere|overige|autres|anderen)\b)",
    re.IGNORECASE,
)
"""What a line is called that is likely computed from others; all others are not all."""

Numbers = npt.NDArray[np.float64]


def derived_lines(lines: Sequence[Sequence[str]]) -> frozenset[int]:
    """Give the places of the lines of which the numbers follow from those of lines above or below.

    A line is a total when in most of its columns, and in at least two (or in one, of three lines or more, or
    by its name), it is the sum or the mean of the lines next to it; a total of totals is of those alone.
    Adjacent lines are tried from near to far, as Jiang et al. do (Aggregation detection in CSV files, 2022).
    """
    looked = lines[:MOST]
    numbers = _numbers(looked)
    named = [_says_total(line) for line in looked]
    found: dict[int, tuple[int, ...]] = {}
    for _ in range(3):  # totals, totals of totals, and those of these
        more = {
            place: parts
            for place in range(len(looked))
            if place not in found
            and (parts := _parts_of(numbers, place, found, is_named=named[place])) is not None
        }
        if not more:
            break
        found |= more
    return frozenset(found)


def _numbers(lines: Sequence[Sequence[str]]) -> Numbers:
    """Give the numbers of the cells, NaN where there is none, nor in a column of years only."""
    width = max((len(line) for line in lines), default=0)
    numbers = np.full((len(lines), width), np.nan)
    counts = np.zeros(width, dtype=bool)
    for place, line in enumerate(lines):
        for column, cell in enumerate(line):
            value = number_in(cell)
            if value is not None:
                numbers[place, column] = float(value)
                counts[column] |= kind_of(cell) is CellKind.NUMBER
    numbers[:, ~counts] = np.nan
    return numbers


def _says_total(line: Sequence[str]) -> bool:
    words = [cell for cell in line if kind_of(cell) is CellKind.WORDS][:2]
    return any(SAYS_TOTAL.search(cell) for cell in words)


def _parts_of(
    numbers: Numbers, place: int, found: Mapping[int, tuple[int, ...]], *, is_named: bool
) -> tuple[int, ...] | None:
    """Give the lines that a line is computed from; None where it is not."""
    columns = np.flatnonzero(~np.isnan(numbers[place]))
    if not len(columns):
        return None
    reach = FAR if is_named else REACH
    above = list(range(place - 1, max(-1, place - 1 - reach), -1))
    below = list(range(place + 1, min(len(numbers), place + 1 + reach)))
    for side in (above, below):
        for parts in _series(side, found):
            if len(parts) >= 2 and (
                number := _adds_up(numbers[place, columns], numbers[parts][:, columns], is_named=is_named)
            ):
                return tuple(parts[:number])
    return None


def _series(side: Sequence[int], found: Mapping[int, tuple[int, ...]]) -> list[list[int]]:
    """Give the lines that a total here could be of.

    All; those that are no totals; only the totals; and totals beside lines that are in none of them.
    """
    if not found:
        return [list(side)]
    covered = {part for one in side if one in found for part in found[one]}
    return [
        [one for one in side if one not in found],
        [one for one in side if one in found],
        [one for one in side if one not in covered],
    ]


def _adds_up(own: Numbers, parts: Numbers, *, is_named: bool) -> int:
    """Give how many of the first lines add up to this one, or have it as their mean; 0 where none do."""
    filled = ~np.isnan(parts) & (parts != 0)
    sums = np.cumsum(np.where(filled, parts, 0.0), axis=0)
    counts = np.cumsum(filled, axis=0)
    is_told = (own != 0) & (np.abs(own) >= LEAST)
    exact = (np.abs(sums - own) <= _rounding(own)) & (counts >= 2)
    hits = (exact & is_told).sum(axis=1)
    share = exact.sum(axis=1) / len(own)
    rows_used = counts.max(axis=1)
    several = ((hits >= 2) & (share >= 0.6)) | ((hits >= 3) & (share >= 0.45))
    alone = (hits == len(own)) & (rows_used >= 3) & (np.abs(own).max() > CLEAR)
    if number := _first(several | alone):
        return number
    if not is_named:
        return 0
    near = (np.abs(sums - own) <= np.maximum(_rounding(own), NAMED * np.abs(own))) & (counts >= 2)
    means = (np.abs(sums / np.maximum(counts, 1) - own) <= _rounding(own)) & (counts >= 2)
    for fits in (near, means):
        if number := _first(((fits & (own != 0)).sum(axis=1) >= 1) & (fits.mean(axis=1) >= 0.5)):
            return number
    is_largest = len(parts) >= 3 and (own >= np.nanmax(np.nan_to_num(parts), axis=0)).mean() >= DOMINANT
    return len(parts) if is_largest else 0


def _first(fits: npt.NDArray[np.bool_]) -> int:
    """Give the number of lines up to the first that fits, 0 where none does."""
    return int(np.argmax(fits)) + 1 if bool(fits.any()) else 0


def _rounding(own: Numbers) -> Numbers:
    """Give how far a sum may be from what is printed: about half of its last digit."""
    digits = 1.0 if bool((own == np.round(own)).all()) else 0.1
    return np.maximum(0.51 * digits, TOLERANCE * np.abs(own))
