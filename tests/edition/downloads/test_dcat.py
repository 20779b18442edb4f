"""The record for open data portals, against the profile's rules: each rule has a record that it refuses."""

import json
import re
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, Namespace

from pipelines.edition.downloads import DCAT, open_data_record
from pipelines.request import CatalogueSection
from tests.edition.downloads.sample import files, texts

SHAPES = Path(__file__).parent / "dcat_ap_vl.ttl"
BASE = "https://voorbeeld.invalid/overzicht/2025/2/"
SH = Namespace("http://www.w3.org/ns/shacl#")
WITH_CATALOGUE = ("Catalogue",)
"""What the record of a single edition has none of: the catalogue's own record is tried with the catalogue."""
FEW = ("tables.xlsx", "data/population.csv", "report.html")
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:pyshacl"
)


def record(**changed):
    few = {name: files()[name] for name in FEW}
    return json.loads(open_data_record(few, texts(**changed), CatalogueSection()))


@cache
def shapes():
    return Graph().parse(SHAPES)


def refused(found):
    """Give the messages of the rules that a record does not keep."""
    graph = Graph().parse(data=json.dumps(found), format="json-ld", publicID=BASE + "dcat.jsonld")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes(), allow_warnings=False)
    return {str(message) for message in report.objects(None, SH.resultMessage)}


def rules():
    """Name every rule of a property that must be there, with the property."""
    text = SHAPES.read_text("utf-8")
    asked = re.findall(r'sh:path (\S+) ; sh:minCount 1 .*?sh:message "(.+?)"', text)
    return [(path, message) for path, message in asked if not message.startswith(WITH_CATALOGUE)]


def without(found, path):
    """Give the record without a property, wherever it stands."""
    match found:
        case dict():
            return {
                name: without(value, path)
                for name, value in found.items()
                if name != path or name == "@context"
            }
        case list():
            return [without(value, path) for value in found]
        case _:
            return found


def test_the_record_keeps_every_rule_mandatory_and_recommended():
    assert refused(record()) == set()


@pytest.mark.parametrize(("path", "message"), rules(), ids=[message for _, message in rules()])
def test_a_record_without_a_property_is_refused_by_its_rule(path, message):
    assert message in refused(without(record(), path))


@pytest.mark.parametrize(("old", "new", "message"), [
    ("access-right/PUBLIC", "access-right/OPEN", "Dataset VL: dct:accessRights is mandatory"),
    ("vocab.belgif.be/auth/datatheme/JUST", "voorbeeld.invalid/JUST", "Dataset VL: dcat:theme of data.gov.be is mandatory"),
    ("frequency/ANNUAL", "often", "Dataset: one frequency of the European list"),
    ("media-types/text/csv", "csv", "Distribution: one dcat:mediaType of IANA"),
    ("mailto:jaarverslag@", "jaarverslag-", "Contact VL: an address of mail or web is mandatory"),
])  # fmt: skip
def test_a_value_of_another_list_is_refused(old, new, message):
    text = json.dumps(record())
    assert old in text
    if "media" in old or "frequency" in old:
        new = new if "media" in old else f"{new}/x"
        text = re.sub(rf'"[^"]*{re.escape(old)}"', f'"{BASE}{new}"', text)
    assert message in refused(json.loads(text.replace(old, new)))


def test_a_workspace_without_address_is_told_by_the_rules_and_never_given_one():
    assert any(message.startswith("Contact VL") for message in refused(record(contact="")))
    assert refused(record(contact="https://voorbeeld.invalid/contact")) == set()


def test_every_form_of_the_data_is_there_by_a_name_relative_to_the_record():
    graph = json.loads(files()[DCAT])["@graph"]
    named = {one["@id"] for one in graph if one["@type"] == "dcat:Distribution"}
    assert {
        "tables.xlsx",
        "tables.fr.ods",
        "report.pdf",
        "data/population.parquet",
        "data/nl/population.csv",
    } <= named
    assert all(name in files() for name in named)
    assert {".csv", ".ods", ".xlsx", ".parquet", ".pdf", ".html", ".json", ".xml"} == {
        Path(name).suffix for name in named
    }


def test_a_licence_is_promised_only_where_the_workspace_names_one():
    (licence,) = {one["dct:license"]["@id"] for one in record()["@graph"] if "dct:license" in one}
    assert licence == "#licence"
    assert "Geen licentie" in json.dumps(record(), ensure_ascii=False)
    named = CatalogueSection(
        licence_uri="https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0"
    )
    found = json.loads(open_data_record({"report.html": b""}, texts(licence="CC0"), named))
    assert {one["dct:license"]["dct:title"]["@value"] for one in found["@graph"] if "dct:license" in one} == {
        "CC0"
    }
