"""Hold the cells that calamine gives against those that the file holds, counted from its XML alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import LoadError
from pipelines.load.read import Place, PlainSheet, reference
from pipelines.load.workbooks.typed import Value

AGAIN = "er is niets ingelezen. Open het bestand in een rekenblad, bewaar het opnieuw en lees dat in"


@dataclass(frozen=True)
class ListedCells:
    """The cells of a sheet that hold something, row and column from 1, as its own records list them."""

    held: tuple[Place, ...]

    @property
    def quick(self) -> int:
        """Give how many there are."""
        return len(self.held)

    def cells(self) -> Iterator[tuple[Place, bool]]:
        """Give each with whether it shows anything: all of these do."""
        return ((place, True) for place in self.held)


def filled(row: Sequence[Value]) -> int:
    """Count the cells of a row that are not empty."""
    return len(row) - row.count("")


def refuse_lost_sheets(plain: Sequence[PlainSheet | None], names: Sequence[str], path: Path) -> None:
    """Raise LoadError when the file lists other sheets than were given."""
    if plain and len(plain) != len(names):
        raise LoadError(
            f"{path}: het bestand noemt {len(plain)} bladen en daarvan zijn er {len(names)} te lezen; {AGAIN}"
        )


def refuse_lost_cells(
    name: str, plain: PlainSheet | ListedCells | None, rows: Iterable[Sequence[Value]], given: int, path: Path
) -> None:
    """Raise LoadError when the sheet holds a cell that is not in `rows`; `given` counts those not empty.

    Only where the quick count differs, or can't tell, each cell is looked up.
    """
    if plain is None or plain.quick == given:
        return
    try:
        held = Counter(place for place, shows in plain.cells() if shows)
    except ValueError:
        raise LoadError(f"{path}: blad {name!r}: de cellen zijn niet na te tellen; {AGAIN}") from None
    twice = [place for place, times in held.items() if times > 1]
    lost = held.keys() - _given(rows)
    if not twice and not lost:
        return
    place = reference(min(twice or lost))
    fault = (
        f"cel {place} staat meer dan één keer in het bestand, en welke geldt is niet te weten"
        if twice
        else f"van de {len(held)} gevulde cellen zijn er {len(lost)} niet gelezen, eerst {place}"
    )
    raise LoadError(f"{path}: blad {name!r}: {fault}; {AGAIN}")


def _given(rows: Iterable[Sequence[Value]]) -> set[Place]:
    return {
        (line, column)
        for line, row in enumerate(rows, 1)
        for column, value in enumerate(row, 1)
        if not (isinstance(value, str) and not value.strip())
    }
