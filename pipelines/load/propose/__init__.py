"""Propose how a file that nobody described maps onto contracts."""

from pipelines.load.propose.proposal import Proposal, Proposed, ProposedMap
from pipelines.load.propose.propose import propose_source
from pipelines.load.propose.source_draft import draft

__all__ = [
    "Proposal",
    "Proposed",
    "ProposedMap",
    "draft",
    "propose_source",
]
