"""SafeTable -> Figure: a plot as plain JSON, its headline and the text that stands in its place."""

from pipelines.figures.draw import KINDS, draw
from pipelines.figures.grid import (
    MEASURE,
    PERIOD,
    QUARTER,
    YEAR,
    Grid,
    Heading,
    cut,
    is_empty,
    keep_columns,
    keep_rows,
    largest_first,
    marks,
    period_of,
    place_of,
    spots,
    transposed,
    without_zero_rows,
)
from pipelines.figures.plot import Subject
from pipelines.figures.theme import domain_colour
from pipelines.figures.vocabulary import Measure, Vocabulary, sentence

__all__ = [
    "KINDS",
    "MEASURE",
    "PERIOD",
    "QUARTER",
    "YEAR",
    "Grid",
    "Heading",
    "Measure",
    "Subject",
    "Vocabulary",
    "cut",
    "domain_colour",
    "draw",
    "is_empty",
    "keep_columns",
    "keep_rows",
    "largest_first",
    "marks",
    "period_of",
    "place_of",
    "sentence",
    "spots",
    "transposed",
    "without_zero_rows",
]
