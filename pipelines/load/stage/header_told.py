"""Say of a header what its source does not read of it, or reads under a name that is written otherwise."""

import re
from collections.abc import Iterable, Iterator, Sequence

from pipelines.load.headers import TOTAL, Header, joined_names, period_part, plain_name
from pipelines.load.stage.notices import Notice, column_letters
from pipelines.sources import Layout


def header_notices(header: Header, layout: Layout) -> Iterator[Notice]:
    """Say which columns are written otherwise, and which belong to what is read and are not read."""
    names = joined_names(header.lines)
    yield from _written_otherwise(header, names)
    for one, beside in zip(layout.unpivots, header.beside, strict=False):
        like = {_shape(names[place]) for place in beside.values() if place < len(names)} - {""}
        for place, name in enumerate(names):
            if place in header.used or not name:
                continue
            if _shape(name) in like:
                yield Notice(
                    "column_not_read",
                    f"kolom {name!r} ({column_letters(place)}) staat naast die van {one.names_to!r} en is "
                    "niet gelezen; neem ze op in unpivot als ze meetelt",
                )
            elif TOTAL.fullmatch(name.removeprefix(_common(names, beside.values()))):
                yield Notice(
                    "column_not_read",
                    f"kolom {name!r} ({column_letters(place)}) is een totaal van andere en is niet gelezen",
                    "info",
                )
    yield from _other_tables(header, names)


def _written_otherwise(header: Header, names: Sequence[str]) -> Iterator[Notice]:
    for group, place in header.places.items():
        written = {line[place] for line in header.lines if place < len(line)}
        if place < len(names) and not {*written, names[place]} & set(map(plain_name, group)):
            yield Notice(
                "column_written_otherwise",
                f"kolom {group[0]!r} van de bron heet hier {names[place]!r} ({column_letters(place)}) en is "
                "als dezelfde gelezen",
                "info",
            )


def _shape(name: str) -> str:
    """Give how a name of a period, day or band is written, with 9 for its numbers; '' for other names."""
    if (part := period_part(name)) is not None:
        return re.sub(r"\d+", "9", part) if not re.fullmatch(r"\d\d", part) else "month"
    return re.sub(r"\d+", "9", name) if re.search(r"\d", name) else ""


def _common(names: Sequence[str], places: Iterable[int]) -> str:
    """Give the first word that columns beside each other share, with the blank behind it, or ''."""
    firsts = {names[place].split(" ")[0] for place in places if place < len(names)}
    return f"{firsts.pop()} " if len(firsts) == 1 else ""


def _other_tables(header: Header, names: Sequence[str]) -> Iterator[Notice]:
    """Name the columns that stand apart, beyond one without a name, of which none is read."""
    groups: list[list[int]] = [[]]
    for place, name in enumerate(names):
        if name:
            groups[-1].append(place)
        elif groups[-1]:
            groups.append([])
    for group in groups:
        if len(group) > 1 and len(groups) > 1 and not header.used.intersection(group):
            yield Notice(
                "table_beside",
                f"in kolom {column_letters(group[0])} tot {column_letters(group[-1])} staat een andere tabel "
                "naast deze; ze is niet gelezen. Lees ze met nog een [[maps]] in de bron, of zet elke tabel "
                "op een eigen blad",
            )
