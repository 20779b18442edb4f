"""Still charts: the same each time, in attributes only, with the font's own widths."""

import re
from dataclasses import replace

import pytest

from pipelines.errors import TechnicalError
from pipelines.render import still
from pipelines.render.stills.fonts import metrics
from pipelines.render.stills.svg import FONTS
from tests.document_sample import bar_plot, figure, heat_plot


def test_ids_are_the_figures_own_and_every_pointer_finds_one():
    for drawn in (still(figure("een", heat_plot())), still(figure("twee", bar_plot({"a": 1}, "#000")))):
        ids = set(re.findall(r'\bid="([^"]+)"', drawn))
        assert ids
        assert {id_.rsplit("-", 1)[0] for id_ in ids} <= {"een", "twee"}
        assert set(re.findall(r"url\(#([^)]+)\)", drawn)) <= ids


def test_the_order_of_drawing_does_not_matter():
    first = still(figure("eerst", bar_plot({"a": 1, "b": 2}, "#123456")))
    still(figure("ertussen", heat_plot()))
    still.__globals__["_drawn"].cache_clear()
    assert still(figure("eerst", bar_plot({"a": 1, "b": 2}, "#123456"))) == first


def test_a_chart_has_no_style_attribute_and_no_script():
    drawn = still(figure("een", heat_plot()))
    assert " style=" not in drawn
    assert "<script" not in drawn


def test_the_chart_keeps_its_size():
    drawn = still(replace(figure("een", bar_plot({"a": 1}, "#000")), height=190), width=500)
    assert 'viewBox="0 0 500 190"' in drawn


def test_a_plot_that_plotly_refuses_names_the_figure():
    with pytest.raises(TechnicalError, match="kapot"):
        still(figure("kapot", {"data": [None], "layout": {}}))


def test_text_is_as_wide_as_its_letters():
    width, height, _, _ = metrics(FONTS, "400").box("HH", 1000)
    assert width == 2 * metrics(FONTS, "400").box("H", 1000)[0]
    assert height > 1000
    assert metrics(FONTS, "bold").box("Deelnames", 12)[0] > metrics(FONTS, "").box("Deelnames", 12)[0]
