"""Guess which columns of a contract stand in an unknown table, by their names and by what they hold."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipelines.load.discover import Unknown, holds, looks_like
from pipelines.load.headers import (
    HEADERS,
    OTHERS,
    WEAK,
    holds_names,
    is_personal,
    likeness,
    likeness_in_any_order,
    likeness_of_shared_words,
    plain_words,
)
from pipelines.sources import Column, Contract, Kind, Origin, made_columns

SHOWN = 250
"""So many different cells of a column show what it holds."""

SURE_ENOUGH = 65
"""Below this a guess is not proposed."""

ALIKE = 72
"""Names that are less alike than this are other names: `sectie` is no `sessie`."""

KNOWN = 80
"""How alike any header is to that of a list of which the cells are nearly all known words."""

COMPOUND = 78
"""How alike a word is to one that ends in it: `vormingsuren` are `uren`."""

CERTAIN = 95
"""A header that is so alike is the name itself."""

UNIT = re.compile(
    r"\((?:in )?(?:u|uur|uren|h|hours|heures|min|minuten|minutes|aantal|n|€|eur|euro|%|x ?1\.?000"
    r"|dd[/-]mm[/-]\w+)\.?\)|\[\w+\]",
    re.IGNORECASE,
)
"""What stands behind the name of a column and says in what it is counted."""

NUMBER = re.compile(r".+?[ -]?(nr|nummer|numero|number|no|id|code)")

NUMBER_OF = re.compile(r"^(?:aantal|nombre (?:de |d')|number of) *(?=\w)")
"""What says that a column counts, and not what: `aantal kinderen` are no `aantal uren`."""

COUNTED = (Kind.INTEGER, Kind.DECIMAL, Kind.HOURS, Kind.SHARE)
"""Kinds of which numbers are added up: none of them numbers persons or lines."""

SURELY = 0.8
"""So many cells of a date hold a time too, where it is read from them."""

MANY = 10
"""So many columns that are found weigh as much as all that is required."""

ENDS = (*HEADERS["end_date"], *HEADERS["valid_to"])
BEGUN = 70
"""How sure it is that a line with a first and a last day is a session."""

SERIAL = re.compile(r"[2-7]\d{4}(?:[.,]\d+)?")
"""A day as a spreadsheet counts it, where the format of the cell was lost."""

SERIALS = 0.6
"""How well such numbers look as dates, below a header that says that they are."""

CONSTANT = ("organisation_code", "domain_code", "indicator_code", "status", "result", "form")

Listed = Mapping[str, Mapping[str, Sequence[str]]]
"""The codes of reference data with their names, by column that refers to them."""


@dataclass(frozen=True)
class Guess:
    """The header that a column of the contract likely has, and how sure that is (0 to 100).

    `join` are the headers that say it together, where no header does so alone.
    """

    column: str
    place: int
    header: str
    confidence: int
    join: tuple[str, ...] = ()


def guess_columns(table: Unknown, contract: Contract, listed: Listed) -> tuple[Guess, ...]:
    """Give the surest guesses, each header and each column once, in the order of the contract.

    One column may give both the date and the time, where its cells hold both.
    """
    candidates = sorted(
        (
            Guess(column.name, place, header, _confidence(column, contract, header, cells, listed))
            for place, header, cells in _columns(table)
            for is_private in (is_personal(header),)
            for column in contract.columns.values()
            if not is_private or column.kind is Kind.YEAR
        ),
        key=lambda one: (-one.confidence, one.place, one.column),
    )
    chosen: dict[str, Guess] = {}
    for one in candidates:
        taken = {other.place for other in chosen.values()}
        if one.confidence >= SURE_ENOUGH and one.column not in chosen and one.place not in taken:
            chosen[one.column] = one
    if (began := chosen.get("session_date")) and _begins_a_stretch(began, table):
        chosen["session_date"] = replace(began, confidence=min(began.confidence, BEGUN))
    day = chosen.get("session_date")
    has_time = day is not None and looks_like(Kind.TIME, table.column(day.place)) > SURELY
    if day and has_time and "start_time" in contract.columns:
        chosen.setdefault("start_time", replace(day, column="start_time"))
    return tuple(chosen[name] for name in contract.columns if name in chosen)


NUMBERED = re.compile(
    r"(?:.*[ .-]|.{4,})?(?:volgnummer|nummer|nr|numero|id|code)|no|number|#|.* (?:no|number)"
)
"""What a column is called that numbers lines, persons or things."""


def is_numbering(header: str, cells: Sequence[str]) -> bool:
    """Tell whether numbers name something, by their header or by zeros before them: they are no amounts."""
    zeros = sum(re.fullmatch(r"0\d+", cell) is not None for cell in cells)
    return NUMBERED.fullmatch(plain_words(header)) is not None or 2 * zeros > len(cells) > 0


def _begins_a_stretch(began: Guess, table: Unknown) -> bool:
    """Tell whether the day of a session may be the first of a course or a stay, which ends on another day."""
    ends = [place for place, header in enumerate(table.headers) if alike(header, ENDS) >= CERTAIN]
    pairs = [
        (row[began.place].strip(), row[ends[0]].strip()) for row in table.rows if ends and len(row) > ends[0]
    ]
    filled = [(first, last) for first, last in pairs if first and last and looks_like(Kind.DATE, [last])]
    return bool(filled) and 2 * sum(first[:10] != last[:10] for first, last in filled) > len(filled)


def _columns(table: Unknown) -> list[tuple[int, str, tuple[str, ...]]]:
    """Give the columns that a guess can be made of: a total follows from others, and is none."""
    return [
        (place, header, _shown(table.column(place)))
        for place, header in enumerate(table.headers)
        if header.strip() and place not in table.total_columns
    ]


def _shown(cells: Sequence[str]) -> tuple[str, ...]:
    """Give some cells from all over a column."""
    return tuple(cells[:: max(1, len(cells) // SHOWN)][: 2 * SHOWN])


def fit(guesses: Sequence[Guess], contract: Contract) -> float:
    """Say how well a table fits a contract: sure columns, and nothing required that is missing.

    What is often the same for a whole file need not stand in it.
    """
    sure = {one.column: one.confidence for one in guesses}
    required = [name for name, column in contract.columns.items() if column.required]
    made = made_columns(contract, {name: Origin(headers=(name,)) for name in sure})
    required = [name for name in required if name in sure or name not in (*CONSTANT, *made)]
    found = sum(sure.get(name, 0) for name in required) / (100 * max(1, len(required)))
    return found + sum(sure.values()) / (100 * MANY)


def alike(header: str, names: Sequence[str]) -> float:
    """Say from 0 to 100 how alike a header is to one of these names, in any order of its words."""
    plain = _plain(header)
    return max((_alike(plain, _plain(name)) for name in names), default=0.0)


@lru_cache(maxsize=1 << 13)
def _plain(header: str) -> str:
    """Give a header as it is compared: without its unit, and without a number before it."""
    bare = re.sub(r"^[A-Z]?\d+(?:[.:]\d+)*[.:)]? +(?=[^\W\d])", "", header.strip())
    plain = plain_words(UNIT.sub(" ", bare)) or plain_words(header)
    return NUMBER_OF.sub("", plain) or plain


@lru_cache(maxsize=1 << 12)
def _names_others(header: str) -> tuple[tuple[str, float], ...]:
    """Give the two columns that a header names best, and how well; '' = something that is asked nowhere."""
    scores = sorted(((alike(header, words), name) for name, words in HEADERS.items()), reverse=True)[:2]
    return (*((name, score) for score, name in scores), ("", alike(header, OTHERS)))


@lru_cache(maxsize=1 << 18)
def _alike(plain: str, name: str) -> float:
    if len(name) >= 4 and " " not in plain and plain.endswith(name) and plain != name:
        return COMPOUND
    # a name without what qualifies it may be that of another: `deelnemers` for `max. deelnemers`
    part = 0.85 if len(plain) > len(name) else 0.75
    return max(likeness(plain, name), 0.95 * likeness_in_any_order(plain, name), part * _part(plain, name))


def _part(plain: str, name: str) -> float:
    """Say whether all words of the one stand in the other; a single short word is no evidence."""
    shorter = min(plain, name, key=len)
    return likeness_of_shared_words(plain, name) if len(shorter) >= 4 else 0.0


HEADS = re.compile(
    r"(?:.* )?(?:deelnemers|cursisten|leerlingen|gedetineerden|aanwezigen|personen|participants|apprenants"
    r"|personnes|presents|detenus|learners|prisoners|persons|people|attendees|teilnehmer|personnes presentes)"
)
"""What several persons are called: a number below it is how many."""


def _counts_heads(header: str, cells: Sequence[str]) -> bool:
    """Tell whether numbers say how many persons there are, and not which."""
    plain = plain_words(header)
    whole = [cell for cell in cells if re.fullmatch(r"\d{1,3}", cell)]
    is_plural = HEADS.fullmatch(plain) is not None and 2 * len(whole) > len(cells)
    return NUMBER_OF.match(plain) is not None or is_plural


def _confidence(column: Column, contract: Contract, header: str, cells: Sequence[str], listed: Listed) -> int:
    is_key = contract.key == (column.name,)
    names = (column.label, column.name, *HEADERS.get(column.name, ()))
    own = max(alike(header, names), 0.8 * alike(header, WEAK.get(column.name, ())))
    if is_key and NUMBER.fullmatch(plain_words(header)):
        own = max(own, COMPOUND)
    if own < ALIKE and not listed.get(column.name):
        return 0
    if column.kind in COUNTED and is_numbering(header, cells):
        return 0
    if column.kind is Kind.PERSON and _counts_heads(header, cells):
        return 0
    if column.name == "activity_name" and own < CERTAIN and holds_names(cells):
        return 0
    held = holds(column, cells, listed.get(column.name), is_key=is_key)
    if column.kind is Kind.DATE and own >= CERTAIN and cells and all(map(SERIAL.fullmatch, cells)):
        held = SERIALS
    if listed.get(column.name) and held > 0.9 and not is_key:
        own = max(own, KNOWN)
    others = max(score for name, score in _names_others(header) if name != column.name)
    # a header that is clearly the name of something else is not this, however well its cells look
    if own < ALIKE or own < others - 10:
        return 0
    return round(0.6 * own + 40 * held) if held >= 0.2 else 0
