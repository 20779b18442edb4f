"""What a catalogue says of itself, and what is still to appear."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, uuid5

from pipelines.request import CatalogueSection


@dataclass(frozen=True)
class Appearance:
    """When a period comes out by the calendar, and whether it did."""

    period: str
    moment: datetime  # UTC
    is_out: bool
    note: str = ""


@dataclass(frozen=True)
class Site:
    """A catalogue: whose it is, in which languages (the first names no language in its files), and where."""

    title: str
    publisher: str
    contact: str
    licence: str
    section: CatalogueSection
    languages: tuple[str, ...] = ("nl", "fr", "en")
    places: tuple[str, str] | None = None
    appearances: tuple[Appearance, ...] = ()

    def file(self, name: str, language: str) -> str:
        """Name a page in a language."""
        if language == self.languages[0]:
            return name
        stem, _, suffix = name.rpartition(".")
        return f"{stem}.{language}.{suffix}"

    def identifier(self, *parts: object) -> str:
        """Give a name for ever to a thing of this publisher: the same on any machine and at any address."""
        return f"urn:uuid:{uuid5(NAMESPACE_URL, '/'.join(('jaarverslag', self.publisher, *map(str, parts))))}"


def midnight(day: date) -> str:
    """Write the beginning of a day as RFC 3339 does."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC).isoformat().replace("+00:00", "Z")
