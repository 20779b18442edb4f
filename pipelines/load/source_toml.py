"""Write the TOML of a source as a person would, and change a value of it without touching the rest."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit import aot, comment, document, dumps, inline_table, item, table
from tomlkit.items import InlineTable, Item, Table, Trivia

from pipelines.errors import ConfigError
from pipelines.toml import parse_toml

Place = tuple[str | int, ...]
"""Where a value stands: `("maps", 0, "columns", "session_date")`."""

SURE = re.compile(r"(\d+) % zeker")
"""How a draft says in a remark beside a column how sure it is."""

TABLE = (dict, "een tabel")
SHAPES: dict[str, tuple[type | tuple[type, ...], str]] = {
    "label": (str, "een tekst"),
    "organisation": (str, "een tekst"),
    "files": ((str, list), "een tekst of een lijst van teksten"),
    "dialect": TABLE,
    "table": TABLE,
    "maps": (list, "tabellen [[maps]]"),
}
"""What the keys of a source are, as far as who shows a draft must know."""

PROPOSED = re.compile(r"^# Voorstel bij .*\n", re.MULTILINE)
"""What a draft says of itself above all."""

QUESTION = re.compile(r"^# \? (.*)\n", re.MULTILINE)
"""What a draft asks of the whole file, for which there is no place in it."""

__all__ = [
    "Place",
    "Table",
    "aot",
    "comment",
    "confirmed",
    "document",
    "dumps",
    "edited",
    "inline_table",
    "item",
    "read_certainty",
    "read_draft",
    "read_questions",
    "table",
]


def read_draft(text: str, name: str) -> dict[str, Any]:
    """Read the TOML of a source or draft as plain values; raise ConfigError where it is none of a source.

    A draft may still lack what a source needs, so `read_source` would refuse it.
    """
    plain: dict[str, Any] = _parsed(text, name).unwrap()
    found = {key: plain[key] for key in SHAPES if key in plain}
    maps = plain.get("maps", [])
    for place, one in enumerate(maps if isinstance(maps, list) else ()):
        found[f"maps[{place}]"] = one
        found[f"maps[{place}].columns"] = one.get("columns", {}) if isinstance(one, dict) else {}
    for key, value in found.items():
        kind, told = SHAPES.get(key, TABLE)
        if not isinstance(value, kind):
            raise ConfigError(f"{name}: {key}: gevonden {value!r}; verwacht {told}")
    return plain


def edited(text: str, changes: Mapping[Place, Any], name: str) -> str:
    """Give the text with these values in their places, None = taken away; what stays keeps its remarks.

    A column that is chosen anew loses the remark on how sure the draft was: a person has said it.
    """
    whole = _parsed(text, name)
    for place, value in changes.items():
        _set(whole, place, value)
    return dumps(whole)


def confirmed(text: str, name: str) -> str:
    """Give a draft as the source that a person confirmed: without its questions and how sure it was."""
    whole = _parsed(text, name)
    for mapped in whole.get("maps", []):
        columns = mapped.get("columns", {})
        for remark in (_trivia(columns, column) for column in columns):
            if remark is not None and SURE.search(remark.comment):
                remark.comment = remark.comment.partition(";")[0]
    return QUESTION.sub("", PROPOSED.sub("", dumps(whole)))


def read_questions(text: str) -> list[str]:
    """Give what a draft asks of the whole file, in Dutch; whoever confirms the draft has answered it."""
    return QUESTION.findall(text)


def read_certainty(text: str, name: str) -> dict[tuple[int, str], int]:
    """Read how sure a draft is of the columns of its maps, in percent; nothing for what a person wrote."""
    found: dict[tuple[int, str], int] = {}
    for place, mapped in enumerate(_parsed(text, name).get("maps", [])):
        columns = mapped.get("columns", {})
        for column in columns:
            remark = _trivia(columns, column)
            said = SURE.search(remark.comment) if remark is not None else None
            if said:
                found[place, str(column)] = int(said[1])
    return found


def _parsed(text: str, name: str) -> tomlkit.TOMLDocument:
    return tomlkit.parse(parse_toml(text, name)[1])


def _set(whole: Any, place: Place, value: Any) -> None:
    *path, last = place
    inside = whole
    for key in path:
        if isinstance(inside, dict) and key not in inside:
            inside[key] = table()
        inside = inside[key]
    if value is None:
        if isinstance(inside, dict):
            inside.pop(last, None)
        elif isinstance(last, int) and last < len(inside):
            del inside[last]
    elif isinstance(inside, dict) and _plain(inside.get(last)) != value:
        inside[last] = _written(value)
        remark = _trivia(inside, last)
        if remark is not None and SURE.search(remark.comment):
            remark.comment = remark.comment.partition(";")[0]
    elif isinstance(inside, list):
        inside.append(_written(value))


def _trivia(inside: Any, key: Any) -> Trivia | None:
    """Give what stands around a value: its remark."""
    found = inside.item(key) if isinstance(inside, Table | InlineTable) else None
    return found.trivia if isinstance(found, Item) else None


def _written(value: Any) -> Any:
    """Write a mapping on the line of its key, as sources do; a map with columns as a table of its own."""
    if isinstance(value, Mapping) and "dataset" in value:
        made = table()
        made.add("dataset", value["dataset"])
        made.add("columns", table())
        return made
    if isinstance(value, Mapping):
        inline = inline_table()
        inline.update(value)
        return inline
    return item(list(value)) if isinstance(value, Sequence) and not isinstance(value, str) else item(value)


def _plain(value: Any) -> Any:
    return value.unwrap() if hasattr(value, "unwrap") else value
