"""What disclosure control gives back: the safe tables, and a confidential log of what was hidden and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pipelines.protect.structure import Place
from pipelines.tables import SafeTable


class Reason(StrEnum):
    """Why a cell is hidden: itself unsafe, or needed to keep another cell unknown."""

    PERSONS = "persons"
    CONTRIBUTORS = "contributors"
    ZERO = "zero"
    EVERYONE = "everyone"
    SHARED = "shared"
    SECONDARY = "secondary"
    LADDER = "ladder"
    EARLIER = "earlier"


PRIMARY = frozenset({Reason.PERSONS, Reason.CONTRIBUTORS, Reason.ZERO, Reason.EVERYONE})


@dataclass(frozen=True)
class HiddenCell:
    """A hidden cell by its key, the reason, and the range of values that witness worlds prove possible."""

    table: str
    key: tuple[str | None, ...]
    reason: Reason
    lowest: int | None = None
    highest: int | None = None


@dataclass(frozen=True)
class DisclosureLog:
    """Confidential: never published, kept beside the release for the coordinator."""

    hidden: tuple[HiddenCell, ...] = ()
    witnesses: int = 0
    cells: int = 0
    open: tuple[str, ...] = ()
    rounded: int = 0
    dropped: tuple[tuple[str, str], ...] = ()
    """What is not published: breakdowns of participants by dimension, or a measure; and the period."""

    def count(self, *reasons: Reason) -> int:
        """Count the hidden cells with one of these reasons; without reasons, all of them."""
        return sum(1 for cell in self.hidden if not reasons or cell.reason in reasons)


@dataclass(frozen=True)
class Protected:
    """All tables of a release after disclosure control, the confidential log, and the measures of persons."""

    tables: Mapping[str, SafeTable]
    log: DisclosureLog = field(default_factory=DisclosureLog)
    personal: frozenset[str] = frozenset()
    behind: Mapping[tuple[str, Place], int] = field(default_factory=dict)
    """How many persons stand behind each figure, by measure and place: confidential."""
