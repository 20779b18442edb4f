"""Everything that an outsider finds in published folders, in one call."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pipelines.audit.figures import Edition, Name, in_words
from pipelines.audit.outside import OutsideAudit, Outsider, Range, audit_editions
from pipelines.audit.reading import Stray, read_editions, strays_of

DIFFERENCE = "verschil tussen versies"
Find = tuple[object, ...]
"""What makes a find another one: its kind, the figure, and how closely it is known."""


@dataclass(frozen=True)
class PublicAudit:
    """What published editions give away together, and what stands in them beside their tables."""

    editions: tuple[Edition, ...]
    outside: OutsideAudit
    strays: tuple[Stray, ...]

    @property
    def finds(self) -> Mapping[Find, str]:
        """Give what may not be, each in words; more closely known is another find than less closely."""
        return dict(self._finds())

    @property
    def remarks(self) -> tuple[str, ...]:
        """Give what a person has to judge, in words: measures without a relation, numbers of no table."""
        measures = (
            f"niet aangevallen, want er is geen verband bekend: {measure}"
            for measure in self.outside.unattacked
        )
        odd = (
            f"in geen enkel bestand van tables/: {stray.where}: {stray.text}"
            for stray in self.strays
            if stray.hidden is None
        )
        return (*measures, *odd)

    @property
    def found(self) -> frozenset[Name]:
        """Give the figures that something was found of."""
        ranges = (*self.outside.exact, *self.outside.narrow)
        leaks = (leak.name for edition in self.editions for leak in edition.leaks)
        return frozenset({*(one.name for one in ranges), *leaks})

    def tells(self, find: Find) -> bool:
        """Tell whether these editions give a find of a later audit away already, at least as closely.

        They must have been asked for its figure: it may be shown in them, or be what shown figures come to.
        """
        match find:
            case ("gevonden" | "te nauw", name, Decimal() as lowest, Decimal() as highest):
                own = (one for one in self.outside.ranges if one.name == name)
                known = [(one, one.highest) for one in own if one.highest is not None]
                return any(
                    (lowest <= one.lowest and most <= highest)
                    or (one.is_exact and one.lowest <= highest and lowest <= most)
                    for one, most in known
                )
            case ("leak", _, name, Decimal() as value):
                return any(
                    one.lowest == one.highest == value for one in self.outside.ranges if one.name == name
                )
            case _:
                return find in self.finds

    def _finds(self) -> Iterator[tuple[Find, str]]:
        for edition in self.editions:
            for leak in edition.leaks:
                place = f"{leak.name[0]} {in_words(leak.name[1])}"
                yield (
                    ("leak", leak.where, leak.name, leak.value),
                    f"onderdrukt in tables/ en toch te lezen: {leak.where}: {place}",
                )
        for stray in self.strays:
            if stray.hidden is not None:
                about = f"{stray.hidden[0]} {in_words(stray.hidden[1])}"
                yield (
                    ("stray", stray.where, stray.text),
                    f"een getal bij woorden over een onderdrukt cijfer ({about}): {stray.where}: "
                    f"{stray.text}",
                )
        for kind, ranges in (("gevonden", self.outside.exact), ("te nauw", self.outside.narrow)):
            yield from (((kind, one.name, one.lowest, one.highest), _spanned(kind, one)) for one in ranges)
        shown = ((DIFFERENCE, self.outside.differences), ("te zien", self.outside.exposed))
        for kind, cells in shown:
            for cell in cells:
                yield (
                    (kind, cell.name, *cell.values),
                    f"{kind}: {cell.table}.{cell.name[0]} {in_words(cell.name[1])}",
                )


def _spanned(kind: str, one: Range) -> str:
    place = f"{one.table}.{one.name[0]} {in_words(one.name[1])}"
    return f"{kind}: {place}: {one.lowest} tot {one.highest}"


def audit_public(
    folders: Sequence[Path],
    outsider: Outsider,
    *,
    fresh: Sequence[Path] | None = None,
    asked: Set[Name] = frozenset(),
) -> PublicAudit:
    """Attack the editions in or under these folders with all that is in them and nothing else.

    Their texts are read too: sentences, charts, PDFs, downloads; where `fresh` is given, only those of the
    editions in or under it are looked through for numbers of no table. Figures `asked` get a range though
    the editions withhold nothing of them. Raises ConfigError where a folder holds no edition, or a file of
    one can't be read.
    """
    editions = read_editions(folders)
    looked_through = [one for one in editions if fresh is None or _is_under(one, fresh)]
    strays = (stray for edition in looked_through for stray in strays_of(edition, editions))
    return PublicAudit(editions, audit_editions(editions, outsider, asked), tuple(strays))


def _is_under(edition: Edition, folders: Sequence[Path]) -> bool:
    return any(Path(edition.folder).is_relative_to(folder) for folder in folders)
