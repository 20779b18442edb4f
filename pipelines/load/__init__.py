"""Load exports: typed rows, rejected rows with their reasons, and a ledger of every delivery."""

from pipelines.load.coverage import CoverageRow, coverage
from pipelines.load.decisions import Act, Decision, Decisions, add_decisions, decide, keep_decisions
from pipelines.load.deliveries import Delivery, deliveries, withdraw
from pipelines.load.draft import SURE, draft
from pipelines.load.exports import load_exports
from pipelines.load.feedback import write_feedback
from pipelines.load.key import make_key, open_key, read_key
from pipelines.load.proposal import Proposal, Proposed, ProposedMap
from pipelines.load.propose import propose_source
from pipelines.load.reference import load_reference
from pipelines.load.retention import Due, Terms, erase, find_due
from pipelines.load.summary import LoadFinding, LoadReport, LoadSummary
from pipelines.load.template_files import write_templates
from pipelines.load.told import told, told_in_short
from pipelines.load.trial import Trial, trial_lines, try_proposal
from pipelines.load.warehouse import prepare

__all__ = [
    "SURE",
    "Act",
    "CoverageRow",
    "Decision",
    "Decisions",
    "Delivery",
    "Due",
    "LoadFinding",
    "LoadReport",
    "LoadSummary",
    "Proposal",
    "Proposed",
    "ProposedMap",
    "Terms",
    "Trial",
    "add_decisions",
    "coverage",
    "decide",
    "deliveries",
    "draft",
    "erase",
    "find_due",
    "keep_decisions",
    "load_exports",
    "load_reference",
    "make_key",
    "open_key",
    "prepare",
    "propose_source",
    "read_key",
    "told",
    "told_in_short",
    "trial_lines",
    "try_proposal",
    "withdraw",
    "write_feedback",
    "write_templates",
]
