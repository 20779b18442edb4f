"""List what a document holds, for its table of contents and its lists of figures and tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.document import Block, Box, Chapter, Chart, Details, Document, Subheading


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


def printed(document: Document) -> tuple[Entry, ...]:
    """Give the lines of the chapters that stand on paper."""
    kept = {chapter.anchor for chapter in document.chapters if chapter.is_printed}
    return tuple(entry for entry in chapters(document) if entry.anchor in kept)


def charts(document: Document) -> tuple[Chart, ...]:
    """Give the charts in their order."""
    return tuple(block for block in _blocks(document.chapters) if isinstance(block, Chart))


def _blocks(found: Sequence[Chapter]) -> Iterator[Block]:
    """Give the blocks, those that are folded away or set apart too."""
    return (inner for chapter in found for block in chapter.blocks for inner in _within(block))


def _within(block: Block) -> Iterator[Block]:
    if isinstance(block, (Box, Details)):
        for inner in block.blocks:
            yield from _within(inner)
    else:
        yield block


def _headings(chapter: Chapter) -> tuple[Entry, ...]:
    return tuple(
        Entry(block.anchor, "", block.text)
        for block in chapter.blocks
        if isinstance(block, Subheading) and block.level == 2
    )
