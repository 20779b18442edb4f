"""Small multiples: a panel of bars for each row, each on its own scale from zero."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.figures.charts.plot import Plot, Subject, Trace, WrittenText, drawn_on, written_at
from pipelines.figures.charts.theme import CONTEXT, INK, PAPER, SIZE, layout, note
from pipelines.figures.grid import Heading
from pipelines.tables import Cell

ACROSS = 3  # panels beside each other, at most
GUTTER = 0.67  # between panels, in parts of the place of a bar
PANEL, PANEL_GAP, PANEL_HEAD, PANEL_FOOT = 74, 12, 25, 20  # px
EARLIER = "#d5dadd"  # bars of the year before, behind those of now
LIFT = 3  # px between a number and what is under it
BAR, BEFORE = 0.5, 0.82  # of its place: a bar of now, and the one of the year before behind it


@dataclass(frozen=True)
class _Line:
    """Panels beside each other: they share a pair of axes, which is much faster to draw than a pair each."""

    rows: range
    suffix: str
    bottom: float
    top: float


def multiples(subject: Subject) -> Plot:
    """Draw a panel of bars for each row, each on its own scale from zero; the year before is pale, behind."""
    count = len(subject.grid.rows)
    across = min(ACROSS, count)
    step = PANEL_HEAD + PANEL + PANEL_FOOT + PANEL_GAP
    height = -(-count // across) * step - PANEL_GAP
    lines = [
        _Line(
            range(first, min(first + across, count)),
            "" if number == 0 else str(number + 1),
            1 - (number * step + PANEL_HEAD + PANEL) / height,
            1 - (number * step + PANEL_HEAD) / height,
        )
        for number, first in enumerate(range(0, count, across))
    ]
    plot = layout(
        subject.words,
        {"l": 2, "r": 2, "t": 0, "b": 0},
        height,
        annotations=[title for line in lines for title in _titles(subject, line)],
        barmode="overlay",
        **{name: axis for line in lines for name, axis in _axes(subject, line, across).items()},
    )
    return Plot([trace for line in lines for trace in _traces(subject, line)], plot, height)


def _now(subject: Subject) -> tuple[Heading, ...]:
    """Give the columns of the last year among the columns."""
    columns = subject.grid.columns
    year = (columns[-1].code or "")[:4]
    return tuple(column for column in columns if (column.code or "")[:4] == year)


def _places(subject: Subject, line: _Line) -> Iterator[tuple[int, int, float]]:
    """Give for each bar of a line its row, its place among the columns of now, and where it stands."""
    count = len(_now(subject))
    for panel, row in enumerate(line.rows):
        for number in range(count):
            yield row, number, panel * (count + GUTTER) + number


def _traces(subject: Subject, line: _Line) -> list[Trace]:
    """Give the bars, those of the year before behind them, the numbers and the line under each panel."""
    grid, now = subject.grid, _now(subject)
    places = list(_places(subject, line))
    shared: dict[str, Any] = {"xaxis": f"x{line.suffix}", "yaxis": f"y{line.suffix}", "cliponaxis": False}
    open_bars = [subject.is_incomplete(grid.rows[row], now[number]) for row, number, _ in places]
    colours = [subject.colour(grid.rows[row]) for row, _, _ in places]
    bars = {
        **_numbers(subject, places, len(now), now),
        **shared,
        "type": "bar",
        "width": BAR,
        "marker": {
            "color": [PAPER if one else colour for one, colour in zip(open_bars, colours, strict=True)],
            "line": {"color": colours, "width": [1.5 if one else 0 for one in open_bars]},
        },
    }
    base = {**shared, **_baseline(subject, line)}
    numbers = written_at([_value(subject, *place) for place in places], **shared)
    if len(grid.columns) < 2 * len(now):
        return [bars, base, numbers]
    before = grid.columns[-2 * len(now) : -len(now)]
    pale = {
        **_numbers(subject, places, 2 * len(now), before), **shared, "type": "bar", "width": BEFORE,
        "marker": {"color": EARLIER},
    }  # fmt: skip
    return [pale, bars, base, numbers]


def _numbers(
    subject: Subject, places: Sequence[tuple[int, int, float]], back: int, columns: Sequence[Heading]
) -> Trace:
    """Give where the cells of columns stand, so many places from the last, with what a pointer reads."""
    grid = subject.grid
    cells = [grid.cells[row][number - back] for row, number, _ in places]
    return {
        "x": [x for _, _, x in places],
        "y": [_part(subject, row, cell) for (row, _, _), cell in zip(places, cells, strict=True)],
        "hoverinfo": "text",
        "hovertext": [
            subject.hover(grid.rows[row], columns[number], cell)
            for (row, number, _), cell in zip(places, cells, strict=True)
        ],
        **drawn_on("y", [_most(subject, row) for row, _, _ in places]),
        "name": columns[-1].label,
    }


def _baseline(subject: Subject, line: _Line) -> Trace:
    count = len(_now(subject))
    starts = [panel * (count + GUTTER) - 0.5 for panel in range(len(line.rows))]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for start in starts for x in (start, start + count, None)],
        "y": [y for _ in starts for y in (0, 0, None)],
        "line": {"color": INK, "width": 1},
        "hoverinfo": "skip",
    }


def _titles(subject: Subject, line: _Line) -> Iterator[dict[str, Any]]:
    """Give the name over each panel."""
    count = len(_now(subject))
    for panel, row in enumerate(line.rows):
        heading = subject.grid.rows[row]
        yield note(
            f"<b>{heading.label}</b>",
            panel * (count + GUTTER) - 0.5,
            line.top,
            xref=f"x{line.suffix}",
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            yshift=8,
            font={"size": SIZE, "color": subject.colour(heading)},
        )


def _part(subject: Subject, row: int, cell: Cell) -> float | None:
    """Give how far a number reaches in its panel: a part of the panel's largest."""
    if cell.value is None:
        return None
    most = _most(subject, row)
    return float(cell.value) / most if most else 0.0


def _most(subject: Subject, row: int) -> float:
    return max((float(one.value) for one in subject.grid.cells[row] if one.value is not None), default=0.0)


def _value(subject: Subject, row: int, number: int, x: float) -> WrittenText:
    """Write a number above its bar and the one behind it; a mark where it would be."""
    cells, now = subject.grid.cells[row], _now(subject)
    cell = cells[number - len(now)]
    if cell.value is None:
        return WrittenText(x, 0, f"[{cell.mark}]", CONTEXT)
    behind = cells[number - 2 * len(now)] if len(cells) >= 2 * len(now) else cell
    reach = max(_part(subject, row, cell) or 0.0, _part(subject, row, behind) or 0.0)
    return WrittenText(x, reach + LIFT / PANEL, subject.write(cell), INK)


def _axes(subject: Subject, line: _Line, across: int) -> dict[str, Any]:
    now = _now(subject)
    labels = [subject.words.short_period(column.code or "") for column in now]
    places = list(_places(subject, line))
    return {
        f"xaxis{line.suffix}": {
            "tickmode": "array",
            "tickvals": [x for _, _, x in places],
            "ticktext": [labels[number] for _, number, _ in places],
            "tickfont": {"size": SIZE - 1, "color": CONTEXT},
            "anchor": f"y{line.suffix}",
            "range": [-0.5, across * (len(now) + GUTTER) - GUTTER - 0.5],
            "showgrid": False,
            "zeroline": False,
            "ticks": "",
            "fixedrange": True,
        },
        f"yaxis{line.suffix}": {
            "domain": [line.bottom, line.top],
            "anchor": f"x{line.suffix}",
            "range": [0, 1.28],
            "visible": False,
            "fixedrange": True,
        },
    }
