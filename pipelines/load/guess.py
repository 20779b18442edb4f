"""Guess which columns of a contract stand in an unknown table, by their names and by what they hold."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipelines.load.header import plain_name
from pipelines.load.identifiers import is_personal
from pipelines.load.synonyms import HEADERS, VALUES
from pipelines.load.unknown import Unknown
from pipelines.sources import Column, Contract, Kind

SURE_ENOUGH = 60
"""Below this a guess is not proposed."""

FEW = 40
"""A column of codes has so many distinct values at most."""

ENOUGH = 1000
"""So many cells show what a column holds."""

LOOKS = {
    Kind.DATE: r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}([ T].*)?",
    Kind.TIME: r"\d{1,2} ?[:.uh] ?\d{0,2}(:\d\d)?",
    Kind.INTEGER: r"[+-]?\d{1,3}([. ]?\d{3})*([.,]0+)?",
    Kind.YEAR: r"(19|20)\d\d",
    Kind.DECIMAL: r"[+-]?[\d. ]*\d([.,]\d+)?",
    Kind.HOURS: r"\d+([.,]\d+)?|\d{1,3} ?[:uh] ?\d{0,2}(:\d\d)?|[\d.,]+ ?(min|minuten|uur|u|h).*",
    Kind.SHARE: r"\d+([.,]\d+)? ?%?",
    Kind.PERIOD: r".*(19|20)\d\d.*",
    Kind.BOOLEAN: r"(ja|nee|neen|j|n|x|0|1|yes|no|oui|non|true|false)",
}


@dataclass(frozen=True)
class Guess:
    """The header that a column of the contract likely has, and how sure that is (0 to 100)."""

    column: str
    place: int
    header: str
    confidence: int


def guess_columns(table: Unknown, contract: Contract) -> tuple[Guess, ...]:
    """Give the surest guesses, each header and each column once, in the order of the contract."""
    candidates = sorted(
        (
            Guess(column.name, place, header, _confidence(column, header, table.column(place)))
            for column in contract.columns.values()
            for place, header in enumerate(table.headers)
            if header and not is_personal(header)
        ),
        key=lambda one: (-one.confidence, one.place, one.column),
    )
    chosen: dict[str, Guess] = {}
    for one in candidates:
        taken = {other.place for other in chosen.values()}
        if one.confidence >= SURE_ENOUGH and one.column not in chosen and one.place not in taken:
            chosen[one.column] = one
    return tuple(chosen[name] for name in contract.columns if name in chosen)


def fit(guesses: Sequence[Guess], contract: Contract) -> float:
    """Say how well a table fits a contract: sure columns, and nothing required that is missing."""
    sure = {one.column: one.confidence for one in guesses}
    required = [name for name, column in contract.columns.items() if column.required]
    found = sum(sure.get(name, 0) for name in required) / (100 * max(1, len(required)))
    return found + sum(sure.values()) / (100 * max(len(contract.columns), 8))


def likely_code(column: Column, text: str, listed: Mapping[str, Sequence[str]] | None = None) -> str | None:
    """Give the code that a word likely means, of the contract's list or of `listed` (a code and its names).

    None = nobody can tell.
    """
    known = listed or {value: VALUES.get(value, ()) for value in column.values}
    plain = plain_name(text)
    scores = []
    for code, names in known.items():
        words = (code.casefold().replace("_", " "), *map(plain_name, names))
        alike = max(fuzz.ratio(plain, word) for word in words)
        if listed:  # "PI Gent" is Gent
            alike = max(alike, *(0.9 * fuzz.token_set_ratio(plain, word) for word in words))
        scores.append((alike, code))
    scores.sort(reverse=True)
    if not scores or scores[0][0] < 85 or (len(scores) > 1 and scores[0][0] == scores[1][0]):
        return None
    return scores[0][1]


def _confidence(column: Column, header: str, cells: Sequence[str]) -> int:
    own = _alike(
        header, (column.label.casefold(), column.name.replace("_", " "), *HEADERS.get(column.name, ()))
    )
    best = max(_alike(header, others) for others in HEADERS.values())
    # a header that is clearly the name of something else is not this, however well its cells look
    return round(0.6 * own + 40 * _holds(column, cells)) if own >= 55 and own >= best - 10 else 0


def _alike(header: str, names: Sequence[str]) -> float:
    plain = plain_name(header)
    return max(max(fuzz.ratio(plain, one), 0.85 * fuzz.token_set_ratio(plain, one)) for one in names)


def _holds(column: Column, cells: Sequence[str]) -> float:
    """Give the share of cells that look as the column's kind."""
    if not cells:
        return 0.5
    cells = cells[:ENOUGH]
    if column.kind is Kind.ENUM:
        distinct = sorted(set(cells))
        if len(distinct) > FEW:
            return 0.0
        return 0.4 + 0.6 * sum(likely_code(column, text) is not None for text in distinct) / len(distinct)
    if column.kind is Kind.CODE and column.references and not column.is_partner_number:
        return 1.0 if len(set(cells)) <= FEW else 0.2
    if column.kind in LOOKS:
        pattern = re.compile(LOOKS[column.kind], re.IGNORECASE)
        return sum(pattern.fullmatch(cell) is not None for cell in cells) / len(cells)
    is_number = sum(re.fullmatch(r"[\d.,/: -]+", cell) is not None for cell in cells) / len(cells)
    return 1 - is_number if column.kind is Kind.TEXT else 1.0
