"""Read the styles of a workbook: which cells are struck through, and which number formats name a unit."""

import re
from collections.abc import Mapping
from html import unescape

FONT = re.compile(rb"<(?:\w+:)?font\s*/>|<(?:\w+:)?font\b[^<>]*(?<!/)>(.*?)</(?:\w+:)?font>", re.DOTALL)
FONTS = re.compile(rb"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", re.DOTALL)
CELL_STYLES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
STYLE = re.compile(rb"<(?:\w+:)?xf\b([^<>]*)>")
FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b([^<>]*)>")
STRUCK = re.compile(rb"""<(?:\w+:)?d?strike\b(?![^<>]*\bval\s*=\s*["'](?:0|false)["'])""", re.IGNORECASE)
QUOTED = re.compile(r'"([^"]*)"|\\(.)')
DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)

TIMES = {"min": "min", "minuten": "min", "minutes": "min", "minuut": "min", "m": "min", "'": "min",
         "u": "u", "uur": "u", "uren": "u", "h": "u", "hour": "u", "hours": "u", "heure": "u", "heures": "u",
         "hrs": "u", "hr": "u", "uren.": "u"}  # fmt: skip
"""The words for a length of time that a cell can show, as `read_hours` knows them."""

PERSONS = ("pers", "personen", "personnes", "persons", "deelnemers", "participants", "p", "x", "keer", "st")
"""Words that say what a number counts anyway."""

SCALES = re.compile(
    r"(?:x|×|\*)? ?1[. ]?000|duizend|duizendtal|mille|thousand|k|mln|mio|miljoen|million", re.I
)
"""Words that say that the number shown is not the number meant."""

SCALED = re.compile(r"[0#?],+(?![0#?,])")
"""Commas behind the last digit: each divides what is shown by a thousand."""

NEARLY = re.compile(
    r"[±~≈]|\b(?:ca|circa|ong|ongeveer|env|environ|approx\w*|about|geschat\w*|schatting|geraamd\w*|raming"
    r"|estim\w*)\b"
)
BOUNDED = re.compile(
    r"[<>≤≥]|[0#?] ?\+|\b(?:minder dan|meer dan|of (?:meer|minder)|minstens|hoogstens|maximaal|minimaal"
    r"|moins de|plus de|ou (?:plus|moins)|au (?:plus|moins)|less than|more than|fewer than"
    r"|or (?:more|less|fewer)"
    r"|at (?:least|most))\b"
)
"""What a cell shows around a number that was not counted, or that is only a bound of it."""

PERCENTAGES = (9, 10)
"""The numbers of the formats `0%` and `0.00%`, which a workbook does not describe."""

UnitFormats = Mapping[bytes, str]
"""By the number of a style what `unit_of` says of its number format."""


def struck_styles(styles: bytes) -> frozenset[bytes]:
    """Give the numbers of the cell styles whose font is struck through."""
    fonts = FONTS.search(styles)
    if fonts is None or b"strike" not in fonts[0].lower():
        return frozenset()
    struck = {
        number for number, font in enumerate(FONT.finditer(fonts[0])) if font[1] and STRUCK.search(font[1])
    }
    return frozenset(
        str(number).encode()
        for number, said in enumerate(_styles(styles))
        if int(_attribute(said, b"fontId") or b"0") in struck
    )


def unit_formats(styles: bytes) -> UnitFormats:
    """Give for each cell style what its number format shows beside the number, where it shows something."""
    formats = {str(number).encode(): "%" for number in PERCENTAGES}
    for found in FORMAT.finditer(styles):
        code = _attribute(found[1], b"formatCode").decode("utf-8", errors="replace")
        if unit := unit_of(unescape(code)):
            formats[_attribute(found[1], b"numFmtId")] = unit
    return {
        str(number).encode(): formats[_attribute(said, b"numFmtId")]
        for number, said in enumerate(_styles(styles))
        if _attribute(said, b"numFmtId") in formats
    }


def unit_of(code: str) -> str:
    """Give what unit a number format shows: `min`, `u`, `×` for another scale, `%`, or ''.

    `≈` says that the number is an estimate, `≷` that it is only a bound. Another word stands behind a `?`;
    `∅` says that the format shows nothing at all.
    """
    first = re.split(r'(?<!\\);(?=(?:[^"]*"[^"]*")*[^"]*$)', code)[0]
    words = "".join(quoted or escaped for quoted, escaped in QUOTED.findall(first)).strip().lower()
    bare = QUOTED.sub("", re.sub(r"\[[^\]]*\]|_.|\*.", "", first))
    if not first.strip():
        return "∅" if ";" in code else ""
    if SCALED.search(bare) or "%" in bare:
        return "×" if SCALED.search(bare) else "%"
    if not (words or BOUNDED.search(bare)) or (DATE_LETTERS.search(bare) and not re.search(r"[0#?]", bare)):
        return ""  # a date or a clock puts its own words between its parts
    whole = QUOTED.sub(lambda found: found[1] or found[2], re.sub(r"\[[^\]]*\]|_.|\*.", "", first)).lower()
    for sign, says in (("≈", NEARLY), ("≷", BOUNDED)):
        if says.search(whole):
            return sign
    return _meant(words.rstrip(". ").strip("()[] "))


def _meant(word: str) -> str:
    if word in TIMES:
        return TIMES[word]
    if SCALES.fullmatch(word):
        return "×"
    return f"?{word}" if word not in PERSONS and any(map(str.isalpha, word)) else ""


def _styles(styles: bytes) -> list[bytes]:
    listed = CELL_STYLES.search(styles)
    return STYLE.findall(listed[0]) if listed else []


def _attribute(said: bytes, name: bytes) -> bytes:
    found = re.search(rb"""\b%b\s*=\s*(?:"([^"]*)"|'([^']*)')""" % name, said)
    return (found[1] or found[2] or b"") if found else b""
