"""Give letters in one form, and give back those that a wrong encoding took apart, where that is certain."""

import re
import unicodedata
from functools import lru_cache

WIDTHLESS = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
"""Signs that nobody sees: soft hyphens, joiners, marks of direction and of byte order."""

FOREIGN = re.compile(r"[^\x00-\x7f]+")

MARKED = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*+|\(\d\)|\[\d\])\s*$")
"""A mark that points to a note, behind a name."""

UNMEANT = re.compile(r"[\s_.,:;*()\[\]/&?!\-–—]+|(?<=\w)['’](?=\w)")

WRONGLY_READ_AS = ("cp1252", "cp850", "mac_roman")
"""What programs here take UTF-8 for: `é` then shows as `Ã©`, `├®` or `√©`."""

NESTED = 3
"""So many times a text can have gone through the wrong encoding."""

SPOILED = re.compile("�|[ÃÂ├┬√][^\x00-\x7f]|[ÃÂ](?= |$)|â€|Ôé|[a-z][‚ƒ†‡ˆ‰Š‹ŒŽ\x80-\x9f]")
"""What is left of a letter that can't be given back with certainty."""


def even_letters(text: str) -> str:
    """Compose accents (NFC), take out signs without width, and mend what a wrong encoding took apart."""
    if text.isascii():
        return text
    return WIDTHLESS.sub("", mended(unicodedata.normalize("NFC", text)))


@lru_cache(1 << 12)
def bare_name(text: str) -> str:
    """Give a name without what is written in many ways: case, accents, blanks, dots, dashes, footnote marks.

    Digits and signs that mean something (%, €, #, +) stay; '' where the name has digits, which would run
    together.
    """
    whole = MARKED.sub("", even_letters(text))
    if any(map(str.isdigit, whole)):
        return ""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", whole) if not unicodedata.combining(sign))
    return UNMEANT.sub("", bare).casefold()


def mended(text: str) -> str:
    """Give back letters that a wrong encoding took apart, as `CafÃ©` for `Café`; others stay as they are.

    A run of signs is mended only where its bytes are whole UTF-8, and of signs that Western text uses.
    """
    return FOREIGN.sub(lambda run: _mended_run(run[0]), text)


def is_spoiled(text: str) -> bool:
    """Tell whether a text still shows traces of letters that were lost."""
    return SPOILED.search(text) is not None


def _mended_run(run: str, depth: int = NESTED) -> str:
    """Read a run back by the first encoding by which, at once or after more such steps, it is Western."""
    for encoding in WRONGLY_READ_AS if depth else ():
        text = _decoded(run, encoding)
        if text is None:
            continue
        further = _mended_run(text, depth - 1)
        if all(map(_is_western, further)):
            return further
    return run


def _is_western(sign: str) -> bool:
    try:
        return len(sign.encode("cp1252")) == 1
    except UnicodeError:
        return False


def _decoded(run: str, encoding: str) -> str | None:
    try:
        return bytes(byte for sign in run for byte in _bytes(sign, encoding)).decode("utf-8")
    except UnicodeError:
        return None


def _bytes(sign: str, encoding: str) -> bytes:
    """Give the byte of a sign; the five that Windows leaves open are the control signs of their number."""
    if encoding == "cp1252" and "\x80" <= sign <= "\x9f":
        return sign.encode("latin-1")
    return sign.encode(encoding)
