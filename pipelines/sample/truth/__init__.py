"""What is true of that world, counted apart from the exports."""

from pipelines.sample.truth.expected_counts import FileTruth, reckon
from pipelines.sample.truth.truth import write_truth

__all__ = [
    "FileTruth",
    "reckon",
    "write_truth",
]
