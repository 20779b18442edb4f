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
    KeyFindings,
    Paragraph,
    Subheading,
    Table,
)
from pipelines.document.composition import compose, wording_of
from pipelines.document.edition_metadata import (
    Break,
    Coverage,
    Disclosure,
    EditionMetadata,
    Fingerprint,
    Remark,
    Revision,
)
from pipelines.document.narrative import ClaimFault
from pipelines.document.narrative_draft import Written, examine_narrative, new_narrative
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
    "ClaimFault",
    "Colophon",
    "Cover",
    "Coverage",
    "Details",
    "Disclosure",
    "Document",
    "EditionMetadata",
    "Fingerprint",
    "KeyFindings",
    "Paragraph",
    "Remark",
    "Revision",
    "Subheading",
    "Table",
    "Vocabulary",
    "Written",
    "compose",
    "examine_narrative",
    "new_narrative",
    "wording_of",
]
