"""Read the name of a period as it heads a column: `jan-25`, `K1`, `1e kwartaal 2025`, `2025`."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

MONTHS = (
    "januari janvier january januar jan janv", "februari fevrier february februar feb fev fevr febr",
    "maart mars march marz mrt mar", "april avril apr avr", "mei mai may", "juni juin june jun",
    "juli juillet july jul juil", "augustus aout august aug", "september septembre sep sept",
    "oktober octobre october okt oct", "november novembre nov", "december decembre dezember dec dez",
)  # fmt: skip
"""The months in Dutch, French, English and German, whole and cut short; loading reads all of them."""

NUMBERS = {word: f"{number:02}" for number, words in enumerate(MONTHS, 1) for word in words.split()}

QUARTER = re.compile(
    r"(?:[kqt]|kwartaal|trimestre|quarter|quartal) ?([1-4])"
    r"|([1-4]) ?(?:e|ste|de|er|eme|st|nd|rd|th)? ?(?:kwartaal|kw|trimestre|quarter|quartal)"
)
STUCK = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2]|[kqtKQT][1-4])(?!\w)")
"""A year with its month or quarter right behind it."""

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

SHORT_YEAR = re.compile(r" ?['’‘`´](\d\d)$")
"""A year of two digits behind an apostrophe: `K1 '25`."""


WEEK = re.compile(
    r"(?:(?:19|20)\d\d ?)?(?:w|wk|week|weeknr|sem|semaine|kw|woche) ?(?:0?[1-9]|[1-4]\d|5[0-3])"
    r"(?: ?[/ ] ?(?:19|20)?\d\d)?"
)


def plain_words(text: str) -> str:
    """Give a name as names are compared: no accents, no signs, one space between words."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w#/']|_", " ", bare).split()).casefold()


def period_part(name: str) -> str | None:
    """Give the period that a name says: with its year `2025-03`, without it `03` or `K1`; None = none."""
    plain = plain_words(SHORT_YEAR.sub(r" 20\1", name.strip()))
    short = re.fullmatch(r"([a-z]+|[kqt] ?[1-4])[ /](\d\d)", plain)
    if short and short[1] in NUMBERS:
        return f"20{short[2]}-{NUMBERS[short[1]]}"
    if short and QUARTER.fullmatch(short[1]):
        return f"20{short[2]}-K{short[1][-1]}"
    year = YEAR.search(plain)
    if len(set(YEAR.findall(plain))) > 1:
        return None
    rest = YEAR.sub(" ", plain).strip(" /")
    if quarter := QUARTER.fullmatch(rest):
        part = f"K{quarter[1] or quarter[2]}"
    elif rest in NUMBERS:
        part = NUMBERS[rest]
    elif year and re.fullmatch(r"0[1-9]|1[0-2]", rest):
        part = rest
    else:
        return year[0] if year and not rest else None
    return f"{year[0]}-{part}" if year else part


def is_week(name: str) -> bool:
    """Tell whether a name is that of a week: it may lie in two months, so it is no period of the report."""
    return WEEK.fullmatch(plain_words(name)) is not None


def period_of_names(names: Sequence[str]) -> str | None:
    """Give the one period that names say together: `2025-03`, `2025-K1` or `2025`; None = none, or several.

    A month or quarter in the name of a sheet is one of the year in the name of its file. A name with a day
    says when it was made, and no period.
    """
    found = {part for name in names for part in _periods_in(name)}
    if "" in found:
        return None
    years = {part[:4] for part in found if YEAR.match(part)}
    parts = {part.removeprefix(f"{part[:4]}-") for part in found if not YEAR.fullmatch(part)}
    if len(years) != 1 or len(parts) > 1:
        return None
    return "-".join([*years, *parts])


def _periods_in(name: str) -> Iterator[str]:
    """Give what a name says of periods, longest first; '' where a day stands in it."""
    words = plain_words(STUCK.sub(r"\1 \2", re.sub(r"[-_.]", " ", name))).split()
    place = 0
    while place < len(words):
        for size in (3, 2, 1):
            part = period_part(" ".join(words[place : place + size]))
            if part is not None and place + size <= len(words):
                around = [*words[max(0, place - 1) : place], *words[place + size : place + size + 1]]
                yield "" if any(re.fullmatch(r"\d\d?", word) for word in around) and "-" in part else part
                place += size - 1
                break
        place += 1
