"""The limits of an edition's pages hold in every language: their number, holes in them, where chapters open."""

import re
import shutil
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from pipelines.edition.scopes import scopes_of
from pipelines.release.figures import load_deliveries, make_figures
from pipelines.request.run_request import read_request
from tests.printed_pages import sheets
from tests.publishing import rendered

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "sample"

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("workspace")
    settings = (ROOT / "report.toml").read_text(encoding="utf-8")
    (folder / "report.toml").write_text(
        settings.replace('languages = ["nl"]', 'languages = ["nl", "fr", "en"]'), encoding="utf-8"
    )
    for name in ("sources", "reference", "narrative"):
        shutil.copytree(ROOT / "data" / name, folder / "data" / name)
    load_deliveries(read_request(folder, year=2025, exports=SAMPLE))
    return folder


@pytest.mark.parametrize(("quarter", "limits"), [
    (None, {"overzicht": 28, "GEN": 20}),
    (3, {"overzicht": 10, "GEN": 10}),
])  # fmt: skip
def test_an_edition_is_short_and_full_in_three_languages(workspace, quarter, limits):
    order = read_request(workspace, year=2025, quarter=quarter, exports=SAMPLE)
    figures = make_figures(replace(order, scope="all"))
    for scope, most in limits.items():
        asked = replace(order, scope=scope)
        files = rendered(asked, figures, scopes_of(asked)[0]).contents.public
        printed = {name: content for name, content in files.items() if name.endswith(".pdf")}
        assert len(printed) == 3
        for name, pdf in printed.items():
            assert len(PdfReader(BytesIO(pdf)).pages) <= most, (scope, name)
            inside = list(enumerate(pairwise(sheets(pdf)[2:]), 3))
            holes = [(page, sheet.hole) for page, (sheet, _) in inside if sheet.hole > 0.25]
            feet = [page for page, (one, after) in inside if one.foot > 0.25 and not after.is_opened]
            bare = [page for page, (sheet, _) in inside if sheet.foot > 0.6]
            low = [page for page, (sheet, _) in inside for place in sheet.openings if place > 2 / 3]
            assert (holes, feet, bare, low) == ([], [], [], []), (scope, name)
        pages = [files[name].decode("utf-8") for name in files if name.endswith(".html")]
        told = list(zip(*(_numbers_of_headlines(page) for page in pages), strict=True))
        apart = [numbers for numbers in told if len(set(numbers)) > 1]
        assert len(told) > 3 and len(apart) <= len(told) / 10, (scope, apart)


def _numbers_of_headlines(page):
    """Give the numbers in the headline of each figure, as digits: what a chart tells is told in each language."""
    found = re.findall(r'<span class="caption">(.*?)</span>', page)
    return [
        tuple(sorted(re.sub(r"\D", "", number) for number in re.findall(r"\d[\d.,\u00a0\u202f]*", one)))
        for one in found
    ]
