"""Read TOML strictly: an unknown key, a wrong kind or a missing key stops with file, key and expectation."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from pipelines.errors import ConfigError
from pipelines.office_text import read_toml_text


class Section:
    """A table of a TOML file that remembers which of its keys were asked for."""

    def __init__(self, path: Path, table: Mapping[str, object], where: str = "") -> None:
        self.path = path
        self._table = table
        self._where = where
        self._known: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._table

    def name(self, key: str) -> str:
        """Give the full name of a key, as a user finds it in the file."""
        return f"{self._where}.{key}" if self._where else key

    def fail(self, key: str, expected: str, found: object = None) -> NoReturn:
        """Raise ConfigError with file, key, what was expected and what was found."""
        tail = "" if found is None else f"; gevonden: {found!r}"
        raise ConfigError(f"{self.path}: {self.name(key)}: {expected}{tail}")

    def text(self, key: str, default: str | None = None) -> str:
        """Give a non-empty text; required unless there is a default."""
        value = self._take(key, default)
        if not isinstance(value, str) or (not value and default is None):
            self.fail(key, "verwacht een tekst tussen aanhalingstekens", value)
        return value

    def choice(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """Give a text that is one of those allowed."""
        value = self.text(key, default)
        if value not in allowed and value != default:
            self.fail(key, f"verwacht een van {', '.join(allowed)}", value)
        return value

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """Give true or false."""
        value = self._take(key, default)
        if not isinstance(value, bool):
            self.fail(key, "verwacht true of false", value)
        return value

    def whole(self, key: str) -> int | None:
        """Give a whole number from 1, or None when the key is absent."""
        value = self._take_or_none(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
            self.fail(key, "verwacht een geheel getal vanaf 1", value)
        return value

    def number(self, key: str) -> int | float | None:
        """Give a number, or None when the key is absent."""
        value = self._take_or_none(key)
        if value is not None and (not isinstance(value, int | float) or isinstance(value, bool)):
            self.fail(key, "verwacht een getal", value)
        return value

    def texts(self, key: str, default: Sequence[str] | None = None) -> tuple[str, ...]:
        """Give a list of texts; one text by itself is a list of one."""
        value = self._take(key, None if default is None else list(default))
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(item, str) and item for item in listed):
            self.fail(key, "verwacht een lijst van teksten", value)
        if not listed and default is None:
            self.fail(key, "verwacht minstens één tekst", value)
        return tuple(listed)

    def words(self, key: str) -> dict[str, str]:
        """Give a table of text to text; empty when the key is absent."""
        value = self._take(key, {})
        if not isinstance(value, dict) or not all(isinstance(word, str) for word in value.values()):
            self.fail(key, 'verwacht een tabel { "woord" = "code" }', value)
        return dict(value)

    def section(self, key: str) -> "Section":
        """Give a table inside this one; an absent one is empty."""
        value = self._take(key, {})
        if not isinstance(value, dict):
            self.fail(key, "verwacht een tabel", value)
        return Section(self.path, value, self.name(key))

    def sections(self, key: str) -> tuple["Section", ...]:
        """Give the tables of an array of tables; at least one."""
        value = self._take(key, None)
        if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
            self.fail(key, f"verwacht minstens één [[{key}]]")
        return tuple(
            Section(self.path, item, f"{self.name(key)}[{place}]") for place, item in enumerate(value, 1)
        )

    def one_or_more(self, key: str) -> tuple["Section", ...]:
        """Give the tables of an array of tables; one table by itself is an array of one."""
        return self.sections(key) if isinstance(self._table.get(key), list) else (self.section(key),)

    def get(self, key: str) -> object:
        """Give a value as it stands, or None; the caller asks for it again to have it checked."""
        return self._take_or_none(key)

    def entries(self) -> tuple[str, ...]:
        """Give the keys in the order of the file."""
        return tuple(self._table)

    def raw(self, key: str) -> object:
        """Give a value whose kind the caller looks at."""
        return self._take(key, None)

    def done(self) -> None:
        """Raise ConfigError when the table has a key that nobody asked for."""
        for key in self._table:
            if key not in self._known:
                known = ", ".join(sorted(self._known))
                self.fail(key, f"deze sleutel bestaat niet; hier mogen staan: {known}")

    def _take(self, key: str, default: object) -> object:
        self._known.add(key)
        if key not in self._table and default is None:
            self.fail(key, "deze sleutel is verplicht")
        return self._table.get(key, default)

    def _take_or_none(self, key: str) -> object:
        self._known.add(key)
        return self._table.get(key)


def read_toml(path: Path) -> Section:
    """Read a TOML file; raise ConfigError when it can't be read as one."""
    try:
        return Section(path, read_toml_text(path))
    except OSError as error:
        raise ConfigError(f"{path}: kan niet gelezen worden ({error.strerror})") from error


def toml_files(folder: Path) -> tuple[Path, ...]:
    """Give the TOML files of a folder by name; raise ConfigError when there is no such folder."""
    if not folder.is_dir():
        raise ConfigError(f"{folder}: deze map bestaat niet")
    return tuple(sorted(folder.glob("*.toml")))
