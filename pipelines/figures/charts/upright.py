"""The frame of charts that stand upright: words below, numbers at the left, a key above."""

from collections.abc import Sequence
from typing import Any

from pipelines.figures.charts.plot import (
    Plot,
    Subject,
    Trace,
    bottom_room,
    category_ticks,
    key,
    period_labels,
)
from pipelines.figures.charts.theme import INK, SIZE, layout, numbers_axis, text_width
from pipelines.figures.grid import Heading

PLOT = 136  # px: the height of the plot itself


def upright(
    subject: Subject,
    traces: Sequence[Trace],
    notes: Sequence[dict[str, Any]],
    entries: Sequence[tuple[str, str]],
    *,
    top: float,
    right: int = 8,
    headings: tuple[Heading, ...] = (),
    barmode: str = "group",
    is_labelled: bool = False,
) -> Plot:
    """Give the plot with its axes; `headings` are the words below, the grid's rows unless told otherwise.

    Where every bar says its number the scale is not drawn: its lines would run through the numbers.
    """
    headings = headings or subject.grid.rows
    labels = period_labels(subject.words, headings, [subject.is_incomplete(one) for one in headings])
    axis = numbers_axis(subject.words, subject.grid.measure.unit, top * 1.02 or 1)
    left = 4 if is_labelled else int(max(text_width(text) for text in axis["ticktext"])) + 10
    legend, head = key(entries, left) if len(entries) > 1 else ([], 14)
    foot = bottom_room(labels)
    height = head + PLOT + foot
    plot = layout(
        subject.words,
        {"l": left, "r": right, "t": head, "b": foot},
        height,
        xaxis=category_ticks(
            labels,
            range=[-0.5, len(labels) - 0.5],
            showline=True,
            linecolor=INK,
            tickfont={"size": SIZE, "color": INK},
        ),
        yaxis={**axis, "visible": False} if is_labelled else axis,
        annotations=[*notes, *legend],
        barmode=barmode,
    )
    return Plot(traces, plot, height)
