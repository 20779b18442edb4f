"""A still chart is what a browser draws of the same plot: every word in its place, every shape in its size."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from pipelines.render import still
from pipelines.render.stills.engine import plotly_script
from pipelines.render.stills.fonts import FAMILY
from tests.document_sample import bar_plot, figure, heat_plot

FONTS = Path(__file__).parents[2] / "report_templates" / "fonts"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
]
MARGIN = {"l": 60, "r": 10, "t": 10, "b": 40}
QUARTERS = ["K1", "K2", "K3", "K4"]
PLOTS = {
    "bars": bar_plot({"sport": 1842, "cultuur en vrije tijd": 913, "gezondheid": 40}, "#1f5f8b"),
    "heat": heat_plot(),
    "lines with a note in bold": {
        "data": [
            {"type": "scatter", "mode": "lines+markers", "x": QUARTERS, "y": [3, 7, None, 5]},
            {"type": "scatter", "mode": "lines+text", "x": QUARTERS, "y": [2, 2, 4, 1], "text": ["a", "", "", "slot"],
             "textposition": "top center", "line": {"dash": "dot"}},
        ],
        "layout": {
            "margin": MARGIN,
            "showlegend": False,
            "annotations": [{"x": "K2", "y": 7, "text": "<b>hoogste</b><br>van het jaar", "showarrow": False, "xanchor": "left"}],
            "shapes": [{"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": 4, "y1": 4, "line": {"dash": "dash"}}],
        },
    },
    "columns on each other, with a legend": {
        "data": [
            {"type": "bar", "name": "ging door", "x": QUARTERS, "y": [20, 30, 25, 40], "text": ["20", "30", "25", "40"]},
            {"type": "bar", "name": "afgelast", "x": QUARTERS, "y": [5, 3, 9, 1], "text": ["5", "3", "9", "1"]},
        ],
        "layout": {"barmode": "stack", "margin": MARGIN, "legend": {"orientation": "h", "y": 1.2}},
    },
    "panels with turned labels": {
        "data": [
            {"type": "bar", "x": QUARTERS, "y": [1, 2, 3, 4]},
            {"type": "bar", "x": ["een lang woord", "nog een langer woord"], "y": [9, 4], "xaxis": "x2", "yaxis": "y2"},
        ],
        "layout": {
            "margin": MARGIN,
            "showlegend": False,
            "xaxis": {"domain": [0, 0.45]},
            "xaxis2": {"domain": [0.55, 1], "anchor": "y2", "tickangle": -30},
            "yaxis2": {"anchor": "x2", "title": {"text": "aantal"}, "automargin": True},
        },
    },
}  # fmt: skip
PAGE = """<!doctype html><meta charset="utf-8"><style>
{faces} body {{ margin: 0 }} svg {{ font-kerning: none; display: block }} #live, #still {{ width: 640px; height: 300px }}
</style><div id="live"></div><div id="still">{still}</div>"""
PLACES = """root => [...root.querySelectorAll('text')].filter(text => text.textContent.trim())
  .map(text => { const box = text.getBoundingClientRect(), from = root.getBoundingClientRect();
    return [text.textContent, box.left - from.left, box.top - from.top, box.width, box.height]; })"""


@pytest.fixture(scope="module")
def page(browser):
    return browser.new_page(viewport={"width": 700, "height": 1200})


def face(weight: int, file: str) -> str:
    return f"@font-face {{ font-family: '{FAMILY}'; font-weight: {weight}; src: url('{(FONTS / file).as_uri()}') }}"


@pytest.mark.parametrize("name", PLOTS)
def test_a_browser_puts_every_word_where_the_still_chart_has_it(page, tmp_path, name):
    plot = PLOTS[name]
    drawn = still(figure("proef", plot, height=300))
    faces = face(400, "RapportSans-Regular.woff2") + face(700, "RapportSans-Bold.woff2")
    file = tmp_path / "page.html"
    file.write_text(PAGE.format(faces=faces, still=drawn), "utf-8")
    page.goto(file.as_uri())
    page.add_script_tag(content=plotly_script().decode("utf-8"))
    page.evaluate(
        f"Promise.all([400, 700].map(weight => document.fonts.load(`${{weight}} 12px '{FAMILY}'`)))"
    )
    layout = {
        **plot["layout"],
        "font": {**plot["layout"].get("font", {}), "family": FAMILY},
        "width": 640,
        "height": 300,
    }
    page.evaluate(
        f"Plotly.newPlot('live', {json.dumps(plot['data'])}, {json.dumps(layout)}, {{staticPlot: true}})"
    )

    live = sorted(page.eval_on_selector("#live", PLACES))
    kept = sorted(page.eval_on_selector("#still > svg", PLACES))
    assert [words for words, *_ in kept] == [words for words, *_ in live]
    for (words, *place), (_, *meant) in zip(kept, live, strict=True):
        assert place == pytest.approx(meant, abs=2), words

    pictures = [
        Image.open(BytesIO(page.locator(where).screenshot())).convert("L").resize((320, 150))
        for where in ("#live", "#still")
    ]
    difference = ImageStat.Stat(ImageChops.difference(*pictures)).mean[0]
    assert difference < 3, f"{difference:.1f} of 255 levels differ on average"
