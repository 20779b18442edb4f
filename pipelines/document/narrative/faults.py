"""Find every claim of a text that the figures do not bear, and set the text without them to show the rest."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.document.context import ComposeContext
from pipelines.document.narrative.tags import MARKDOWN, TAG, place_of_tag, value_of_tag
from pipelines.document.narrative.unbound_numbers import bare_numbers
from pipelines.errors import DocumentError


@dataclass(frozen=True)
class ClaimFault:
    """A sentence that can't stand: its line, the words, why, and whether a build stops at it."""

    line: int
    sentence: str
    why: str
    stops: bool


def find_faults(context: ComposeContext, text: str) -> tuple[ClaimFault, ...]:
    """Judge each tag of a text by itself, and each number that no tag binds; in the order of the text."""
    return tuple(sorted([*_of_tags(context, text), *_of_numbers(text)], key=lambda one: one.line))


def without_faults(context: ComposeContext, text: str) -> str:
    """Give the text with `[...]` where a tag can't be filled, so that the rest of it can be shown."""
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


def _of_numbers(text: str) -> Iterator[ClaimFault]:
    lines = text.splitlines()
    for warning in bare_numbers(text, ""):
        where, _, why = warning.partition(": ")
        line = int(where.rpartition(" ")[2])
        yield ClaimFault(line, lines[line - 1].strip(), why, stops=False)
