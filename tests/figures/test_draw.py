"""Every kind of chart is plain JSON that Plotly takes, and says in words what it can't draw."""

import json
import re
import warnings
from dataclasses import replace
from html import unescape
from itertools import pairwise
from typing import Any

import pytest

from pipelines.figures import KINDS, Heading, draw, draw_front
from pipelines.render import still
from pipelines.verify.charts import Chart, charts_that_differ
from tests.figures.grids import grid, measure, subject

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import plotly.graph_objects as go

QUARTERS = ("2024-K1", "2024-K2", "2025-K1", "2025-K2")
GRID = grid(("welzijn", "sport", "cultuur"), QUARTERS, ("120 130 125 140", "300 290 310 0", "80 o nb 75"))
RATES = grid(
    ("welzijn", "sport", "cultuur", "*"), ("2024", "2025"), ("12.0 14.5", "40.1 o", "nb 8.0", "50.0 52.5"),
    of=measure("percent", "ratio"),
)  # fmt: skip
OF = {"dots": RATES, "bars": RATES}


def drawn(kind: str, made: Any = None, *incomplete: str) -> Any:
    return draw(
        kind,
        subject(made or OF.get(kind, GRID), *incomplete),
        name=f"figuur-{kind}",
        title="Sport groeit",
        subtitle="deelnames, 2025",
        alternative="Staafdiagram: deelnames, 2025.",
    )


def words_of(figure: Any) -> list[str]:
    layout, traces = figure.plot["layout"], figure.plot["data"]
    texts = [one["text"] for one in layout.get("annotations", ())]
    return texts + [text for trace in traces for text in trace.get("text", ())]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_plot_is_plain_json_that_plotly_accepts(kind):
    figure = drawn(kind)
    assert json.loads(json.dumps(figure.plot)) == figure.plot
    go.Figure(figure.plot)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_chart_can_be_drawn_still(kind):
    figure = drawn(kind)
    svg = still(figure)
    assert svg.startswith("<svg") and "NaN" not in svg
    assert differing(figure, svg) == []


def differing(figure: Any, svg: str = "") -> list[str]:
    """Hold a chart against what it says, as who verifies an edition does; its table stands elsewhere."""
    texts = [
        unescape(re.sub("<[^>]*>", "", text)) for text in re.findall(r"<text[^>]*>(.*?)</text>", svg, re.S)
    ]
    return list(charts_that_differ("report.html", [Chart("Figuur", json.dumps(figure.plot), texts)], ","))


ODD = (
    grid(("welzijn",), ("2025",), ("0",)), grid(("welzijn",), ("2025",), ("nb",)),
    grid(("welzijn",), ("2024", "2025"), ("o 3",)), grid(("welzijn", "sport"), ("2025-K1",), ("1", "o")),
    grid(("welzijn", "sport"), QUARTERS, ("0 0 0 0", "nb nb nb nb")), grid(("welzijn", "sport"), QUARTERS, ("5 5 5 5", "5 5 5 5")),
    grid(("welzijn", "sport", "*"), ("2024", "2025"), ("33.3 66.7", "0.0 100.0", "12.5 o"), of=measure("percent", "ratio")),
    grid(("welzijn", "sport"), QUARTERS, ("123456 1 99999 2", "1 1234567 o 3")),
)  # fmt: skip


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("incomplete", [(), ("2025-K2",), ("2025",)])
def test_no_chart_of_small_or_odd_numbers_is_taken_for_one_that_is_drawn_otherwise(kind, incomplete):
    for made in ODD:
        assert differing(drawn(kind, made, *incomplete)) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_bar_is_empty_without_a_word(kind):
    """Every mark of the columns that are drawn stands in the plot, as often as it is a cell."""
    figure = drawn(kind)
    made = OF.get(kind, GRID)
    shown = [cells[-1:] if kind in OF else cells for cells in made.cells]
    if kind == "multiples":
        shown = [cells[-2:] for cells in made.cells]
    for mark in ("[o]", "[nb]"):
        wanted = any(f"[{cell.mark}]" == mark for cells in shown for cell in cells)
        assert any(mark in text for text in words_of(figure)) == wanted, mark


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_mark_is_null_in_the_plot_never_a_zero(kind):
    made = grid(("welzijn", "sport"), ("2025",), ("o", "12.5"), of=measure("percent", "ratio"))
    figure = draw(kind, subject(made), name="x", title="z", subtitle="y", alternative="w")
    numbers = [
        number
        for trace in figure.plot["data"]
        for axis in ("x", "y")
        if axis != _other_axis(trace)
        for number in trace.get(axis, ())
        if trace.get("hovertext") and trace.get("marker", {}).get("opacity") != 0
    ]
    assert 0 not in numbers


def _other_axis(trace: dict[str, Any]) -> str:
    """Give the axis that only says which row it is."""
    is_flat = trace.get("orientation") == "h" or (
        trace["type"] == "scatter" and trace["y"] == list(range(len(trace["y"])))
    )
    return "y" if is_flat else "x"


@pytest.mark.parametrize("kind", ["bars", "grouped", "stacked", "lines"])
def test_axes_of_bars_and_lines_begin_at_zero(kind):
    layout = drawn(kind).plot["layout"]
    axis = layout["xaxis"] if kind == "bars" else layout["yaxis"]
    assert axis["range"][0] == 0


def test_the_scale_comes_from_shown_cells_only():
    small = grid(("welzijn", "sport"), ("2025",), ("o", "7"))
    assert drawn("bars", small).plot["layout"]["xaxis"]["range"] == [0, 7]


def test_every_panel_begins_at_zero_and_its_largest_reaches_as_high():
    names = ("welzijn", "onderwijs", "tewerkstelling", "cultuur")
    made = grid(names, ("2025-K1", "2025-K2"), ("9 12", "80 70", "3 2", "40 41"))
    layout = drawn("multiples", made).plot["layout"]
    scales = [layout[name]["range"] for name in layout if name.startswith("yaxis")]
    assert len(scales) == 2  # of two lines of panels; within a line they share the axis itself
    assert scales[0] == scales[1] and scales[0][0] == 0
    assert max(drawn("multiples", made).plot["data"][0]["y"][:2]) == 1


def test_each_panel_holds_its_own_bars_under_its_own_name():
    made = grid(("welzijn", "sport"), ("2025-K1", "2025-K2"), ("9 12", "80 70"))
    figure = drawn("multiples", made)
    bars = figure.plot["data"][0]
    assert bars["y"] == [9 / 12, 1, 1, 70 / 80]  # each panel has its own scale, from zero
    assert figure.plot["data"][2]["text"] == ["9", "12", "80", "70"]
    titles = [one for one in figure.plot["layout"]["annotations"] if one["text"].startswith("<b>")]
    assert [one["text"] for one in titles] == ["<b>Welzijn</b>", "<b>Sport</b>"]
    assert titles[0]["x"] < bars["x"][0] < bars["x"][1] < titles[1]["x"] < bars["x"][2]


def test_an_incomplete_quarter_is_drawn_open_and_no_line_falls_to_it():
    figure = drawn("lines", GRID, "2025-K2")
    whole, partly = figure.plot["data"][:2]
    assert whole["y"] == [120, 130, 125, None]
    assert partly["y"] == [None, None, None, 140]
    assert partly["mode"] == "markers" and partly["marker"]["symbol"].endswith("-open")
    assert "onvolledig" in figure.plot["layout"]["xaxis"]["ticktext"][-1]


def test_an_incomplete_quarter_is_an_outline_among_bars():
    bars = drawn("multiples", GRID, "2025-K2").plot["data"][1]
    assert bars["marker"]["color"][-1] == "#ffffff"
    assert bars["marker"]["color"][0] != "#ffffff"


def test_a_gap_in_a_line_is_not_bridged():
    assert all(not trace.get("connectgaps") for trace in drawn("lines").plot["data"])


def test_labels_at_the_ends_of_lines_do_not_collide():
    close = grid(("welzijn", "sport", "cultuur"), QUARTERS, ("1 1 1 100", "1 1 1 101", "1 1 1 102"))
    notes = [one for one in drawn("lines", close).plot["layout"]["annotations"] if one.get("xref") == "paper"]
    heights = sorted(one["yshift"] for one in notes)
    assert all(upper - lower >= 15 for lower, upper in pairwise(heights))


def test_no_title_stands_inside_the_plot():
    assert all("title" not in drawn(kind).plot["layout"] for kind in KINDS)


def test_an_all_zero_table_is_drawn_with_its_zeros():
    zeros = grid(("welzijn", "sport"), ("2025",), ("0", "0"))
    figure = drawn("bars", zeros)
    assert words_of(figure).count("0") == 2


def test_a_front_page_is_the_figures_without_a_word_and_without_what_is_hidden():
    figure = draw_front(subject(GRID), name="omslag")
    assert words_of(figure) == [] and still(figure).startswith("<svg")
    assert [trace["y"] for trace in figure.plot["data"]] == [
        [120, 130, 125, 140], [300, 290, 310, 0], [80, None, None, 75],
    ]  # fmt: skip
    assert {tuple(trace["marker"]["opacity"]) for trace in figure.plot["data"]} == {(0.35, 0.35, 1.0, 1.0)}


def test_a_number_stands_clear_of_the_bar_of_the_year_before():
    """Whether the year before was more or less: its bar is under that of now, and the number is level with that."""
    figure = drawn("bars", grid(("welzijn", "sport"), ("2024", "2025"), ("90 40", "20 60")))
    before, now = figure.plot["data"]
    assert now["offset"] + now["width"] <= before["offset"]
    notes = [note for note in figure.plot["layout"]["annotations"] if note["text"] in ("40", "60")]
    assert [note["x"] for note in notes] == [40, 60]
    for row, note in enumerate(notes):
        assert row + now["offset"] < note["y"] < row + now["offset"] + now["width"]


def test_the_gap_between_people_and_places_is_shaded_and_no_other():
    def fills(names):
        made = grid(names, QUARTERS, ("120 130 125 140", "100 100 100 100"))
        rows = tuple(Heading("measure", name, name) for name in names)
        shown = draw(
            "lines", subject(replace(made, rows=rows)), name="x", title="t", subtitle="s", alternative="a"
        )
        return [trace.get("fill") for trace in shown.plot["data"]]

    assert fills(("average_population", "capacity_official")) == [None, "tonexty"]
    assert fills(("sessions_held", "sessions_planned")) == [None, None]
