"""The sample's annual release: what is published is the truth, what is small is not published, every page says so."""

import json
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from pipelines.document.narrative_draft import examine_narrative
from pipelines.edition.inputs import stamp_of
from pipelines.edition.metadata import edition_metadata, vocabulary
from pipelines.edition.rendering import edition_text
from pipelines.edition.scopes import scopes_of
from pipelines.edition.told import sentences_of
from pipelines.errors import GateError
from pipelines.load import make_key
from pipelines.publication.publishing import status_of
from pipelines.release.figures import load_deliveries, make_figures
from pipelines.request.run_request import read_request
from pipelines.tables import Mark
from tests.oracle.oracle import marts
from tests.printed_pages import headlines, letter_sizes, sheets
from tests.publishing import rendered as set_in_memory
from tests.recomputed import Truth, faults, sentences
from tests.render import verapdf

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "sample"
ROUNDING = Decimal("0.0051")  # truth.json keeps two decimals of some averages

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def order(tmp_path_factory):
    workspace = tmp_path_factory.mktemp("workspace")
    shutil.copy(ROOT / "report.toml", workspace)
    for name in ("sources", "reference", "narrative"):
        shutil.copytree(ROOT / "data" / name, workspace / "data" / name)
    return read_request(workspace, year=2025, exports=SAMPLE)


@pytest.fixture(scope="module")
def loaded(order):
    return load_deliveries(order)


@pytest.fixture(scope="module")
def figures(order, loaded):
    return make_figures(replace(order, scope="all"))


@pytest.fixture(scope="module")
def rendered(order, figures):
    return set_in_memory(order, figures, scopes_of(order)[0]).contents.public


@pytest.fixture(scope="module", params=["overzicht", "GEN"])
def printed(request, order, figures, rendered):
    """The overview and a prison, as they are read."""
    if request.param == "overzicht":
        return request.param, rendered
    asked = replace(order, scope="GEN")
    return request.param, set_in_memory(asked, figures, scopes_of(asked)[0]).contents.public


@pytest.fixture(scope="module")
def truth():
    return json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))


def test_every_row_of_every_file_is_accounted_for(loaded, truth):
    read, rejected = {}, {}
    for found in loaded.deliveries:
        assert found.read == found.accepted + found.rejected + found.duplicate + found.skipped
        read[found.file] = read.get(found.file, 0) + found.read
        rejected[found.file] = rejected.get(found.file, 0) + found.rejected
    assert set(read) == set(truth["files"])
    assert sum(rejected.values()) > 0


def test_every_published_cell_is_the_truth_or_a_mark(figures, truth):
    compared, wrong = 0, []
    for name, known in truth["tables"].items():
        if name not in figures.tables:
            continue
        true = {tuple(key): value for *key, value in known["cells"]}
        for key, cell in figures.tables[name].cells.items():
            if cell.value is None:
                continue
            compared += 1
            if abs(Decimal(str(true.get(key, 0))) - cell.value) > ROUNDING:
                wrong.append((name, key, cell.value, true.get(key)))
    assert wrong == []
    assert compared > 900


def test_a_hidden_cell_is_only_ever_personal(figures):
    personal = {hidden.table for hidden in figures.protected.log.hidden}
    marked = {
        name
        for name, table in figures.protected.tables.items()
        if any(cell.mark == Mark.SUPPRESSED for cell in table.cells.values())
    }
    assert marked <= personal
    # sessions only where few talks were held, and the population only by trait
    assert not any(name.startswith(("organisation", "population.")) for name in marked)
    held = figures.protected.tables["sessions_by_domain.sessions_held"]
    assert held.cells[None, "2025", None].value is not None


def test_no_count_of_one_to_four_persons_is_published(figures):
    small = [
        (name, key)
        for name, table in figures.protected.tables.items()
        if table.measure in ("participants", "persons_waiting", "borrowers")
        for key, cell in table.cells.items()
        if cell.value is not None and 0 < cell.value < 5
    ]
    assert small == []


def test_at_most_one_person_cell_in_ten_is_hidden(figures):
    register = figures.register.indicators
    cells = [
        cell
        for table in figures.protected.tables.values()
        if table.unit == "person" and register[table.measure].personal
        for cell in table.cells.values()
        if cell.mark != Mark.NOT_AVAILABLE and cell.value != 0
    ]
    hidden = sum(cell.mark == Mark.SUPPRESSED for cell in cells)
    assert 0 < hidden <= len(cells) / 10


def test_every_page_says_that_the_figures_are_make_believe(rendered):
    pages = PdfReader(BytesIO(rendered["report.pdf"])).pages
    assert len(pages) > 15
    assert [
        number for number, page in enumerate(pages) if "fictieve gegevens" not in page.extract_text()
    ] == []


def test_an_edition_has_no_more_pages_than_one_reads(printed):
    scope, files = printed
    assert 10 < len(PdfReader(BytesIO(files["report.pdf"])).pages) <= {"overzicht": 28, "GEN": 20}[scope]


def test_two_thirds_of_all_letters_are_large_and_none_is_tiny(printed):
    sizes = letter_sizes(printed[1]["report.pdf"])
    assert sizes.total() > 10_000
    assert min(sizes) >= 8.5
    assert sum(count for size, count in sizes.items() if size >= 9.5) >= sizes.total() * 2 / 3


def test_no_page_has_a_hole_and_no_chapter_opens_at_its_foot(printed):
    """A quarter of the type area may be empty, except where a chapter ends; of two thirds a chapter opens above."""
    found = sheets(printed[1]["report.pdf"])
    inside = list(enumerate(pairwise(found[2:]), 3))
    assert [(page, sheet.hole) for page, (sheet, _) in inside if sheet.hole > 0.25] == []
    half_empty = [page for page, (sheet, after) in inside if sheet.foot > 0.25 and not after.is_opened]
    assert half_empty == []
    openings = [(page, place) for page, (sheet, _) in inside for place in sheet.openings]
    assert len(openings) > 10
    assert [(page, place) for page, place in openings if place > 2 / 3] == []


def test_headlines_do_not_all_begin_alike(printed):
    found = headlines(printed[1]["report.html"].decode())
    assert len(found) > 15
    openings = Counter(" ".join(headline.split()[:4]).casefold() for headline in found)
    assert [text for text, count in openings.items() if count > 2] == []


def test_a_hundred_sentences_are_so_by_an_oracle_that_reads_the_exports(order, figures):
    """Of every report of the year: also what is said beside figures that are hidden."""
    true = marts(SAMPLE, ROOT / "data" / "reference")
    read, wrong = 0, []
    asked = replace(order, scope="all")
    for scope in scopes_of(asked):
        stamp = stamp_of(asked, scope, "voorlopig", figures.facts.files)
        text = edition_text(
            asked, figures, figures.tables, scope, stamp=stamp, language="nl", before=None
        )  # fmt: skip
        truth = Truth(true, partial(_is_shown, figures), scope.code)
        for chapter, told in sentences_of(text.document):
            for sentence in sentences(told):
                read += 1
                wrong += [(scope.name, chapter, fault) for fault in faults(truth, chapter, sentence)]
    assert wrong == []
    assert read > 100


def _is_shown(figures, name, key):
    table = figures.tables.get(name)
    return table is not None and any(
        cell.value is not None and found[: len(key)] == key and not any(found[len(key) :])
        for found, cell in table.cells.items()
    )


def test_an_edition_of_make_believe_figures_is_never_definitive(order, figures):
    with pytest.raises(GateError, match="nooit definitief"):
        status_of(replace(order, is_definitive=True), figures)
    assert status_of(replace(order, is_revision=True), figures) == "voorlopig"


@pytest.mark.parametrize(("status", "warning"), [
    ("voorlopig", "VOORBEELD - fictieve gegevens"),
    ("concept", "CONCEPT, niet gepubliceerd - VOORBEELD - fictieve gegevens"),
])  # fmt: skip
def test_every_page_says_that_it_is_make_believe_and_whether_it_is_a_concept(order, figures, status, warning):
    facts = edition_metadata(
        order, figures, prison_code=None, scope_name="alle", version=1, published=date(2026, 2, 1),
        status=status, language="nl",
    )  # fmt: skip
    assert (facts.status, facts.warning) == (status, warning)


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("scope", ["overzicht", "GEN"])
def test_whatever_the_workbench_offers_to_write_is_true_as_it_stands(
    order, figures, tmp_path, scope, language
):
    """Of every chapter, those a domain too: a sentence that is offered fills, and nothing in it is a fault."""
    code = None if scope == "overzicht" else scope
    facts = edition_metadata(
        order, figures, prison_code=code, scope_name=scope, version=1, published=date(2026, 2, 1),
        status="concept", language=language,
    )  # fmt: skip
    names, outline = vocabulary(figures), figures.asked.outline
    facts = replace(facts, narrative=tmp_path)
    empty = examine_narrative(outline, figures.tables, facts, names)
    assert all(len(one.offered) > 2 for one in empty if one.name in ("domein-welzijn", "aanbod"))
    for one in empty:
        one.path.parent.mkdir(parents=True, exist_ok=True)
        one.path.write_text("\n".join(sentence for sentence, _ in one.offered), encoding="utf-8")
    written = examine_narrative(outline, figures.tables, facts, names)
    assert {one.name for one in written} >= {"domein-welzijn", "aanbod"}
    assert [fault for one in written for fault in one.faults] == []


BY_CALENDAR = """
[[chapters]]
anchor = "maanden"
title = {{ nl = "Maanden en schooljaren", fr = "Mois", en = "Months" }}
{blocks}
"""
BLOCK = """
[[chapters.blocks]]
kind = "{kind}"
measures = ["{table}"]
rows = "{rows}"
columns = "{columns}"
"""


def test_an_outline_may_ask_for_months_and_school_years_by_domain(order, loaded, tmp_path):
    measures = ("sessions_held", "attendances", "participants")
    asked = [
        ("table", f"offer_by_calendar.{measure}", rows, "domain_code")
        for measure in measures
        for rows in ("months", "school_years")
    ]
    names = ("kind", "table", "rows", "columns")
    blocks = "".join(BLOCK.format(**dict(zip(names, one, strict=True))) for one in asked)
    shutil.copytree(
        order.config.workspace,
        tmp_path / "copy",
        ignore=shutil.ignore_patterns("register", "aandachtspunten.md"),
    )
    outline = tmp_path / "copy" / "data" / "outlines" / "annual.toml"
    outline.parent.mkdir()
    outline.write_text(BY_CALENDAR.format(blocks=blocks), encoding="utf-8")
    own = read_request(tmp_path / "copy", year=2025, exports=SAMPLE)
    make_key(own.key)
    figures = make_figures(own)
    table = figures.tables["offer_by_calendar.participants"]
    assert table.cells[None, "2025-07", None].value == 201
    assert table.cells[None, "2024-2025", "sport"].value == 294
    assert table.cells["GEN", "2025-03", "sport"].value is not None
    made = set_in_memory(own, figures, scopes_of(own)[0])
    page = made.contents.public["report.html"].decode("utf-8")
    assert "maart 2025" in page
    assert "schooljaar 2024-2025" in page


@pytest.mark.skipif(bool(verapdf.missing()), reason=verapdf.missing())
def test_the_pdf_conforms_to_pdf_a_and_pdf_ua(rendered, tmp_path):
    (tmp_path / "report.pdf").write_bytes(rendered["report.pdf"])
    assert verapdf.broken_rules(tmp_path / "report.pdf", "3a", "ua1") == []
