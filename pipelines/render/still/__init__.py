"""Figures as still SVG, without a browser, and the font that they are set in."""

from pipelines.render.still.engine import plotly_script
from pipelines.render.still.fonts import FAMILY
from pipelines.render.still.svg import still

__all__ = [
    "FAMILY",
    "plotly_script",
    "still",
]
