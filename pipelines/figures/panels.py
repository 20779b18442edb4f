"""Small multiples: a panel of bars for each row, all on one scale."""

from typing import Any

from pipelines.figures.grid import Heading
from pipelines.figures.plot import Plot, Subject, Trace, category_ticks, mark_note, open_fill
from pipelines.figures.theme import (
    CONTEXT,
    INK,
    PAPER,
    SIZE,
    layout,
    note,
    plain,
)
from pipelines.tables import Cell

ACROSS = 3  # panels beside each other, at most
PANEL, PANEL_GAP, PANEL_HEAD, PANEL_FOOT = 74, 18, 24, 18  # px
TICK = {"symbol": "line-ew", "size": 26, "color": INK, "line": {"width": 1.75, "color": INK}}
HALO = {**TICK, "size": 22, "line": {"width": 4.5, "color": PAPER}}
"""Light around a tick, so that it is seen on a dark bar."""
LOW = 0.3  # of the scale: a lower bar or tick has no room for a number under it
GUTTER = 0.05  # between panels, in parts of the width


def multiples(subject: Subject) -> Plot:
    """Draw a panel of bars for each row, on one scale; columns of the year before are ticks."""
    rows = subject.grid.rows
    across = min(ACROSS, len(rows))
    lines = -(-len(rows) // across)
    step = PANEL_HEAD + PANEL + PANEL_FOOT + PANEL_GAP
    height = lines * step - PANEL_GAP
    traces: list[Trace] = []
    notes: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    for place, row in enumerate(rows):
        suffix = "" if place == 0 else str(place + 1)
        box = _box(place, across, step, height)
        traces += _panel(subject, place, suffix)
        notes += _panel_notes(subject, place, suffix, box)
        axes |= _panel_axes(subject, suffix, box)
    plot = layout(
        subject.words, {"l": 2, "r": 2, "t": 0, "b": 0}, height, annotations=notes, bargap=0.3, **axes
    )
    return Plot(traces, plot, height)


def _box(place: int, across: int, step: int, height: int) -> tuple[float, float, float, float]:
    """Give where a panel stands: left, right, bottom, top, in parts of the plot."""
    width = (1 - GUTTER * (across - 1)) / across
    left = (place % across) * (width + GUTTER)
    top = height - (place // across) * step - PANEL_HEAD
    return left, left + width, (top - PANEL) / height, top / height


def _now(subject: Subject) -> tuple[Heading, ...]:
    """Give the columns of the last year among the columns."""
    columns = subject.grid.columns
    year = (columns[-1].code or "")[:4]
    return tuple(column for column in columns if (column.code or "")[:4] == year)


def _panel(subject: Subject, place: int, suffix: str) -> list[Trace]:
    row, cells = subject.grid.rows[place], subject.grid.cells[place]
    now = _now(subject)
    colour = subject.colour(row)
    recent = cells[-len(now) :]
    shared = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}", "hoverinfo": "text", "cliponaxis": False}
    bar = {
        **shared,
        "type": "bar",
        "x": list(range(len(now))),
        "y": [plain(cell.value) for cell in recent],
        "marker": open_fill(colour, [subject.is_incomplete(column) for column in now]),
        "hovertext": [subject.hover(row, column, cell) for column, cell in zip(now, recent, strict=True)],
        "name": row.label,
    }
    if len(cells) < 2 * len(now):
        return [bar]
    earlier = cells[-2 * len(now) : -len(now)]
    columns = subject.grid.columns[-2 * len(now) : -len(now)]
    hover = [subject.hover(row, column, cell) for column, cell in zip(columns, earlier, strict=True)]
    tick = {
        **shared,
        "type": "scatter",
        "mode": "markers",
        "x": list(range(len(now))),
        "y": [plain(cell.value) for cell in earlier],
        "hovertext": hover,
        "name": columns[-1].label,
    }
    return [bar, {**tick, "marker": HALO}, {**tick, "marker": TICK}]


def _panel_notes(
    subject: Subject, place: int, suffix: str, box: tuple[float, float, float, float]
) -> list[dict[str, Any]]:
    row, cells = subject.grid.rows[place], subject.grid.cells[place]
    count = len(_now(subject))
    recent, before = cells[-count:], cells[-2 * count : -count]
    left, _, _, top = box
    title = note(
        f"<b>{row.label}</b>",
        left,
        top,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        yshift=8,
        font={"size": SIZE, "color": subject.colour(row)},
    )
    own = {"xref": f"x{suffix}", "yref": f"y{suffix}"}
    earlier = before or (None,) * count
    inside = [
        _panel_value(subject, cell, last_year, number, own)
        for number, (cell, last_year) in enumerate(zip(recent, earlier, strict=True))
    ]
    return [title, *inside]


def _panel_value(
    subject: Subject, cell: Cell, earlier: Cell | None, number: int, own: dict[str, str]
) -> dict[str, Any]:
    """Write a number in the foot of its bar, or above a low bar or tick; a mark where it would be."""
    if cell.value is None:
        return mark_note(cell, number, 0, yanchor="bottom", yshift=2, **own)
    ends = [cell.value] if earlier is None or earlier.value is None else [cell.value, earlier.value]
    is_high = float(min(ends)) > LOW * float(subject.top or 1)
    is_open = subject.is_incomplete(_now(subject)[number])
    ink = PAPER if is_high and not is_open else INK
    font = {"size": SIZE - 1, "color": ink}
    height = 0 if is_high else plain(max(ends))
    return note(
        subject.write(cell), number, height, yanchor="bottom", yshift=1 if is_high else 4, font=font, **own
    )


def _panel_axes(subject: Subject, suffix: str, box: tuple[float, float, float, float]) -> dict[str, Any]:
    left, right, bottom, top = box
    now = _now(subject)
    labels = [subject.words.short_period(column.code or "") for column in now]
    return {
        f"xaxis{suffix}": category_ticks(
            labels,
            domain=[left, right],
            anchor=f"y{suffix}",
            showline=True,
            linecolor=INK,
            range=[-0.5, len(now) - 0.5],
            tickfont={"size": SIZE - 1, "color": CONTEXT},
        ),
        f"yaxis{suffix}": {
            "domain": [bottom, top],
            "anchor": f"x{suffix}",
            "range": [0, float(subject.top) * 1.04 or 1],
            "visible": False,
            "fixedrange": True,
        },
    }
