"""Propose how a file that nobody described maps onto contracts."""

from pipelines.load.propose.proposal import Proposal, Proposed, ProposedMap
from pipelines.load.propose.propose import propose_source
from pipelines.load.propose.proposed import NOT_EXPORTED
from pipelines.load.propose.source_draft import ASK, SURE, draft
from pipelines.load.propose.unpivot import Sideways

__all__ = [
    "ASK",
    "NOT_EXPORTED",
    "SURE",
    "Proposal",
    "Proposed",
    "ProposedMap",
    "Sideways",
    "draft",
    "propose_source",
]
