"""Say which columns a file lacks, and which of its own may be meant: by words that name no person."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from pipelines.errors import SourceError
from pipelines.load.headers.alike_texts import likeness
from pipelines.load.headers.header import LOOK_DOWN, Wanted, headers_in_file, named_places, plain_name
from pipelines.load.headers.period_names import plain_words
from pipelines.load.headers.synonyms import HEADERS
from pipelines.sources import Source

ALIKE = 80
"""From this likeness on, in percent, a name may be another spelling of one that is wanted."""

VOCABULARY = frozenset(
    word for names in HEADERS.values() for name in names for word in plain_words(name).split()
)


def missing_columns(
    path: Path,
    lines: Sequence[Sequence[str]],
    source: Source,
    merged: Mapping[int, Sequence[str]] = MappingProxyType({}),
) -> SourceError:
    """Say which columns are not in the file, and what they may be called there.

    `merged` names the cells beside each other that are one, by the place of their line in `lines`.

    Of what is in it only words are repeated that the source or our own lists know: others can be persons.
    """
    wanted = headers_in_file(source)
    places = [named_places(line, wanted) for line in lines[:LOOK_DOWN]]
    best = max(range(len(places)), key=lambda place: len(places[place]), default=None)
    found = {} if best is None else places[best]
    missing = [group for group in wanted if group not in found]
    left = [] if best is None else [cell for at, cell in enumerate(lines[best]) if at not in found.values()]
    told = " ".join(
        (*_meant(missing, left, source), *_merged(merged.get(best, ()) if best is not None and found else ()))
    )
    return SourceError(
        f"{path}: geen kopregel met alle kolommen van bron {source.name}; niet gevonden: "
        f"{', '.join(repr(group[0]) for group in missing)}. {told + ' ' if told else ''}"
        f"Pas het bestand aan of de kolomnamen in data/sources/{source.name}.toml"
    )


def _meant(missing: Sequence[Wanted], left: Sequence[str], source: Source) -> Iterator[str]:
    for group in missing:
        named = {
            name
            for mapped in source.maps
            for name, origin in mapped.columns.items()
            if group in origin.wanted
        }
        known = {plain_words(word) for name in named for word in HEADERS.get(name, ())}
        for cell in left:
            own = plain_words(cell)
            if own and _is_speakable(own, group) and (own in known or _is_alike(own, group)):
                names = ", ".join(f'"{name}"' for name in (*group, " ".join(cell.split())))
                yield f"Heet {group[0]!r} nu {' '.join(cell.split())!r}? Zet dan from = [{names}]."


def _merged(cells: Sequence[str]) -> Iterator[str]:
    if cells:
        yield (
            f"In die kopregel zijn cellen samengevoegd ({', '.join(cells)}), zodat kolommen hun naam kwijt "
            "kunnen zijn: hef het samenvoegen op en geef elke kolom haar naam."
        )


def _is_speakable(name: str, group: Wanted) -> bool:
    """Tell whether each word of a name is known, so that it names no person."""
    own = {word for one in group for word in plain_words(one).split()}
    return all(
        word in VOCABULARY or any(likeness(word, other) >= ALIKE for other in own) for word in name.split()
    )


def _is_alike(name: str, group: Wanted) -> bool:
    words = set(name.split())
    return any(
        likeness(plain_name(one), name) >= ALIKE
        or set(plain_words(one).split()) <= words
        or words <= set(plain_words(one).split())
        for one in group
    )
