"""Answers to partners and messages to the coordinator about what a load did."""

from pipelines.load.feedback.answers import write_feedback
from pipelines.load.feedback.messages import told, told_in_short

__all__ = [
    "told",
    "told_in_short",
    "write_feedback",
]
