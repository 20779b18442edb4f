"""Find in a table of totals which columns count something: each becomes a map of its own."""

import re
from collections.abc import Sequence

from pipelines.load.discover import Unknown, looks_like
from pipelines.load.headers import HEADERS, MEASURES, OTHERS, likeness, plain_words
from pipelines.load.propose.guess import ALIKE, SHOWN, Guess, alike, is_numbering
from pipelines.sources import Kind

COUNTED = 70
"""How sure it is that a column of numbers counts something."""

CLEAR = 85
"""So alike is a header to the name of a measure, or of what is none."""

NUMERIC = 0.3
"""So many cells are numbers; the others may be hidden or missing."""

MOST = 8
"""More columns that count something are left to a person."""


def measure_columns(table: Unknown, guesses: Sequence[Guess]) -> tuple[Guess, ...]:
    """Give the columns of numbers that no guess takes, as guesses of the value of a total."""
    taken = {one.place for one in guesses}
    found = [
        Guess("value", place, header, (likely_measure(header) or ("", COUNTED))[1])
        for place, header in enumerate(table.headers)
        if place not in taken | table.total_columns and header.strip() and counts(header, table.column(place))
    ]
    return tuple(found[:MOST])


def likely_measure(header: str) -> tuple[str, int] | None:
    """Give the measure of the register that a header likely names, and how sure that is."""
    plain = plain_words(header)
    sure, name = max(
        (max(likeness(plain, plain_words(word)) for word in (name, *words)), name)
        for name, words in MEASURES.items()
    )
    return (name, round(sure)) if sure >= CLEAR else None


def counts(header: str, filled: Sequence[str]) -> bool:
    """Tell whether a column holds amounts: no numbers of lines, no years, no shares."""
    cells = filled[:: max(1, len(filled) // SHOWN)]
    if is_numbering(header, cells):
        return False
    is_measure = likely_measure(header) is not None
    is_other = alike(header, (*OTHERS, *HEADERS["period_code"])) >= ALIKE and not is_measure
    years = sum(re.fullmatch(r"(19|20)\d\d", cell) is not None for cell in cells)
    rates = sum("%" in cell for cell in cells)
    return not is_other and not rates and 2 * years < len(cells) and looks_like(Kind.DECIMAL, cells) > NUMERIC
