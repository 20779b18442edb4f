"""Find periods, dates, bands or prisons that stand beside each other, and put them below each other."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Literal

from pipelines.load.discover import COUNTED, CellKind, Unknown, kind_of, number_in
from pipelines.load.headers import beside_columns, is_week, period_part, plain_words

BESIDE = 3
"""So many columns of one sort stand beside each other; of years and quarters with a year two are enough."""

ROWS = 2000
"""So many lines are put below each other to see what they hold."""

MONTHS = 12

MARKS = 5
"""A cell with at most so many letters marks something: present, absent, ill."""

PRISON = ("pi", "gevangenis", "prison", "inrichting", "penitentiair complex", "etablissement", "jva")
"""What stands before the name of a prison and says no more than that."""

COUNTS = ("Aantal aanwezigen", "Aantal")
FIRSTS = "0000-00-01"
"""The shape of months as first days."""

UNKNOWN = (
    "onbekend", "niet gekend", "niet bekend", "onbekende leeftijd", "leeftijd onbekend", "inconnu", "unknown",
    "unbekannt", "andere", "overige", "autre", "autres", "other",
)  # fmt: skip
"""What the column beside groups is called that holds who is in none of them."""

Sort = Literal["period", "date", "band", "place", "week"]
NAMES: dict[Sort, str] = {
    "period": "Periode", "date": "Datum", "band": "Leeftijdsgroep", "place": "Gevangenis", "week": "Week",
}  # fmt: skip
VALUES: dict[Sort, tuple[str, ...]] = {
    "period": ("Aantal", "Waarde", "Cijfer"), "date": ("Aanwezig", "Kruisje"), "band": ("Aantal", "Waarde"),
    "place": ("Aantal", "Waarde"), "week": ("Aantal", "Waarde"),
}  # fmt: skip


@dataclass(frozen=True)
class Sideways:
    """Columns of one sort with what each says (`2025-03`, `K1`), and what they are called below each other.

    `says` is what their headers have in common: what they count. `patterns` name them, and those of the next
    file with them; `named` gives what each is called then.
    """

    columns: dict[str, str]
    names_to: str
    values_to: str
    sort: Sort = "period"
    says: str = ""
    patterns: tuple[str, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)


KnownPlace = Callable[[str], str | None]
"""Which prison a header names, if any."""


def sideways(table: Unknown, prison_in: KnownPlace = lambda _: None) -> tuple[Sideways, ...]:
    """Give the columns that stand beside each other where they belong below each other; () = none.

    More than one = several things are counted in the same periods.
    """
    found: dict[tuple[Sort, str, str], dict[str, str]] = {}
    seen = set()
    for place, header in enumerate(table.headers):
        said = _said(header, prison_in)
        if said is None or place in table.total_columns or header in seen or not _is_counted(table, place):
            continue
        seen.add(header)
        sort, says, part = said
        shape = re.sub(r"\d", "0", part) if sort == "period" else ""
        found.setdefault((sort, says, shape), {})[header] = part
    if numbered := _months_by_number(table):
        found = {("period", "", "00"): numbered}
    groups = {
        key: columns
        for key, columns in found.items()
        if len(set(columns.values())) == len(columns) and len(columns) >= _enough(key)
    }
    if not groups:
        return ()
    groups = {_of_months(key, columns): columns for key, columns in groups.items()}
    sort, _, shape = max(groups, key=lambda key: len(groups[key]))
    alike = {says: columns for (kind, says, form), columns in groups.items() if (kind, form) == (sort, shape)}
    if sort in ("band", "place") and len(alike) == 1:
        ((says, columns),) = alike.items()
        alike[says] = {**columns, **_unknown_part(table)}
    called = COUNTS if sort == "date" and _are_counts(table, next(iter(alike.values()))) else VALUES[sort]
    free = [name for name in called if name not in table.headers] or ["Waarde 1"]
    name = NAMES[sort] if NAMES[sort] not in table.headers else "Kolom"
    return tuple(
        _with_patterns(
            Sideways(columns, name, says if says and len(alike) > 1 else free[0], sort, says), table
        )
        for says, columns in alike.items()
    )


def _months_by_number(table: Unknown) -> dict[str, str]:
    """Give the columns that are called 01, 02 ... or 1 to 12 in turn; {} where they are no months."""
    found = [
        (place, header)
        for place, header in enumerate(table.headers)
        if re.fullmatch(r"0[1-9]|[1-9]|1[0-2]", header) and _is_counted(table, place)
    ]
    in_turn = [int(header) for _, header in found] == list(range(1, len(found) + 1))
    beside = [place for place, _ in found] == list(range(found[0][0], found[-1][0] + 1)) if found else False
    is_clear = len(found) == MONTHS or (len(found) >= BESIDE and found[0][1] == "01")
    return {header: header.zfill(2) for _, header in found} if in_turn and beside and is_clear else {}


Key = tuple[Sort, str, str]


def _of_months(key: Key, columns: Mapping[str, str]) -> Key:
    """Call columns of first days of months what they are: a spreadsheet made dates of months."""
    firsts = [re.fullmatch(r"((?:19|20)\d\d-\d\d)-01(?:[ T]00:00:00)?", header) for header in columns]
    return ("period", "", FIRSTS) if key[0] == "date" and all(firsts) else key


def months_of_days(beside: Sideways) -> dict[str, str]:
    """Give the month of each column that is called by the first day of one; {} where they are not."""
    firsts = all(header[4:5] == "-" and header[7:10] == "-01" for header in beside.columns)
    return {header: header[:7] for header in beside.columns} if firsts else {}


def _are_counts(table: Unknown, columns: Mapping[str, str]) -> bool:
    """Tell whether numbers stand below dates, and not marks of who was there."""
    places = [place for place, header in enumerate(table.headers) if header in columns]
    cells = [cell for place in places for cell in table.column(place)]
    numbers = [number for cell in cells if (number := number_in(cell)) is not None]
    return 2 * len(numbers) > len(cells) and any(number > 1 for number in numbers)


def _unknown_part(table: Unknown) -> dict[str, str]:
    """Give the column of those of whom it is not known, beside the groups: without it they do not add up."""
    return {
        header: header
        for place, header in enumerate(table.headers)
        if plain_words(header) in UNKNOWN and place not in table.total_columns and _is_counted(table, place)
    }


def _with_patterns(found: Sideways, table: Unknown) -> Sideways:
    """Name the columns by a pattern where that means these columns and no other."""
    shape = {re.sub(r"\d", "?", header) for header in found.columns} if found.sort != "band" else set()
    years = {re.sub(r"^(19|20)\d\d$", r"\1??", header) for header in found.columns}
    for pattern in (f"{found.says} *", f"* {found.says}", *(years if len(years) == 1 else shape)):
        named = beside_columns((pattern,), table.headers) if len(pattern.strip("* ")) > 1 else {}
        headers = {table.headers[place]: name for name, place in named.items()}
        if headers.keys() == found.columns.keys() and len(shape | years) < 2 * len(headers):
            return replace(found, patterns=(pattern,), named=headers)
    return replace(found, patterns=tuple(found.columns), named={name: name for name in found.columns})


def _enough(key: tuple[Sort, str, str]) -> int:
    sort, _, shape = key
    return 2 if sort == "place" or (sort == "period" and shape.startswith("0000")) else BESIDE


def _said(header: str, prison_in: KnownPlace) -> tuple[Sort, str, str] | None:
    """Give of a header what sort of thing it says, with what words around it, and which."""
    text = " ".join(header.split())
    kind = kind_of(text)
    if kind is CellKind.DATE and period_part(text) is None:
        return "date", "", text
    if kind is CellKind.BAND:
        return "band", "", text
    words = text.split(" ")
    for length in range(min(3, len(words)), 0, -1):
        for part, rest in ((words[:length], words[length:]), (words[-length:], words[:-length])):
            if said := period_part(" ".join(part)):
                return "period", " ".join(rest).strip(" -:"), said
    if is_week(text):
        return "week", "", text
    return _place_said(text, words, prison_in)


def _place_said(text: str, words: Sequence[str], prison_in: KnownPlace) -> tuple[Sort, str, str] | None:
    """Give which prison a header names, and what it says around the fewest words that name it."""
    code = prison_in(text)
    if code is None:
        return None
    for length in range(1, len(words) + 1):
        for part, rest in ((words[:length], words[length:]), (words[-length:], words[:-length])):
            if prison_in(" ".join(part)) == code:
                around = " ".join(rest).strip(" -:()")
                return "place", "" if plain_words(around) in PRISON else around, code
    return "place", "", code


def _is_counted(table: Unknown, place: int) -> bool:
    """Tell whether a column holds numbers or short marks, or nothing at all."""
    cells = table.column(place)
    counted = sum(kind_of(cell) in (*COUNTED, CellKind.YEAR) or len(cell) <= MARKS for cell in cells)
    return 2 * counted >= len(cells)


def stand_below(table: Unknown, found: Sequence[Sideways]) -> Unknown:
    """Give the table with a line for each of its columns beside each other, as loading makes it."""
    places = {header: place for place, header in reversed(list(enumerate(table.headers)))}
    beside = {places[header] for one in found for header in one.columns}
    kept = [place for place in range(len(table.headers)) if place not in beside | table.total_columns]
    parts = list(dict.fromkeys(part for one in found for part in one.columns.values()))
    by_part = [{part: header for header, part in one.columns.items()} for one in found]
    rows = (
        (*(_at(row, place) for place in kept), name, *values)
        for row in table.rows
        for part in parts
        for name in [
            next(
                one.named[headers[part]]
                for one, headers in zip(found, by_part, strict=True)
                if part in headers
            )
        ]
        for values in [[_at(row, places[headers[part]]) if part in headers else "" for headers in by_part]]
        if any(values)
    )
    headers = (
        *(table.headers[place] for place in kept),
        found[0].names_to,
        *(one.values_to for one in found),
    )
    return replace(
        table, headers=headers, rows=tuple(islice(rows, ROWS)), is_below=True, total_columns=frozenset()
    )


def _at(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""
