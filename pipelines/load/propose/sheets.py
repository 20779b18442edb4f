"""Take the sheets of a file together that hold the same table, and read what their names say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.load.discover import Unknown, likely_code
from pipelines.load.headers import continues, period_part, plain_name, plain_words
from pipelines.sources import Column

MOST = 60_000
"""So many lines of all sheets together are looked at."""


@dataclass(frozen=True)
class Together:
    """The sheets that hold one table, as that one table and as they are; `others` hold another.

    `sheet_as` names a column of the names of the sheets, where these say something; `continued` are the
    sheets without a header of their own; `title_as` names one of the titles above tables of one sheet.
    """

    table: Unknown
    sheets: tuple[str, ...]
    others: tuple[Unknown, ...]
    alike: tuple[Unknown, ...]
    sheet_as: str | None = None
    continued: tuple[str, ...] = ()
    title_as: str | None = None


def together(
    tables: Sequence[Unknown], prison: Column | None, listed: Mapping[str, tuple[str, ...]] | None
) -> Together:
    """Take the likeliest table with those of other sheets, or files of a ZIP, that have its columns."""
    # a header that comes again further down is the same table: its first stands above
    first = min((one for one in tables if _stands_with(one, tables[0])), key=lambda one: one.header_row)
    rest = [one for one in tables if one is not first]
    own = set(map(plain_name, first.headers))
    alike = [first]
    others: list[Unknown] = []
    continued: list[str] = []
    seen = {(first.member, first.sheet)}
    for table in rest:
        if table.sheet not in (None, first.sheet) and _goes_on(table, first):
            alike.append(replace(table, headers=first.headers, rows=_all_lines(table), header_row=0))
            continued.append(table.sheet)
            continue
        same = set(map(plain_name, table.headers)) == own and table.header_row > 0
        is_new = (table.member, table.sheet) not in seen
        (alike if same and (is_new or _stands_with(table, first)) else others).append(table)
        seen.add((table.member, table.sheet))
    names = [table.sheet or table.member.rpartition("/")[2].rpartition(".")[0] for table in alike]
    says = _says(names, prison, listed) if len(set(names)) > 1 else None
    if says in first.headers:
        says = None
    titles = [table.title for table in alike]
    is_titled = len(alike) > len(seen & {(one.member, one.sheet) for one in alike}) and all(titles)
    title_as = (_says(titles, prison, listed) or "Titel") if is_titled else None
    if title_as in (*first.headers, says):
        title_as = None
    rows = [
        (*_in_order(row, table, first), *((name,) if says else ()), *((table.title,) if title_as else ()))
        for table, name in zip(alike, names, strict=True)
        for row in table.rows
    ][:MOST]
    headers = (*first.headers, *filter(None, (says, title_as)))
    sheets = tuple(
        sorted({table.sheet for table in alike if table.sheet}, key=[t.sheet for t in tables].index)
    )
    if len(sheets) > 1 and not any(table.sheet for table in others):
        sheets = ("*",)
    return Together(
        replace(first, headers=headers, rows=tuple(rows)), sheets, tuple(others), tuple(alike), says,
        tuple(continued),
        title_as,
    )  # fmt: skip


def _goes_on(table: Unknown, first: Unknown) -> bool:
    """Tell whether the lines of a sheet are rows of the table of another: it has no header of its own."""
    return continues(_all_lines(table), first.rows, range(len(first.headers)))


def _all_lines(table: Unknown) -> tuple[tuple[str, ...], ...]:
    """Give the rows of a table, and what was taken for its header where that is one line."""
    return (table.headers, *table.rows) if table.header_height == 1 and table.header_row else table.rows


def _stands_with(table: Unknown, other: Unknown) -> bool:
    place = (table.member, table.sheet, table.headers)
    return place == (other.member, other.sheet, other.headers)


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


def prison_in(prison: Column | None, listed: Mapping[str, tuple[str, ...]] | None, header: str) -> str | None:
    """Give the prison that a header names by a whole word of its name or its code."""
    code = likely_code(prison, header, listed) if prison and listed else None
    known = plain_words(" ".join((code or "", *(listed or {}).get(code or "", ())))).split()
    return code if set(plain_words(header).split()) & set(known) else None


def told_of_sheets(whole: Together) -> Iterator[str]:
    """Say which sheets would be read without a header of their own."""
    for name in whole.continued:
        yield (
            f"Blad {name!r} heeft geen kopregel en lijkt het vervolg van een ander blad: het wordt mee "
            "gelezen. Klopt dat niet, wis dan continued en noem in sheets enkel de andere bladen."
        )
