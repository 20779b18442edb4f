"""The picture of a front page: a year's figures as bars of colour, without a number or a word."""

from pipelines.figures.charts.plot import Plot, Subject
from pipelines.figures.charts.theme import layout, plain

HEIGHT = 560  # px
FAINT = 0.35  # how much of its colour a bar of the year before keeps
BETWEEN = 0.12  # of a column's place, left open


def front(subject: Subject) -> Plot:
    """Draw a column for each period with a part for each row; the earlier year is faint."""
    grid = subject.grid
    year = (grid.columns[-1].code or "")[:4]
    strength = [1.0 if (column.code or "")[:4] == year else FAINT for column in grid.columns]
    traces = [
        {
            "type": "bar",
            "x": list(range(len(cells))),
            "y": [plain(cell.value) for cell in cells],
            "width": 1 - BETWEEN,
            "marker": {"color": subject.colour(row), "opacity": strength, "line": {"width": 0}},
            "hoverinfo": "skip",
        }
        for row, cells in zip(grid.rows, grid.cells, strict=True)
    ]
    hidden = {"visible": False, "fixedrange": True}
    made = layout(
        subject.words,
        {"l": 0, "r": 0, "t": 0, "b": 0},
        HEIGHT,
        barmode="stack",
        xaxis={**hidden, "range": [-0.5 + BETWEEN / 2, len(grid.columns) - 0.5 - BETWEEN / 2]},
        yaxis=hidden,
    )
    return Plot(traces, made, HEIGHT)
