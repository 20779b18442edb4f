"""Read an outline: the chapters and blocks of an edition. A mistake names file, line, key and remedy."""

from collections.abc import Iterator
from pathlib import Path

from pipelines.errors import ConfigError
from pipelines.outline.axes import PERIOD_AXES
from pipelines.outline.blocks import ChartSpec, TableSpec
from pipelines.outline.spec import Outline
from pipelines.toml import Place, open_toml


def read_outline(path: Path) -> Outline:
    """Read an outline; raise ConfigError with one line per mistake: file, line, key, what was expected."""
    file = open_toml(path)
    outline = file.read(Outline, lambda table: {"": str(path), **table})
    mistakes = [*_between_chapters(outline), *_within_blocks(outline)]
    if mistakes:
        raise ConfigError("\n".join(file.told(mistakes)))
    return outline


def _between_chapters(outline: Outline) -> Iterator[tuple[Place, str]]:
    anchors: set[str] = set()
    for number, chapter in enumerate(outline.chapters):
        if chapter.anchor in anchors:
            yield ("chapters", number, "anchor"), "dit anker bestaat al; kies een andere naam"
        anchors.add(chapter.anchor)
        if chapter.title is None and chapter.per is None:
            yield ("chapters", number, "title"), "deze sleutel is verplicht; vul hem aan"


def _within_blocks(outline: Outline) -> Iterator[tuple[Place, str]]:
    for number, chapter in enumerate(outline.chapters):
        for order, block in enumerate(chapter.blocks):
            place: Place = ("chapters", number, "blocks", order)
            match block:
                case TableSpec(rows=rows, compare=True):
                    yield from _crossing((*place, "compare"), rows, "two_years")
                case TableSpec(columns="period"):
                    pass  # beside rows that are periods: one column that names no other
                case ChartSpec(rows=rows, columns=columns) | TableSpec(rows=rows, columns=columns):
                    yield from _crossing((*place, "columns"), rows, columns)
                case _:
                    pass


def _crossing(place: Place, rows: str, columns: str) -> Iterator[tuple[Place, str]]:
    """Say why rows and columns can't cross: both are periods, or both the same dimension."""
    if rows == columns or {rows, columns} <= set(PERIOD_AXES):
        yield (
            place,
            f"{columns!r} naast rows = {rows!r}: twee assen van dezelfde soort kruisen niet, kies een andere",
        )
