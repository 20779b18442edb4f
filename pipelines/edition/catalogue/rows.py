"""A row of the list of editions, the filters that fit a list of rows, and sizes as people write them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.wording import Wording, capital

KILO = 1000


@dataclass(frozen=True)
class Anchor:
    """A link: its text, where it leads, the language of what is there and its kind of file."""

    text: str
    href: str
    language: str = ""
    more: str = ""  # size, for who decides whether to fetch it


@dataclass(frozen=True)
class Row:
    """An edition in the list."""

    title: str
    anchor: str
    period: str
    year: str
    scope: str
    scope_code: str
    status: str
    status_code: str
    state: str
    remark: str  # that it is replaced or retracted, or has an erratum
    remark_link: str
    remark_href: str
    published: str
    documents: tuple[Anchor, ...]
    data: tuple[Anchor, ...]
    files: tuple[tuple[str, str, str], ...]  # name, size, SHA-256


@dataclass(frozen=True)
class Choice:
    """What a filter may be set to."""

    code: str
    text: str


@dataclass(frozen=True)
class Filter:
    """A filter of the list: which property of a row it looks at."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def filters_of(rows: Sequence[Row], words: Wording) -> tuple[Filter, ...]:
    """Give the filters of a list: the years, scopes and statuses that its rows have."""
    known = (
        ("year", "period", {row.year: row.year for row in rows}),
        ("scope", "scope", {row.scope_code: row.scope for row in rows}),
        (
            "status",
            "status",
            {row.status_code: capital(words.say(f"edition.{row.status_code}")) for row in rows},
        ),
    )
    return tuple(
        Filter(
            name, words.say(f"catalogue.{label}"), tuple(Choice(code, text) for code, text in choices.items())
        )
        for name, label, choices in known
    )


def size_of(size: int, words: Wording) -> str:
    """Write a size as people do: 812 B, 330 kB, 1,2 MB."""
    if size < KILO:
        return f"{size} B"
    if size < KILO**2:
        return f"{words.number(Decimal(size) / KILO)} kB"
    return f"{words.number(Decimal(size) / KILO**2, 1)} MB"
