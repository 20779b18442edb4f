"""Find numbers that a coordinator typed: they can't be checked and would not follow a revision."""

import re
from collections.abc import Iterator

HIDDEN = re.compile(r"\{\{.*?\}\}|`[^`]*`|\]\([^)]*\)|https?://\S+", re.DOTALL)
"""What is not the coordinator's own number: tags, code, targets of links."""
NUMBER = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)*")
MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
DAY = re.compile(rf"(?:er)?\s+(?:{MONTHS})\b", re.IGNORECASE)
ITEM = re.compile(r"[.)]\s")
YEARS = range(1900, 2101)


def bare_numbers(text: str, source: str) -> Iterator[str]:
    """Give a warning for each number that is not a year, a date, an item's place or a tag."""
    shown = HIDDEN.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for number, line in enumerate(shown.splitlines(), start=1):
        for found in NUMBER.finditer(line):
            if not _is_free(line, found):
                yield (
                    f"{source}, regel {number}: het getal {found[0]} staat los in de tekst. "
                    "Bind het aan een cel met {{ n(...) }}, "
                    f"of schrijf {{{{ fixed({found[0]!r}) }}}} als het nooit verandert."
                )


def _is_free(line: str, found: re.Match[str]) -> bool:
    written = found[0].rstrip(".,")
    is_year = written.isdigit() and len(written) == 4 and int(written) in YEARS
    is_day = DAY.match(line, found.end()) is not None
    is_item = not line[: found.start()].strip() and ITEM.match(line, found.end()) is not None
    return is_year or is_day or is_item
