"""The safe tables of an edition as marts: measures with the same keys, in one order for every format."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.figures import Vocabulary
from pipelines.outline import FichesSpec, KeyNumbersSpec, Outline
from pipelines.tables import REVISED, Cell, Key, SafeTable
from pipelines.wording import Wording

TOTAL = "_T"
"""The code of all of a dimension together, as SDMX writes it: no key of a download is empty."""
HELD = "h"
"""The flag of a figure that stands as it was published before, until the planned revision."""
PRISON, PERIOD = "prison_code", "period_code"
OBJECTIVE = "objective_code"


@dataclass(frozen=True)
class Mart:
    """Measures that share their dimensions, with every key that any of them has."""

    name: str
    dimensions: tuple[str, ...]
    measures: tuple[SafeTable, ...]
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Observation:
    """A cell and where it stands."""

    key: Key
    table: SafeTable
    cell: Cell

    @property
    def flag(self) -> str:
        """What a reader must know beside the number, as letters: the mark in its place, held, revised."""
        found = [] if self.cell.mark is None else [self.cell.mark.value]
        found += [HELD] if not found and self.key in self.table.held else []
        return " ".join(found + ([REVISED] if self.key in self.table.revised else []))


def marts_of(tables: Mapping[str, SafeTable], names: Vocabulary) -> tuple[Mart, ...]:
    """Put the measures of each mart together, marts and measures by name, keys in the order of the lists."""
    found: dict[str, list[SafeTable]] = {}
    for name in sorted(tables):
        found.setdefault(name.split(".")[0], []).append(tables[name])
    return tuple(_mart(name, measures, names) for name, measures in sorted(found.items()))


def _mart(name: str, measures: Sequence[SafeTable], names: Vocabulary) -> Mart:
    dimensions = measures[0].dimensions
    ranks = [_ranks(dimension, names) for dimension in dimensions]

    def place(key: Key) -> tuple[tuple[int, str], ...]:
        last = [len(rank) + (label is None) for rank, label in zip(ranks, key, strict=True)]
        return tuple(
            (rank.get(label or "", end), label or "")
            for rank, label, end in zip(ranks, key, last, strict=True)
        )

    keys = sorted({key for table in measures for key in table.cells}, key=place)
    return Mart(name, dimensions, tuple(measures), tuple(keys))


def _ranks(dimension: str, names: Vocabulary) -> dict[str, int]:
    return {code: rank for rank, code in enumerate(names.codes(Wording("nl"), dimension))}


def observations(mart: Mart) -> Iterator[Observation]:
    """Go over the cells of a mart in tidy form, one a row: key by key, and each measure that has it."""
    for key in mart.keys:
        for table in mart.measures:
            if key in table.cells:
                yield Observation(key, table, table.cells[key])


def codes(key: Key) -> tuple[str, ...]:
    """Give the codes of a key, each total by its own code."""
    return tuple(TOTAL if label is None else label for label in key)


def headlines(outline: Outline, tables: Mapping[str, SafeTable]) -> tuple[str, ...]:
    """Name the tables whose total by prison and period is a headline, in the order of the outline.

    They are what its first block of key numbers shows, and what its fiches of prisons do.
    """
    blocks = [block for chapter in outline.chapters for block in chapter.blocks]
    numbers = [one.measures for one in blocks if isinstance(one, KeyNumbersSpec)][:1]
    fiches = [one.measures for one in blocks if isinstance(one, FichesSpec)]
    asked = [name for measures in (*numbers, *fiches) for name in measures]
    known = [name for name in asked if name in tables and {PRISON, PERIOD} <= set(tables[name].dimensions)]
    return tuple(dict.fromkeys(known))


def total_of(table: SafeTable, prison: str | None, period: str) -> Cell | None:
    """Give the cell of a prison and a period over everything else; None where the release has none."""
    return table.cells.get(total_key(table, prison, period))


def total_key(table: SafeTable, prison: str | None, period: str) -> Key:
    """Give the key of a prison and a period over everything else."""
    place = {PRISON: prison, PERIOD: period}
    return tuple(place.get(dimension) for dimension in table.dimensions)
