"""Make the columns that no file has: of the names of sheets and files, and of columns beside each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.errors import SourceError
from pipelines.load.casts import quoted
from pipelines.load.headers import YEAR, Header, Wanted, period_of_names
from pipelines.sources import Source, Unpivot


@dataclass(frozen=True)
class Made:
    """The SQL of each made column by its name, and of what gives a line for each column beside others."""

    cells: dict[Wanted, str]
    below: tuple[str, ...]


def made_columns_of(source: Source, header: Header, names: Sequence[str], titles: str) -> Made:
    """Make the columns of a layout; `names` are those of the sheet and of the files it stands in.

    `titles` is, as SQL, the title of the table that a line is in.

    Raises SourceError when none of the names tells the one year or period that the layout asks for.
    """
    layout = source.layout
    cells: dict[Wanted, str] = {}
    if layout.sheet_as is not None:
        cells[(layout.sheet_as,)] = quoted(names[0])
    if layout.year_as is not None:
        cells[(layout.year_as,)] = quoted(_year_in(names, source))
    if layout.period_as is not None:
        cells[(layout.period_as,)] = quoted(_period_in(names, source))
    if layout.title_as is not None:
        cells[(layout.title_as,)] = titles
    made, added = _below(layout.unpivots, header.beside)
    return Made({**cells, **made}, tuple(added))


def _below(
    unpivots: Sequence[Unpivot], beside: Sequence[Mapping[str, int]]
) -> tuple[dict[Wanted, str], list[str]]:
    """Give the columns that stand below each other, by name, and the SQL that makes them.

    Those of one `names_to` stand on the same lines, others on lines of their own: there they are empty.
    """
    made: dict[Wanted, str] = {}
    lists: list[list[str]] = []
    for names_to in dict.fromkeys(one.names_to for one in unpivots):
        together = [
            (one, places) for one, places in zip(unpivots, beside, strict=True) if one.names_to == names_to
        ]
        parts = list(dict.fromkeys(name for _, places in together for name in places))
        before = len(lists[0]) if lists else 0
        own = [[quoted(part) for part in parts]]
        own += [[f"c{places[part]}" if part in places else "''" for part in parts] for _, places in together]
        for place, name in enumerate((names_to, *(one.values_to for one, _ in together))):
            made[(name,)] = f"below_{len(lists) + place}"
        lists = [[*one, *["''"] * len(parts)] for one in lists]
        lists += [[*["''"] * before, *one] for one in own]
    return made, [f"unnest([{', '.join(one)}]) as below_{place}" for place, one in enumerate(lists)]


def _period_in(names: Sequence[str], source: Source) -> str:
    if (period := period_of_names(names)) is not None:
        return period
    raise SourceError(
        f"{names[-1]}: bron {source.name}: period_as zoekt één jaar, kwartaal of maand in de naam van het "
        "blad en het bestand, maar die noemen er geen, verschillende, of een dag. Geef het bestand een naam "
        "zoals bezoeken_2025-03.xlsx of bezoeken_2025-K1.xlsx"
    )


def _year_in(names: Sequence[str], source: Source) -> str:
    for name in names:
        if years := sorted(set(YEAR.findall(name))):
            if len(years) == 1:
                return str(years[0])
            break
    raise SourceError(
        f"{names[-1]}: bron {source.name}: year_as zoekt één jaar in de naam van het blad of het "
        "bestand, maar geen naam noemt er precies een. Geef het bestand een naam met het "
        "jaar, zoals bezoeken_2025.xlsx"
    )
