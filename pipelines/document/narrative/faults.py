"""Find every claim of a text that the figures do not bear, and set the text without them to show the rest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.document.context import ComposeContext
from pipelines.document.narrative.markdown import UNPRINTABLE, blocks_of
from pipelines.document.narrative.tags import MARKDOWN, TAG, place_of_tag, value_of_tag
from pipelines.document.narrative.unbound_numbers import bare_numbers
from pipelines.errors import DocumentError

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
"""What means something in Markdown, and means itself behind a backslash."""


@dataclass(frozen=True)
class ClaimFault:
    """A sentence that can't stand: its line, the words, why, and whether a build stops at it."""

    line: int
    sentence: str
    why: str
    stops: bool


def find_faults(context: ComposeContext, text: str) -> tuple[ClaimFault, ...]:
    """Judge each tag of a text, each number that no tag binds and what can't be set; in the text's order."""
    found = [*_of_markup(text), *_of_tags(context, text), *_of_braces(text), *_of_numbers(text)]
    return tuple(sorted(found, key=lambda one: one.line))


def without_faults(context: ComposeContext, text: str) -> str:
    """Give the text with `[...]` where a tag can't be filled, so that the rest of it can be shown.

    One with what the report can't set (HTML, a table, a picture) is shown letter by letter.
    """
    if list(_of_markup(text)):
        shown = UNPRINTABLE.sub("", text)
        return "\n".join(PUNCTUATION.sub(r"\\\1", line.strip()) for line in shown.split("\n"))
    if _is_open(text):
        return MARKDOWN.sub(r"\\\1", text.replace("{{", "[").replace("}}", "]"))
    whole = text
    for found in reversed(list(TAG.finditer(text))):
        try:
            value_of_tag(context, found[1].strip(), place_of_tag(text, found, ""))
        except DocumentError:
            whole = whole[: found.start()] + r"\[...\]" + whole[found.end() :]
    return whole


def _is_open(text: str) -> bool:
    pieces = text.replace("}}", "{{").split("{{")
    return text.count("{{") != text.count("}}") or len(pieces) % 2 == 0


def _of_markup(text: str) -> Iterator[ClaimFault]:
    try:
        list(blocks_of(_tagless(text), "", source=""))
    except DocumentError as error:
        where, _, why = str(error).partition(": ")
        line = int(where.rpartition(" ")[2])
        yield ClaimFault(line, text.split("\n")[line - 1].strip(), why, stops=True)


def _of_tags(context: ComposeContext, text: str) -> Iterator[ClaimFault]:
    if _is_open(text):
        line = text[: max(text.rfind("{{"), 0)].count("\n") + 1
        why = "een {{ zonder }} of omgekeerd; sluit de verwijzing af."
        yield ClaimFault(line, text.splitlines()[line - 1] if text else "", why, stops=True)
        return
    for found in TAG.finditer(text):
        place = place_of_tag(text, found, "")
        try:
            value_of_tag(context, found[1].strip(), place)
        except DocumentError as error:
            why = str(error).partition(": ")[2].partition(" Zin: “")[0]
            yield ClaimFault(place.line, place.sentence, why, stops=True)


def _tagless(text: str) -> str:
    """Give the text with a number for each tag, its lines where they were."""
    return TAG.sub(lambda tag: "0" + "\n" * tag[0].count("\n"), text)


def _of_braces(text: str) -> Iterator[ClaimFault]:
    for number, line in enumerate(_tagless(text).split("\n"), 1):
        if ("{" in line or "}" in line) and not _is_open(text):
            why = "een enkele { of } wordt zo gedrukt; een verwijzing staat tussen {{ en }}."
            yield ClaimFault(number, line.strip(), why, stops=False)


def _of_numbers(text: str) -> Iterator[ClaimFault]:
    lines = text.splitlines()
    for warning in bare_numbers(text, ""):
        where, _, why = warning.partition(": ")
        line = int(where.rpartition(" ")[2])
        yield ClaimFault(line, lines[line - 1].strip(), why, stops=False)
