"""Protect cells that count events."""

from pipelines.protect.events.bands import banded_range
from pipelines.protect.events.cells import CellPattern, Status, protect_cells, required_range
from pipelines.protect.events.event_cells import SCALE, EventCells, by_season, cells_of, label_of
from pipelines.protect.events.event_system import fixed_by, known_relations, relations_of
from pipelines.protect.events.events import EventProof, protect_events, prove_events
from pipelines.protect.events.given import Given
from pipelines.protect.events.joint import with_hours
from pipelines.protect.events.talk_limits import wider_of, without_limits
from pipelines.protect.events.talks import MEASURES, WITH_PLACES, Talks, hidden_talks, talks_of
from pipelines.protect.events.traits import hidden_traits, traits_of

__all__ = [
    "MEASURES",
    "SCALE",
    "WITH_PLACES",
    "CellPattern",
    "EventCells",
    "EventProof",
    "Given",
    "Status",
    "Talks",
    "banded_range",
    "by_season",
    "cells_of",
    "fixed_by",
    "hidden_talks",
    "hidden_traits",
    "known_relations",
    "label_of",
    "protect_cells",
    "protect_events",
    "prove_events",
    "relations_of",
    "required_range",
    "talks_of",
    "traits_of",
    "wider_of",
    "with_hours",
    "without_limits",
]
