"""Horizontal charts: ranked bars and dots of rates."""

from decimal import Decimal
from typing import Any

from pipelines.figures.charts.plot import Plot, Subject, Trace, category_ticks, drawn_on, mark_note
from pipelines.figures.charts.theme import (
    CONTEXT,
    INK,
    SIZE,
    layout,
    note,
    numbers_axis,
    plain,
    text_width,
    wrapped,
)
from pipelines.figures.grid import spots
from pipelines.tables import Value

LETTERS = 34  # of a label before it breaks: one that does makes every row higher
ROW, EXTRA_LINE = 22, 15  # px
DOT = 11
LEFT = 130  # px: the least room for labels, so that charts below each other begin on one line
FAR = 40  # percent: where a share comes so far, and none is under half of it, the scale goes on to the whole
OPEN_DOT = {"symbol": "circle-open", "size": DOT - 1, "color": CONTEXT, "line": {"width": 1.5}}
EARLIER = "#c3cace"  # the bar of the year before, under the bar of now
WHOLE = 0.62  # of a row: a bar that has it alone
NOW, BEFORE = (-0.36, 0.44), (0.12, 0.2)  # of a row: where a bar begins and how thick it is


def bars(subject: Subject) -> Plot:
    """Draw a bar from zero for each row, its number at its end, a thin pale one of an earlier column below.

    So a number never stands on the edge of the other bar.
    """
    if len(subject.grid.columns) > 1:
        earlier = {**_bar_trace(subject, -2), **_thick(*BEFORE), "marker": {"color": EARLIER}}
        traces, middle = [earlier, {**_bar_trace(subject), **_thick(*NOW)}], NOW[0] + NOW[1] / 2
    else:
        traces, middle = [{**_bar_trace(subject), "width": WHOLE}], 0.0
    plot = _horizontal(subject, traces, ends=_ends(subject), middle=middle)
    return Plot(plot.traces, {**plot.layout, "barmode": "overlay"}, plot.height)


def dots(subject: Subject) -> Plot:
    """Draw a dot on a scale for each row; an earlier column is an open grey dot."""
    top = _reach(subject)
    axis = numbers_axis(subject.words, subject.grid.measure.unit, top, side="top")
    ends: list[tuple[int, Value, str]] = [
        (row, Decimal(str(top)), text)
        for row, _, text in _ends(subject)  # in a column, clear of every dot
    ]
    plot = _horizontal(
        subject, [*_earlier(subject, OPEN_DOT), _dot_trace(subject)], ends=ends, axis=axis, head=26
    )
    return Plot(plot.traces, {**plot.layout, "shapes": _total_line(subject)}, plot.height)


def _reach(subject: Subject) -> float:
    """Give where the scale of dots ends: beyond the last; where all are large shares, at 100 %."""
    top = float(subject.top)
    least = min((float(spot.value) for spot in spots(subject.grid)), default=0.0)
    if subject.grid.measure.unit == "percent" and FAR < top <= 100 and least > FAR / 2:
        return 100.0
    return max(top * 1.05, 1.0)


def _thick(offset: float, width: float) -> Trace:
    return {"offset": offset, "width": width}


def _ends(subject: Subject) -> list[tuple[int, Value, str]]:
    """Give where each row's own number is written: at the end of its bar or dot."""
    return [
        (row, cells[-1].value, subject.write(cells[-1]))
        for row, cells in enumerate(subject.grid.cells)
        if cells[-1].value is not None
    ]


def _bar_trace(subject: Subject, place: int = -1) -> Trace:
    grid = subject.grid
    last = grid.columns[place]
    values = [cells[place] for cells in grid.cells]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [plain(cell.value) for cell in values],
        "y": list(range(len(values))),
        "marker": {"color": [subject.colour(row) for row in grid.rows]},
        "hoverinfo": "text",
        "hovertext": [subject.hover(row, last, cell) for row, cell in zip(grid.rows, values, strict=True)],
        **drawn_on("x"),
        "name": last.label,
    }


def _dot_trace(subject: Subject) -> Trace:
    marker = {"size": DOT, "color": [subject.colour(row) for row in subject.grid.rows]}
    return _points(subject, -1, marker)


def _earlier(subject: Subject, marker: dict[str, Any]) -> list[Trace]:
    return [_points(subject, -2, marker)] if len(subject.grid.columns) > 1 else []


def _points(subject: Subject, place: int, marker: dict[str, Any]) -> Trace:
    grid = subject.grid
    column = grid.columns[place]
    values = [cells[place] for cells in grid.cells]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [plain(cell.value) for cell in values],
        "y": list(range(len(values))),
        "marker": marker,
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [subject.hover(row, column, cell) for row, cell in zip(grid.rows, values, strict=True)],
        **drawn_on("x"),
        "name": column.label,
    }


def _horizontal(
    subject: Subject,
    traces: list[Trace],
    *,
    ends: list[tuple[int, Value, str]],
    axis: dict[str, Any] | None = None,
    head: int = 6,
    middle: float = 0.0,
) -> Plot:
    """Lay rows out from above; `middle` is how far from the middle of its row a number stands, in rows."""
    grid = subject.grid
    labels = [wrapped(row.label, LETTERS) for row in grid.rows]
    left = max(LEFT, int(max(text_width(label) for label in labels)) + 14)
    right = int(max((text_width(text) for _, _, text in ends), default=0)) + 16
    row_height = ROW + EXTRA_LINE * max(label.count("<br>") for label in labels)
    height = head + 8 + row_height * len(labels)
    notes = [
        mark_note(cells[-1], 0, row, xanchor="left", xshift=4)
        for row, cells in enumerate(grid.cells)
        if cells[-1].value is None
    ]
    notes += [
        _end_note(row + middle, value, text, is_total=grid.rows[row].is_total) for row, value, text in ends
    ]
    hidden = {"visible": False, "range": [0, float(subject.top) or 1], "fixedrange": True}
    plot = layout(
        subject.words,
        {"l": left, "r": right, "t": head, "b": 8},
        height,
        xaxis=axis or hidden,
        yaxis=category_ticks(
            labels, range=[len(labels) - 0.5, -0.5], showline=axis is None, linecolor=INK, ticklabelstandoff=6
        ),
        annotations=notes,
        bargap=0.35,
    )
    return Plot(traces, plot, height)


def _end_note(row: float, value: Value, text: str, *, is_total: bool) -> dict[str, Any]:
    font = {"size": SIZE, "color": CONTEXT if is_total else INK}
    return note(text, plain(value), row, xanchor="left", xshift=8, font=font)


def _total_line(subject: Subject) -> list[dict[str, Any]]:
    totals = [
        cells[-1].value
        for row, cells in zip(subject.grid.rows, subject.grid.cells, strict=True)
        if row.is_total
    ]
    return [
        {"type": "line", "x0": plain(value), "x1": plain(value), "yref": "paper", "y0": 0, "y1": 1,
         "layer": "below", "line": {"color": CONTEXT, "width": 1, "dash": "dot"}}
        for value in totals
        if value is not None
    ]  # fmt: skip
