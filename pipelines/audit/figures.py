"""What a reader finds in an edition: figures by measure and place, each shown, hidden or not available."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

Place = frozenset[tuple[str, str]]
"""Labels by dimension, totals left out: {("prison_code", "GEN"), ("period_code", "2025")}."""

Name = tuple[str, Place]
"""A measure and a place: the same figure wherever it is printed."""

PRISON, PERIOD = "prison_code", "period_code"
HIDDEN, UNAVAILABLE, INAPPLICABLE = "[o]", "[nb]", "[nvt]"
LATER = "[nb] until the revision"
"""Not available in a table of which some figures stand until then: nobody knows that it is nothing."""


@dataclass(frozen=True)
class Figure:
    """What is printed for a cell: a number, or the text of its mark."""

    value: Decimal | None
    mark: str | None = None

    @property
    def is_hidden(self) -> bool:
        """Tell whether the figure exists and is withheld."""
        return self.mark == HIDDEN


@dataclass(frozen=True)
class Placed:
    """A number that stands outside the tables under the name of a figure, and where it stands."""

    where: str
    name: Name
    value: Decimal
    is_exact: bool = True
    """False: printed for the eye, so perhaps rounded, or named in words that were not taken for certain."""


@dataclass(frozen=True)
class Edition:
    """One version of an edition as it lies in its folder."""

    folder: str
    period: str
    order: tuple[str, str, int, str]
    """Sorts editions by the day of publication, the end of the period, the version and the scope."""
    figures: Mapping[Name, Figure]
    withheld: frozenset[Name]
    """Marked as hidden in some table, be they shown in another."""
    sources: Mapping[Name, str]
    """The table in which a figure was found first, or the place that tells it though its table does not."""
    leaks: tuple[Placed, ...] = ()
    """Numbers on a page or in a download where the tables withhold the figure."""


def label(place: Place, dimension: str) -> str | None:
    """Read the label of one dimension; None where the place is the total over it."""
    return next((code for name, code in place if name == dimension), None)


def without(place: Place, *dimensions: str) -> Place:
    """Compute the place that is the total over these dimensions."""
    return frozenset(pair for pair in place if pair[0] not in dimensions)


def with_label(place: Place, dimension: str, code: str | None) -> Place:
    """Compute the place with another label of one dimension; None: the total over it."""
    rest = without(place, dimension)
    return rest if code is None else rest | {(dimension, code)}


def in_words(place: Place) -> str:
    """Write a place as its labels, dimension by dimension."""
    return " ".join(f"{name}={code}" for name, code in sorted(place)) or "(alle)"
