"""SafeTable -> Figure: a plot as plain JSON, its headline and the text that stands in its place."""

from pipelines.figures.charts import Dot, Panel, Subject, beside, domain_colour
from pipelines.figures.drawing import KINDS, draw, draw_front
from pipelines.figures.figure import Figure, PlotlyJson
from pipelines.figures.grid import (
    PERIOD,
    QUARTER,
    YEAR,
    Grid,
    Heading,
    cut,
    is_empty,
    keep_columns,
    keep_rows,
    key_of,
    largest_first,
    marks,
    period_of,
    place_of,
    spots,
    transposed,
    without_zero_rows,
)
from pipelines.figures.vocabulary import Measure, Vocabulary, sentence

__all__ = [
    "KINDS",
    "PERIOD",
    "QUARTER",
    "YEAR",
    "Dot",
    "Figure",
    "Grid",
    "Heading",
    "Measure",
    "Panel",
    "PlotlyJson",
    "Subject",
    "Vocabulary",
    "beside",
    "cut",
    "domain_colour",
    "draw",
    "draw_front",
    "is_empty",
    "keep_columns",
    "keep_rows",
    "key_of",
    "largest_first",
    "marks",
    "period_of",
    "place_of",
    "sentence",
    "spots",
    "transposed",
    "without_zero_rows",
]
