"""What a chart is: its plot, its words and the safe tables behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipelines.tables import SafeTable

PlotlyJson = Mapping[str, Any]
"""A Plotly figure as plain JSON: {"data": [...], "layout": {...}}, lists and numbers only."""


@dataclass(frozen=True)
class Figure:
    """No chart without its words and its table."""

    name: str
    title: str  # the headline that carries the message
    subtitle: str  # unit and period
    text_alternative: str
    plot: PlotlyJson
    tables: tuple[SafeTable, ...]
    height: int = 300  # px at a width of 640
