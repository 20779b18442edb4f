"""The dossier tells a reviewer what changed, what was found and who signed, as the editions and records have it."""

import csv
import html
import json
import re
import shutil

import pytest

from pipelines.publication import sign
from pipelines.publication.review import write_dossiers
from pipelines.request.run_request import read_request


@pytest.fixture(scope="module")
def reviewed(corrected_workspace, tmp_path_factory):
    """A signed concept with its dossier, as text without tags, and its page."""
    workspace = shutil.copytree(corrected_workspace, tmp_path_factory.mktemp("reviewed") / "w")
    order = read_request(workspace, year=2018, scope="HEN")
    sign(order, who="An Voorbeeld", role="directeur")
    (path,) = write_dossiers(order)
    page = path.read_text("utf-8")
    return workspace, path, page


def plain(page):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def figures(public):
    return {
        (path.stem, tuple(row[:-2])): row[-2] or f"[{row[-1].split()[0]}]"
        for path in (public / "data").glob("*.csv")
        if path.stem != "indicators"
        for row in list(csv.reader(path.read_text("utf-8").splitlines()))[1:]
    }


@pytest.mark.slow
def test_it_tells_each_published_figure_that_changed_with_both_values(reviewed):
    workspace, _, page = reviewed
    before = figures(workspace / "data/editions/HEN/2018/1/public")
    now = figures(workspace / "data/concepts/HEN/2018/public")
    changed = [
        (before[place], now[place]) for place in before.keys() & now.keys() if before[place] != now[place]
    ]
    rows = re.findall(
        r'<td class="number">([^<]*)</td>\s*<td class="number">([^<]*)</td>\s*<td class="number">([^<]*)</td>',
        page,
    )
    assert sorted((old, new) for old, new, _ in rows) == sorted(changed) and changed
    assert f"Cijfers die veranderden: {len(changed)};" in plain(page)
    for old, new, change in rows:
        assert not change or float(change) == pytest.approx(float(new) - float(old), rel=1e-4)
    assert "Dit is een geplande herziening." in plain(page)


@pytest.mark.slow
def test_it_names_the_partner_behind_the_change_and_no_file(reviewed):
    _, _, page = reviewed
    assert re.search(r"<li>[^<]+: levering gewijzigd, over 201\d-\d\d tot 2018-12</li>", page)
    changes = page[: page.index("Bevindingen van de controles")]  # a finding names the file that it is about
    assert "events.csv" not in changes


@pytest.mark.slow
def test_it_sets_each_chart_that_changed_beside_what_it_was_and_no_other(reviewed):
    workspace, _, page = reviewed
    charts = [
        dict(re.findall(r'<figure id="([^"]+)"[^>]*>.*?<div class="picture">(<svg .*?</svg>)', text, re.S))
        for text in (
            (workspace / place / "public/report.html").read_text("utf-8")
            for place in ("data/editions/HEN/2018/1", "data/concepts/HEN/2018")
        )
    ]
    different = [
        name for name in charts[0].keys() | charts[1].keys() if charts[0].get(name) != charts[1].get(name)
    ]
    assert page.count('<div class="pair">') == len(different) > 0


@pytest.mark.slow
def test_it_repeats_findings_coverage_disclosure_and_sentences_as_the_records_have_them(reviewed):
    workspace, _, page = reviewed
    kept, text = workspace / "data/concepts/HEN/2018/confidential", plain(page)
    for chapter, sentence in json.loads((kept / "sentences.json").read_text("utf-8")):
        assert " ".join(f"{chapter}: {sentence}".split()) in text
    old = dict(
        map(
            reversed,
            json.loads(
                (workspace / "data/editions/HEN/2018/1/confidential/sentences.json").read_text("utf-8")
            ),
        )
    )
    new = dict(map(reversed, json.loads((kept / "sentences.json").read_text("utf-8"))))
    assert old.keys() - new.keys(), "the correction changed a sentence"
    for sentence in old.keys() ^ new.keys():
        assert " ".join(sentence.split()) in text
    for finding in json.loads((kept / "findings.json").read_text("utf-8")):
        assert finding["sentence"] in text
    for one in json.loads((kept / "coverage.json").read_text("utf-8")):
        assert one["source_label"] in text
    log = list(csv.DictReader((kept / "disclosure_log.csv").read_text("utf-8").splitlines()))
    told = json.loads((kept / "disclosure.json").read_text("utf-8"))
    assert f"Van {told['cells']} cijfers over personen zijn er {told['hidden']} onderdrukt." in text
    assert sum(told["reasons"].values()) == len(log)


@pytest.mark.slow
def test_it_names_who_signed_and_is_for_its_owner_alone(reviewed):
    _, path, page = reviewed
    assert "An Voorbeeld, directeur, " in plain(page)
    assert path.stat().st_mode & 0o777 == 0o600
    assert not list(path.parent.glob("*/public/*dossier*"))
