"""Refuse a header that names a wanted column twice: nobody knows which of the two is meant."""

from pathlib import Path

from pipelines.errors import SourceError
from pipelines.load.headers import Header, plain_name
from pipelines.load.stage.notices import column_letters


def refuse_double_columns(path: Path, header: Header, sheet: str = "") -> None:
    """Raise SourceError when a column that the source reads stands in the header more than once."""
    for group, place in header.places.items():
        names = {plain_name(name) for name in group}
        for line in header.lines:
            if place >= len(line) or line[place] not in names:
                continue
            others = [at for at, name in enumerate(line) if name == line[place]]
            if len(others) > 1 and len(header.lines) == 1:
                where = ", ".join(map(column_letters, others))
                named = next(name for name in group if plain_name(name) == line[place])
                on = f", blad {sheet!r}" if sheet else ""
                raise SourceError(
                    f"{path}{on}: de kolom {named!r} staat "
                    f"{len(others)} keer in "
                    f"de kopregel (kolom {where}), en welke geldt, is niet te weten. Geef ze elk een "
                    "eigen naam. "
                    "Er is niets ingelezen."
                )
