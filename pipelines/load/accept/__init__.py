"""Rows accepted, rejected, duplicate or skipped; what replaces what; which rules they keep."""

from pipelines.load.accept.batch import Staged
from pipelines.load.accept.in_order import load_files
from pipelines.load.accept.refused import refusal_text
from pipelines.load.accept.reject_threshold import check_shares
from pipelines.load.accept.rules import find_breaches, read_rules

__all__ = [
    "Staged",
    "check_shares",
    "find_breaches",
    "load_files",
    "read_rules",
    "refusal_text",
]
