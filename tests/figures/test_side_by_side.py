"""Rows beside each other: every number has its room, measured with the letters of the report itself."""

from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont

from pipelines.figures import Dot, Panel, beside
from pipelines.figures.charts.theme import WIDTH
from tests.document.make_believe import ROOT
from tests.figures.grids import NL

FONT = TTFont(ROOT / "report_templates" / "fonts" / "RapportSans-Regular.woff2")


BOLD = TTFont(ROOT / "report_templates" / "fonts" / "RapportSans-Bold.woff2")


def wide(text: str, size: float, font: TTFont = FONT) -> float:
    """Give how wide a text is, in px, from the advances of its letters; of more lines, the widest."""
    letters, advances = font.getBestCmap(), font["hmtx"]
    lines = text.replace("<b>", "").replace("</b>", "").split("<br>")
    return max(
        sum(advances[letters[ord(one)]][0] for one in line) * size / font["head"].unitsPerEm for line in lines
    )


@pytest.mark.parametrize("text", ["9,1", "123,9\u202f%", "1.204,5\u202f%", "12.345,6\u202fuur"])
@pytest.mark.parametrize("count", [2, 4])
def test_no_number_is_cut_off_or_runs_into_the_next_measure(text, count):
    panels = [Panel("Bezettingsgraad", "% van de plaatsen", 50.0, (Dot(50.0, text), Dot(40.0, "3")))] * count
    plot = beside(NL, ["Detentiehuis Voorbeeld", "Elders"], panels)
    inner = WIDTH - plot.layout["margin"]["l"] - plot.layout["margin"]["r"]
    spans = [axis["domain"] for name, axis in sorted(plot.layout.items()) if name.startswith("xaxis")]
    notes = [note for note in plot.layout["annotations"] if note["text"] == text]
    assert len(spans) == len(notes) == count
    ends = [
        end * inner + note["xshift"] + wide(text, note["font"]["size"])
        for (_, end), note in zip(spans, notes, strict=True)
    ]
    assert ends[-1] <= inner
    assert all(end < following[0] * inner for end, (_, following) in zip(ends, pairwise(spans), strict=False))
    assert all(start < end for start, end in spans)


@pytest.mark.parametrize("last", ["Taux d'occupation", "Bezettingsgraad", "Occupancy rate"])
def test_no_head_is_cut_off_or_runs_into_the_next(last):
    heads = {"Personnes touchées": "% des personnes ayant séjourné", "Heures par détenu": "sur la période"}
    heads |= {"Part des séances annulées": "% des séances prévues", last: "% des places"}
    panels = [Panel(name, unit, 50.0, (Dot(50.0, "123,9\u202f%"),)) for name, unit in heads.items()]
    plot = beside(NL, ["Detentiehuis Kortrijk"], panels)
    inner = WIDTH - plot.layout["margin"]["l"] - plot.layout["margin"]["r"]
    spans = [axis["domain"] for name, axis in sorted(plot.layout.items()) if name.startswith("xaxis")]
    starts = [start * inner for start, _ in spans]
    notes = [note for note in plot.layout["annotations"] if note["yref"] == "paper"]
    assert len(notes) == 8
    for place, note in enumerate(notes):
        room = [*starts[1:], inner][place // 2] - starts[place // 2]
        assert wide(note["text"], note["font"]["size"], FONT if place % 2 else BOLD) <= room


def test_a_row_is_drawn_apart_exactly_where_it_lies_beyond_the_wider_band():
    """The headline speaks of the limits at 99.8 %: these must be seen, or it contradicts its chart."""
    narrow, wide_band = (45.0, 55.0), (40.0, 60.0)
    dots = tuple(Dot(value, f"{value}", narrow, wide_band) for value in (50.0, 57.0))
    plot = beside(NL, ["Hier", "Daar"], [Panel("Bereik", "%", 50.0, dots)])
    drawn = [(one["x0"], one["x1"]) for one in plot.layout["shapes"] if one["type"] == "rect"]
    assert drawn == [wide_band, narrow] * 2  # the wider one first, so that it lies below
    low, high = plot.layout["xaxis"]["range"]
    assert low < 40.0 and high > 60.0
