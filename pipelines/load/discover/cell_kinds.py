"""Tell of what kind the text of a cell is: a number, a year, a date, a band, a mark for nothing, or words."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import lru_cache

from pipelines.load.discover.contents import DAY, MONTH
from pipelines.load.headers import is_week, period_part


class CellKind(Enum):
    """What the text of a cell is: `BAND` a range as of ages, `MARK` a sign for a number that is not there."""

    EMPTY = "empty"
    NUMBER = "number"
    YEAR = "year"
    PERIOD = "period"
    DATE = "date"
    BAND = "band"
    MARK = "mark"
    WORDS = "words"


NUMBER = re.compile(
    r"\(?[-+−–]? ?(?:[€$£] ?)?(?:\d{1,3}(?:[.,\s’']\d{3})+|\d+)?(?:[.,]\d+)?"
    r" ?(?:[%‰€*†¹²³r]|\d{0,2}/|\(\d{1,2}\))?\)?|\d+(?:[.,]\d+)?[eE][-+]?\d+"
)
YEAR = re.compile(
    r"\(?(?:19|20)\d\d(?:\.0?|[a-z*†]|,? ?\(?[\\/]?\d{1,2}\)?/?)?\)?|(?:19|20)\d\d ?[-/–] ?(?:19|20)?\d\d"
)
DATE = re.compile(
    rf"{DAY}(?:[ T].*)?"
    rf"|(?:[^\W\d]+\.?,? )?\d{{1,2}}(?:er|e|st|nd|rd|th)?[ ./-]+{MONTH}(?:[ ,./-]+\d{{2,4}})?"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}",
    re.IGNORECASE,
)
MOMENT = re.compile(rf"{DATE.pattern}|\d{{1,2}}[:hu]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?", re.IGNORECASE)
BAND = re.compile(
    r"(?:[<>≤≥] ?)?\d{1,2} ?(?:[-–/+]|to|tot|à|t/m|en)? ?(?:\d{1,3})?"
    r"(?:\+| ?(?:jaar|ans|years|j\.?|en ouder|et plus|and over|plus))"
    r"|\d{1,2} ?(?:[-–]|to|tot|à|t/m) ?\d{1,3}|[<>≤≥] ?\d{1,3}",
    re.IGNORECASE,
)
MARK = re.compile(
    r"[-–—._*:…=]+|n\.?/?[ad]\.?|\(?(?:na|d|z|s|b|nr|-)\)?|nan|null|nb|nvt|#\S+|\[\w{1,3}\]|not available",
    re.IGNORECASE,
)

SHORT = 40
"""A date, a band or a period has at most so many letters."""

HEADING = frozenset({CellKind.WORDS, CellKind.YEAR, CellKind.PERIOD, CellKind.DATE, CellKind.BAND})
"""What a header can be made of."""

COUNTED = frozenset({CellKind.NUMBER, CellKind.MARK})
"""What stands in a column of numbers."""


Line = Sequence[str]
Kinds = Sequence[tuple[CellKind, ...]]

BELOW = 12
"""So many lines below a line show whether it heads them."""

SENTENCE = 70
"""A cell with more letters than this is no name of a column."""


@lru_cache(maxsize=1 << 16)
def kind_of(cell: str) -> CellKind:
    """Give the kind of what a cell holds."""
    text = cell.strip()
    if not text:
        return CellKind.EMPTY
    if any(map(str.isdigit, text)) and (kind := _with_digits(text)):
        return kind
    if MARK.fullmatch(text):
        return CellKind.MARK
    is_period = len(text) <= SHORT and (period_part(text) or is_week(text))
    return CellKind.PERIOD if is_period else CellKind.WORDS


def _with_digits(text: str) -> CellKind | None:
    """Give the kind of what holds a digit; None = it may be a mark or words all the same."""
    patterns = {CellKind.YEAR: YEAR, CellKind.NUMBER: NUMBER}
    if len(text) <= SHORT:
        patterns |= {CellKind.DATE: MOMENT, CellKind.BAND: BAND}
    return next((kind for kind, pattern in patterns.items() if pattern.fullmatch(text)), None)


@lru_cache(maxsize=1 << 16)
def number_in(cell: str) -> Decimal | None:
    """Give the number that a cell shows, whatever signs of money, share or note stand with it; else None."""
    text = cell.strip()
    if kind_of(text) not in (CellKind.NUMBER, CellKind.YEAR):
        return None
    bare = re.sub(r"\(\d{1,2}\)$|\d{0,2}/$|[^\d.,+−–(-]", "", text)
    is_negative = bare.startswith(("-", "−", "–")) or (bare.startswith("(") and text.endswith(")"))
    digits = re.sub(r"[^\d.,]", "", bare)
    grouped = re.fullmatch(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:[.,]\d+)?", digits)
    if grouped:
        whole, _, part = digits.partition("." if grouped[1] == "," else ",")
        digits = f"{whole.replace(grouped[1], '')}.{part or 0}"
    try:
        value = Decimal(digits.replace(",", "."))
    except InvalidOperation:
        return None
    return -value if is_negative else value


def filled_places(line: Sequence[CellKind]) -> list[int]:
    """Give the places of the cells that hold something."""
    return [place for place, kind in enumerate(line) if kind is not CellKind.EMPTY]
