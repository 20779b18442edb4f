"""Draw a grid as a chart of a kind; its words are found elsewhere."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pipelines.figures.charts import (
    Plot,
    Subject,
    bars,
    dots,
    front,
    grouped,
    heat,
    lines,
    multiples,
    stacked,
)
from pipelines.figures.figure import Figure

KINDS: Mapping[str, Callable[[Subject], Plot]] = MappingProxyType(
    {
        "bars": bars,
        "dots": dots,
        "grouped": grouped,
        "heat": heat,
        "lines": lines,
        "multiples": multiples,
        "stacked": stacked,
    }
)


def draw_front(subject: Subject, *, name: str) -> Figure:
    """Give the picture of a front page: an ornament without words, of what the report tells."""
    plot = front(subject)
    drawn = {"data": list(plot.traces), "layout": dict(plot.layout)}
    return Figure(name, "", "", "", drawn, subject.grid.tables, plot.height)


def draw(kind: str, subject: Subject, *, name: str, title: str, subtitle: str, alternative: str) -> Figure:
    """Give the figure with its words; the grid must hold at least one number: what is empty is a note."""
    plot = KINDS[kind](subject)
    return Figure(
        name=name,
        title=title,
        subtitle=subtitle,
        text_alternative=alternative,
        plot={"data": list(plot.traces), "layout": dict(plot.layout)},
        tables=subject.grid.tables,
        height=plot.height,
    )
