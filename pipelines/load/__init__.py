"""Load exports: typed rows, rejected rows with their reasons, and a ledger of every delivery."""

from pipelines.load.accept import read_rules
from pipelines.load.discover import SeenSheet, peek
from pipelines.load.exports import RULES, load_exports
from pipelines.load.feedback import told, told_in_short, write_feedback
from pipelines.load.headers import MEASURES, holds_national_number
from pipelines.load.ledger import (
    Act,
    CoverageRow,
    Decision,
    Decisions,
    DeliveredRows,
    Delivery,
    ExpectedDelivery,
    OddThing,
    SheetOutcome,
    add_decisions,
    coverage,
    decide,
    delivered_rows,
    deliveries,
    delivery_outcome,
    expected_deliveries,
    keep_decisions,
    which,
    withdraw,
)
from pipelines.load.parse import is_key_of, key_sum, make_key, open_key, read_key, restore_key
from pipelines.load.propose import (
    ASK,
    NOT_EXPORTED,
    SURE,
    Proposal,
    Proposed,
    ProposedMap,
    draft,
    propose_source,
)
from pipelines.load.read import add_to_list, read_list
from pipelines.load.reasons import reason_text
from pipelines.load.reference import load_reference
from pipelines.load.retention import Due, Terms, erase, expire_answers, find_due
from pipelines.load.schema import prepare
from pipelines.load.source_toml import (
    Place,
    confirmed,
    edited,
    read_certainty,
    read_draft,
    read_questions,
)
from pipelines.load.summary import LoadFinding, LoadReport, LoadSummary
from pipelines.load.templates import write_templates
from pipelines.load.trial import Comparison, Trial, trial_lines, try_proposal
from pipelines.load.try_source import TrialBench, is_asked
from pipelines.load.warehouse import held_open, open_for_reading, open_for_writing

__all__ = [
    "ASK",
    "MEASURES",
    "NOT_EXPORTED",
    "RULES",
    "SURE",
    "Act",
    "Comparison",
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
    "OddThing",
    "Place",
    "Proposal",
    "Proposed",
    "ProposedMap",
    "SeenSheet",
    "SheetOutcome",
    "Terms",
    "Trial",
    "TrialBench",
    "add_decisions",
    "add_to_list",
    "confirmed",
    "coverage",
    "decide",
    "delivered_rows",
    "deliveries",
    "delivery_outcome",
    "draft",
    "edited",
    "erase",
    "expected_deliveries",
    "expire_answers",
    "find_due",
    "held_open",
    "holds_national_number",
    "is_asked",
    "is_key_of",
    "keep_decisions",
    "key_sum",
    "load_exports",
    "load_reference",
    "make_key",
    "open_for_reading",
    "open_for_writing",
    "open_key",
    "peek",
    "prepare",
    "propose_source",
    "read_certainty",
    "read_draft",
    "read_key",
    "read_list",
    "read_questions",
    "read_rules",
    "reason_text",
    "restore_key",
    "told",
    "told_in_short",
    "trial_lines",
    "try_proposal",
    "which",
    "withdraw",
    "write_feedback",
    "write_templates",
]
