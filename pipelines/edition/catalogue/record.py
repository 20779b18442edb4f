"""The catalogue as DCAT-AP Vlaanderen: itself, and the records of the editions that stand in it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipelines.edition.catalogue.listing import RETRACTED, ListedEdition
from pipelines.edition.catalogue.site import Site
from pipelines.edition.downloads import CONTEXT, DCAT, language_of, licence_at
from pipelines.wording import Wording

CATALOGUE = "catalogue.jsonld"
TAXONOMY = "http://vocab.belgif.be/auth/datatheme"
Json = dict[str, Any]


def catalogue_record(site: Site, root: Path, editions: Sequence[ListedEdition]) -> bytes:
    """Describe the catalogue with every edition that stands, each with its own record, names seen from here.

    A later version says which one it replaces.
    """
    graph: list[Json] = []
    listed = []
    for one in editions:
        path = root / one.path / DCAT
        if one.state != RETRACTED and path.is_file():
            graph += [_moved(node, one.path) for node in json.loads(path.read_text("utf-8"))["@graph"]]
            listed.append(f"{one.path}/{DCAT}#dataset")
    days = [one.published.isoformat() for one in editions] or ["1970-01-01"]
    title = site.licence or Wording(site.languages[0]).say("licence.none")
    licence = licence_at(site.section) | {"dct:title": title}
    catalogue: Json = {
        "@id": "#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": site.title,
        "dct:description": Wording(site.languages[0]).say("catalogue.intro", publisher=site.publisher),
        "dct:publisher": {"@id": site.section.publisher_uri or "#publisher", "@type": "foaf:Agent",
                          "foaf:name": site.publisher,
                          "dct:type": {"@id": f"http://purl.org/adms/publishertype/{site.section.publisher_type}"}},
        "dct:license": licence,
        "dct:language": [language_of(one) for one in site.languages],
        "dct:issued": {"@value": min(days), "@type": "xsd:date"},
        "dct:modified": {"@value": max(days), "@type": "xsd:date"},
        "dct:spatial": {"@id": site.section.spatial},
        "dcat:themeTaxonomy": {"@id": TAXONOMY},
        "foaf:homepage": {"@id": "index.html"},
        "dcat:dataset": [{"@id": name} for name in listed],
    }  # fmt: skip
    whole = {"@context": CONTEXT, "@graph": [catalogue, *graph]}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _moved(found: Any, folder: str) -> Any:
    """Name everything that lies beside an edition's record as it is named from the catalogue."""
    match found:
        case dict():
            return {
                name: _place(value, folder) if name == "@id" else _moved(value, folder)
                for name, value in found.items()
            }
        case list():
            return [_moved(value, folder) for value in found]
        case _:
            return found


def _place(name: str, folder: str) -> str:
    if name.startswith("#"):
        return f"{folder}/{DCAT}{name}"
    is_elsewhere = ":" in name
    return name if is_elsewhere else f"{folder}/{name}"
