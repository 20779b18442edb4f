"""The words in which a kind of TOML file is told: strict tables, texts, lists, choices.

A kind is a frozen dataclass with `__pydantic_config__ = STRICT`, or a `Section`: its fields are the keys.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    NaiveDatetime,
)
from pydantic_core import PydanticCustomError

LANGUAGES = ("nl", "fr", "en")

STRICT = ConfigDict(extra="forbid", strict=True)
"""No key but those that a table has, each of its own type."""
DATE = "date"
"""The key under which a date of TOML goes past the validator, which knows JSON's types alone."""


class Section(BaseModel):
    """A table of settings that a caller may change a copy of: its keys and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def between(low: float | None, high: float | None = None) -> Any:
    """Give the mark of a number from `low` to `high`, both included."""
    return Field(ge=low, le=high)


def shaped(pattern: str, expected: str) -> Any:
    """Give the mark of a text that a pattern matches as a whole; `expected` says in Dutch what that is."""

    def checked(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise PydanticCustomError("shape", "{told}", {"told": expected})
        return text

    return AfterValidator(checked)


def one_of(*choices: str) -> Any:
    """Give the mark of a text that is one of a list too long for a Literal."""

    def checked(text: str) -> str:
        if text not in choices:
            raise PydanticCustomError("literal_error", "{expected}", {"expected": repr(choices)})
        return text

    return AfterValidator(checked)


def in_languages(*needed: str) -> Any:
    """Give the mark of a text by language, none of them empty, of which these languages may not lack."""

    def checked(texts: Mapping[str, str]) -> Mapping[str, str]:
        unknown = sorted(texts.keys() - set(LANGUAGES))
        lacking = [language for language in needed if language not in texts]
        empty = [language for language, text in texts.items() if not text.strip()]
        told = [
            *(f"taal {language!r} bestaat niet; verwacht nl, fr of en" for language in unknown),
            *(f"de tekst in {language} ontbreekt; vul {language} aan" for language in lacking),
            *(f"de tekst in {language} is leeg; vul hem aan" for language in empty),
        ]
        if told:
            raise PydanticCustomError("shape", "{told}", {"told": told[0]})
        return texts

    return AfterValidator(checked)


def at_least(count: int) -> Any:
    """Give the mark of a list of at least so many."""
    return Field(min_length=count)


non_empty = Field(min_length=1)
"""The mark of a text that is not empty."""


def written_as(key: str) -> Any:
    """Give the mark of a field that the file calls otherwise."""
    return Field(alias=key)


def chosen_by(key: str) -> Any:
    """Give the mark of a table of which one key says what kind it is."""
    return Discriminator(key)


def _day(value: Any) -> Any:
    told = _told(value)
    return date.fromisoformat(told) if len(told) == len("2026-01-10") else {"": value}


def _moment(value: Any) -> Any:
    told = _told(value)
    return datetime.fromisoformat(told) if "T" in told else {"": value}


def _told(value: Any) -> str:
    """Give a date or hour as ISO 8601; nothing for a text, however much it looks like one."""
    return str(value[DATE][0]) if isinstance(value, Mapping) and value.keys() == {DATE} else ""


def _listed(value: Any) -> Any:
    # What a function gives is Python's: a tuple must be one.
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[NaiveDatetime, BeforeValidator(_moment)]
"""A date and an hour without a zone."""
Text = Annotated[str, non_empty]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
"""A list of texts; one text by itself is a list of one."""
Whole = Annotated[int, between(1)]
"""A whole number from 1."""


def plain(value: object) -> object:
    """Give a value of TOML that JSON has not, a date or an hour, as only a field of dates takes it."""
    return {DATE: [value.isoformat() if isinstance(value, date | time) else str(value)]}
