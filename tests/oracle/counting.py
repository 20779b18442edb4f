"""Count at every level in pandas, by quarter, year and year to date."""

from collections.abc import Callable, Sequence
from itertools import chain, combinations
from typing import TYPE_CHECKING

import pandas as pd

from tests.oracle.readers import Frame

if TYPE_CHECKING:
    from pandas.api.typing import DataFrameGroupBy as GroupBy

Cells = dict[tuple[str | None, ...], float]
Series = pd.Series
Count = Callable[["GroupBy"], "Series[float]"]


def headline(date: "Series[pd.Timestamp]") -> list[list[str]]:
    """Give the quarter, the year and the years to date of each day."""
    return [
        [
            f"{day.year}-K{day.quarter}",
            str(day.year),
            *(f"{day.year}-JTD{last}" for last in (2, 3) if day.quarter <= last),
        ]
        for day in date
    ]


def in_periods(table: Frame, date: str = "date") -> Frame:
    return table.assign(period=headline(table[date])).explode("period", ignore_index=True)


def cube(table: Frame, keys: Sequence[str], count: Count) -> Cells:
    """Count at every level: with each of the keys, or over all of it."""
    cells: Cells = {}
    subsets = chain.from_iterable(combinations(keys, size) for size in range(len(keys) + 1))
    for subset in subsets:
        by = [*subset, "period"]
        for labels, value in count(table.groupby(by)).items():
            label = dict(zip(by, labels if isinstance(labels, tuple) else (labels,), strict=True))
            cells[label.get(keys[0]), label["period"], *(label.get(name) for name in keys[1:])] = float(value)
    return cells


def plus(*parts: Cells) -> Cells:
    added: Cells = {}
    for cells in parts:
        for key, value in cells.items():
            added[key] = added.get(key, 0) + value
    return added


def rows(part: "GroupBy") -> "Series[int]":
    return part.size()


def persons(part: "GroupBy") -> "Series[int]":
    return part["person"].nunique()


def total_of(column: str) -> Count:
    return lambda part: part[column].sum()


def stated(totals: Frame, measure: str, *keys: str) -> Cells:
    """Lay a partner's totals in the periods that hold theirs whole."""
    chosen = totals[totals["measure"] == measure].assign(
        form="unknown", reason="unknown", target_group="unknown"
    )
    chosen = chosen.assign(date=chosen["period"].map(first_day))
    chosen = chosen.assign(own=chosen["period"])
    laid = in_periods(chosen)
    return cube(laid, ["prison", *keys], total_of("value"))


def first_day(period: str) -> pd.Timestamp:
    year, _, part = period.partition("-")
    month = {"K1": 1, "K2": 4, "K3": 7, "K4": 10}.get(part) or int(part or 1)
    return pd.Timestamp(int(year), month, 1)


def days_of(quarter: str) -> int:
    start = first_day(quarter)
    return (start + pd.DateOffset(months=3) - start).days


def at_the_end(table: Frame, holds: Callable[[pd.Timestamp], "Series[bool]"]) -> Frame:
    """Give for each period the rows for which something holds on the first day after it."""
    parts = []
    for year in range(2020, 2026):
        for quarter in (1, 2, 3, 4):
            after = pd.Timestamp(year, 3 * quarter - 2, 1) + pd.DateOffset(months=3)
            codes = [f"{year}-K{quarter}", {2: f"{year}-JTD2", 3: f"{year}-JTD3", 4: str(year)}.get(quarter)]
            parts += [table[holds(after)].assign(period=code) for code in codes if code]
    return pd.concat(parts, ignore_index=True)
