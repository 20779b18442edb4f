"""What one release publishes: the tables that its outline names, in the periods that it compares."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipelines.document import Outline
from pipelines.model import Register
from pipelines.schedule import QUARTERS, Period
from pipelines.tables import CountTable, Key

YEARS_BACK = 5
PERIOD = "period_code"


def select_release(
    tables: Sequence[CountTable], outline: Outline, register: Register, period: Period
) -> tuple[CountTable, ...]:
    """Keep what the outline shows or divides by, for the period, the year before and five years back.

    What is not published needs no protection and costs none: fewer tables leave fewer holes.
    """
    names, codes = _named(outline, register), _compared(period)
    return tuple(_in_periods(table, codes) for table in tables if table.name in names)


def _named(outline: Outline, register: Register) -> frozenset[str]:
    named = {name for chapter in outline.chapters for name in [chapter.lead] if name}
    named |= {name for chapter in outline.chapters for block in chapter.blocks for name in block.measures}
    divided = {side for name in named for side in _sides(name, register)}
    return frozenset(named | divided)


def _sides(name: str, register: Register) -> Iterable[str]:
    """Give numerator and denominator of a rate, as names of tables."""
    mart, measure = name.split(".")
    indicator = register.indicators.get(measure)
    if indicator is None or indicator.kind != "ratio":
        return ()
    sides = (indicator.numerator, indicator.denominator)
    return tuple(side if "." in side else f"{mart}.{side}" for side in sides)


def _compared(period: Period) -> frozenset[str]:
    years = range(period.year - YEARS_BACK, period.year + 1)
    quarters = [Period(year, quarter).code for year in years[-2:] for quarter in QUARTERS]
    to_date = [f"{year}-JTD{period.quarter}" for year in years[-2:] if period.quarter]
    whole = [str(year) for year in (years[:-1] if period.quarter else years)]
    months = [f"{year}-{month:02}" for year in years[-2:] for month in range(1, 13)]
    school_years = [f"{year - 1}-{year}" for year in years]
    return frozenset([*quarters, *to_date, *whole, *months, *school_years])


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
