"""A table that is a chart: a heat table of rows by columns."""

from pipelines.figures.charts.plot import (
    Plot,
    Subject,
    Trace,
    WrittenText,
    category_ticks,
    drawn_on,
    written_at,
)
from pipelines.figures.charts.theme import WIDTH, ink_on, layout, text_width, wrapped
from pipelines.tables import Cell

LETTERS = 26  # of a row's label before it breaks
ROW, EXTRA_LINE = 26, 14  # px
PALE, GREY_TILE = "#edf2f4", "#f3f5f6"


def heat(subject: Subject) -> Plot:
    """Draw a tile for each cell, darker for more, with its number or mark written in it."""
    grid = subject.grid
    labels = [wrapped(row.label, LETTERS) for row in grid.rows]
    left = int(max(text_width(label) for label in labels)) + 14
    wide = (WIDTH - left - 4) / len(grid.columns)
    heads = [wrapped(column.label, max(4, int(wide / 6.4))) for column in grid.columns]
    head = 10 + 14 * max(text.count("<br>") + 1 for text in heads)
    high = max(ROW, 8 + EXTRA_LINE * max(label.count("<br>") + 1 for label in labels))
    height = head + high * len(labels) + 4
    cells = [(x, y, cell) for y, row in enumerate(grid.cells) for x, cell in enumerate(row)]
    colours = [_tile(cell, float(subject.top)) for _, _, cell in cells]
    plot = layout(
        subject.words,
        {"l": left, "r": 4, "t": head, "b": 4},
        height,
        xaxis=category_ticks(heads, range=[-0.5, len(heads) - 0.5], side="top"),
        yaxis=category_ticks(labels, range=[len(labels) - 0.5, -0.5], ticklabelstandoff=6),
    )
    numbers = [
        WrittenText(x, y, subject.write(cell), ink_on(colour))
        for (x, y, cell), colour in zip(cells, colours, strict=True)
    ]
    writing = written_at(numbers, position="middle center")
    return Plot([_tiles(subject, cells, colours), writing], plot, height)


def _tiles(subject: Subject, cells: list[tuple[int, int, Cell]], colours: list[str]) -> Trace:
    """Give the tiles as bars that begin where they stand: one trace, and a pointer can read them."""
    rows, columns = subject.grid.rows, subject.grid.columns
    return {
        "type": "bar",
        "orientation": "h",
        "base": [x - 0.49 for x, _, _ in cells],
        "x": [0.98] * len(cells),
        "y": [y for _, y, _ in cells],
        "width": 0.92,
        "marker": {"color": colours, "line": {"width": 0}},
        "hoverinfo": "text",
        "hovertext": [subject.hover(rows[y], columns[x], cell) for x, y, cell in cells],
        **drawn_on(""),
    }


def _tile(cell: Cell, top: float) -> str:
    """Give a tile its colour between pale and dark, by how much of the largest number it holds."""
    if cell.value is None:
        return GREY_TILE
    share = float(cell.value) / top if top else 0.0
    channels = [
        round(int(PALE[place : place + 2], 16) * (1 - share) + int("#1d4f5f"[place : place + 2], 16) * share)
        for place in (1, 3, 5)
    ]
    return "#" + "".join(f"{channel:02x}" for channel in channels)
