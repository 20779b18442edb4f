"""Rows beside each other in a few measures: a dot each on its own scale, a line for all and a grey band."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.figures.charts.plot import Plot, Trace, drawn_on
from pipelines.figures.charts.theme import (
    ACCENT,
    CONTEXT,
    INK,
    LETTER,
    SIZE,
    SMALL,
    WIDTH,
    layout,
    note,
    text_width,
    wrapped,
)
from pipelines.wording import Wording

ROW, FOOT = 26, 8  # px
TOP, LINE = 21, 15  # px above the heads of the panels, and of each line of a head
GAP = 26  # px between panels
LABELS = 22  # letters of a row's label before it breaks
ASIDE = 6  # px between a row and its number, and after it
SMALL_LETTER = 0.48  # the mean width of a letter of a unit, which has no capitals, in parts of the size
BAND, FAR = "#b9c5cb", "#e2e8eb"  # seen on paper beside what is white, and under a dot
THREAD = "#e3e7e9"
HALF = 0.36  # of a row, from its middle to the edge of its band
AROUND = 0.06  # of the span of a panel with bands, left free at each end


@dataclass(frozen=True)
class Dot:
    """A row's figure in a panel: its value, as it is written, and the bands that chance leaves it.

    `far` is the wider band, beyond which a row is named.
    """

    value: float | None
    text: str
    band: tuple[float, float] | None = None
    far: tuple[float, float] | None = None
    is_named: bool = False  # further out than chance explains


@dataclass(frozen=True)
class Panel:
    """A measure: its name, its unit, the line for all rows together, and a dot for each row."""

    name: str
    unit: str
    all: float | None
    dots: tuple[Dot, ...]


def beside(
    words: Wording, rows: Sequence[str], panels: Sequence[Panel], *, marked: int | None = None
) -> Plot:
    """Draw the panels beside each other; the row at `marked` is set in ink, the others in context."""
    labels = [wrapped(row, LABELS) for row in rows]
    left = int(max(text_width(label) for label in labels)) + 12
    wide = (WIDTH - left - GAP * (len(panels) - 1)) / len(panels)
    heads = [_head(panel, wide + (GAP - ASIDE if panel is not panels[-1] else 0)) for panel in panels]
    under = max(unit.count("<br>") + 1 for _, unit in heads)
    above = TOP + LINE * (under + max(name.count("<br>") + 1 for name, _ in heads))
    height = above + ROW * len(rows) + FOOT
    number = text_width(max((dot.text for panel in panels for dot in panel.dots), key=len)) + 2 * ASIDE
    traces: list[Trace] = []
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    for place, panel in enumerate(panels):
        suffix = "" if place == 0 else str(place + 1)
        start = (place * (wide + GAP)) / (WIDTH - left)
        end = start + (wide - number) / (WIDTH - left)
        low, top = _reach(panel)
        axes[f"xaxis{suffix}"] = {
            "domain": [start, end], "range": [low, top], "visible": False, "fixedrange": True, "anchor": "y",
        }  # fmt: skip
        shapes += _shapes(panel, f"x{suffix}", len(rows), (low, top))
        traces.append(_dots(panel, rows, f"x{suffix}", marked))
        notes += _notes(panel, heads[place], under, f"x{suffix}", (low, top))
    names = [f"<b>{label}</b>" if marked == place else label for place, label in enumerate(labels)]
    made = layout(
        words, {"l": left, "r": 0, "t": above, "b": FOOT}, height,
        yaxis={
            "tickmode": "array", "tickvals": list(range(len(rows))), "ticktext": names, "showgrid": False,
            "zeroline": False, "ticks": "", "fixedrange": True, "range": [len(rows) - 0.5, -0.5],
            "ticklabelstandoff": 6,
        },
        shapes=shapes, annotations=notes, **axes,
    )  # fmt: skip
    return Plot(traces, made, height)


def _reach(panel: Panel) -> tuple[float, float]:
    """Give where the scale of a panel begins and ends: from nought, or with bands around what is drawn."""
    bands = [band for dot in panel.dots for band in (dot.band, dot.far) if band]
    values = [dot.value for dot in panel.dots if dot.value is not None]
    values += [end for band in bands for end in band] + ([panel.all] if panel.all is not None else [])
    if not bands:
        return 0.0, max([*values, 0.0]) * 1.08 or 1.0
    free = (max(values) - min(values)) * AROUND or 1.0
    return max(min(values) - free, 0.0), max(values) + free


def _shapes(panel: Panel, axis: str, count: int, reach: tuple[float, float]) -> list[dict[str, Any]]:
    at = {"xref": axis, "yref": "y", "layer": "below"}
    found: list[dict[str, Any]] = []
    for row, dot in enumerate(panel.dots):
        found.append(
            {
                **at,
                "type": "line",
                "x0": reach[0],
                "x1": reach[1],
                "y0": row,
                "y1": row,
                "line": {"color": THREAD, "width": 1},
            }
        )
        for band, colour in ((dot.far, FAR), (dot.band, BAND)):
            if band:
                found.append(
                    {
                        **at, "type": "rect", "x0": band[0], "x1": band[1], "y0": row - HALF,
                        "y1": row + HALF, "fillcolor": colour, "line": {"width": 0},
                    }
                )  # fmt: skip
    if panel.all is not None:
        line = {"color": INK, "width": 1, "dash": "dot"}
        found.append(
            {
                **at,
                "type": "line",
                "x0": panel.all,
                "x1": panel.all,
                "y0": -0.5,
                "y1": count - 0.5,
                "line": line,
            }
        )
    return found


def _dots(panel: Panel, rows: Sequence[str], axis: str, marked: int | None) -> Trace:
    colours = [
        "#a8402a" if dot.is_named else ACCENT if marked in (None, row) else CONTEXT
        for row, dot in enumerate(panel.dots)
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [dot.value for dot in panel.dots],
        "y": list(range(len(panel.dots))),
        "xaxis": axis,
        "yaxis": "y",
        "marker": {"size": 11, "color": colours},
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [f"{row}, {panel.name}: {dot.text}" for row, dot in zip(rows, panel.dots, strict=True)],
        **drawn_on("x"),
        "name": panel.name,
    }


def _head(panel: Panel, room: float) -> tuple[str, str]:
    """Break the name and the unit of a panel so that they stay within their room, in px."""
    return (
        wrapped(panel.name, int(room / (SIZE * LETTER))),
        wrapped(panel.unit, int(room / (SMALL * SMALL_LETTER))),
    )


def _notes(
    panel: Panel, head: tuple[str, str], under: int, axis: str, reach: tuple[float, float]
) -> list[dict[str, Any]]:
    """Write the head of a panel, and each number at the end of its row, where no line or dot comes.

    Units have so many lines `under` the names, which end on one line in all panels.
    """
    at = {"xref": axis, "yref": "paper", "xanchor": "left", "align": "left", "yshift": 3 + LINE * under}
    notes = [
        note(f"<b>{head[0]}</b>", reach[0], 1, **at, yanchor="bottom", font={"size": SIZE, "color": INK}),
        note(head[1], reach[0], 1, **at, yanchor="top", font={"size": SMALL, "color": CONTEXT}),
    ]
    for row, dot in enumerate(panel.dots):
        font = {"size": SIZE, "color": INK if dot.value is not None else CONTEXT}
        notes.append(
            note(dot.text, reach[1], row, xref=axis, yref="y", xanchor="left", xshift=ASIDE, font=font)
        )
    return notes
