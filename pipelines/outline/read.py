"""Read an outline: the chapters and blocks of an edition. A mistake names file, line, key and remedy."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from pipelines.errors import ConfigError
from pipelines.outline.axes import GIVE_UP
from pipelines.outline.spec import (
    ANCHOR,
    BLOCK_KEYS,
    EVERYWHERE,
    NEEDED,
    BlockSpec,
    ChapterSpec,
    Outline,
    Theme,
    wrong_crossing,
    wrong_keys,
)

Lines = Sequence[str]


def read_outline(path: Path) -> Outline:
    """Read an outline; raise ConfigError with one line per mistake: file, line, key, what was expected."""
    try:
        text = path.read_text(encoding="utf-8")
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: geen geldige TOML ({error}); kijk die regel na") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{path}: de opbouw van het verslag kan niet gelezen worden als UTF-8-tekst ({error})"
        ) from error
    mistakes = _mistakes(parsed, text.splitlines())
    if mistakes:
        raise ConfigError("\n".join(f"{path}, {mistake}" for mistake in mistakes))
    chapters = tuple(_chapter(entry) for entry in parsed["chapters"])
    return Outline(path, chapters, tuple(parsed.get("give_up", GIVE_UP)))


def _line(lines: Lines, chapter: int, block: int | None = None, key: str | None = None) -> str:
    """Give `regel 12`: the line of a chapter, a block or a key, as near as the text allows."""
    start = _nth(lines, re.compile(r"\s*\[\[\s*chapters\s*\]\]"), 0, chapter)
    if block is not None:
        start = _nth(lines, re.compile(r"\s*\[\[\s*chapters\s*\.\s*blocks\s*\]\]"), start, block)
    if key is not None:
        end = next(
            (place for place in range(start + 1, len(lines)) if lines[place].lstrip().startswith("[[")),
            len(lines),
        )
        start = _nth(lines[:end], re.compile(rf"\s*{re.escape(key)}\s*="), start, 0)
    return f"regel {start + 1}"


def _nth(lines: Lines, pattern: re.Pattern[str], start: int, number: int) -> int:
    found = [place for place in range(start, len(lines)) if pattern.match(lines[place])]
    return found[number] if number < len(found) else start


def _mistakes(parsed: dict[str, Any], lines: Lines) -> list[str]:
    found = [
        f"regel 1: {key}: deze sleutel bestaat niet; verwacht enkel give_up en [[chapters]]"
        for key in sorted(parsed.keys() - {"chapters", "give_up"})
    ]
    order = parsed.get("give_up", [])
    if not isinstance(order, list) or not set(order) <= set(GIVE_UP):
        at = _nth(lines, re.compile(r"\s*give_up\s*="), 0, 0)
        found.append(f"regel {at + 1}: give_up: {order!r}; verwacht een lijst uit {', '.join(GIVE_UP)}")
    chapters = parsed.get("chapters")
    if not isinstance(chapters, list) or not chapters:
        return [
            *found,
            "regel 1: chapters: dit ontbreekt; schrijf minstens een [[chapters]] met anchor en title",
        ]
    anchors: set[str] = set()
    for number, chapter in enumerate(chapters):
        found += _chapter_mistakes(chapter, number, lines, anchors)
        for place, block in enumerate(
            chapter.get("blocks", []) if isinstance(chapter.get("blocks", []), list) else []
        ):
            found += _block_mistakes(block, number, place, lines)
    return found


def _chapter_mistakes(chapter: dict[str, Any], number: int, lines: Lines, anchors: set[str]) -> list[str]:
    allowed = [entry.name for entry in fields(ChapterSpec)]
    where = f"chapters[{number}]"
    found = [
        f"{_line(lines, number, key=key)}: {where}.{key}: {why}" for key, why in wrong_keys(chapter, allowed)
    ]
    needed = ["anchor", *([] if chapter.get("per") else ["title"])]
    found += [
        f"{_line(lines, number)}: {where}.{key}: deze sleutel is verplicht; vul hem aan"
        for key in needed
        if key not in chapter
    ]
    anchor = chapter.get("anchor")
    if isinstance(anchor, str):
        if not ANCHOR.fullmatch(anchor):
            found.append(
                f"{_line(lines, number, key='anchor')}: {where}.anchor: {anchor!r}; "
                "verwacht kleine letters, cijfers en streepjes"
            )
        if anchor in anchors:
            found.append(
                f"{_line(lines, number, key='anchor')}: {where}.anchor: {anchor!r} bestaat al; "
                "kies een andere naam"
            )
        anchors.add(anchor)
    return found


def _block_mistakes(block: dict[str, Any], number: int, place: int, lines: Lines) -> list[str]:
    where = f"chapters[{number}].blocks[{place}]"
    kind = str(block.get("kind"))
    if kind not in BLOCK_KEYS:
        line = _line(lines, number, place, "kind" if "kind" in block else None)
        return [f"{line}: {where}.kind: {kind!r}; verwacht een van {', '.join(BLOCK_KEYS)}"]
    allowed = (*EVERYWHERE, *BLOCK_KEYS[kind])
    found = [
        f"{_line(lines, number, place, key)}: {where}.{key}: {why}" for key, why in wrong_keys(block, allowed)
    ]
    found += [
        f"{_line(lines, number, place)}: {where}.{key}: deze sleutel is verplicht bij kind {kind!r}; "
        "vul hem aan"
        for key in NEEDED.get(kind, ())
        if key not in block
    ]
    crossing = wrong_crossing(block)
    if crossing:
        key = "compare" if block.get("compare") else "columns"
        found.append(f"{_line(lines, number, place, key)}: {where}.{key}: {crossing}")
    return found


def _chapter(entry: dict[str, Any]) -> ChapterSpec:
    blocks = tuple(_block(block) for block in entry.get("blocks", []))
    return ChapterSpec(**{**entry, "blocks": blocks, "leads": tuple(entry.get("leads", ()))})


def _block(entry: Mapping[str, Any]) -> BlockSpec:
    lists: dict[str, Any] = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
    if "themes" in entry:
        lists["themes"] = tuple(
            Theme(**{**theme, "measures": tuple(theme.get("measures", ()))}) for theme in entry["themes"]
        )
    return BlockSpec(**{**entry, **lists})
