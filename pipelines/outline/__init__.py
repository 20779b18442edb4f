"""Read outlines: which chapters and blocks a kind of edition shows."""

from pipelines.outline.axes import (
    CHARTS,
    MEASURE,
    OWN_DIMENSION,
    PERIOD_AXES,
    RESULT_DIMENSIONS,
    TARGETS,
    YEARS_BACK,
)
from pipelines.outline.own_dimensions import along_own_dimensions
from pipelines.outline.read import read_outline
from pipelines.outline.spec import BlockSpec, ChapterSpec, Outline, Theme

__all__ = [
    "CHARTS",
    "MEASURE",
    "OWN_DIMENSION",
    "PERIOD_AXES",
    "RESULT_DIMENSIONS",
    "TARGETS",
    "YEARS_BACK",
    "BlockSpec",
    "ChapterSpec",
    "Outline",
    "Theme",
    "along_own_dimensions",
    "read_outline",
]
