"""The attack from outside: relations between all that is printed, and the range they leave to what is not."""

from pipelines.audit.outside.attack import OutsideAudit, Shown, audit_editions
from pipelines.audit.outside.knowledge import PERSONAL, PRESENT, TRAITS, Outsider, Rules
from pipelines.audit.outside.ranges import Range

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
