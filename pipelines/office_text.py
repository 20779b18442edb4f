"""Read text that was edited with office tools: with a mark, in Windows' letters, with curly quotation marks.

The coordinator's settings, lists and chapters are read as forgivingly as the files of partners.
"""

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

from pipelines.errors import ConfigError

CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " "})
STRAIGHT = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*')
"""What stands between straight marks, and comments: there a curly mark is a letter like any other."""

WINDOWS_PATH = re.compile(r'"((?:[A-Za-z]:|\\)\\(?!\\)[^"\n]*)"')
"""A path as Windows writes it, in which TOML would take each backslash for the start of a sign."""

PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_office_text(path: Path) -> str:
    """Read a text as UTF-8, UTF-16 with its mark, or else in Windows' letters; never with its mark.

    Raises OSError when it can't be opened, ConfigError when it is no text.
    """
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace").replace("\r\n", "\n")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise ConfigError(f"{path}: dit is geen tekst, of het kopiëren is mislukt")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_toml_text(path: Path) -> dict[str, Any]:
    """Read TOML; raises OSError, or ConfigError naming the line, what stands there and what to do."""
    # letters with their accents in one form, as those of partners' files
    text = unicodedata.normalize("NFC", WINDOWS_PATH.sub(_escaped, read_office_text(path)))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as first:
        try:
            return tomllib.loads(straightened(text))
        except tomllib.TOMLDecodeError:
            raise ConfigError(f"{path}: {_explained(first, text)}") from None


def straightened(text: str) -> str:
    """Give a text with straight quotation marks wherever a curly one stands outside straight ones."""
    pieces, place = [], 0
    for found in STRAIGHT.finditer(text):
        pieces += [text[place : found.start()].translate(CURLY), found[0]]
        place = found.end()
    return "".join([*pieces, text[place:].translate(CURLY)])


def _escaped(found: re.Match[str]) -> str:
    return '"' + found[1].replace("\\", "\\\\") + '"'


def _explained(error: tomllib.TOMLDecodeError, text: str) -> str:
    place = PLACE.search(str(error))
    lines = text.split("\n")
    number = int(place[1]) if place else len(lines)
    line = lines[number - 1].strip() if number <= len(lines) else ""
    reason = str(error).lower()
    if "overwrite" in reason or "twice" in reason or "already" in reason or "duplicate" in reason:
        why = "deze sleutel of sectie staat er al; laat ze één keer staan"
    elif "escape" in reason:
        why = "een backslash (\\) moet dubbel (\\\\), of zet de tekst tussen enkele aanhalingstekens"
    elif '"' in line and line.count('"') % 2:
        why = "een aanhalingsteken is niet gesloten"
    else:
        why = 'verwacht sleutel = "tekst", sleutel = getal of [sectie], met rechte aanhalingstekens'
    return f"regel {number}: geen geldige TOML: {why}; gevonden: {line!r}"
