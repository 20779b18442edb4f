"""Find the year and the month that stand in two columns, or of which the year stands in a name only."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.load.discover import Unknown
from pipelines.load.headers import YEAR, is_week, period_of_names, period_part
from pipelines.load.propose.guess import ALIKE, alike
from pipelines.load.propose.proposal import Proposed, ProposedMap

YEARS = ("jaar", "kalenderjaar", "année", "an", "year", "jahr")
QUARTERS = ("kwartaal", "trimestre", "quarter", "quartal")
PARTS = ("maand", "mois", "month", "monat", "periode", *QUARTERS)

PERIOD_AS = "Periode uit de naam"
NAMED = 80
"""How sure it is that a table without periods is of the one that its name tells: a person looks at it."""

YEAR_AS = "Jaar uit de naam"
"""What the column is called that holds the year in the name of the sheet or the file."""


def with_year(proposed: ProposedMap, table: Unknown, names: Sequence[str]) -> tuple[ProposedMap, bool]:
    """Join a year to the periods of a map that have none; tell whether it comes from one of these names."""
    period = next((one for one in proposed.columns if one.column == "period_code"), None)
    if period is None or period.join or period.header not in table.headers:
        return proposed, False
    own = table.column(table.headers.index(period.header))
    if _is_part(own):
        year, part = _column(table, YEARS, is_year=True), period.header
    elif _is_year(own) and (beside := _column(table, PARTS, is_year=False)):
        year, part = period.header, beside
    else:
        return proposed, False
    from_name = year is None and any(YEAR.search(name) for name in names)
    if year is None and not from_name:
        return proposed, False
    separator = _separator(part, table.column(table.headers.index(part)))
    joined = replace(period, join=(year or YEAR_AS, part), separator=separator, values={})
    columns = tuple(joined if one is period else one for one in proposed.columns)
    return replace(proposed, columns=columns), from_name


def with_period_of_name(proposed: ProposedMap, names: Sequence[str]) -> ProposedMap:
    """Take the period of totals from the names of sheet and file, where no column has it and those do."""
    period = next((one for one in proposed.missing if one.name == "period_code"), None)
    if period is None or period_of_names(names) is None:
        return proposed
    named = Proposed(period.name, period.label, PERIOD_AS, NAMED, (), {})
    missing = tuple(one for one in proposed.missing if one is not period)
    return replace(proposed, columns=(*proposed.columns, named), missing=missing)


def _separator(header: str, cells: Sequence[str]) -> str:
    """Say what a number is that stands beside a year: 1 can be a month or a quarter."""
    if not all(map(str.isdigit, cells)):
        return "-"
    return "-K" if alike(header, QUARTERS) >= ALIKE else "-M"


def without_year(proposed: ProposedMap, table: Unknown) -> bool:
    """Tell whether the periods of a map have no year anywhere."""
    period = next((one for one in proposed.columns if one.column == "period_code" and not one.join), None)
    return (
        period is not None
        and period.header in table.headers
        and not period.values
        and _is_part(table.column(table.headers.index(period.header)))
    )


RUNNING = re.compile(
    r"cumul|\bytd\b|\bjtd\b|year to date|sinds begin|begin van het jaar|oplopend|opgelopen", re.I
)
"""What says that numbers run on from the beginning of the year: those of a quarter hold the one before."""


def running_totals(names: Sequence[str]) -> Iterator[str]:
    """Ask of sheets, files and columns whose names say that their numbers run on through the year."""
    for name in dict.fromkeys(name for name in names if name and RUNNING.search(name)):
        yield (
            f"{name!r} lijkt aantallen te geven sinds het begin van het jaar. Zijn het er geen van de "
            "periode alleen, lees ze dan niet in: ze zouden dubbel tellen. Vraag de aantallen per periode."
        )


def _column(table: Unknown, names: Sequence[str], *, is_year: bool) -> str | None:
    fits = _is_year if is_year else _is_part
    found = [
        (-len(set(table.column(place))), place, header)
        for place, header in enumerate(table.headers)
        if alike(header, names) >= ALIKE and fits(table.column(place))
    ]
    return min(found)[2] if found else None  # months rather than the quarters of them


def _is_year(cells: Sequence[str]) -> bool:
    return bool(cells) and all(re.fullmatch(r"(19|20)\d\d", cell) for cell in cells)


def _is_part(cells: Sequence[str]) -> bool:
    """Tell whether cells are months or quarters without their year."""
    parts = [
        re.fullmatch(r"0?[1-9]|1[0-2]", cell) is not None
        or re.fullmatch(r"\d\d|K\d", period_part(cell) or "") is not None
        for cell in cells
    ]
    return bool(parts) and sum(parts) >= 0.95 * len(parts)


def asked(proposed: Proposed, headers: Sequence[str]) -> Proposed:
    """Give the period of columns of which nobody knows the year, with `?` where it must come."""
    return replace(proposed, values={header: f"?-{period_part(header) or header}" for header in headers})


SHOWN = 50
"""So many cells show whether a column names weeks."""

SCHOOL_YEAR = re.compile(r"(?:19|20)\d\d ?[-/–] ?(?:(?:19|20)?\d\d)")
"""Two years on end; `2025-03` is a month."""


def weeks_and_school_years(table: Unknown) -> Iterator[str]:
    """Say which columns name weeks or school years: the report has none, and nothing shares them out."""
    for place, header in enumerate(table.headers):
        filled = table.column(place)
        cells = filled[:: max(1, len(filled) // SHOWN)]
        if not cells:
            continue
        if 2 * sum(map(is_week, cells)) > len(cells):
            yield (
                f"Kolom {header!r} noemt weken. Het verslag kent maanden, kwartalen en jaren, en een week "
                "valt soms in twee maanden: vraag de partner de aantallen per maand, of de datum van elke "
                "activiteit."
            )
        elif 2 * sum(_is_school_year(cell) for cell in cells) > len(cells):
            yield (
                f"Kolom {header!r} noemt schooljaren, die over twee kalenderjaren vallen. Het verslag "
                "kent maanden, kwartalen en jaren: vraag de partner de aantallen per maand of per kwartaal."
            )


def _is_school_year(cell: str) -> bool:
    return SCHOOL_YEAR.fullmatch(cell) is not None and period_part(cell) is None
