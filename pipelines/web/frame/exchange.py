"""What a page is asked and what it answers, whatever carries it over the wire."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.errors import ConfigError
from pipelines.load import TrialBench
from pipelines.wording import Wording


@dataclass(frozen=True)
class Upload:
    """A file that the browser sent: the name it had there, and where its bytes are for now."""

    name: str
    path: Path


@dataclass(frozen=True)
class Desk:
    """Whose desk it is: the workspace, and what runs a command in a process of its own."""

    workspace: Path
    command: tuple[str, ...]
    trials: TrialBench = field(default_factory=TrialBench, compare=False)
    written: dict[tuple[str, Path], str] = field(default_factory=dict, compare=False)
    """By page and file what that page wrote last, so that two tabs do not undo each other (`seen`)."""

    @property
    def aside(self) -> Path:
        """Where files wait that are not yet part of the workspace's data, and jobs tell how far they are."""
        return self.workspace / "data" / ".werkbank"


@dataclass(frozen=True)
class Asked:
    """A request that passed the guard: parts of its address, its form and its files."""

    desk: Desk
    language: str
    parts: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: tuple[Upload, ...] = ()
    remembered: str = ""  # the period that was looked at last

    @property
    def words(self) -> Wording:
        """The words of the language in which the page is read."""
        return Wording(self.language)

    def field(self, name: str, default: str = "") -> str:
        """Give the text of a field of the form, without blanks around it."""
        return self.form.get(name, (default,))[0].strip()

    def fields(self, name: str) -> tuple[str, ...]:
        """Give all values of a field that may be there several times."""
        return tuple(value.strip() for value in self.form.get(name, ()) if value.strip())

    def number(self, name: str) -> int | None:
        """Give a number from the address or the form, None when it is not there; else raise ConfigError."""
        text = self.field(name) or self.query.get(name, "").strip() or self.parts.get(name, "")
        if not text:
            return None
        if not text.isdecimal() or len(text) > 9:
            raise ConfigError(self.words.say("wb.error.number", name=name))
        return int(text)


@dataclass(frozen=True)
class Page:
    """A template with what it shows; `status` as HTTP counts."""

    template: str
    given: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True)
class Redirect:
    """Another address of the workbench."""

    to: str


@dataclass(frozen=True)
class Download:
    """A file: shown in the browser, or kept under a name."""

    path: Path
    kind: str
    keep_as: str = ""


@dataclass(frozen=True)
class Stream:
    """Pieces of a page, sent as they come (server-sent events); the last is named `done`."""

    events: Iterator[tuple[str, str]]


Answer = Page | Redirect | Download | Stream
Handler = Callable[[Asked], Answer]


@dataclass(frozen=True)
class Address:
    """A page: how it is asked, where, and what answers."""

    method: str
    path: str
    handler: Handler
