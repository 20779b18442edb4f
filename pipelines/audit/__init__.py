"""The auditor: what anyone finds in published editions, by relations written apart from what decides."""

from pipelines.audit.figures import in_words
from pipelines.audit.inside import Recount, recount
from pipelines.audit.outside import OutsideAudit, Outsider, Range, Rules, Shown, audit_editions
from pipelines.audit.public import DIFFERENCE, PublicAudit, audit_public
from pipelines.audit.reading import Stray, read_editions, strays_of

__all__ = [
    "DIFFERENCE",
    "OutsideAudit",
    "Outsider",
    "PublicAudit",
    "Range",
    "Recount",
    "Rules",
    "Shown",
    "Stray",
    "audit_editions",
    "audit_public",
    "in_words",
    "read_editions",
    "recount",
    "strays_of",
]
