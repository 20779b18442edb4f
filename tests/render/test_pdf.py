"""The PDF: what a reader hears, what an archive keeps, what stops the press."""

import os
import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from pipelines.document.blocks import Chapter, Paragraph
from pipelines.errors import DocumentError
from pipelines.render import to_pdf
from tests.document_sample import document, long_table
from tests.render import verapdf
from tests.render.conftest import FILES, TEMPLATES
from tests.render.page_text import main_text
from tests.render.structure import Structure, squeezed


def test_the_reading_order_is_the_text_of_the_page(structure, paper):
    heard = structure.text(structure.root, without=("TOC",))
    heard = heard.replace("Inhoud", "", 1)  # the heading of what only paper has
    assert squeezed(heard.replace("–", "")) == squeezed(main_text(paper))  # bullets are drawn by the style


def test_screen_and_paper_say_the_same(screen, paper):
    assert squeezed(main_text(screen)) == squeezed(main_text(paper))


def test_a_table_over_pages_is_one_table_with_one_caption_and_one_head():
    long = Chapter("lang", "1", "Lang", (long_table("tabel-1", 1, rows=200),))
    structure = Structure(to_pdf(document(chapters=(long,)), TEMPLATES, attachments={}))
    assert len(structure.pdf.pages) > 6
    (table,) = structure.elements("Table")
    assert [str(kid.S) for kid in table.K] == ["/Caption", "/THead", "/TBody"]
    assert len(structure.elements("TR")) == 201


def test_every_header_cell_has_a_scope(structure):
    headers = structure.elements("TH")
    assert headers
    assert {str(header.A.Scope) for header in headers} == {"/Row", "/Column"}


def test_running_heads_and_repeated_table_heads_are_not_read_aloud(structure):
    pages = len(structure.pdf.pages)
    heads = [text for text in structure.artifacts() if "VOORBEELD - fictieve" in text]
    assert len(heads) == pages - 1  # on every page; the cover has its own, which is read
    assert structure.text(structure.root).count("VOORBEELD - fictieve gegevens") == 1
    assert structure.text(structure.root).count("Organisatie") == 1


def test_all_content_is_in_the_tree_or_an_artifact(structure):
    pages = {page.objgen: number for number, page in enumerate(structure.pdf.pages)}
    held = set()
    for element in structure.elements():
        for kid in element.K if isinstance(element.K, pikepdf.Array) else [element.K]:
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
                held.add((pages[kid.Pg.objgen], int(kid.MCID)))
            elif not isinstance(kid, pikepdf.Dictionary):
                held.add((pages[element.Pg.objgen], int(kid)))
    assert held == structure.marked()


def test_links_say_where_they_go(structure):
    annotations = [link for page in structure.pdf.pages for link in page.get("/Annots", [])]
    words = {str(link.Contents) for link in annotations}
    assert "Methode en kwaliteit" in words
    assert "de uitlegpagina" in words
    assert not any(word.startswith(("http", "#")) for word in words)


def test_contents_are_contents_and_languages_and_abbreviations_are_told(structure):
    assert len(structure.elements("TOC")) == 1
    spans = structure.elements("Span")
    assert {str(span.Lang) for span in spans if "/Lang" in span} == {"fr"}
    assert {str(span.E) for span in spans if "/E" in span} == {"centrale opvang- en regietafel"}


def test_every_figure_has_its_text_alternative_and_its_place(structure, sample):
    figures = structure.elements("Figure")
    assert len(figures) == 9
    for figure in figures:
        assert str(figure.Alt).startswith("Staafdiagram")
        left, low, right, high = (float(number) for number in figure.A.BBox)
        assert 0 <= left < right <= 842
        assert 0 <= low < high <= 842


def test_the_data_of_a_figure_are_tied_to_it(structure):
    tied = [figure for figure in structure.elements("Figure") if "/AF" in figure]
    assert [str(file.UF) for figure in tied for file in figure.AF] == ["deelnames.csv"]
    assert bytes(tied[0].AF[0].EF.F.read_bytes()) == FILES["deelnames.csv"]


def test_the_manifest_is_attached_and_files_are_named_once(structure):
    names = [str(name) for name in structure.pdf.Root.Names.EmbeddedFiles.Names[::2]]
    assert names == sorted(names) == ["deelnames.csv", "manifest.json"]
    assert len(structure.pdf.Root.AF) == 2


def test_the_pdf_opens_with_its_bookmarks_and_numbers_pages_as_they_are_printed(pdf):
    reader = PdfReader(BytesIO(pdf))
    assert reader.page_mode == "/UseOutlines"
    assert reader.page_labels == [str(number) for number in range(1, len(reader.pages) + 1)]


def test_bookmarks_follow_the_chapters(pdf, sample):
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert [f"{chapter.number} {chapter.title}".strip() for chapter in sample.chapters] == titles[1:-1]


@pytest.mark.parametrize(
    ("html", "told"),
    [("漢字", "glyph|字漢"), ('<a href="#nergens">elders</a>', "nergens")],
)
def test_what_the_typesetter_warns_of_stops_the_press(html, told):
    broken = document(chapters=(Chapter("een", "1", "Een", (Paragraph(html),)),))
    with pytest.raises(DocumentError, match=told):
        to_pdf(broken, TEMPLATES, attachments={})


@pytest.mark.slow
@pytest.mark.skipif(bool(verapdf.missing()), reason=verapdf.missing())
@pytest.mark.parametrize(
    ("standard", "flavours"), [("a3a-ua1", ("3a", "ua1")), ("a4f-ua2", ("4f", "ua2", "wt1a", "wt1r"))]
)
def test_verapdf_finds_no_failure(standard, flavours, sample, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(to_pdf(sample, TEMPLATES, attachments=FILES, standard=standard))
    assert verapdf.broken_rules(file, *flavours) == []


@pytest.mark.slow
@pytest.mark.skipif(bool(verapdf.missing()), reason=verapdf.missing())
def test_verapdf_refuses_what_claims_another_standard(pdf, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf)
    assert any("pdfaid:part" in rule for rule in verapdf.broken_rules(file, "4f"))


@pytest.mark.slow
def test_the_same_document_gives_the_same_bytes_elsewhere(tmp_path):
    program = (
        "import hashlib, sys; from pathlib import Path; from pipelines.render import *;"
        "from tests.document_sample import document;"
        "t = Path(sys.argv[1]); d = document();"
        "print(hashlib.sha256(to_pdf(d, t, attachments={'a.csv': b'1'}) + to_html(d, t).encode()).hexdigest())"
    )
    found = set()
    for zone, language, seed in (("UTC", "C.UTF-8", "1"), ("Pacific/Auckland", "nl_BE.UTF-8", "99")):
        folder = tmp_path / seed
        folder.mkdir()
        surroundings = {
            "TZ": zone,
            "LANG": language,
            "LC_ALL": language,
            "PYTHONHASHSEED": seed,
            "HOME": str(folder),
        }
        run = subprocess.run(
            [sys.executable, "-c", program, TEMPLATES],
            cwd=folder,
            env={**os.environ, **surroundings, "PYTHONPATH": str(TEMPLATES.parent)},
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(run.stdout)
    assert len(found) == 1
