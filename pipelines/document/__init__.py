"""Outline, narrative and safe tables -> a Document of blocks in which every text is final."""

from pipelines.document.action_plan import RESULT_DIMENSIONS, TARGETS
from pipelines.document.compose import compose
from pipelines.document.facts import (
    Break,
    Coverage,
    Disclosure,
    EditionFacts,
    Fingerprint,
    Load,
    Remark,
    Revision,
)
from pipelines.document.orders import Outline
from pipelines.document.outline import read_outline
from pipelines.document.suggest import new_narrative
from pipelines.figures import Vocabulary

__all__ = [
    "RESULT_DIMENSIONS",
    "TARGETS",
    "Break",
    "Coverage",
    "Disclosure",
    "EditionFacts",
    "Fingerprint",
    "Load",
    "Outline",
    "Remark",
    "Revision",
    "Vocabulary",
    "compose",
    "new_narrative",
    "read_outline",
]
