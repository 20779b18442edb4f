"""Parse TOML that a person edited: curly marks, paths of Windows; and tell on which line a value stands."""

import re
import tomllib
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from pipelines.errors import ConfigError

Place = tuple[str | int, ...]
"""Where a value stands: `("chapters", 0, "blocks", 2, "rows")`, counted from 0."""
Table = dict[str, Any]

CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " "})
STRAIGHT = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*')
"""What stands between straight marks, and comments: there a curly mark is a letter like any other."""
WINDOWS_PATH = re.compile(r'"((?:[A-Za-z]:|\\)\\(?!\\)[^"\n]*)"')
"""A path as Windows writes it, in which TOML would take each backslash for the start of a sign."""
AT = re.compile(r"\(at line (\d+), column (\d+)\)")
CLOSES = {"[": "]", "{": "}"}
STATEMENT = re.compile(r"""\s*(?:\[\[?[\w.\s"'-]+\]|[\w."'-]+\s*=)""")
"""How a line begins that sets a key or opens a section, so that a list before it was not closed."""
ENDS = ("", "\n]", "\n}]", "\n}")
"""What may close a text that stops within an array, so that each of its lines can be told."""


def parse_toml(text: str, name: str) -> tuple[Table, str]:
    """Parse a text; give its table, and the text as it was understood, line for line.

    Raises ConfigError naming the line, what stands there and what to do.
    """
    # accents in one form, as the cells of partners are read
    meant = WINDOWS_PATH.sub(_escaped, unicodedata.normalize("NFC", text))
    try:
        return tomllib.loads(meant), meant
    except tomllib.TOMLDecodeError as first:
        straight = straightened(meant)
        try:
            return tomllib.loads(straight), straight
        except tomllib.TOMLDecodeError:
            raise ConfigError(f"{name}: {_explained(first, meant)}") from None


def straightened(text: str) -> str:
    """Give a text with straight quotation marks wherever a curly one stands outside straight ones."""
    pieces, place = [], 0
    for found in STRAIGHT.finditer(text):
        pieces += [text[place : found.start()].translate(CURLY), found[0]]
        place = found.end()
    return "".join([*pieces, text[place:].translate(CURLY)])


def lines_of(text: str, places: Sequence[Place]) -> list[int]:
    """Give for each place the line, from 1, where the statement starts that sets it, or what it lies in.

    The parser itself says so: it is the first line with which the text up to there holds the value.
    """
    lines = text.split("\n")
    whole = tomllib.loads(text)
    parse = cache(lambda size: _parsed(lines[:size]))
    return [_line(lines, parse, _there(whole, place)) for place in places]


def _line(lines: Sequence[str], parse: Callable[[int], Table | None], place: Place) -> int:
    if not place:
        return 1

    def holds(size: int) -> bool:
        return _there(_last_parsed(parse, size)[1], place) == place

    end = bisect_left(range(len(lines)), True, key=holds)
    start = _last_parsed(parse, end - 1)[0]
    said = (at for at in range(start, end) if lines[at].strip() and lines[at].lstrip()[0] != "#")
    return next(said, start) + 1


def _last_parsed(parse: Callable[[int], Table | None], size: int) -> tuple[int, Table]:
    """Give the most of the first lines that can be parsed, at most so many, and what they hold."""
    for at in range(size, 0, -1):
        table = parse(at)
        if table is not None:
            return at, table
    return 0, {}


def _parsed(lines: Sequence[str]) -> Table | None:
    text = "\n".join(lines)
    for end in ENDS:
        try:
            return tomllib.loads(text + end)
        except tomllib.TOMLDecodeError:
            continue
    return None


def value_at(table: Any, place: Place) -> Any:
    """Give what stands at a place, or None where nothing does."""
    if _there(table, place) != place:
        return None
    for part in place:
        table = table[part]
    return table


def _there(table: Any, place: Place) -> Place:
    """Give as much of a place as is there."""
    for length, part in enumerate(place):
        is_there = part in table if isinstance(table, dict) else isinstance(part, int) and _has(table, part)
        if not is_there:
            return place[:length]
        table = table[part]
    return place


def _has(listed: Any, part: int) -> bool:
    return isinstance(listed, list) and part < len(listed)


def _escaped(found: re.Match[str]) -> str:
    return '"' + found[1].replace("\\", "\\\\") + '"'


def _explained(error: tomllib.TOMLDecodeError, text: str) -> str:
    place = AT.search(str(error))
    lines = text.split("\n")
    number = int(place[1]) if place else len(lines)
    line = lines[number - 1].strip() if number <= len(lines) else ""
    reason = str(error).lower()
    blamed, unclosed = _unclosed(lines, number)
    if "overwrite" in reason or "twice" in reason or "already" in reason or "duplicate" in reason:
        why = "deze sleutel of sectie staat er al; laat ze één keer staan"
    elif "escape" in reason:
        why = "een backslash (\\) moet dubbel (\\\\), of zet de tekst tussen enkele aanhalingstekens"
    elif '"' in line and line.count('"') % 2:
        why = "een aanhalingsteken is niet gesloten"
    elif unclosed:
        number, why = blamed, unclosed
        line = lines[number - 1].strip()
    else:
        why = 'verwacht sleutel = "tekst", sleutel = getal of [sectie], met rechte aanhalingstekens'
    return f"regel {number}: geen geldige TOML: {why}; gevonden: {line!r}"


def _unclosed(lines: Sequence[str], number: int) -> tuple[int, str]:
    """Give the line where something opens that is still open on a line where parsing stopped, and what.

    The parser only notices on a later line, where it finds no comma and no bracket; nothing open gives "".
    """
    start = next((at for at in range(number - 1, -1, -1) if _is_whole("\n".join(lines[:at]))), 0)
    before = "\n".join(lines[start : number - 1]) if start < number - 1 else lines[number - 1]
    held = STRAIGHT.sub(_blanked, before)
    if mark := re.search(r"\"{3}|'{3}", held):
        at = start + held[: mark.start()].count("\n")
        return at + 1, f"de tekst tussen {mark[0]} die hier begint, is niet gesloten"
    opened: list[tuple[int, str]] = []
    for found in re.finditer(r"[][{}]", held):
        if found[0] in CLOSES:
            opened.append((start + held[: found.start()].count("\n"), found[0]))
        elif opened:
            opened.pop()
    if not opened:
        return 0, ""
    at, sign = opened[-1]
    last = max((one for one in range(at, number - 1) if lines[one].strip()), default=at)
    if last == at or STATEMENT.match(lines[number - 1]) or not lines[number - 1].strip():
        where = " op dezelfde regel" if sign == "{" else ""
        return at + 1, f"de {sign} is niet gesloten: er ontbreekt een {CLOSES[sign]}{where}"
    return last + 1, f"hierna ontbreekt een komma, of de {CLOSES[sign]} die regel {at + 1} sluit"


def _is_whole(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _blanked(found: re.Match[str]) -> str:
    """Take a closed text and a comment out of what is searched for brackets; an unclosed text stays."""
    return found[0] if found[0] in ('"""', "'''") else " " * len(found[0])
