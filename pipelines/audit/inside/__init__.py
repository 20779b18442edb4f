"""The audit from inside: which published figures are unsafe, counted again from the warehouse."""

from pipelines.audit.inside.counting import Recount, recount

__all__ = [
    "Recount",
    "recount",
]
