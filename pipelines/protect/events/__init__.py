"""Protect cells that count events."""

from pipelines.protect.events.bands import banded_range
from pipelines.protect.events.cells import CellPattern, Status, protect_cells, required_range
from pipelines.protect.events.event_cells import SCALE, EventCells, Given, cells_of, label_of, relations_of
from pipelines.protect.events.events import EventProof, protect_events, prove_events

__all__ = [
    "SCALE",
    "CellPattern",
    "EventCells",
    "EventProof",
    "Given",
    "Status",
    "banded_range",
    "cells_of",
    "label_of",
    "protect_cells",
    "protect_events",
    "prove_events",
    "relations_of",
    "required_range",
]
