"""Decide about a release as a whole: the personal tables, hidden or rounded."""

from pipelines.protect.decision.decided import (
    Decision,
    cells_with_hours,
    event_groups,
    given_of,
    given_with_hours,
)
from pipelines.protect.decision.hiding import decide, shared_unsafe, whole_seasons
from pipelines.protect.decision.personal_release import PersonalRelease, person_cells
from pipelines.protect.decision.preparation import Hierarchies, prepare
from pipelines.protect.decision.rounded import as_rounded, decide_rounded

__all__ = [
    "Decision",
    "Hierarchies",
    "PersonalRelease",
    "as_rounded",
    "cells_with_hours",
    "decide",
    "decide_rounded",
    "event_groups",
    "given_of",
    "given_with_hours",
    "person_cells",
    "prepare",
    "shared_unsafe",
    "whole_seasons",
]
