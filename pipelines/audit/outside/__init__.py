"""The attack from outside: relations between all that is printed, and the range they leave to what is not."""

from pipelines.audit.outside.attack import OutsideAudit, Range, Shown, audit_editions, ranges_by_name
from pipelines.audit.outside.knowledge import PERSONAL, TRAITS, Outsider, Rules

__all__ = [
    "PERSONAL",
    "TRAITS",
    "OutsideAudit",
    "Outsider",
    "Range",
    "Rules",
    "Shown",
    "audit_editions",
    "ranges_by_name",
]
