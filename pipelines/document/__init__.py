"""Outline, narrative and safe tables -> a Document of blocks in which every text is final."""

from pipelines.document.blocks import (
    Block,
    BodyCell,
    Box,
    Chapter,
    Chart,
    Colophon,
    Cover,
    Details,
    Document,
    Paragraph,
    Subheading,
    Table,
)
from pipelines.document.composition import compose
from pipelines.document.edition_metadata import (
    Break,
    Coverage,
    Disclosure,
    EditionMetadata,
    Fingerprint,
    Remark,
    Revision,
)
from pipelines.document.narrative_draft import new_narrative
from pipelines.figures import Vocabulary
from pipelines.outline import RESULT_DIMENSIONS, TARGETS

__all__ = [
    "RESULT_DIMENSIONS",
    "TARGETS",
    "Block",
    "BodyCell",
    "Box",
    "Break",
    "Chapter",
    "Chart",
    "Colophon",
    "Cover",
    "Coverage",
    "Details",
    "Disclosure",
    "Document",
    "EditionMetadata",
    "Fingerprint",
    "Paragraph",
    "Remark",
    "Revision",
    "Subheading",
    "Table",
    "Vocabulary",
    "compose",
    "new_narrative",
]
