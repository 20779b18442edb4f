"""Vertical charts over time or groups: bars side by side and bars of stacked parts."""

from typing import Any

from pipelines.figures.charts.plot import Plot, Subject, Trace, WrittenText, drawn_on, open_fill, written_at
from pipelines.figures.charts.theme import CONTEXT, SIZE, ink_on, note, part_colour, plain
from pipelines.figures.charts.upright import PLOT, upright
from pipelines.figures.grid import PERIOD, YEAR, Grid, Heading
from pipelines.tables import Cell

BAND = 0.62  # of the place of a group, the part that its bars fill
EARLIER = "#9aa1a6"  # bars of the year before: context
LABEL_ROOM = 1.09  # of the scale, for the numbers over the highest bar
LIFT = 2  # px between a bar and its number
LABELLED = 12  # with more bars than this their numbers are in the table only


def grouped(subject: Subject) -> Plot:
    """Draw the columns side by side for each row: at most four, the last in colour."""
    grid = subject.grid
    colours = series_colours(subject)
    width = BAND / len(grid.columns)
    traces: list[Trace] = []
    numbers: list[WrittenText] = []
    for place, (column, colour) in enumerate(zip(grid.columns, colours, strict=True)):
        cells = [cells[place] for cells in grid.cells]
        traces.append(
            {
                "type": "bar",
                "x": list(range(len(cells))),
                "y": [plain(cell.value) for cell in cells],
                "width": width * 0.94,
                "offset": -BAND / 2 + place * width,
                "marker": open_fill(colour, [subject.is_incomplete(row, column) for row in grid.rows]),
                "hoverinfo": "text",
                "hovertext": [
                    subject.hover(row, column, cell) for row, cell in zip(grid.rows, cells, strict=True)
                ],
                **drawn_on("y"),
                "name": column.label,
            }
        )
        numbers += _above(subject, cells, width, place)
    entries = list(zip((column.label for column in grid.columns), colours, strict=True))
    room = LABEL_ROOM if _is_roomy(subject) else 1
    drawn = [*traces, written_at(numbers)]
    return upright(subject, drawn, [], entries, top=float(subject.top) * room, is_labelled=_is_roomy(subject))


def _is_roomy(subject: Subject) -> bool:
    return len(subject.grid.rows) * len(subject.grid.columns) <= LABELLED


def _above(subject: Subject, cells: list[Cell], width: float, place: int) -> list[WrittenText]:
    """Write the number, or its mark, over each bar; numbers only while there is room for them."""
    middle = -BAND / 2 + (place + 0.47) * width
    lift = LIFT * float(subject.top) / PLOT
    return [
        WrittenText(row + middle, float(cell.value or 0) + lift, subject.write(cell), CONTEXT)
        for row, cell in enumerate(cells)
        if _is_roomy(subject) or cell.value is None
    ]


def stacked(subject: Subject) -> Plot:
    """Draw each row as one bar of its columns, which must be parts that add up."""
    grid = subject.grid
    traces = [
        {
            "type": "bar",
            "x": list(range(len(grid.rows))),
            "y": [plain(cells[place].value) for cells in grid.cells],
            "width": 0.6,
            "marker": {"color": part_colour(place), "line": {"color": "#ffffff", "width": 1}},
            "text": [_inside(subject, cells[place]) for cells in grid.cells],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "textfont": {"color": ink_on(part_colour(place)), "size": SIZE - 1},
            "constraintext": "none",
            "hoverinfo": "text",
            "hovertext": [
                subject.hover(row, column, cells[place])
                for row, cells in zip(grid.rows, grid.cells, strict=True)
            ],
            **drawn_on("y"),
            "name": column.label,
        }
        for place, column in enumerate(grid.columns)
    ]
    entries = [(column.label, part_colour(place)) for place, column in enumerate(grid.columns)]
    return upright(subject, traces, _stack_notes(grid), entries, top=_tallest(grid), barmode="stack")


def _inside(subject: Subject, cell: Cell) -> str:
    is_tall = cell.value is not None and float(cell.value) >= _tallest(subject.grid) * 0.09
    return subject.write(cell) if is_tall else ""


def _tallest(grid: Grid) -> float:
    """Give the length of the longest bar as drawn: what is marked has no length and gets a word."""
    return max(sum(float(cell.value or 0) for cell in cells) for cells in grid.cells)


def _stack_notes(grid: Grid) -> list[dict[str, Any]]:
    notes = []
    for row, cells in enumerate(grid.cells):
        shown = sorted({f"[{cell.mark}]" for cell in cells if cell.value is None})
        height = sum(float(cell.value or 0) for cell in cells)
        if shown:
            prefix = "+ " if height else ""
            notes.append(note(prefix + " ".join(shown), row, height, yanchor="bottom", yshift=1))
    return notes


def series_colours(subject: Subject) -> list[str]:
    """Give the columns their colours: periods are grey but for the last, domains their own, else parts."""
    columns = subject.grid.columns
    if columns[0].dimension in (PERIOD, YEAR):
        return [EARLIER] * (len(columns) - 1) + [subject.accent]
    if len(columns) == 1:
        return [subject.accent]
    return [_part(subject, column, place) for place, column in enumerate(columns)]


def _part(subject: Subject, column: Heading, place: int) -> str:
    return subject.colour(column) if column.dimension == "domain_code" else part_colour(place)
