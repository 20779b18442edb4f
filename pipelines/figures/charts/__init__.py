"""One drawing for each kind of chart, and the look that they share."""

from pipelines.figures.charts.horizontal import bars, dots
from pipelines.figures.charts.panels import multiples
from pipelines.figures.charts.plot import Plot, Subject
from pipelines.figures.charts.theme import domain_colour
from pipelines.figures.charts.tiles import heat
from pipelines.figures.charts.time_lines import lines
from pipelines.figures.charts.vertical import grouped, stacked

__all__ = [
    "Plot",
    "Subject",
    "bars",
    "domain_colour",
    "dots",
    "grouped",
    "heat",
    "lines",
    "multiples",
    "stacked",
]
