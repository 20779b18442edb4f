"""What an outline may ask: the kinds of blocks, their keys, and what each key takes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.outline.axes import CHARTS, GIVE_UP, MEASURE, PERIOD_AXES

Texts = Mapping[str, str]
LANGUAGES = ("nl", "fr", "en")
BLOCK_KEYS: Mapping[str, tuple[str, ...]] = {
    "action_plan": (),
    "attention": (),
    "glance": ("themes", "most"),
    "all_tables": (),
    "beside": ("measures",),
    "breaks": (),
    "chart": ("chart", "measures", "rows", "columns", "behind", "title", "order", "total", "without_zero"),
    "coverage": (),
    "definitions": (),
    "disclosure": (),
    "fiches": ("measures",),
    "glossary": (),
    "heading": ("text", "level"),
    "key_numbers": ("measures", "most"),
    "loads": (),
    "marks": (),
    "narrative": ("name", "text"),
    "remarks": (),
    "revisions": (),
    "sentences": ("measures",),
    "tally": (),
    "table": ("measures", "rows", "columns", "title", "order", "total", "compare", "without_zero"),
    "text": ("text", "measures"),
}
NEEDED: Mapping[str, tuple[str, ...]] = {
    "beside": ("measures",),
    "glance": ("themes",),
    "chart": ("chart", "measures", "rows", "columns"),
    "fiches": ("measures",),
    "heading": ("text",),
    "key_numbers": ("measures",),
    "sentences": ("measures",),
    "table": ("measures", "rows"),
    "text": ("text",),
}
EVERYWHERE = ("kind", "scope", "domains", "optional", "medium")
SCOPES = ("overview", "prison")
PAGES = ("new", "whole")
"""A chapter starts on a new page, or stays on one page if it fits on one."""
NUMBERS = ("auto", "none", "letter")
ORDERS = ("given", "largest_first")
MEDIA = ("both", "screen")
"""What stands on the screen alone is folded away there, to look something up in."""
NAME = re.compile(r"[a-z][a-z0-9_]*")
ANCHOR = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Theme:
    """A subject of the findings that open an edition: what leads, what stands beside it, and its chapter.

    `cause` is a table by `rows` of which the largest part is named; `plan` is the local action plan.
    """

    chapter: str
    measures: tuple[str, ...] = ()
    cause: str = ""
    rows: str = ""
    plan: bool = False


@dataclass(frozen=True)
class BlockSpec:
    """What an outline asks for at one place."""

    kind: str
    scope: str | None = None  # overview | prison; None: both
    domains: tuple[str, ...] = ()  # only in the chapters of these domains; empty: in all
    optional: bool = False  # leave out without a word when the release does not have it
    chart: str = "bars"
    measures: tuple[str, ...] = ()  # <mart>.<measure>
    behind: tuple[str, ...] = ()  # only in the table behind the chart: what its rates are divided by
    rows: str = MEASURE
    columns: str = "period"
    title: Texts | None = None
    text: Texts | None = None
    order: str = "given"
    total: bool = False
    compare: bool = False
    without_zero: bool = False
    level: int = 2
    most: int = 8
    name: str = ""
    medium: str = "both"
    themes: tuple[Theme, ...] = ()


@dataclass(frozen=True)
class ChapterSpec:
    """A chapter of an outline; `per` domain makes one for each domain of the workspace."""

    anchor: str
    blocks: tuple[BlockSpec, ...]
    title: Texts | None = None
    number: str = "auto"
    per: str | None = None
    scope: str | None = None
    lead: str | None = None  # <mart>.<measure>
    leads: tuple[str, ...] = ()  # more measures that the opening may be about
    page: str | None = None  # one of PAGES
    medium: str = "both"  # one of MEDIA


@dataclass(frozen=True)
class Outline:
    """The chapters of a kind of edition, in order."""

    path: Path
    chapters: tuple[ChapterSpec, ...]
    give_up: tuple[str, ...] = GIVE_UP  # first where hiding does not make persons safe


KINDS_OF_VALUE: Mapping[str, tuple[type, str]] = {
    "anchor": (str, "een tekst"),
    "behind": (list, 'een lijst zoals ["population_by_gender.average_population"]'),
    "blocks": (list, "een lijst van [[chapters.blocks]]"),
    "chart": (str, "een tekst"),
    "columns": (str, "een tekst"),
    "compare": (bool, "true of false"),
    "domains": (list, "een lijst van codes"),
    "kind": (str, "een tekst"),
    "lead": (str, "een tekst"),
    "leads": (list, 'een lijst zoals ["sessions_by_domain.sessions_cancelled"]'),
    "level": (int, "2 of 3"),
    "measures": (list, 'een lijst zoals ["attendances_by_domain.attendances"]'),
    "most": (int, "een geheel getal"),
    "name": (str, "een tekst"),
    "number": (str, "een tekst"),
    "optional": (bool, "true of false"),
    "order": (str, "een tekst"),
    "page": (str, "een tekst"),
    "per": (str, "een tekst"),
    "rows": (str, "een tekst"),
    "scope": (str, "een tekst"),
    "medium": (str, "een tekst"),
    "themes": (list, 'een lijst van { chapter = "bereik", measures = ["..."] }'),
    "text": (dict, '{ nl = "...", fr = "...", en = "..." }'),
    "title": (dict, '{ nl = "...", fr = "...", en = "..." }'),
    "total": (bool, "true of false"),
    "without_zero": (bool, "true of false"),
}
CHOICES: Mapping[str, Sequence[Any]] = {
    "chart": CHARTS,
    "kind": tuple(BLOCK_KEYS),
    "medium": MEDIA,
    "level": (2, 3),
    "number": NUMBERS,
    "order": ORDERS,
    "page": PAGES,
    "per": ("domain",),
    "scope": SCOPES,
}


def wrong_keys(entry: dict[str, Any], allowed: Sequence[str]) -> list[tuple[str, str]]:
    """Give every key that is not right, with what was expected."""
    found = []
    for key in sorted(entry):
        if key not in allowed:
            found.append(
                (key, f"deze sleutel bestaat hier niet; verwacht een van {', '.join(sorted(allowed))}")
            )
            continue
        kind, words = KINDS_OF_VALUE[key]
        why = (
            _value_mistake(key, entry[key])
            if type(entry[key]) is kind
            else f"verwacht {words}; gevonden {entry[key]!r}"
        )
        if why:
            found.append((key, why))
    return found


def wrong_crossing(entry: dict[str, Any]) -> str | None:
    """Say why rows and columns can't cross: both are periods, or both the same dimension."""
    rows, columns = entry.get("rows"), "two_years" if entry.get("compare") else entry.get("columns")
    both = {rows, columns}
    if rows and columns and (rows == columns or both <= set(PERIOD_AXES)):
        return (
            f"{columns!r} naast rows = {rows!r}; twee assen van dezelfde soort kruisen niet, kies een andere"
        )
    return None


def _value_mistake(key: str, value: Any) -> str | None:
    if key in CHOICES and value not in CHOICES[key]:
        return f"{value!r}; verwacht een van {', '.join(str(choice) for choice in CHOICES[key])}"
    if key in ("text", "title", "themes"):
        return _theme_mistake(value) if key == "themes" else _text_mistake(value)
    if key in {"behind", "measures", "lead", "leads"}:
        wrong = [one for one in ([value] if key == "lead" else value) if not _is_measure(one)]
        return (
            f"{wrong[0]!r}; verwacht <mart>.<maat>, zoals attendances_by_domain.attendances"
            if wrong
            else None
        )
    if key == "domains" and not all(isinstance(one, str) for one in value):
        return "verwacht een lijst van codes van domeinen"
    if key in {"rows", "columns"}:
        is_axis = value in (*PERIOD_AXES, MEASURE) or NAME.fullmatch(value)
        return (
            None
            if is_axis
            else f"{value!r}; verwacht een dimensie of een van {', '.join((*PERIOD_AXES, MEASURE))}"
        )
    return None


def _theme_mistake(value: list[Any]) -> str | None:
    """Say what is wrong with a theme: its keys, its measures, or that it says no chapter."""
    for theme in value:
        if not isinstance(theme, dict) or not isinstance(theme.get("chapter"), str):
            return 'elk thema noemt een hoofdstuk, zoals { chapter = "bereik", measures = ["..."] }'
        unknown = sorted(theme.keys() - {"chapter", "measures", "cause", "rows", "plan"})
        if unknown:
            return f"een thema kent geen {unknown[0]!r}; verwacht chapter, measures, cause, rows of plan"
        named = [*theme.get("measures", ()), *filter(None, [theme.get("cause")])]
        wrong = [one for one in named if not _is_measure(one)]
        if wrong:
            return f"{wrong[0]!r}; verwacht <mart>.<maat>, zoals waiting_list.persons_waiting"
    return None


def _text_mistake(value: dict[str, Any]) -> str | None:
    unknown = sorted(value.keys() - set(LANGUAGES))
    if unknown:
        return f"taal {unknown[0]!r} bestaat niet; verwacht nl, fr of en"
    if "nl" not in value:
        return "de Nederlandse tekst ontbreekt; vul nl aan"
    wrong = [key for key, text in value.items() if not isinstance(text, str) or not text.strip()]
    return f"de tekst voor {wrong[0]} is leeg of geen tekst" if wrong else None


def _is_measure(name: Any) -> bool:
    parts = name.split(".") if isinstance(name, str) else []
    return len(parts) == 2 and all(NAME.fullmatch(part) for part in parts)
