"""Disclosure control of a whole release: count tables in, safe tables and a confidential log out."""

from pipelines.protect.advice import Advice, Choice, advise
from pipelines.protect.cells import CellPattern, Status, protect_cells
from pipelines.protect.control import protect
from pipelines.protect.log import DisclosureLog, HiddenCell, Protected, Reason
from pipelines.protect.offer import Offer, read_offer
from pipelines.protect.patterns import PersonPatterns, Place, read_patterns
from pipelines.protect.published import read_published, write_published
from pipelines.protect.ratio import divide_cells, extrapolate_cells, ratio, subtract_cells
from pipelines.protect.recheck import Audit, Found, ProvedCell, audit_edition
from pipelines.protect.register import (
    Register,
    Released,
    join_releases,
    read_register,
    read_releases,
    register_release,
)
from pipelines.protect.rounding import attack_rounded, round_cells
from pipelines.protect.rows import rows_in_tens
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.system import Relation, adds_up_to

__all__ = [
    "Advice",
    "Audit",
    "CellPattern",
    "Choice",
    "DisclosureLog",
    "DisclosureRules",
    "Found",
    "HiddenCell",
    "Offer",
    "PersonPatterns",
    "Place",
    "Protected",
    "ProvedCell",
    "Reason",
    "Register",
    "Relation",
    "Released",
    "Status",
    "adds_up_to",
    "advise",
    "attack_rounded",
    "audit_edition",
    "divide_cells",
    "extrapolate_cells",
    "join_releases",
    "protect",
    "protect_cells",
    "ratio",
    "read_offer",
    "read_patterns",
    "read_published",
    "read_register",
    "read_releases",
    "register_release",
    "round_cells",
    "rows_in_tens",
    "subtract_cells",
    "write_published",
]
