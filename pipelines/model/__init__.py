"""Model: from accepted rows to marts, findings and count tables, as sql/ says."""

from pipelines.model.build import build_models
from pipelines.model.checks import Finding, run_checks
from pipelines.model.counts import read_counts
from pipelines.model.explain import explain
from pipelines.model.header import Model
from pipelines.model.register import Indicator, Register, read_register

__all__ = [
    "Finding",
    "Indicator",
    "Model",
    "Register",
    "build_models",
    "explain",
    "read_counts",
    "read_register",
    "run_checks",
]
