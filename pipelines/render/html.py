"""Set a document as HTML: the page for a screen and the page that becomes the PDF."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipelines.document import Chart, Document
from pipelines.figures import PlotlyJson
from pipelines.render import contents
from pipelines.render.alignment import alignments, is_long, is_short
from pipelines.render.assets import HOME
from pipelines.render.prose import checked
from pipelines.render.stills import still
from pipelines.render.templates import Markup, escape, set_page
from pipelines.render.words import words

# Plotly makes an empty style element and fills it by script; this is the only one that the page allows.
EMPTY_STYLE = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
FILTERS = {"prose": checked}
Picture = Callable[[Chart], Markup]
FRONT = "pictures/front.svg"
"""The picture of the front page of paper."""


def to_html(document: Document, templates: Path, *, assets: str = "assets") -> str:
    """Give the page for the screen: one file that links only to the folder `assets` beside it.

    Raises TechnicalError for a figure that can't be drawn, DocumentError for prose with foreign markup.
    """
    given = {"document": document, "assets": assets}
    return set_page(
        templates,
        "screen.html",
        names=_names(document, _inline_picture, is_paper=False),
        filters=FILTERS,
        **given,
    )


def to_print(document: Document, templates: Path) -> str:
    """Give the page that WeasyPrint sets: the same content, with contents and lists for paper.

    It is well-formed XML too; its charts are the `pictures` of the document.
    """
    return set_page(
        templates,
        "print.html",
        names=_names(document, _image, is_paper=True),
        filters=FILTERS,
        document=document,
    )


def _names(document: Document, picture: Picture, *, is_paper: bool) -> Mapping[str, Any]:
    return {
        "picture": picture,
        "is_paper": is_paper,
        "words": words(document.language),
        "contents": contents,
        "alignments": alignments,
        "is_long": is_long,
        "is_short": is_short,
        "empty_style": EMPTY_STYLE,
        "front": f"{HOME}{FRONT}",
    }


def _inline_picture(chart: Chart) -> Markup:
    """Give the chart in the page itself, in the page's font, with its plot for when Plotly loads."""
    name, plot = escape(chart.figure.text_alternative), _json(chart.figure.plot)
    svg = still(chart.figure).replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1)
    height = f'data-height="{chart.figure.height}"'
    data = f'<script type="application/json" class="plot" {height}>{plot}</script>'
    return Markup(f'<div class="picture">{svg}</div>{data}')


def pictures(document: Document) -> Mapping[str, bytes]:
    """Give the still charts of the print page, by the name that it asks them by."""
    drawn = {_picture_name(chart): still(chart.figure).encode() for chart in contents.charts(document)}
    front = document.cover.picture
    return drawn if front is None else {**drawn, FRONT: still(front).encode()}


def _image(chart: Chart) -> Markup:
    """Give the chart as an image: inline, WeasyPrint would send every node through the cascade."""
    name = escape(chart.figure.text_alternative)
    image = f'<img alt="{name}" src="{HOME}{_picture_name(chart)}"/>'
    return Markup(f'<div class="picture">{image}</div>')


def _picture_name(chart: Chart) -> str:
    return f"pictures/{chart.anchor}.svg"


def _json(plot: PlotlyJson) -> str:
    """Write the plot so that nothing in it can close the script element around it."""
    written = json.dumps(plot, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return written.replace("<", "\\u003c").replace("&", "\\u0026")
