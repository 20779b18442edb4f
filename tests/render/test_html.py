"""The page: a component for every block, nothing unescaped, nothing from elsewhere."""

import re
from typing import get_args

import pytest

from pipelines.document.blocks import (
    Block,
    BodyCell,
    BodyRow,
    Chapter,
    Chart,
    HeadCell,
    KeyFinding,
    KeyFindings,
    Paragraph,
    Subheading,
    Table,
)
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


def test_what_a_reader_hears_twice_or_must_pass_by_is_left_out(screen):
    """Eighty tables are no landmarks; the big number of a finding is in its sentence."""
    assert 'role="region"' not in screen
    item = KeyFinding("+7 %", "In 2025 verbleven er 641 gedetineerden, 7,1 % meer dan in 2024.", "", None, "")
    page = to_html(document(chapters=(Chapter("een", "1", "Een", (KeyFindings((item,)),)),)), TEMPLATES)
    assert re.findall(r'<p[^>]*aria-hidden="true"[^>]*>([^<]*)</p>', page) == ["+7 %"]


def test_rows_of_a_group_stand_in_a_body_of_their_own_under_its_name():
    rows = tuple(
        BodyRow(header, (BodyCell("5"),), group=group)
        for header, group in (("a", "Gent"), ("b", ""), ("c", "Brugge"))
    )
    head = ((HeadCell("aantal"),),)
    table = Table("t", 1, "Plan", "2025", "Doel", head, rows, (), "bron")
    page = to_html(document(chapters=(Chapter("een", "1", "Een", (table,)),)), TEMPLATES)
    (grid,) = re.findall(r"<table.*?</table>", page, re.S)
    bodies = re.findall(r"<tbody>(.*?)</tbody>", grid, re.S)
    heads = [re.findall(r'<th scope="(\w+)"[^>]*>(\w+)', body) for body in bodies]
    assert heads == [
        [("rowgroup", "Gent"), ("row", "a"), ("row", "b")],
        [("rowgroup", "Brugge"), ("row", "c")],
    ]


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
