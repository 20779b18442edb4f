"""Lines over time: one for each row of the grid, named at its end, broken where nothing can be shown."""

from typing import Any

from pipelines.figures.charts.plot import Plot, Subject, Trace, drawn_on, mark_note
from pipelines.figures.charts.theme import (
    CONTEXT,
    DASHES,
    SIZE,
    SYMBOLS,
    note,
    part_colour,
    plain,
    spread,
    text_width,
    wrapped,
)
from pipelines.figures.charts.upright import PLOT, upright
from pipelines.figures.grid import Grid, Heading
from pipelines.tables import Cell

GAP = 16  # px between the labels at the ends of lines
LETTERS = 22  # of a label before it breaks
AGAINST = ("average_population", "capacity_official")
"""Who is there and for whom there is room: the gap between these two lines is the message."""
SHADE = "#e6ebed"


def lines(subject: Subject) -> Plot:
    """Draw a line over the columns for each row; what is missing is a gap with its mark."""
    grid = subject.grid
    colours = [_colour(subject, row, place) for place, row in enumerate(grid.rows)]
    traces = [
        trace
        for place, (row, cells) in enumerate(zip(grid.rows, grid.cells, strict=True))
        for trace in _line(subject, row, cells, colours[place], place)
    ]
    if tuple(row.code for row in grid.rows) == AGAINST and len(traces) == len(AGAINST):
        traces[1] |= {"fill": "tonexty", "fillcolor": SHADE}
    top = float(subject.top) * 1.04
    notes = _end_labels(subject, colours, top) + _gap_notes(grid)
    room = int(max(text_width(label) for label in _labels(subject))) + 22
    return upright(subject, traces, notes, [], top=top, right=room, headings=grid.columns)


def _line(subject: Subject, row: Heading, cells: tuple[Cell, ...], colour: str, place: int) -> list[Trace]:
    """Give the line of whole periods, and open markers that it does not reach for periods that are not."""
    columns = subject.grid.columns
    is_open = [subject.is_incomplete(column) for column in columns]
    values = [plain(cell.value) for cell in cells]
    symbol = SYMBOLS[place % len(SYMBOLS)]
    shared: Trace = {
        "type": "scatter",
        "x": list(range(len(cells))),
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [subject.hover(row, column, cell) for column, cell in zip(columns, cells, strict=True)],
        **drawn_on("y"),
        "name": row.label,
    }
    whole = {
        "mode": "lines+markers",
        "y": [None if one else value for one, value in zip(is_open, values, strict=True)],
        "line": {"color": colour, "width": 2.5, "dash": DASHES[place % len(DASHES)]},
        "marker": {"symbol": symbol, "size": 7, "color": colour},
        "connectgaps": False,
    }
    partly = {
        "mode": "markers",
        "y": [value if one else None for one, value in zip(is_open, values, strict=True)],
        "marker": {"symbol": f"{symbol}-open", "size": 9, "color": colour, "line": {"width": 2}},
    }
    return [{**shared, **whole}, {**shared, **partly}] if any(is_open) else [{**shared, **whole}]


def _colour(subject: Subject, row: Heading, place: int) -> str:
    if row.dimension == "domain_code":
        return subject.colour(row)
    if place == 0:
        return subject.accent
    return CONTEXT if place == 1 else part_colour(2 * place)


def _labels(subject: Subject) -> list[str]:
    """Name each line, with its number where it ends."""
    return [
        wrapped(
            f"{row.label} {subject.write(cells[-1])}" if cells[-1].value is not None else row.label, LETTERS
        )
        for row, cells in zip(subject.grid.rows, subject.grid.cells, strict=True)
    ]


def _end_labels(subject: Subject, colours: list[str], top: float) -> list[dict[str, Any]]:
    """Name each line at the height of its last number, pushed apart where they would collide."""
    labels = _labels(subject)
    scale = PLOT / (top or 1)
    last = [
        next((float(cell.value) for cell in reversed(cells) if cell.value is not None), 0.0)
        for cells in subject.grid.cells
    ]
    gap = GAP * max(label.count("<br>") + 1 for label in labels)
    places = spread([value * scale for value in last], gap, 0, PLOT)
    at_right = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "middle", "align": "left"}
    return [
        note(label, 1, 0, **at_right, xshift=12, yshift=place, font={"size": SIZE, "color": colour})
        for label, place, colour in zip(labels, places, colours, strict=True)
    ]


def _gap_notes(grid: Grid) -> list[dict[str, Any]]:
    notes = []
    for place in range(len(grid.columns)):
        missing = [cells[place] for cells in grid.cells if cells[place].value is None]
        shown = {str(cell.mark): cell for cell in missing}
        notes += [
            mark_note(shown[mark], place, 0, yanchor="bottom", yshift=2 + 13 * line)
            for line, mark in enumerate(sorted(shown))
        ]
    return notes
