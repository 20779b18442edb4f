"""The attack from outside: relations between all that is printed, and the range they leave to what is not."""

from pipelines.audit.outside.attack import OutsideAudit, Range, Shown, audit_editions
from pipelines.audit.outside.knowledge import PERSONAL, PRESENT, TRAITS, Outsider, Rules

__all__ = [
    "PERSONAL",
    "PRESENT",
    "TRAITS",
    "OutsideAudit",
    "Outsider",
    "Range",
    "Rules",
    "Shown",
    "audit_editions",
]
