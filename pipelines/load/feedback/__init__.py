"""Answers to partners and messages to the coordinator about what a load did."""

from pipelines.load.feedback.answer_files import aside, save_same_bytes
from pipelines.load.feedback.answers import write_feedback
from pipelines.load.feedback.messages import told, told_in_short

__all__ = [
    "aside",
    "save_same_bytes",
    "told",
    "told_in_short",
    "write_feedback",
]
