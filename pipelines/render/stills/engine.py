"""Run the Plotly that plotly ships in an embedded JavaScript engine: no browser, no network, no clock."""

import json
import threading
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from io import BytesIO

import quickjs
from PIL import Image, ImageColor, ImageDraw

PAGE = ("nodes", "select", "boxes", "window")
"""What stands in for a browser's page, in the order in which it is read."""
STACK = 10 * 1024 * 1024  # bytes; Plotly's defaults nest deeper than the engine's own limit
Measure = Callable[[str, str, str], str]
_of_this_thread = threading.local()


def draw(plot: str, *, width: int, height: int, seed: int, measure: Measure) -> str:
    """Draw a plot, given as JSON with `data` and `layout`, and give the SVG as Plotly writes it.

    `measure` takes a text, its size in pixels and its CSS weight, and gives width, height, ascent and
    descent in pixels, with commas between. `seed` decides the ids that Plotly makes up. Raises
    `DrawingError` with Plotly's own words when it refuses the plot.
    """
    engine = _engine(measure)
    try:
        engine.get("startDrawing")(plot, width, height, seed)
        while engine.execute_pending_job():
            pass
        return str(engine.get("finishDrawing")())
    except quickjs.JSException as error:
        raise DrawingError(str(error).partition("\n")[0]) from error


class DrawingError(Exception):
    """Plotly could not draw the plot."""


@cache
def plotly_script() -> bytes:
    """Give the Plotly that draws the still charts, so that the interactive ones are the same."""
    return files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()


def _engine(measure: Measure) -> quickjs.Context:
    """Start the engine once a thread, for it may only be used by the thread that made it."""
    if not hasattr(_of_this_thread, "engine"):
        made = quickjs.Context()
        made.set_max_stack_size(STACK)
        made.add_callable("measureText", measure)
        made.add_callable("paintedPicture", _painted_picture)
        for name in PAGE:
            made.eval(files(__package__).joinpath("page", f"{name}.js").read_text("utf-8"))
        made.eval(plotly_script().decode("utf-8"))
        _of_this_thread.engine = made
    return _of_this_thread.engine


def _painted_picture(width: str, height: str, painted: str) -> str:
    """Give rectangles, each a colour, left, top, width and height, as a PNG in a `data:` address."""
    picture = Image.new("RGBA", (max(1, int(float(width))), max(1, int(float(height)))))
    brush = ImageDraw.Draw(picture)
    for colour, left, top, across, down in json.loads(painted):
        right, bottom = round(left + across) - 1, round(top + down) - 1
        if right >= left and bottom >= top:
            brush.rectangle((left, top, right, bottom), fill=_ink(colour))
    file = BytesIO()
    picture.save(file, format="PNG")
    return "data:image/png;base64," + b64encode(file.getvalue()).decode("ascii")


def _ink(colour: str) -> tuple[int, ...]:
    """Read a CSS colour, of which the opacity goes from 0 to 1 where Pillow counts to 255."""
    if not colour.startswith("rgba("):
        return ImageColor.getrgb(colour)
    red, green, blue, opacity = colour.removeprefix("rgba(").rstrip(")").split(",")
    return int(red), int(green), int(blue), round(float(opacity) * 255)
