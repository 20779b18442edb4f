"""Published cells -> findings: whole sentences that hold for every value that a hidden cell may have."""

from pipelines.findings.bounds import Range, ranges
from pipelines.findings.evidence import Evidence, Rift, key_of
from pipelines.findings.headlines import (
    MOST_ALIKE,
    best,
    cause_of,
    course,
    headline,
    lead_candidates,
    of_places,
    opening,
)
from pipelines.findings.limits import Band, band_of, pooled
from pipelines.findings.moves import Move, move_of
from pipelines.findings.ranks import Spot, highest, lowest, spots_of
from pipelines.findings.scene import Candidate, Scene, plain
from pipelines.findings.text_alternative import alternative, incomplete_in

__all__ = [
    "MOST_ALIKE",
    "Band",
    "Candidate",
    "Evidence",
    "Move",
    "Range",
    "Rift",
    "Scene",
    "Spot",
    "alternative",
    "band_of",
    "best",
    "cause_of",
    "course",
    "headline",
    "highest",
    "incomplete_in",
    "key_of",
    "lead_candidates",
    "lowest",
    "move_of",
    "of_places",
    "opening",
    "plain",
    "pooled",
    "ranges",
    "spots_of",
]
