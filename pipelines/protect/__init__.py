"""Disclosure control of a whole release: count tables in, safe tables and a confidential log out."""

from pipelines.protect.advice import Advice, Choice, advise
from pipelines.protect.control import protect
from pipelines.protect.events import CellPattern, Status, protect_cells
from pipelines.protect.history import (
    Released,
    ReleaseHistory,
    join_releases,
    read_published,
    read_release,
    read_releases,
    shown_in,
    with_totals,
    write_published,
    write_release_record,
)
from pipelines.protect.log import DisclosureLog, HiddenCell, Protected, Reason
from pipelines.protect.lp import Relation, adds_up_to, attack_rounded, round_cells
from pipelines.protect.methods import MethodOutcome, compare_methods
from pipelines.protect.ratios import divide_cells, extrapolate_cells, ratio, subtract_cells
from pipelines.protect.recheck import Audit, AuditFinding, ProvedCell, audit_edition
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.safe_ledger import SafeLedger, SafeRows, protect_ledger
from pipelines.protect.structure import Offer, PersonPatterns, Place, read_offer, read_patterns

__all__ = [
    "Advice",
    "Audit",
    "AuditFinding",
    "CellPattern",
    "Choice",
    "DisclosureLog",
    "DisclosureRules",
    "HiddenCell",
    "MethodOutcome",
    "Offer",
    "PersonPatterns",
    "Place",
    "Protected",
    "ProvedCell",
    "Reason",
    "Relation",
    "ReleaseHistory",
    "Released",
    "SafeLedger",
    "SafeRows",
    "Status",
    "adds_up_to",
    "advise",
    "attack_rounded",
    "audit_edition",
    "compare_methods",
    "divide_cells",
    "extrapolate_cells",
    "join_releases",
    "protect",
    "protect_cells",
    "protect_ledger",
    "ratio",
    "read_offer",
    "read_patterns",
    "read_published",
    "read_release",
    "read_releases",
    "round_cells",
    "shown_in",
    "subtract_cells",
    "with_totals",
    "write_published",
    "write_release_record",
]
