"""Find periods that stand beside each other in the header, and put them below each other."""

import re
from dataclasses import dataclass, replace
from itertools import islice

from pipelines.load.discover import Unknown, looks_like
from pipelines.load.headers import period_part
from pipelines.sources import Kind

BESIDE = 3
"""So many columns of one sort are periods beside each other."""

ROWS = 2000
"""So many lines are put below each other to see what they hold."""


@dataclass(frozen=True)
class Sideways:
    """The headers that are periods with what they say (`2025-03`, `03`, `K1`), and the names they get."""

    periods: dict[str, str]
    names_to: str
    values_to: str


def sideways(table: Unknown) -> Sideways | None:
    """Give the columns of a table that are periods beside each other; None where there are none."""
    found: dict[str, dict[str, str]] = {}
    for place, header in enumerate(table.headers):
        part = period_part(header)
        if part and (looks_like(Kind.DECIMAL, table.column(place)) > 0.5 or not table.column(place)):
            sort = re.sub(r"\d", "0", part)
            found.setdefault(sort, {})[header] = part
    periods = max(found.values(), key=len, default={})
    if len(periods) < BESIDE or len(set(periods.values())) < len(periods):
        return None
    names = [name for name in ("Aantal", "Waarde", "Cijfer") if name not in table.headers]
    return Sideways(periods, "Periode" if "Periode" not in table.headers else "Kolom", names[0])


def stand_below(table: Unknown, found: Sideways) -> Unknown:
    """Give the table with a line for each of its periods, as loading makes it."""
    beside = [place for place, header in enumerate(table.headers) if header in found.periods]
    kept = [place for place in range(len(table.headers)) if place not in beside]
    rows = (
        (*(row[at] if at < len(row) else "" for at in kept), table.headers[place], row[place])
        for row in table.rows
        for place in beside
        if place < len(row)
    )
    headers = (*(table.headers[place] for place in kept), found.names_to, found.values_to)
    return replace(table, headers=headers, rows=tuple(islice(rows, ROWS)), is_below=True)
