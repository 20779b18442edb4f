"""Show what an outline asks of the workspace's own dimensions by each of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.outline.axes import OWN_DIMENSION
from pipelines.outline.blocks import ChartSpec, TableSpec
from pipelines.outline.spec import AnyBlock, ChapterSpec, Outline

LONG = "_by_dimension."
"""How the marts are called of which there is one for each dimension."""


def along_own_dimensions(outline: Outline, dimensions: Sequence[str]) -> Outline:
    """Give the outline with each block by `own_dimension` once for each of these.

    A chapter of which nothing is left is left out: it speaks of what the workspace does not have.
    """
    chapters = (replace(chapter, blocks=tuple(_blocks(chapter, dimensions))) for chapter in outline.chapters)
    kept = (
        one for one, before in zip(chapters, outline.chapters, strict=True) if one.blocks or not before.blocks
    )
    return replace(outline, chapters=tuple(kept))


def _blocks(chapter: ChapterSpec, dimensions: Sequence[str]) -> Iterator[AnyBlock]:
    for block in chapter.blocks:
        if isinstance(block, ChartSpec | TableSpec) and OWN_DIMENSION in (block.rows, block.columns):
            yield from (_along(block, dimension) for dimension in dimensions)
        else:
            yield block


def _along(block: ChartSpec | TableSpec, dimension: str) -> ChartSpec | TableSpec:
    along = replace(
        block,
        rows=dimension if block.rows == OWN_DIMENSION else block.rows,
        columns=dimension if block.columns == OWN_DIMENSION else block.columns,
        measures=tuple(name.replace(LONG, f"_by_{dimension}.") for name in block.measures),
    )
    if isinstance(along, TableSpec):
        return along
    return replace(along, behind=tuple(name.replace(LONG, f"_by_{dimension}.") for name in along.behind))
