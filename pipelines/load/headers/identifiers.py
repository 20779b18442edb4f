"""Find columns that nobody maps and that look as if they name persons: they are dropped, and told."""

import re
from collections.abc import Collection, Sequence

from pipelines.load.headers.alike_texts import likeness
from pipelines.load.headers.header import plain_name
from pipelines.load.headers.synonyms import NAME_OF, NAMING, PERSONAL, WHO

LOOK = 200
"""So many lines below the header are looked at."""

FEW = 3
"""Fewer cells than this show nothing."""

NATIONAL = re.compile(r"\d{2}[. -]?\d{2}[. -]?\d{2}[ .-]?\d{3}[ .-]?\d{2}")
IN_TEXT = re.compile(rf"(?<!\d)(?:{NATIONAL.pattern})(?!\d)")
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)


def dropped_columns(
    headers: Sequence[str], lines: Sequence[Sequence[str]], mapped: Collection[int]
) -> tuple[str, ...]:
    """Name the columns outside the places `mapped` that look like direct identifiers of persons.

    A header is repeated only when it is a known word of such columns: any other could itself be a name.
    """
    found = []
    width = max((len(line) for line in lines[:LOOK]), default=0)
    for place, header in enumerate((*headers, *("",) * (width - len(headers)))):
        if place in mapped:
            continue
        if header.strip() and is_personal(header):
            found.append(" ".join(header.split()))
        elif _names_persons([line[place].strip() for line in lines[:LOOK] if place < len(line)]):
            found.append(f"kolom {place + 1}")
    return tuple(found)


PERSON = re.compile(
    r"[A-ZÀ-Ý][a-zà-ÿ'’-]+(?: [A-ZÀ-Ý]\.?)?"
    r"(?: (?:van|de|der|den|la|le|el|al|ben|du|von|ter|ten|op|'t))*(?: [A-ZÀ-Ý][\w'’-]+){1,2}"
    r"|[A-ZÀ-Ý][\w'’ -]+, ?[A-ZÀ-Ý][a-zà-ÿ'’-]+\.?"
)
"""How the name of a person is mostly written; a course can be called so too."""


def holds_names(cells: Sequence[str]) -> bool:
    """Tell whether most cells of a column are written as names of persons are."""
    distinct = set(cells[:LOOK])
    named = sum(PERSON.fullmatch(" ".join(cell.split())) is not None for cell in distinct)
    return len(distinct) > 1 and named >= 0.6 * len(distinct)


def is_personal(header: str) -> bool:
    """Tell whether a column looks like one that names persons."""
    plain = plain_name(header)
    words = {*re.findall(r"[\w-]+", plain), *re.findall(r"\w+", plain)}
    if words & NAMING or (words & NAME_OF and words & WHO):
        return True
    return any(likeness(plain, word) >= 88 for word in PERSONAL)


def _names_persons(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    known = sum(1 for cell in filled if is_national_number(cell) or MAIL.fullmatch(cell))
    return len(filled) >= FEW and 2 * known > len(filled)


def holds_national_number(text: str) -> bool:
    """Tell whether a national number stands somewhere in a text."""
    return any(map(is_national_number, IN_TEXT.findall(text)))


def is_national_number(text: str) -> bool:
    """Tell whether a text is a Belgian national number: its last two digits follow from the other nine."""
    if not NATIONAL.fullmatch(text):
        return False
    digits = re.sub(r"\D", "", text)
    number, check = int(digits[:9]), int(digits[9:])
    return check in (97 - number % 97, 97 - (2_000_000_000 + number) % 97)
