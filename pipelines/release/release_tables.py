"""What one release publishes: the tables that its outline names, in the periods that it shows them in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.model import IndicatorCatalogue
from pipelines.outline import (
    RESULT_DIMENSIONS,
    TARGETS,
    YEARS_BACK,
    BesideSpec,
    FichesSpec,
    GlanceSpec,
    Outline,
    axes_of,
    measures_of,
)
from pipelines.release.required_cells import Planned, planned_cells
from pipelines.request import QUARTERS, Period, month_codes, school_year_codes, to_date_code
from pipelines.tables import CountTable, Key

PERIOD, PRISON, DOMAIN = "period_code", "prison_code", "domain_code"
OVERVIEW = "overview"
BY_QUARTER = frozenset({"quarters", "eight_quarters", "quarters_of_year"})
"""The axes of an outline that show quarters."""
MONTHS, SCHOOL_YEARS = "months", "school_years"
TO_DATE = BY_QUARTER | {"to_date"}
"""Those that show a year to date too: quarters have it as their total."""


def select_release(
    tables: Sequence[CountTable], outline: Outline, register: IndicatorCatalogue, period: Period
) -> tuple[CountTable, ...]:
    """Keep what the outline shows or divides by, for the period, the year before and five years back.

    What is not published needs no protection and costs none: fewer cells leave fewer holes. A table that no
    chapter shows by quarter is published by year; one that only the overview shows, for all prisons together.
    """
    uses = _named(outline, register)
    planned = planned_cells(tables, outline, register, period)
    kept = (_cut(table, uses.get(table.name, frozenset()), planned, period) for table in tables)
    return tuple(table for table in kept if table.counts or table.name in uses)


@dataclass(frozen=True)
class Use:
    """One way in which a table is shown: along these axes (dimensions and periods), by prison or not.

    `domains` are those of which it is shown; empty = all.
    """

    axes: frozenset[str]
    by_prison: bool = True
    domains: frozenset[str] = frozenset()


def _named(outline: Outline, register: IndicatorCatalogue) -> Mapping[str, frozenset[Use]]:
    """Name each table that the outline needs, and say how it is shown."""
    found: dict[str, frozenset[Use]] = {}
    for name, use in _shown(outline):
        for table in (name, *_sides(name, register)):
            found[table] = found.get(table, frozenset()) | {use}
    return found


def _shown(outline: Outline) -> Iterator[tuple[str, Use]]:
    for chapter in outline.chapters:
        of_chapter = frozenset({DOMAIN} if chapter.per == "domain" else ())
        for name in filter(None, (chapter.lead, *chapter.leads)):
            yield name, Use(of_chapter, by_prison=chapter.scope != OVERVIEW)
        for block in chapter.blocks:
            axes = {*axes_of(block)}
            themes = block.themes if isinstance(block, GlanceSpec) else ()
            is_together = OVERVIEW in (block.scope, chapter.scope) and not (
                PRISON in axes or isinstance(block, BesideSpec | FichesSpec)
            )
            use = Use(of_chapter | axes, not is_together, frozenset(block.domains))
            for name in (*measures_of(block), *(one for theme in themes for one in theme.measures)):
                yield name, use
            for theme in themes:
                for broken_down in filter(None, (theme.cause, theme.parts)):
                    yield broken_down, Use(of_chapter | {theme.rows, axes_of(block)[1]}, not is_together)


def _sides(name: str, register: IndicatorCatalogue) -> Iterable[str]:
    """Give numerator and denominator of a rate, as names of tables."""
    mart, measure = name.split(".")
    return tuple(side if "." in side else f"{mart}.{side}" for side in register.sides(measure))


def _codes(period: Period, axes: frozenset[str]) -> frozenset[str]:
    """Give the periods in which a table along these axes is published."""
    years = range(period.year - YEARS_BACK, period.year + 1)
    compared = years[-2:]
    codes = [Period(year, period.quarter).code for year in years]
    if TO_DATE & axes and period.quarter is not None:
        codes += [to_date_code(year, period.quarter) for year in compared]
    if BY_QUARTER & axes:
        shown = QUARTERS[: period.quarter]
        codes += [Period(year, quarter).code for year in compared for quarter in shown]
    if MONTHS in axes:
        codes += month_codes(period)
    if SCHOOL_YEARS in axes:
        codes += school_year_codes(period, YEARS_BACK)
    return frozenset(codes)


def _cut(table: CountTable, uses: frozenset[Use], planned: Planned, period: Period) -> CountTable:
    """Keep the cells that are shown in one of these ways, and those that the action plan needs."""
    own = planned.get(table.name, frozenset())
    codes = {use: _codes(period, use.axes) for use in uses}

    def is_shown(key: Key) -> bool:
        labels = {name: label for name, label in zip(table.dimensions, key, strict=True) if label is not None}
        others = labels.keys() - {*RESULT_DIMENSIONS}
        if (table.name == TARGETS or not others) and tuple(map(labels.get, RESULT_DIMENSIONS)) in own:
            return True
        broken_down = labels.keys() - {PRISON, PERIOD}
        return any(
            broken_down <= use.axes
            and (use.by_prison or PRISON not in labels)
            and (PERIOD not in labels or labels[PERIOD] in codes[use])
            and (not use.domains or labels.get(DOMAIN) in (None, *use.domains))
            for use in uses
        )

    behind = table.contributors
    return replace(
        table,
        counts={key: value for key, value in table.counts.items() if is_shown(key)},
        contributors=None if behind is None else {key: one for key, one in behind.items() if is_shown(key)},
    )
