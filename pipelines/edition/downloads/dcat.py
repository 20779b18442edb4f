"""The record of an edition for open data portals: DCAT-AP Vlaanderen 2, as JSON-LD.

What the profile and DCAT-AP 2 ask is written out as shapes in `tests/edition/downloads/dcat_ap_vl.ttl`. Names
of files are relative to where the record lies, so that it holds wherever the edition is put. Terms of other
vocabularies have their class beside them; concepts and places don't: names and outlines would be asked then.
"""

import hashlib
import mimetypes
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any

from pipelines.edition.downloads.datapackage import as_json
from pipelines.edition.downloads.edition_text import EditionText
from pipelines.request import OVERVIEW, CatalogueSection

DCAT = "dcat.jsonld"
AUTHORITY = "http://publications.europa.eu/resource/authority"
PROFILE = "https://data.vlaanderen.be/doc/applicatieprofiel/DCAT-AP-VL"
LANGUAGE_CODES = {"nl": "NLD", "fr": "FRA", "en": "ENG"}
FORMATS = {
    ".csv": "CSV", ".html": "HTML", ".json": "JSON", ".ods": "ODS", ".parquet": "PARQUET", ".pdf": "PDF",
    ".xlsx": "XLSX", ".xml": "XML",
}  # fmt: skip
MEDIA = {
    ".parquet": "application/vnd.apache.parquet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LICENCES = {
    "creativecommons.org/publicdomain/": "PublicDomain",
    "creativecommons.org/licenses/by/": "Attribution",
    "creativecommons.org/licenses/by-sa/": "ViralEffect-ShareAlike",
}
"""Kinds of licences of ADMS, by a part of their address."""
CONTACT = ["vcard:Kind", "vcard:Organization"]
PARTS = ("assets/", "data/codes/")
"""Folders of files that are no form of the data by themselves."""
CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Json = dict[str, Any]


def open_data_record(
    files: Mapping[str, bytes], texts: Sequence[EditionText], section: CatalogueSection
) -> bytes:
    """Describe an edition and each of its files that are a form of its data, with sizes and checksums."""
    first = texts[0]
    chosen = [
        name for name in sorted(files) if PurePosixPath(name).suffix in FORMATS and not name.startswith(PARTS)
    ]
    licence = _licence(first, section)
    shared = {"dct:issued": _day(first), "dct:license": licence}
    graph = [
        _record(first),
        _dataset(texts, section, chosen),
        *(_distribution(name, files[name], texts) | shared for name in chosen),
    ]
    return as_json({"@context": CONTEXT, "@graph": graph})


def identifier_of(text: EditionText) -> str:
    """Name an edition among all of a workspace's editions."""
    facts = text.facts
    return f"{facts.prison_code or OVERVIEW}/{text.period.code}/{facts.version}"


def _record(text: EditionText) -> Json:
    return {
        "@id": "#record",
        "@type": "dcat:CatalogRecord",
        "dct:identifier": f"record/{identifier_of(text)}",
        "foaf:primaryTopic": {"@id": "#dataset"},
        "dct:conformsTo": {"@id": PROFILE, "@type": "dct:Standard"},
        "dct:issued": _day(text),
        "dct:modified": _day(text),
        "adms:status": {"@id": f"{AUTHORITY}/dataset-status/COMPLETED"},
        "dct:language": language_of(text.language),
    }


def _dataset(texts: Sequence[EditionText], section: CatalogueSection, chosen: Sequence[str]) -> Json:
    first, period = texts[0], texts[0].period
    last = period.end - timedelta(days=1)
    found: Json = {
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": identifier_of(first),
        "dct:title": [_in(one, one.document.title) for one in texts],
        "dct:description": [_in(one, one.document.description) for one in texts],
        "dct:accessRights": {"@id": f"{AUTHORITY}/access-right/PUBLIC", "@type": "dct:RightsStatement"},
        "dcat:contactPoint": _contact(first),
        "dct:publisher": _publisher(first, section),
        "dcat:theme": [{"@id": theme} for theme in section.themes],
        "dcat:keyword": [
            _in(one, one.words.say(f"keyword.{key}")) for one in texts for key in ("detention", "services")
        ],
        "dct:spatial": {"@id": section.spatial},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": period.first_day.isoformat(), "@type": "xsd:date"},
            "dcat:endDate": {"@value": last.isoformat(), "@type": "xsd:date"},
        },
        "dct:accrualPeriodicity": {
            "@id": f"{AUTHORITY}/frequency/{'QUARTERLY' if period.quarter else 'ANNUAL'}",
            "@type": "dct:Frequency",
        },
        "dct:language": [language_of(one.language) for one in texts],
        "dct:issued": _day(first),
        "dct:modified": _day(first),
        "owl:versionInfo": str(first.facts.version),
        "adms:versionNotes": [_in(one, one.document.cover.status) for one in texts],
        "dcat:distribution": [{"@id": name} for name in chosen],
    }
    return found


def language_of(code: str) -> Json:
    """Name a language as the European list does."""
    return {"@id": f"{AUTHORITY}/language/{LANGUAGE_CODES[code]}", "@type": "dct:LinguisticSystem"}


def _in(text: EditionText, words: str) -> Json:
    return {"@value": words, "@language": text.language}


def _day(text: EditionText) -> Json:
    return {"@value": text.facts.published.isoformat(), "@type": "xsd:date"}


def _publisher(text: EditionText, section: CatalogueSection) -> Json:
    kind = {"@id": f"http://purl.org/adms/publishertype/{section.publisher_type}"}
    found: Json = {"@type": "foaf:Agent", "foaf:name": text.facts.publisher, "dct:type": kind}
    return (
        {"@id": section.publisher_uri, **found} if section.publisher_uri else {"@id": "#publisher", **found}
    )


def _contact(text: EditionText) -> Json:
    contact = text.facts.contact
    found: Json = {"@id": "#contact", "@type": CONTACT, "vcard:fn": text.facts.publisher}
    if "@" in contact:
        found["vcard:hasEmail"] = {"@id": f"mailto:{contact}"}
    elif contact.startswith(("http://", "https://")):
        found["vcard:hasURL"] = {"@id": contact}
    return found


def _licence(text: EditionText, section: CatalogueSection) -> Json:
    """Point at the licence; where the workspace names none, say so rather than promise one."""
    title = text.facts.licence or text.words.say("licence.none")
    return licence_at(section) | {"dct:title": _in(text, title)}


def licence_at(section: CatalogueSection) -> Json:
    """Give where the licence stands, and its kind where that is plain: none, or a known one."""
    where = section.licence_uri
    kind = next((kind for part, kind in LICENCES.items() if part in where), "") if where else "UnknownIPR"
    found: Json = {"@id": where or "#licence", "@type": "dct:LicenseDocument"}
    return found | ({"dct:type": {"@id": f"http://purl.org/adms/licencetype/{kind}"}} if kind else {})


def _distribution(name: str, content: bytes, texts: Sequence[EditionText]) -> Json:
    suffix = PurePosixPath(name).suffix
    media = MEDIA.get(suffix) or mimetypes.types_map[suffix]
    return {
        "@id": name,
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dct:description": [_in(one, one.words.say(f"form.{FORMATS[suffix].lower()}")) for one in texts],
        "dcat:accessURL": {"@id": name},
        "dcat:downloadURL": {"@id": name},
        "dct:format": {
            "@id": f"{AUTHORITY}/file-type/{FORMATS[suffix]}",
            "@type": "dct:MediaTypeOrExtent",
        },
        "dcat:mediaType": {
            "@id": f"https://www.iana.org/assignments/media-types/{media}",
            "@type": "dct:MediaType",
        },
        "dcatap:availability": {"@id": f"{AUTHORITY}/planned-availability/STABLE"},
        "dcat:byteSize": {"@value": str(len(content)), "@type": "xsd:decimal"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm"},
            "spdx:checksumValue": {"@value": hashlib.sha256(content).hexdigest(), "@type": "xsd:hexBinary"},
        },
    }
