"""Read a TOML file as the kind that it must be; one line for each mistake, with what was expected."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NoReturn, TypeVar, overload

from pydantic import TypeAdapter, ValidationError

from pipelines.errors import ConfigError
from pipelines.office_text import read_office_text
from pipelines.toml.kinds import plain
from pipelines.toml.parse import Place, Table, lines_of, parse_toml, value_at

Kind = TypeVar("Kind")
EXPECTED: Mapping[str, str] = {
    "bool_type": "verwacht true of false",
    "date_type": "verwacht een datum, bijvoorbeeld 2026-01-10",
    "dataclass_type": "verwacht een tabel",
    "datetime_type": "verwacht een datum en uur, bijvoorbeeld 2026-01-20T09:00:00",
    "decimal_type": "verwacht een getal",
    "dict_type": "verwacht een tabel",
    "finite_number": "verwacht een getal",
    "float_type": "verwacht een getal",
    "greater_than_equal": "verwacht minstens {ge}",
    "int_type": "verwacht een geheel getal",
    "less_than_equal": "verwacht hoogstens {le}",
    "list_type": "verwacht een lijst: [ ... ]",
    "missing": "deze sleutel is verplicht; vul hem aan",
    "model_type": "verwacht een tabel",
    "shape": "{told}",
    "string_too_short": "verwacht een tekst tussen aanhalingstekens, die niet leeg is",
    "string_type": "verwacht een tekst tussen aanhalingstekens",
    "timezone_naive": "verwacht een datum en uur zonder tijdzone: het is de tijd in Brussel",
    "too_short": "verwacht minstens {min_length} waarde(n)",
    "tuple_type": "verwacht een lijst: [ ... ]",
}
Meant = Callable[[Table], Table]
UNKNOWN = ("extra_forbidden", "unexpected_keyword_argument")


@dataclass(frozen=True)
class TomlFile:
    """A file as it was parsed: what it holds, and the text in which a mistake has its line."""

    path: Path
    text: str
    table: Table

    @overload
    def read(self, kind: type[Kind], meant: Meant = ...) -> Kind: ...
    @overload
    def read(self, kind: object, meant: Meant = ...) -> Any: ...
    def read(self, kind: Any, meant: Meant = lambda table: table) -> Any:
        """Give the file as a kind; `meant` spells out first what the file may say in short.

        Raises ConfigError with one line for each mistake, in their order.
        """
        try:
            return _adapter(kind).validate_json(json.dumps(meant(self.table), default=plain))
        except ValidationError as error:
            # Of a list whose parts are all wrong the validator says beside that that it is too short.
            told = [one for one in error.errors(include_url=False) if not self._is_long_enough(one)]
            found = [self._mistake(kind, one) for one in told]
        raise ConfigError("\n".join(self.told(dict.fromkeys(found))))

    def fail(self, place: Place, expected: str) -> NoReturn:
        """Raise ConfigError: file, line, key, what was expected and, if it is there, what was found."""
        raise ConfigError(self.told([(place, expected)])[0])

    def told(self, mistakes: "Sequence[tuple[Place, str]] | Mapping[tuple[Place, str], None]") -> list[str]:
        """Put mistakes in words, in the order of the file."""
        listed = list(mistakes)
        lines = lines_of(self.text, [place for place, _ in listed])
        told = sorted(zip(lines, listed, strict=True), key=lambda pair: (pair[0], str(pair[1])))
        return [
            f"{self.path}: regel {line}: {name_of(place) or 'dit bestand'}: {expected}{self._found(place)}"
            for line, (place, expected) in told
        ]

    def _is_long_enough(self, error: Any) -> bool:
        found = value_at(self.table, self._place(error["loc"])) if error["type"] == "too_short" else None
        return isinstance(found, list) and len(found) >= error["ctx"]["min_length"]

    def _found(self, place: Place) -> str:
        found = value_at(self.table, place)
        return "" if found is None or not place else f"; gevonden: {_short(found)}"

    def _mistake(self, kind: Any, error: Any) -> tuple[Place, str]:
        place, why, more = self._place(error["loc"]), str(error["type"]), error.get("ctx", {})
        if why in UNKNOWN:
            return place, _unknown(str(place[-1]), known_keys(kind, self.table, place[:-1]))
        if why in ("literal_error", "enum"):
            return place, one_of_these(value_at(self.table, place), _choices(str(more["expected"])))
        if why in ("union_tag_invalid", "union_tag_not_found"):
            here, key = value_at(self.table, place), str(more["discriminator"]).strip("'")
            if why == "union_tag_not_found":
                near = get_close_matches(key, here if isinstance(here, dict) else (), 1)
                if near:
                    return (*place, near[0]), f"deze sleutel bestaat niet (bedoelt u {key}?)"
                return (*place, key), EXPECTED["missing"]
            place = (*place, key)
            return place, one_of_these(value_at(self.table, place), _choices(str(more["expected_tags"])))
        return place, EXPECTED.get(why, f"deze waarde is niet geldig ({why})").format(**more)

    def _place(self, found: Sequence[str | int]) -> Place:
        """Give the place without what the validator adds: of a table in a list, the kind that it is."""
        place: list[str | int] = []
        skipped = False
        for part in found:
            here = value_at(self.table, tuple(place))
            is_kind = isinstance(here, dict) and here.get("kind") == part and isinstance(place[-1], int)
            if is_kind and not skipped:
                skipped = True
                continue
            skipped = False
            place.append(part)
        return tuple(place)


def open_toml(path: Path) -> TomlFile:
    """Parse a file; raise ConfigError when it can't be read or is no TOML, with the line."""
    try:
        text = read_office_text(path)
    except OSError as error:
        raise ConfigError(f"{path}: kan niet gelezen worden ({error.strerror})") from error
    return _parsed(path, text)


@lru_cache(maxsize=512)
def _parsed(path: Path, text: str) -> TomlFile:
    """Parse what a file holds, once while it holds the same; what is given is read, never changed."""
    table, meant = parse_toml(text, str(path))
    return TomlFile(path, meant, table)


@overload
def read_toml(path: Path, kind: type[Kind]) -> Kind: ...
@overload
def read_toml(path: Path, kind: object) -> Any: ...
def read_toml(path: Path, kind: Any) -> Any:
    """Read a file as a kind; raise ConfigError with what is wrong: file, line, key, expected and found."""
    return open_toml(path).read(kind)


def toml_files(folder: Path) -> tuple[Path, ...]:
    """Give the TOML files of a folder by name; raise ConfigError when there is no such folder."""
    if not folder.is_dir():
        raise ConfigError(f"{folder}: deze map bestaat niet")
    return tuple(sorted(folder.glob("*.toml")))


def known_keys(kind: Any, table: Any = None, place: Place = ()) -> tuple[str, ...]:
    """Give the keys that a kind has, or that its table at a place has."""
    schema = _adapter(kind).json_schema()
    here = _resolved(schema, schema, table)
    for part in place:
        named = here.get("properties", {}).get(part) or here.get("additionalProperties") or {}
        here = here.get("items", {}) if isinstance(part, int) else named
        table = value_at(table, (part,))
        here = _resolved(schema, here, table)
    return tuple(key for key in here.get("properties", {}) if key)


def name_of(place: Place) -> str:
    """Name a place as a person reads it in the file: `chapters[1].blocks[3].rows`."""
    parts = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place)
    return parts.removeprefix(".")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def one_of_these(found: object, known: Sequence[str]) -> str:
    """Say that one of a list was expected, and which of them was meant where that is plain."""
    return f"verwacht een van {', '.join(known)}{meant(str(found), known)}"


def _resolved(schema: Table, here: Table, table: Any) -> Table:
    """Follow a reference or a choice in a JSON schema to the table that is meant."""
    if "$ref" in here:
        return _resolved(schema, schema["$defs"][here["$ref"].rsplit("/", 1)[-1]], table)
    if "discriminator" in here:
        kind = table.get(here["discriminator"]["propertyName"]) if isinstance(table, dict) else None
        chosen = here["discriminator"]["mapping"].get(kind)
        return _resolved(schema, {"$ref": chosen}, table) if chosen else {}
    tables = [one for one in here.get("anyOf", ()) if one.keys() & {"$ref", "items", "additionalProperties"}]
    return _resolved(schema, tables[0], table) if tables else here


def _unknown(key: str, known: Sequence[str]) -> str:
    return f"deze sleutel bestaat niet{meant(key, known)}; hier mogen staan: {', '.join(sorted(known))}"


def _choices(expected: str) -> list[str]:
    """Give the words of a list as the validator words it: `'bars', 'dots' or 3`."""
    return [word or number for word, number in re.findall(r"'([^']*)'|(\d+)", expected)]


def meant(found: str, known: Sequence[str]) -> str:
    """Ask between brackets whether the nearest of a list was meant; nothing where none is near."""
    near = get_close_matches(found, known, 1)
    return f" (bedoelt u {near[0]}?)" if near else ""


def _short(found: object) -> str:
    text = str(found) if hasattr(found, "isoformat") else repr(found)
    return text if len(text) <= 80 else f"{text[:77]}..."
