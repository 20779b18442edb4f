"""Figures as still SVG, without a browser, and the font that they are set in."""

from pipelines.render.stills.engine import plotly_script
from pipelines.render.stills.fonts import FAMILY, unpacked_font
from pipelines.render.stills.svg import still

__all__ = [
    "FAMILY",
    "plotly_script",
    "still",
    "unpacked_font",
]
