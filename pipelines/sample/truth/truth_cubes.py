"""Count facts at every level at once, straight from the make-believe world and not by SQL."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

Key = tuple[str | None, ...]


@dataclass(frozen=True)
class Dimension:
    """A label for each fact: places in a list of labels."""

    name: str
    places: Numbers
    labels: tuple[str, ...]

    def of(self, rows: Numbers) -> "Dimension":
        """Keep these facts only."""
        return Dimension(self.name, self.places[rows], self.labels)


@dataclass(frozen=True)
class CubePeriod:
    """A period of the report: months are counted from the first month of the first year."""

    code: str
    first: int
    after: int


def dimension(name: str, labels: Sequence[str]) -> Dimension:
    """Give a dimension from the label of each fact."""
    known = tuple(sorted(set(labels)))
    place = {label: number for number, label in enumerate(known)}
    return Dimension(name, np.array([place[label] for label in labels], dtype=np.int64), known)


def periods(first_year: int, last_year: int) -> Iterator[CubePeriod]:
    """Give quarters, years and years to date; the first quarter and the whole year have one code each."""
    for year in range(first_year, last_year + 1):
        start = 12 * (year - first_year)
        for quarter in range(4):
            yield CubePeriod(f"{year}-K{quarter + 1}", start + 3 * quarter, start + 3 * quarter + 3)
        yield CubePeriod(f"{year}-JTD2", start, start + 6)
        yield CubePeriod(f"{year}-JTD3", start, start + 9)
        yield CubePeriod(str(year), start, start + 12)


def month_of(day: int, first_year: int) -> int:
    """Give the month of a day, counted from the first month of the first year."""
    at = date.fromordinal(day)
    return 12 * (at.year - first_year) + at.month - 1


def sums(dimensions: Sequence[Dimension], values: Numbers) -> dict[Key, int]:
    """Add the values up for every combination of labels; None is the total over a dimension."""
    found: dict[Key, int] = {}
    for kept, codes in _levels(dimensions, len(values)):
        present, where = np.unique(codes, return_inverse=True)
        added = np.zeros(len(present), dtype=np.int64)
        np.add.at(added, where, values)
        for code, value in zip(present.tolist(), added.tolist(), strict=True):
            found[_key(code, dimensions, kept)] = value
    return found


def distinct(dimensions: Sequence[Dimension], things: Numbers) -> dict[Key, int]:
    """Count the different things for every combination of labels, anew for each."""
    found: dict[Key, int] = {}
    width = int(things.max(initial=0)) + 1
    for kept, codes in _levels(dimensions, len(things)):
        pairs = np.unique(codes * width + things)
        present, counts = np.unique(pairs // width, return_counts=True)
        for code, count in zip(present.tolist(), counts.tolist(), strict=True):
            found[_key(code, dimensions, kept)] = count
    return found


def _levels(dimensions: Sequence[Dimension], count: int) -> Iterator[tuple[tuple[bool, ...], Numbers]]:
    for kept in product((True, False), repeat=len(dimensions)):
        codes = np.zeros(count, dtype=np.int64)
        for part, is_kept in zip(dimensions, kept, strict=True):
            if is_kept:
                codes = codes * len(part.labels) + part.places
        yield kept, codes


def _key(code: int, dimensions: Sequence[Dimension], kept: Sequence[bool]) -> Key:
    labels: list[str | None] = []
    for part, is_kept in zip(reversed(dimensions), reversed(kept), strict=True):
        if is_kept:
            code, place = divmod(code, len(part.labels))
            labels.append(part.labels[place])
        else:
            labels.append(None)
    return tuple(reversed(labels))
