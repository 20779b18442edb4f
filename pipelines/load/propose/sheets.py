"""Take the sheets of a file together that hold the same table, and read what their names say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.load.discover import Unknown, likely_code
from pipelines.load.headers import period_part, plain_name
from pipelines.sources import Column

MOST = 60_000
"""So many lines of all sheets together are looked at."""


@dataclass(frozen=True)
class Together:
    """The sheets that hold one table, as that one table and as they are; `others` hold another.

    `sheet_as` names a column of the names of the sheets, where these say something.
    """

    table: Unknown
    sheets: tuple[str, ...]
    others: tuple[Unknown, ...]
    alike: tuple[Unknown, ...]
    sheet_as: str | None = None


def together(
    tables: Sequence[Unknown], prison: Column | None, listed: Mapping[str, tuple[str, ...]] | None
) -> Together:
    """Take the likeliest table with those of other sheets, or files of a ZIP, that have its columns."""
    first, *rest = tables
    own = set(map(plain_name, first.headers))
    alike = [first]
    others: list[Unknown] = []
    seen = {(first.member, first.sheet)}
    for table in rest:
        same = set(map(plain_name, table.headers)) == own and table.header_row > 0
        is_new = (table.member, table.sheet) not in seen
        (alike if same and is_new else others).append(table)
        seen.add((table.member, table.sheet))
    names = [table.sheet or table.member.rpartition("/")[2].rpartition(".")[0] for table in alike]
    says = _says(names, prison, listed) if len(alike) > 1 else None
    if says in first.headers:
        says = None
    rows = [
        (*_in_order(row, table, first), *((name,) if says else ()))
        for table, name in zip(alike, names, strict=True)
        for row in table.rows
    ][:MOST]
    headers = (*first.headers, says) if says else first.headers
    sheets = tuple(
        sorted({table.sheet for table in alike if table.sheet}, key=[t.sheet for t in tables].index)
    )
    if len(sheets) > 1 and not any(table.sheet for table in others):
        sheets = ("*",)
    return Together(
        replace(first, headers=headers, rows=tuple(rows)), sheets, tuple(others), tuple(alike), says
    )


def _says(
    names: Sequence[str], prison: Column | None, listed: Mapping[str, tuple[str, ...]] | None
) -> str | None:
    if 2 * sum(period_part(name) is not None for name in names) > len(names):
        return "Periode"
    known = [name for name in names if prison and listed and likely_code(prison, name, listed)]
    return "Gevangenis" if 2 * len(known) > len(names) else None


def _in_order(row: Sequence[str], table: Unknown, first: Unknown) -> tuple[str, ...]:
    """Give the cells of a row in the order of the columns of the first table."""
    if table.headers == first.headers:
        return tuple(row) + ("",) * (len(first.headers) - len(row))
    places = {plain_name(header): place for place, header in enumerate(table.headers)}
    at = [places[plain_name(header)] for header in first.headers]
    return tuple(row[place] if place < len(row) else "" for place in at)
