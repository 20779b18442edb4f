"""Metadata for CSV on the Web: what the columns of the tidy files are, for whoever reads one alone."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from pipelines.edition.downloads.datapackage import FLAGS, as_json
from pipelines.edition.downloads.edition_text import EditionText
from pipelines.edition.downloads.marts import Mart
from pipelines.edition.downloads.tidy_csv import ABOUT_INDICATOR, AFTER_KEY, CODES, HOME, INDICATORS

CSVW = f"{HOME}/csv-metadata.json"
Json = dict[str, Any]


def csvw(files: Mapping[str, bytes], marts: Sequence[Mart], texts: Sequence[EditionText]) -> bytes:
    """Describe the same files as the data package does, after W3C's Metadata Vocabulary for Tabular Data."""
    first = texts[0]
    lists = [name for name in sorted(files) if name.startswith(f"{CODES}/")]
    whole: Json = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": first.language}],
        "dc:title": {text.language: text.document.title for text in texts},
        "dc:description": {text.language: text.document.description for text in texts},
        "dc:publisher": first.facts.publisher,
        "dc:issued": {"@value": first.facts.published.isoformat(), "@type": "xsd:date"},
        "dialect": {"delimiter": ",", "encoding": "utf-8", "header": True, "quoteChar": '"'},
        "tables": [
            *(_table(mart, texts) for mart in marts),
            *(_list(name, texts) for name in lists),
            _dictionary(texts),
        ],
    }
    if first.facts.licence:
        whole["dc:rights"] = first.facts.licence
    return as_json(whole)


def _table(mart: Mart, texts: Sequence[EditionText]) -> Json:
    columns = [
        _column(name, {one.language: one.column(name) for one in texts}, required=True)
        for name in mart.dimensions
    ]
    heads = {name: {one.language: one.head(name) for one in texts} for name in AFTER_KEY}
    columns += [
        _column("indicator", heads["indicator"], required=True),
        _column("unit", heads["unit"], required=True),
        _column("value", heads["value"], datatype="decimal"),
        _column("flag", heads["flag"], datatype={"base": "string", "format": "|".join(FLAGS)}),
    ]
    keys = [_reference(name, f"codes/{name}.csv", "code") for name in mart.dimensions]
    keys.append(_reference("indicator", "indicators.csv", "indicator"))
    schema = {"columns": columns, "primaryKey": [*mart.dimensions, "indicator"], "foreignKeys": keys}
    return {
        "url": f"{mart.name}.csv",
        "dc:title": {one.language: one.mart_title(mart) for one in texts},
        "tableSchema": schema,
    }


def _column(
    name: str, titles: Mapping[str, str], *, datatype: str | Json = "string", required: bool = False
) -> Json:
    """Describe a column; the head that the file has is the title in no language."""
    found: Json = {"name": name, "titles": {"und": name, **titles}, "datatype": datatype}
    return {**found, "required": True} if required else found


def _reference(column: str, table: str, target: str) -> Json:
    return {"columnReference": column, "reference": {"resource": table, "columnReference": target}}


def _list(path: str, texts: Sequence[EditionText]) -> Json:
    columns = [_column("code", {}, required=True)]
    columns += [_column(f"label_{one.language}", {}, required=True) for one in texts]
    url = PurePosixPath(path).relative_to(HOME).as_posix()
    return {"url": url, "tableSchema": {"columns": columns, "primaryKey": ["code"]}}


def _dictionary(texts: Sequence[EditionText]) -> Json:
    names = [
        *ABOUT_INDICATOR,
        *(f"{part}_{one.language}" for part in ("name", "definition") for one in texts),
    ]
    columns = [_column(name, {}, datatype="integer" if name == "decimals" else "string") for name in names]
    url = PurePosixPath(INDICATORS).relative_to(HOME).as_posix()
    return {"url": url, "tableSchema": {"columns": columns, "primaryKey": ["indicator"]}}
