"""Every page as a typographer would check it: nothing stranded, nothing alone, nothing outside."""

from dataclasses import replace

import pytest

from pipelines.document.blocks import Chapter, HeadCell, Paragraph, Subheading
from pipelines.render.html import pictures, to_print
from pipelines.render.pdf import lay_out
from tests.document_sample import document, domain_table, long_table
from tests.render.conftest import TEMPLATES


def pages(changed):
    return lay_out(to_print(changed, TEMPLATES), TEMPLATES, pictures(changed)).pages


def boxes_on(page, tag):
    return [box for box in page._page_box.descendants() if getattr(box, "element_tag", None) == tag]


def rows_on(page):
    """Give the number of body rows of each table on the page."""
    return [
        sum(len(group.children) for group in box.children if not getattr(group, "is_header", False))
        for box in page._page_box.descendants()
        if type(box).__name__ == "TableBox"
    ]


@pytest.fixture(scope="module")
def sliding():
    """The same table and heading, pushed down the page line by line by what stands before."""
    return [
        pages(document(chapters=(Chapter("een", "1", "Een", before + after),)))
        for lines in range(28, 46, 2)
        for before in [(Paragraph("Een regel.<br>" * lines),)]
        for after in [
            (Subheading("kop", "Kop"), Paragraph("Tekst na de kop. " * 12), long_table("t", 1, rows=30))
        ]
    ]


def test_no_table_leaves_a_lone_row_or_a_stranded_caption(sliding):
    counts = [count for laid_out in sliding for page in laid_out for count in rows_on(page)]
    assert len(counts) > len(sliding)
    assert min(counts) >= 2
    for laid_out in sliding:
        for page in laid_out:
            if boxes_on(page, "caption"):
                assert boxes_on(page, "tbody")


def test_a_guide_of_marks_stands_below_the_contents_and_is_no_chapter_on_paper():
    guide = Chapter(
        "tekens", "A", "Tekens", (Paragraph("Wat het teken zegt."),), is_printed=False, is_guide=True
    )
    plain = Chapter("een", "1", "Een", (Paragraph("Het eerste."),))
    paper = to_print(document(chapters=(plain, guide)), TEMPLATES)
    assert paper.index("contents-list") < paper.index("Wat het teken zegt.") < paper.index("Het eerste.")
    assert paper.count("Tekens") == 1  # neither named in the contents nor set once more at its place


def test_no_heading_ends_a_page(sliding):
    for laid_out in sliding:
        for page in laid_out:
            for heading in boxes_on(page, "h2"):
                below = [box for box in boxes_on(page, "p") if box.position_y > heading.position_y]
                assert below, "a heading stands alone at the foot of a page"


def test_a_short_table_stays_whole():
    for lines in (30, 34, 38):
        before = Paragraph("Een regel.<br>" * lines)
        for table, rows in ((domain_table("t", 1), 7), (long_table("t", 1, rows=28), 28)):
            laid_out = pages(document(chapters=(Chapter("een", "1", "Een", (before, table)),)))
            assert [count for page in laid_out for count in rows_on(page)] == [rows]


def test_nothing_is_wider_than_its_page(sample):
    for page in pages(sample):
        for box in page._page_box.descendants():
            if type(box).__name__ in ("TextBox", "TableBox", "BlockReplacedBox"):
                assert box.position_x >= 0
                assert box.position_x + box.width <= page.width


def test_notes_under_tables_side_by_side_stay_under_their_own():
    table = domain_table("t", 1)
    narrow = [
        replace(
            table, anchor=anchor, head=((HeadCell("2024"), HeadCell("2025")),), notes=("Een lange noot. " * 9,),
            body=tuple(replace(row, cells=row.cells[:2]) for row in table.body),
        )
        for anchor in ("links", "rechts")
    ]  # fmt: skip
    (*_, page) = pages(document(chapters=(Chapter("een", "1", "Een", tuple(narrow)),)))
    blocks = [box for box in boxes_on(page, "p") if type(box).__name__ == "BlockBox"]
    left, right = (box for box in blocks if box.element.get("class") == "note-line")
    assert left.position_y == right.position_y
    assert left.position_x + left.width <= right.position_x


def test_a_wide_table_turns_the_page(sample):
    turned = [page for page in pages(sample) if page.width > page.height]
    assert len(turned) == 1
    assert rows_on(turned[0]) == [9]
