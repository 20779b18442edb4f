"""The auditor: what anyone finds in published editions, by relations written apart from what decides."""

from pipelines.audit.figures import in_words
from pipelines.audit.inside import Recount, recount
from pipelines.audit.outside import OutsideAudit, Outsider, Range, Rules, Shown, audit_editions
from pipelines.audit.reading import Stray, read_editions, stray_numbers

__all__ = [
    "OutsideAudit",
    "Outsider",
    "Range",
    "Recount",
    "Rules",
    "Shown",
    "Stray",
    "audit_editions",
    "in_words",
    "read_editions",
    "recount",
    "stray_numbers",
]
