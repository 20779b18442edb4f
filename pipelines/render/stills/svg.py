"""Draw a figure as still SVG, without a browser and with the same bytes each time."""

import json
import re
from functools import cache
from zlib import crc32

from pipelines.errors import TechnicalError
from pipelines.figures import Figure
from pipelines.program import TEMPLATES
from pipelines.render.stills.engine import DrawingError, draw
from pipelines.render.stills.fonts import FAMILY, metrics
from pipelines.render.stills.svg_minify import lean

FONTS = TEMPLATES / "fonts"
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
ROOT = re.compile(r"<svg\b[^>]*>")
GRADIENT_BOX = re.compile(
    r'<rect[^>]*?x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"[^>]*?fill="url\(#([^)]+)\)"'
)


def still(figure: Figure, *, width: int = 640) -> str:
    """Give the figure as one `<svg>` element, in attributes only: no style, no script, ids of its own.

    Raises TechnicalError when Plotly refuses the plot.
    """
    return _drawn(json.dumps(figure.plot, sort_keys=True), figure.name, width, figure.height)


@cache
def _drawn(plot: str, name: str, width: int, height: int) -> str:
    parts = json.loads(plot)
    font = {**parts["layout"].get("font", {}), "family": FAMILY}
    asked = json.dumps({"data": parts["data"], "layout": {**parts["layout"], "font": font}})
    try:
        svg = draw(asked, width=width, height=height, seed=crc32(name.encode()), measure=_measure)
    except DrawingError as error:
        raise TechnicalError(f"figuur {name}: Plotly kan ze niet tekenen: {error}") from error
    return _clean(svg, name, width, height)


def _measure(text: str, size: str, weight: str) -> str:
    face = metrics(FONTS, weight)
    return ",".join(f"{length:.4f}" for length in face.box(text, float(size)))


def _clean(svg: str, name: str, width: int, height: int) -> str:
    svg = _absolute_gradients(lean(svg))
    svg = _own_ids(svg, name)
    svg = svg.replace("<image ", '<image image-rendering="pixelated" ')  # PDF/A forbids /Interpolate
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return ROOT.sub(f"<svg {NAMESPACE} {size}>", svg, count=1)


def _absolute_gradients(svg: str) -> str:
    """Give a colour bar's gradient page coordinates: as parts of its box, Poppler draws it as a dot."""
    for left, top, width, height, gradient in GRADIENT_BOX.findall(svg):
        box = {"x": (float(left), float(width)), "y": (float(top), float(height))}
        svg = re.sub(
            rf'<linearGradient[^>]*id="{re.escape(gradient)}"[^>]*>',
            lambda found, box=box, gradient=gradient: _in_user_space(found[0], gradient, box),  # type: ignore[misc]
            svg,
        )
    return svg


def _in_user_space(tag: str, gradient: str, box: dict[str, tuple[float, float]]) -> str:
    given = dict(re.findall(r'(x1|y1|x2|y2)="([\d.]+)"', tag))
    ends = {}
    for end, default in (("x1", 0.0), ("y1", 0.0), ("x2", 1.0), ("y2", 0.0)):
        start, length = box[end[0]]
        ends[end] = f"{start + float(given.get(end, default)) * length:g}"
    places = " ".join(f'{end}="{place}"' for end, place in ends.items())
    return f'<linearGradient id="{gradient}" gradientUnits="userSpaceOnUse" {places}>'


def _own_ids(svg: str, name: str) -> str:
    """Name the ids by the figure, in the order in which they stand, and point to them from inside."""
    safe = re.sub(r"[^a-z0-9]+", "-", name.lower())
    ids = dict.fromkeys(re.findall(r'\bid="([^"]+)"', svg))
    for number, old in enumerate(ids, start=1):
        new = f"{safe}-{number}"
        svg = re.sub(rf'(id="|#){re.escape(old)}(?=["\')&])', rf"\g<1>{new}", svg)
    return svg
