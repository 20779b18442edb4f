"""The vocabulary of every step after the model: keys, marks, cells, count tables and safe tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

Key = tuple[str | None, ...]
"""One label (a code, never a translated name) per dimension; None = all of them."""

Value = int | Decimal
"""Persons and events are int; hours, averages and rates are Decimal."""


class Mark(StrEnum):
    """Why a cell shows no number, as the letter that readers see between brackets."""

    SUPPRESSED = "o"
    NOT_AVAILABLE = "nb"
    NOT_APPLICABLE = "nvt"


REVISED = "r"
"""The letter beside a figure that says something else than in the version before."""


@dataclass(frozen=True)
class Cell:
    """A number that may be shown, or the mark in its place: never both, never neither."""

    value: Value | None = None
    mark: Mark | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.mark is None):
            raise ValueError("a cell holds a value or a mark: exactly one of them")


@dataclass(frozen=True)
class CountTable:
    """A measure of a mart as it is in the warehouse: not for any page.

    `counts` holds None where nothing was delivered. `contributors` holds the distinct persons behind
    each cell of a personal measure that does not itself count persons; it is None for other measures.
    """

    name: str
    dimensions: tuple[str, ...]
    measure: str
    unit: str
    counts: Mapping[Key, Value | None]
    adds_up: bool
    personal: bool
    contributors: Mapping[Key, int] | None = None


@dataclass(frozen=True)
class SafeTable:
    """A measure after disclosure control: the only kind that figures, documents and downloads accept."""

    name: str
    dimensions: tuple[str, ...]
    measure: str
    unit: str
    cells: Mapping[Key, Cell]
    adds_up: bool
    base: int = 1
    """What its figures are multiples of: more than 1 where they are rounded."""
    held: frozenset[Key] = frozenset()
    """Cells that stand as they were published before, until the planned revision, or follow ones that do."""
    revised: frozenset[Key] = frozenset()
    """Cells that say something else than in the version of the edition before this one."""


def as_printed(value: Value, decimals: int) -> Decimal:
    """Round half up to the decimals that are printed: nothing beside a page may say more than it does."""
    return Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def cell_key(table: SafeTable, key: Key) -> str:
    """Name a cell as pages and files do: `<mart>.<measure>|<label>|...`, an empty label for the total."""
    return "|".join([table.name, *(label or "" for label in key)])


def select(table: SafeTable, **fixed: str | None) -> SafeTable:
    """Keep the cells with these labels and drop the dimensions that are fixed by them.

    `select(t, prison_code="GEN", period_code="2025")`; None selects the total over the dimension.
    """
    unknown = fixed.keys() - set(table.dimensions)
    if unknown:
        raise ValueError(f"{table.name} has no dimension {sorted(unknown)}; it has {table.dimensions}")
    kept = tuple(name for name in table.dimensions if name not in fixed)
    left = {
        key: tuple(label for name, label in zip(table.dimensions, key, strict=True) if name not in fixed)
        for key in table.cells
        if all(key[table.dimensions.index(name)] == label for name, label in fixed.items())
    }
    return replace(
        table, dimensions=kept, cells={short: table.cells[key] for key, short in left.items()},
        held=frozenset(left[key] for key in table.held & left.keys()),
        revised=frozenset(left[key] for key in table.revised & left.keys()),
    )  # fmt: skip


def keep(table: SafeTable, wanted: Callable[[Key], bool]) -> SafeTable:
    """Keep the cells whose key is wanted."""
    cells = {key: cell for key, cell in table.cells.items() if wanted(key)}
    return replace(table, cells=cells, held=table.held & cells.keys(), revised=table.revised & cells.keys())


def labels(table: SafeTable | CountTable, dimension: str) -> tuple[str, ...]:
    """Give the labels of a dimension in alphabetical order, the total left out."""
    place = table.dimensions.index(dimension)
    keys = table.cells if isinstance(table, SafeTable) else table.counts
    return tuple(sorted({label for key in keys if (label := key[place]) is not None}))
