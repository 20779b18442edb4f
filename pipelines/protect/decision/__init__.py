"""Decide about a release as a whole: the personal tables, hidden or rounded."""

from pipelines.protect.decision.hiding import Decision, decide, given_of, shared_unsafe, whole_seasons
from pipelines.protect.decision.personal_release import PersonalRelease, person_cells
from pipelines.protect.decision.preparation import Hierarchies, prepare
from pipelines.protect.decision.rounded import as_rounded, decide_rounded

__all__ = [
    "Decision",
    "Hierarchies",
    "PersonalRelease",
    "as_rounded",
    "decide",
    "decide_rounded",
    "given_of",
    "person_cells",
    "prepare",
    "shared_unsafe",
    "whole_seasons",
]
