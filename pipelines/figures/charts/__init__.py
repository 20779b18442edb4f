"""One drawing for each kind of chart, and the look that they share."""

from pipelines.figures.charts.front_page import front
from pipelines.figures.charts.horizontal import bars, dots
from pipelines.figures.charts.panels import multiples
from pipelines.figures.charts.plot import Plot, Subject, Trace
from pipelines.figures.charts.side_by_side import Dot, Panel, beside
from pipelines.figures.charts.theme import (
    ACCENT,
    CONTEXT,
    INK,
    SIZE,
    SMALL,
    WIDTH,
    domain_colour,
    layout,
    note,
    text_width,
    wrapped,
)
from pipelines.figures.charts.tiles import heat
from pipelines.figures.charts.time_lines import lines
from pipelines.figures.charts.vertical import grouped, stacked

__all__ = [
    "ACCENT",
    "CONTEXT",
    "INK",
    "SIZE",
    "SMALL",
    "WIDTH",
    "Dot",
    "Panel",
    "Plot",
    "Subject",
    "Trace",
    "bars",
    "beside",
    "domain_colour",
    "dots",
    "front",
    "grouped",
    "heat",
    "layout",
    "lines",
    "multiples",
    "note",
    "stacked",
    "text_width",
    "wrapped",
]
