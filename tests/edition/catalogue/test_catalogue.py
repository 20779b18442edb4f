"""The catalogue of a folder of editions: what it lists, its series, its feeds and its record, by other readers."""

import csv
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import icalendar as ical
import pyshacl
import pytest
import xmlschema
from rdflib import Graph, Namespace, URIRef

from pipelines.edition.catalogue import Appearance, catalogue_of, icalendar, list_editions
from pipelines.edition.catalogue.feeds import CALENDAR
from pipelines.edition.catalogue.series import read_series, revised
from pipelines.wording import Wording
from tests.edition.catalogue.sample import APPEARANCES, lay_out, site
from tests.edition.downloads import test_dcat

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return lay_out(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def files(root):
    return catalogue_of(site(), root)


def text(files, name):
    return files[name].decode()


def test_every_edition_is_listed_with_what_became_of_it_the_newest_period_first(root):
    found = [(one.scope, one.period, one.version, one.state, one.replaced_by) for one in list_editions(root)]
    assert found == [
        ("overzicht", "2025", 2, "current", None),
        ("overzicht", "2025", 1, "replaced", 2),
        ("GEN", "2025", 1, "current", None),
        ("overzicht", "2025-K1", 1, "retracted", None),
        ("overzicht", "2024", 1, "current", None),
    ]


def test_a_retracted_version_does_not_replace_the_one_before(tmp_path):
    lay_out(tmp_path)
    notice = tmp_path / "overzicht" / "2025" / "3"
    notice.mkdir()
    facts = {"scope": "overzicht", "period": "2025", "version": 3, "published": "2026-04-01", "status": "herzien",
             "languages": ["nl"], "retracted": {"day": "2026-04-02", "text": "x"}}  # fmt: skip
    (notice / "notice.json").write_text(json.dumps(facts), encoding="utf-8")
    states = {
        one.version: one.state for one in list_editions(tmp_path) if one.place[:2] == ("overzicht", "2025")
    }
    assert states == {1: "replaced", 2: "current", 3: "retracted"}


def test_copies_and_folders_that_are_no_edition_are_passed_over(root):
    assert not [one for one in list_editions(root) if "kopie" in one.path or one.scope == "assets"]


@pytest.mark.parametrize(("page", "words"), [
    ("index.html", ("Vervangen door versie 2.", "Ingetrokken op 3 mei 2025", "Erratum van 2 mei 2026", "Alle gevangenissen", "Gent")),
    ("index.fr.html", ("Remplacé par la version 2.", "Retiré le 3 mai 2025", "Erratum du 2 mai 2026", "Toutes les prisons")),
    ("index.en.html", ("Replaced by version 2.", "Retracted on 3 May 2025", "Erratum of 2 May 2026", "All prisons")),
])  # fmt: skip
def test_the_page_says_what_is_replaced_retracted_or_wrong_in_each_language(files, page, words):
    found = text(files, page)
    for word in words:
        assert word in found, word
    assert "Een partner leverde &lt;dubbel&gt;." in found


def test_the_page_names_languages_sizes_and_checksums_of_each_edition(files, root):
    page = text(files, "index.html")
    pdf = root / "overzicht/2025/2/report.pdf"
    assert 'href="overzicht/2025/2/report.fr.html" hreflang="fr-BE"' in page
    assert 'PDF (Nederlands)</a> <span class="size">(400 kB)' in page
    manifest = json.loads((pdf.parent / "manifest.json").read_text("utf-8"))
    assert manifest["outputs"]["report.pdf"] in page and manifest["outputs"]["tables.ods"] in page


@pytest.mark.parametrize("public", [False, True])
def test_every_link_of_every_page_leads_to_a_file_or_a_place_on_a_page(tmp_path, public):
    lay_out(tmp_path, public=public)
    found = catalogue_of(site(), tmp_path)
    for name, content in found.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    count = 0
    for page in [*tmp_path.glob("*.html"), *tmp_path.glob("series/*.html")]:
        for href in re.findall(r'(?:href|src)="([^"]*)"', page.read_text("utf-8")):
            if href.startswith(("data:", "#")):
                assert href == "data:," or f'id="{href[1:]}"' in page.read_text("utf-8"), href
                continue
            assert not re.match(r"[a-z]+:|/", href), f"{href} is bound to one address"
            assert (page.parent / href).is_file(), (page.name, href)
            count += 1
    assert count > 100


def test_a_series_gives_of_each_period_the_newest_figure_and_tells_what_it_was(root, files):
    (sessions,) = [one for one in read_series(root, list_editions(root)) if one.indicator == "SESSIONS_HELD"]
    vintages = sessions.figures["GEN", "2025"]
    assert [(one.cell.value, one.edition.place) for one in vintages] == [
        (1405, ("overzicht", "2025", 2)), (1405, ("GEN", "2025", 1)), (1400, ("overzicht", "2025", 1)),
        (1405, ("overzicht", "2024", 1)),
    ]  # fmt: skip
    told = {(area, period, old.cell.value, new.cell.value) for area, period, old, new in revised(sessions)}
    assert ("GEN", "2025", 1400, 1405) in told and ("_T", "2025", 1495, 1500) in told
    page = text(files, "series/sessions-held.html")
    assert "1.405" in page and "1.400" in page and "[nb]" in page
    assert "1,204.5" not in text(files, "series/occupancy-rate.html")
    assert "1,204.5" in text(files, "series/occupancy-rate.en.html")


def test_a_series_shows_what_the_public_files_of_the_editions_hold_and_nothing_else(root, files):
    """An independent reading: numbers of the page against those of the newest edition's file."""
    with (root / "overzicht/2025/2/data/sdmx/headlines.csv").open(encoding="utf-8") as file:
        held = {row["OBS_VALUE"] for row in csv.DictReader(file) if row["INDICATOR"] == "SESSIONS_HELD"}
    page = text(files, "series/sessions-held.html")
    first = re.search(r"<table>.*?</table>", page, re.S)[0]
    cells = re.findall(r'<td class="number">([\d.]+)</td>', first)
    assert cells and {cell.replace(".", "") for cell in cells} <= held


def test_the_same_folder_gives_the_same_bytes(root, files):
    assert catalogue_of(site(), root) == files


# Feeds


def test_the_feed_of_editions_keeps_the_rules_of_atom(files):
    schema = xmlschema.XMLSchema(HERE / "atom.xsd")
    schema.validate(text(files, "atom.xml"))
    feed = ElementTree.fromstring(files["atom.xml"])
    titles = [one.text for one in feed.findall("atom:entry/atom:title", ATOM)]
    assert "Erratum: Jaarverslag 2024, Alle gevangenissen" in titles
    assert "Ingetrokken: Kwartaalverslag 2025 K1, overzicht" in titles
    assert titles.count("Jaarverslag 2025, Alle gevangenissen") == 2
    ids = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(set(ids)) == len(ids)
    moments = [one.text for one in feed.findall("atom:entry/atom:updated", ATOM)]
    assert moments == sorted(moments, reverse=True) and feed.find("atom:updated", ATOM).text == moments[0]


@pytest.mark.parametrize(("old", "new"), [
    ("<id>urn", "<di>urn"), ("<updated>2026-05-02T00:00:00Z</updated>", ""), ("<updated>2026-05-02T00:00:00Z", "<updated>2 mei"),
    ('rel="self"', 'rel="self" href="x" hrief="y"'), ("<author>", "<auteur>"),
])  # fmt: skip
def test_a_feed_that_breaks_a_rule_is_seen(files, old, new):
    broken = text(files, "atom.xml")
    assert old in broken
    with pytest.raises((xmlschema.XMLSchemaValidationError, ElementTree.ParseError)):
        xmlschema.XMLSchema(HERE / "atom.xsd").validate(broken.replace(old, new, 1))


def test_identifiers_stay_wherever_the_catalogue_is_put(root, files):
    moved = site(section=replace_section(address="https://voorbeeld.invalid/cijfers"))
    other = catalogue_of(replace(moved, languages=("fr", "nl", "en")), root)
    ids = lambda content: sorted(re.findall(rb"<id>(.*?)</id>", content))  # noqa: E731
    assert ids(other["atom.xml"]) == ids(files["atom.xml"])
    assert b'xml:base="https://voorbeeld.invalid/cijfers/"' in other["atom.xml"]


def replace_section(**changed):
    return site().section.model_copy(update=changed)


def test_the_calendar_is_read_back_as_it_was_meant(files):
    calendar = ical.Calendar.from_ical(files[CALENDAR])
    assert calendar.errors == []
    events = {str(one["SUMMARY"]): one for one in calendar.walk("VEVENT")}
    later = events["Kwartaalverslag 2026 K1"]
    assert later.decoded("DTSTART") == APPEARANCES[1].moment
    assert later.decoded("DTEND") - later.decoded("DTSTART") == timedelta(minutes=30)
    assert str(later["DESCRIPTION"]) == "Nog niet verschenen. Vroege inzage: geen; let op, komma"
    assert str(events["Jaarverslag 2025"]["DESCRIPTION"]) == "Verschenen."
    assert len({str(one["UID"]) for one in events.values()}) == 2
    assert {one.decoded("DTSTAMP") for one in events.values()} == {APPEARANCES[0].moment}


def test_no_line_of_the_calendar_is_longer_than_75_octets_and_none_is_cut_in_a_sign():
    note = "é€" * 90 + "\nregel twee; met, leestekens\\"
    made = icalendar(
        site(), (Appearance("2025", datetime(2026, 3, 1, 5, tzinfo=UTC), False, note),), Wording("nl")
    )
    assert all(len(line) <= 75 for line in made.split(b"\r\n")) and made.endswith(b"END:VCALENDAR\r\n")
    (event,) = ical.Calendar.from_ical(made).walk("VEVENT")
    assert str(event["DESCRIPTION"]).endswith(note)


def test_an_empty_calendar_and_an_empty_folder_are_a_catalogue_too(tmp_path):
    found = catalogue_of(site(appearances=()), tmp_path)
    xmlschema.XMLSchema(HERE / "atom.xsd").validate(found["atom.xml"].decode())
    assert ical.Calendar.from_ical(found[CALENDAR]).walk("VEVENT") == []
    assert b"<h1>Publicaties van" in found["index.html"]


# The record


def record_graph(files):
    return json.loads(files["catalogue.jsonld"])


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:pyshacl")
def test_the_catalogue_keeps_the_rules_of_the_profile_with_all_its_editions(files, root):
    graph = Graph().parse(
        data=files["catalogue.jsonld"], format="json-ld", publicID="https://voorbeeld.invalid/x.jsonld"
    )
    _, report, words = pyshacl.validate(graph, shacl_graph=test_dcat.shapes(), allow_warnings=False)
    assert list(report.objects(None, test_dcat.SH.resultMessage)) == [], words
    dcat = Namespace("http://www.w3.org/ns/dcat#")
    (catalogue,) = graph.subjects(predicate=None, object=dcat.Catalog)
    named = set(graph.objects(catalogue, dcat.dataset))
    assert len(named) == 4 and named == set(graph.subjects(predicate=None, object=dcat.Dataset))
    for url in graph.objects(None, dcat.downloadURL):
        assert (root / str(url).removeprefix("https://voorbeeld.invalid/")).is_file()
    assert URIRef("https://voorbeeld.invalid/overzicht/2025/2/tables.xlsx") in set(
        graph.objects(None, dcat.downloadURL)
    )


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:pyshacl")
@pytest.mark.parametrize("path", [
    "dct:title", "dct:description", "dct:publisher", "dcat:dataset", "dct:license", "dct:language", "dct:issued",
    "dct:modified", "dct:spatial", "dcat:themeTaxonomy", "foaf:homepage",
])  # fmt: skip
def test_a_catalogue_without_a_property_is_refused(files, path):
    found = record_graph(files)
    found["@graph"] = [{name: value for name, value in found["@graph"][0].items() if name != path}]
    kept = record_graph(files)
    kept["@graph"] = kept["@graph"][:1]
    of_catalogue = lambda messages: {one for one in messages if one.startswith("Catalogue")}  # noqa: E731
    assert any(path in message for message in of_catalogue(test_dcat.refused(found)))
    assert of_catalogue(test_dcat.refused(kept)) == set()
