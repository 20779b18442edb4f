"""Draw a grid as a chart of a kind, with the words that belong to it."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from pipelines.figures.charts import (
    Plot,
    Subject,
    bars,
    bullet,
    dots,
    funnel,
    grouped,
    heat,
    lines,
    multiples,
    shares,
    stacked,
)
from pipelines.figures.describe import Story, alternative
from pipelines.figures.figure import Figure
from pipelines.figures.headline import headline

KINDS: Mapping[str, Callable[[Subject], Plot]] = MappingProxyType(
    {
        "bars": bars,
        "bullet": bullet,
        "dots": dots,
        "funnel": funnel,
        "grouped": grouped,
        "heat": heat,
        "lines": lines,
        "multiples": multiples,
        "shares": shares,
        "stacked": stacked,
    }
)


def draw(
    kind: str,
    subject: Subject,
    story: Story,
    *,
    name: str,
    subtitle: str,
    title: str | None = None,
    said: Sequence[str] = (),
) -> Figure:
    """Give the figure; without a title of its own the headline is made from the cells, one not `said` before.

    The grid must hold at least one number: what is empty is a note, not a chart. Everything in the figure
    comes from cells that may be shown.
    """
    plot = KINDS[kind](subject)
    return Figure(
        name=name,
        title=title or headline(kind, subject, story, said),
        subtitle=subtitle,
        text_alternative=alternative(kind, subject, story, subtitle),
        plot={"data": list(plot.traces), "layout": dict(plot.layout)},
        tables=subject.grid.tables,
        height=plot.height,
    )
