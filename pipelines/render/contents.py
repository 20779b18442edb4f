"""List what a document holds, for its table of contents and its lists of figures and tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.document import Block, Chapter, Chart, Document, Subheading, Table


@dataclass(frozen=True)
class Entry:
    """A line of the contents and what stands under it."""

    anchor: str
    number: str
    text: str
    below: tuple["Entry", ...] = ()


def chapters(document: Document) -> tuple[Entry, ...]:
    """Give a line for each chapter, with its headings of level 2 below it."""
    return tuple(
        Entry(chapter.anchor, chapter.number, chapter.title, _headings(chapter))
        for chapter in document.chapters
    )


def figures(document: Document) -> tuple[Entry, ...]:
    """Give a line for each numbered figure."""
    return tuple(
        Entry(block.anchor, str(block.number), block.figure.title)
        for block in _blocks(document.chapters)
        if isinstance(block, Chart)
    )


def tables(document: Document) -> tuple[Entry, ...]:
    """Give a line for each table that is listed; the one behind a figure is found by its figure."""
    return tuple(
        Entry(block.anchor, str(block.number), block.caption)
        for block in _blocks(document.chapters)
        if isinstance(block, Table) and block.is_listed
    )


def charts(document: Document) -> tuple[Chart, ...]:
    """Give the charts in their order."""
    return tuple(block for block in _blocks(document.chapters) if isinstance(block, Chart))


def _blocks(found: Sequence[Chapter]) -> Iterator[Block]:
    return (block for chapter in found for block in chapter.blocks)


def _headings(chapter: Chapter) -> tuple[Entry, ...]:
    return tuple(
        Entry(block.anchor, "", block.text)
        for block in chapter.blocks
        if isinstance(block, Subheading) and block.level == 2
    )
