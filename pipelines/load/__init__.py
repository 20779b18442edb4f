"""Load exports: typed rows, rejected rows with their reasons, and a ledger of every delivery."""

from pipelines.load.exports import load_exports
from pipelines.load.feedback import told, told_in_short, write_feedback
from pipelines.load.headers import holds_national_number
from pipelines.load.ledger import (
    Act,
    CoverageRow,
    Decision,
    Decisions,
    DeliveredRows,
    Delivery,
    ExpectedDelivery,
    add_decisions,
    coverage,
    decide,
    delivered_rows,
    deliveries,
    expected_deliveries,
    keep_decisions,
    withdraw,
)
from pipelines.load.parse import key_sum, make_key, open_key, read_key, restore_key
from pipelines.load.propose import SURE, Proposal, Proposed, ProposedMap, draft, propose_source
from pipelines.load.reference import load_reference
from pipelines.load.retention import Due, Terms, erase, find_due
from pipelines.load.schema import prepare
from pipelines.load.summary import LoadFinding, LoadReport, LoadSummary
from pipelines.load.templates import write_templates
from pipelines.load.trial import Trial, trial_lines, try_proposal
from pipelines.load.warehouse import open_for_reading, open_for_writing

__all__ = [
    "SURE",
    "Act",
    "CoverageRow",
    "Decision",
    "Decisions",
    "DeliveredRows",
    "Delivery",
    "Due",
    "ExpectedDelivery",
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
    "delivered_rows",
    "deliveries",
    "draft",
    "erase",
    "expected_deliveries",
    "find_due",
    "holds_national_number",
    "keep_decisions",
    "key_sum",
    "load_exports",
    "load_reference",
    "make_key",
    "open_for_reading",
    "open_for_writing",
    "open_key",
    "prepare",
    "propose_source",
    "read_key",
    "restore_key",
    "told",
    "told_in_short",
    "trial_lines",
    "try_proposal",
    "withdraw",
    "write_feedback",
    "write_templates",
]
