"""What every kind of chart gets and gives, and the pieces that they share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipelines.figures.charts.theme import (
    ACCENT,
    CONTEXT,
    SIZE,
    SMALL,
    WIDTH,
    domain_colour,
    note,
    text_width,
)
from pipelines.figures.grid import Grid, Heading, period_of, spots
from pipelines.tables import Cell, Value
from pipelines.wording import Wording

Trace = dict[str, Any]
KEY_LINE = 18  # px: a line of the key above a plot


@dataclass(frozen=True)
class Subject:
    """What to draw: the grid in its words, and the periods that are not complete, at all or of a row."""

    grid: Grid
    words: Wording
    incomplete: frozenset[str] = frozenset()
    accent: str = ACCENT
    incomplete_in: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def colour(self, heading: Heading) -> str:
        """Give a domain its own colour, a total the grey of context, and all else the accent."""
        if heading.is_total:
            return CONTEXT
        return domain_colour(heading.code) if heading.dimension == "domain_code" else self.accent

    def write(self, cell: Cell) -> str:
        """Write a cell as tables do."""
        return self.words.show(cell, self.grid.measure.unit, self.grid.measure.decimals)

    def is_incomplete(self, *headings: Heading) -> bool:
        """Tell whether the headings name a period that has no full data, or not in a row among them."""
        lacking = [self.incomplete_in.get(one.code or "", frozenset()) for one in headings]
        return period_of(*headings) in self.incomplete.union(*lacking)

    @property
    def top(self) -> Value:
        """The largest shown value, 0 when nothing is shown."""
        return max((spot.value for spot in spots(self.grid)), default=0)

    def hover(self, row: Heading, column: Heading, cell: Cell) -> str:
        """Give what a pointer on this cell reads."""
        return f"{row.label}, {column.label}: {self.write(cell)}"


@dataclass(frozen=True)
class Plot:
    """Traces and layout as Plotly wants them."""

    traces: Sequence[Trace]
    layout: Mapping[str, Any]
    height: int


@dataclass(frozen=True)
class WrittenText:
    """A text at a place of the plot and its colour."""

    x: float
    y: float
    text: str
    colour: str


def written_at(texts: Sequence[WrittenText], *, position: str = "top center", **more: Any) -> Trace:
    """Give texts as one trace: many of them are much faster to draw so than as annotations."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [one.x for one in texts],
        "y": [one.y for one in texts],
        "text": [one.text for one in texts],
        "textposition": position,
        "textfont": {"size": SIZE - 1, "color": [one.colour for one in texts]},
        "cliponaxis": False,
        "hoverinfo": "skip",
        **more,
    }


def drawn_on(axis: str, wholes: Sequence[float] | None = None) -> Trace:
    """Say in a trace by which axis it draws its numbers, "" for none: who checks the page need not guess.

    `wholes` are, for each point, what its place is a part of.
    """
    return {"meta": {"drawn": axis} if wholes is None else {"drawn": axis, "wholes": list(wholes)}}


def mark_note(cell: Cell, x: Any, y: Any, **more: Any) -> dict[str, Any]:
    """Give the letter of a mark at the place where its number would stand."""
    return note(f"[{cell.mark}]", x, y, **more)


def key(entries: Sequence[tuple[str, str]], left: int) -> tuple[list[dict[str, Any]], int]:
    """Give the key above a plot, (words, colour) each, from the left edge; and how high it is, in px."""
    places: list[tuple[float, int]] = []
    x, line = 0.0, 0
    for words, _ in entries:
        width = text_width(words, SIZE) + 34
        if x and x + width > WIDTH:
            x, line = 0.0, line + 1
        places.append((x, line))
        x += width
    height = (line + 1) * KEY_LINE
    notes = []
    for (words, colour), (x, line) in zip(entries, places, strict=True):
        at = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
        down = height + 6 - line * KEY_LINE
        square = {"size": SIZE + 4, "color": colour}
        notes.append(note("\u25a0", 0, 1, **at, xshift=x - left, yshift=down + 3, font=square))
        notes.append(note(words, 0, 1, **at, xshift=x - left + 14, yshift=down, font={"size": SIZE}))
    return notes, height + 8


def period_labels(words: Wording, headings: Sequence[Heading], incomplete: Sequence[bool]) -> list[str]:
    """Give short words for periods on an axis: a quarter bare, its year under the first of each year."""
    labels: list[str] = []
    year = ""
    for heading, is_incomplete in zip(headings, incomplete, strict=True):
        code = heading.code or ""
        is_quarter = heading.dimension == "period_code" and "-K" in code
        label = words.short_period(code) if is_quarter else heading.label.replace(" ", "<br>", 1)
        if is_quarter and code[:4] != year:
            year = code[:4]
            label += f"<br>{year}"
        labels.append(f"{label}<br>{words.say('chart.incomplete')}" if is_incomplete else label)
    return labels


def category_ticks(labels: Sequence[str], **more: Any) -> dict[str, Any]:
    """Give an axis with words at 0, 1, 2 ...: labels may repeat, places may not."""
    return {
        "tickmode": "array",
        "tickvals": list(range(len(labels))),
        "ticktext": list(labels),
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "fixedrange": True,
        **more,
    }


def bottom_room(labels: Sequence[str]) -> int:
    """Give the px that the longest stack of lines under an axis needs."""
    return 10 + 15 * max((label.count("<br>") + 1 for label in labels), default=1)


def open_fill(colour: str, is_open: Sequence[bool]) -> dict[str, Any]:
    """Give bars their colour; what is incomplete is an outline, so that it is not read as a fall."""
    return {
        "color": ["#ffffff" if one else colour for one in is_open],
        "line": {"color": colour, "width": [1.5 if one else 0 for one in is_open]},
    }


GREY = {"size": SMALL, "color": CONTEXT}
