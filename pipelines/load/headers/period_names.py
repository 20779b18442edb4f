"""Read the name of a period as it heads a column: `jan-25`, `K1`, `1e kwartaal 2025`, `2025`."""

import re
import unicodedata

MONTHS = (
    "januari janvier january jan", "februari fevrier february feb fev fevr", "maart mars march mrt mar",
    "april avril apr avr", "mei mai may", "juni juin june jun", "juli juillet july jul juil",
    "augustus aout august aug", "september septembre sep sept", "oktober octobre october okt oct",
    "november novembre nov", "december decembre dec",
)  # fmt: skip
NUMBERS = {word: f"{number:02}" for number, words in enumerate(MONTHS, 1) for word in words.split()}

QUARTER = re.compile(
    r"[kqt] ?([1-4])|([1-4]) ?(?:e|ste|er|eme|st|nd|rd|th)? ?(?:kwartaal|kw|trimestre|quarter)"
)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def plain_words(text: str) -> str:
    """Give a name as names are compared: no accents, no signs, one space between words."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w#/']|_", " ", bare).split()).casefold()


def period_part(name: str) -> str | None:
    """Give the period that a name says: with its year `2025-03`, without it `03` or `K1`; None = none."""
    plain = plain_words(name)
    short = re.fullmatch(r"([a-z]+) (\d\d)", plain)
    if short and short[1] in NUMBERS:
        return f"20{short[2]}-{NUMBERS[short[1]]}"
    year = YEAR.search(plain)
    rest = YEAR.sub(" ", plain).strip()
    if quarter := QUARTER.fullmatch(rest):
        part = f"K{quarter[1] or quarter[2]}"
    elif rest in NUMBERS:
        part = NUMBERS[rest]
    elif year and re.fullmatch(r"0[1-9]|1[0-2]", rest):
        part = rest
    else:
        return year[0] if year and not rest else None
    return f"{year[0]}-{part}" if year else part
