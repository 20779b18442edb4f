"""The Frictionless data package: which CSV files an edition has, their columns, keys and references."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from pipelines.edition.downloads.edition_text import EditionText
from pipelines.edition.downloads.marts import HELD, Mart
from pipelines.edition.downloads.tidy_csv import ABOUT_INDICATOR, CODES, HOME, INDICATORS
from pipelines.tables import REVISED, Mark

DATAPACKAGE = f"{HOME}/datapackage.json"
ALONE = (*(mark.value for mark in Mark), HELD, REVISED)
FLAGS = (*ALONE, *(f"{flag} {REVISED}" for flag in ALONE if flag != REVISED))
Json = dict[str, Any]


def datapackage(files: Mapping[str, bytes], marts: Sequence[Mart], texts: Sequence[EditionText]) -> bytes:
    """Describe the tidy tables, the lists of codes and the dictionary among the files of an edition.

    The format is that of a Tabular Data Package, version 1 (specs.frictionlessdata.io).
    """
    first = texts[0]
    facts, document = first.facts, first.document
    resources = [_table(mart, files, first) for mart in marts]
    resources += [
        _list(name, files, [f"label_{text.language}" for text in texts])
        for name in sorted(files)
        if name.startswith(f"{CODES}/")
    ]
    resources.append(_dictionary(files, texts))
    whole: Json = {
        "profile": "tabular-data-package",
        "name": f"jaarverslag-{_name(facts.prison_code or 'overzicht')}-{first.period.code.lower()}",
        "title": document.title,
        "description": document.description,
        "version": str(facts.version),
        "created": document.created,
        "keywords": [first.words.say("keyword.detention"), first.words.say("keyword.services")],
        "contributors": [{"title": facts.publisher, "role": "publisher"}],
        "resources": resources,
    }
    if facts.warning:
        whole["notice"] = facts.warning
    if facts.licence:
        whole["licenses"] = [{"name": "see-title", "title": facts.licence}]
    return as_json(whole)


def as_json(whole: Mapping[str, Any]) -> bytes:
    """Write JSON for people and machines: keys in the order given, no escapes where none are needed."""
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _name(text: str) -> str:
    return "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in text.lower())


def _resource(path: str, files: Mapping[str, bytes], title: str, schema: Json) -> Json:
    content = files[path]
    within = PurePosixPath(path).relative_to(HOME)
    return {
        "profile": "tabular-data-resource",
        "name": _name(within.with_suffix("").as_posix().replace("/", "-").replace("_", "-")),
        "title": title,
        "path": within.as_posix(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _table(mart: Mart, files: Mapping[str, bytes], text: EditionText) -> Json:
    needed = {"required": True}
    fields: list[Json] = [
        {"name": name, "title": text.column(name), "type": "string", "constraints": needed}
        for name in mart.dimensions
    ]
    titles = {name: text.head(name) for name in ("indicator", "unit", "value", "flag")}
    fields += [
        {"name": "indicator", "title": titles["indicator"], "type": "string", "constraints": needed},
        {"name": "unit", "title": titles["unit"], "type": "string", "constraints": needed},
        {"name": "value", "title": titles["value"], "type": "number"},
        {"name": "flag", "title": titles["flag"], "type": "string", "constraints": {"enum": list(FLAGS)},
         "description": "; ".join(f"{flag}: {text.flag(flag)}" for flag in ALONE)},
    ]  # fmt: skip
    references = [_reference(name, _list_name(name), "code") for name in mart.dimensions]
    references.append(_reference("indicator", "indicators", "indicator"))
    schema = {
        "fields": fields,
        "missingValues": [""],
        "primaryKey": [*mart.dimensions, "indicator"],
        "foreignKeys": references,
    }
    return _resource(f"{HOME}/{mart.name}.csv", files, text.mart_title(mart), schema)


def _list_name(dimension: str) -> str:
    return _name(f"codes-{dimension.replace('_', '-')}")


def _reference(field: str, resource: str, target: str) -> Json:
    return {"fields": field, "reference": {"resource": resource, "fields": target}}


def _list(path: str, files: Mapping[str, bytes], labels: Sequence[str]) -> Json:
    fields = [
        {"name": name, "type": "string", "constraints": {"required": True}} for name in ("code", *labels)
    ]
    schema = {"fields": fields, "missingValues": [""], "primaryKey": ["code"]}
    return _resource(path, files, PurePosixPath(path).stem, schema)


def _dictionary(files: Mapping[str, bytes], texts: Sequence[EditionText]) -> Json:
    names = [
        *ABOUT_INDICATOR,
        *(f"{part}_{one.language}" for part in ("name", "definition") for one in texts),
    ]
    fields = [{"name": name, "type": "integer" if name == "decimals" else "string"} for name in names]
    schema = {"fields": fields, "missingValues": [""], "primaryKey": ["indicator"]}
    return _resource(INDICATORS, files, texts[0].words.say("sheet.dictionary"), schema)
