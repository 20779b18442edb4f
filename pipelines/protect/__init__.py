"""Disclosure control of a whole release: count tables in, safe tables and a confidential log out."""

from pipelines.protect.control import protect
from pipelines.protect.log import DisclosureLog, HiddenCell, Protected, Reason
from pipelines.protect.published import read_published, write_published
from pipelines.protect.ratio import ratio
from pipelines.protect.rules import DisclosureRules

__all__ = [
    "DisclosureLog",
    "DisclosureRules",
    "HiddenCell",
    "Protected",
    "Reason",
    "protect",
    "ratio",
    "read_published",
    "write_published",
]
