"""Outline, narrative and safe tables -> a Document of blocks in which every text is final."""

from pipelines.document.blocks import Block, BodyCell, Chapter, Chart, Document, Subheading, Table
from pipelines.document.composition import compose
from pipelines.document.edition_metadata import (
    Break,
    Coverage,
    Disclosure,
    EditionMetadata,
    Fingerprint,
    Load,
    Remark,
    Revision,
)
from pipelines.document.narrative_draft import new_narrative
from pipelines.figures import Vocabulary

__all__ = [
    "Block",
    "BodyCell",
    "Break",
    "Chapter",
    "Chart",
    "Coverage",
    "Disclosure",
    "Document",
    "EditionMetadata",
    "Fingerprint",
    "Load",
    "Remark",
    "Revision",
    "Subheading",
    "Table",
    "Vocabulary",
    "compose",
    "new_narrative",
]
