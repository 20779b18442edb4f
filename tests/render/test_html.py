"""The page: a component for every block, nothing unescaped, nothing from elsewhere."""

import re
from typing import get_args

import pytest

from pipelines.document.blocks import Block, Chapter, Chart, Paragraph, Subheading
from pipelines.errors import DocumentError
from pipelines.render import to_html
from pipelines.render.assets import screen_assets
from pipelines.render.templates import component_name
from pipelines.render.words import WORDS, words
from tests.document_sample import bar_plot, document, figure
from tests.render.conftest import TEMPLATES


@pytest.mark.parametrize("block", get_args(Block), ids=lambda block: block.__name__)
def test_every_block_has_its_component(block):
    assert (TEMPLATES / "components" / f"{component_name(block)}.html").exists()


def test_text_in_a_block_is_escaped():
    page = to_html(document(chapters=(Chapter("een", "1", "R&D <b>", (Subheading("s", "<i>"),)),)), TEMPLATES)
    assert "R&amp;D &lt;b&gt;" in page
    assert "<i>" not in page


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        '<a href="javascript:x">x</a>',
        "<img src=x>",
        '<em onclick="x">x</em>',
        "<!-- x --><style>",
    ],
)
def test_foreign_markup_in_prose_is_refused(html):
    with pytest.raises(DocumentError, match="opmaak die niet mag"):
        to_html(document(chapters=(Chapter("een", "1", "Een", (Paragraph(html),)),)), TEMPLATES)


@pytest.mark.parametrize("html", ["<em>open", "a & b", "<strong><em>x</strong></em>"])
def test_prose_that_is_not_well_formed_is_refused(html):
    with pytest.raises(DocumentError, match="klopt"):
        to_html(document(chapters=(Chapter("een", "1", "Een", (Paragraph(html),)),)), TEMPLATES)


def test_a_plot_cannot_close_its_script():
    plot = bar_plot({"</script><b>x": 1}, "#000")
    chart = Chart("f", 1, figure("f", plot), (), "bron", None)
    page = to_html(document(chapters=(Chapter("een", "1", "Een", (chart,)),)), TEMPLATES)
    assert page.count("</script>") == 2  # our script and the plot's own end


def test_the_page_asks_nothing_of_another_host(screen):
    asked = re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', screen)
    assert asked == ["data:,", "assets/report.css", "assets/report.js"]
    assert "default-src 'none'" in screen
    assert "unsafe" not in screen
    style = screen_assets(TEMPLATES)["report.css"].decode()
    assert all(target.startswith('"fonts/') for target in re.findall(r"url\(([^)]+)\)", style))


def test_ids_are_unique_and_every_inner_link_finds_one(screen):
    ids = re.findall(r'\sid="([^"]+)"', screen)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', screen)) <= set(ids)


def test_assets_are_the_same_bytes_each_time_and_name_the_licence():
    assert screen_assets(TEMPLATES) == screen_assets(TEMPLATES)
    assert {"report.css", "report.js", "plotly.js", "fonts/OFL.txt"} <= screen_assets(TEMPLATES).keys()


def test_the_templates_have_the_same_words_in_each_language():
    assert WORDS["nl"].keys() == WORDS["fr"].keys() == WORDS["en"].keys()
    assert words("fr-BE")["table"] == "Tableau"
