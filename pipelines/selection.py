"""What one release publishes: the tables that its outline names, in the periods that it shows them in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipelines.document import Outline
from pipelines.model import Register
from pipelines.schedule import QUARTERS, Period
from pipelines.tables import CountTable, Key

YEARS_BACK = 5
PERIOD = "period_code"
BY_QUARTER = frozenset({"quarters", "eight_quarters", "quarters_of_year"})
"""The axes of an outline that show quarters."""


def select_release(
    tables: Sequence[CountTable], outline: Outline, register: Register, period: Period
) -> tuple[CountTable, ...]:
    """Keep what the outline shows or divides by, for the period, the year before and five years back.

    What is not published needs no protection and costs none: fewer cells leave fewer holes. A table that no
    chapter shows by quarter is published by year.
    """
    by_quarter = _named(outline, register)
    return tuple(
        _in_periods(table, _codes(period, by_quarter=by_quarter[table.name]))
        for table in tables
        if table.name in by_quarter
    )


def _named(outline: Outline, register: Register) -> Mapping[str, bool]:
    """Name each table that the outline needs, and say whether it is shown by quarter."""
    found: dict[str, bool] = {}
    for name, is_by_quarter in _shown(outline):
        for table in (name, *_sides(name, register)):
            found[table] = found.get(table, False) or is_by_quarter
    return found


def _shown(outline: Outline) -> Iterator[tuple[str, bool]]:
    for chapter in outline.chapters:
        if chapter.lead:
            yield chapter.lead, False
        for block in chapter.blocks:
            for name in block.measures:
                yield name, bool(BY_QUARTER & {block.rows, block.columns})


def _sides(name: str, register: Register) -> Iterable[str]:
    """Give numerator and denominator of a rate, as names of tables."""
    mart, measure = name.split(".")
    indicator = register.indicators.get(measure)
    if indicator is None or indicator.kind != "ratio":
        return ()
    sides = (indicator.numerator, indicator.denominator)
    return tuple(side if "." in side else f"{mart}.{side}" for side in sides)


def _codes(period: Period, *, by_quarter: bool) -> frozenset[str]:
    years = range(period.year - YEARS_BACK, period.year + 1)
    compared = years[-2:]
    shown: Sequence[int] = ()
    if period.quarter is None:
        codes = [str(year) for year in years]
        codes += [f"{year - 1}-{year}" for year in years]  # school years
        codes += [f"{year}-{month:02}" for year in compared for month in range(1, 13)]
        shown = QUARTERS if by_quarter else shown
    else:
        codes = [Period(year, period.quarter).code for year in years]
        codes += [f"{year}-JTD{period.quarter}" for year in compared]
        shown = QUARTERS[: period.quarter] if by_quarter else shown
    return frozenset([*codes, *(Period(year, quarter).code for year in compared for quarter in shown)])


def _in_periods(table: CountTable, codes: frozenset[str]) -> CountTable:
    if PERIOD not in table.dimensions:
        return table
    place = table.dimensions.index(PERIOD)
    behind = table.contributors
    return replace(
        table,
        counts={key: value for key, value in table.counts.items() if key[place] in codes},
        contributors=None if behind is None else _kept(behind, place, codes),
    )


def _kept(behind: Mapping[Key, int], place: int, codes: frozenset[str]) -> Mapping[Key, int]:
    return {key: persons for key, persons in behind.items() if key[place] in codes}
