"""Read a model's file: its header, its SELECT, and what the SELECT reads and asks for."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from pipelines.database import Database, scalar
from pipelines.errors import ModelError

LAYERS = ("staging", "core", "marts")

_READS = {
    "staging": {"raw", "load", "register"},
    "core": {"staging", "core"},
    "marts": {"core", "marts"},
}
"""Data goes rightwards only: what a layer may read."""

PARTS = ("month_start", "period_code", "delivery_id", "person_id")
"""The columns by which a table may be kept in parts."""

WHY_LONG = "long"
"""What a file says of itself that has more than 80 lines or 5 steps."""


@dataclass(frozen=True)
class Model:
    """One file of sql/, which is one table: `name` is its qualified name.

    `parts` names the columns by which its rows are kept in parts. Of a table that is kept by one of these
    columns too a row depends on the same part only, and of a table that is kept by month a row of a period
    depends on the months of that period and on `looks_back` months before it. It may depend on all of the
    tables that are not kept so and on those in `reads_whole`. A mart that is `published_by` a column of its
    own is a long one: of it a mart is made for each dimension of the workspace, and itself it is not shown.
    """

    name: str
    path: Path
    purpose: str
    grain: tuple[str, ...]
    adds_up: bool
    sql: str
    reads: frozenset[str]
    parameters: frozenset[str]
    parts: tuple[str, ...] = ()
    reads_whole: frozenset[str] = frozenset()
    looks_back: int = 0
    published_by: str = ""

    @property
    def layer(self) -> str:
        """`staging`, `core` or `marts`."""
        return self.name.split(".")[0]


def read_model(db: Database, path: Path) -> Model:
    """Read the file; raise ModelError when its header lacks a line or its SELECT reads what it may not."""
    text = path.read_text(encoding="utf-8")
    name = f"{path.parent.name}.{path.stem}"
    header = read_header(
        path, text, ("grain", "adds up"), ("parts", "reads whole", "looks back", "published by")
    )
    reads, parameters = inspect(db, path, text)
    forbidden = sorted(table for table in reads if table.split(".")[0] not in _READS[path.parent.name])
    if forbidden:
        raise ModelError(
            f"{path}: {name} leest {', '.join(forbidden)}, maar mag enkel lezen uit "
            f"{', '.join(sorted(_READS[path.parent.name]))}"
        )
    return Model(
        name=name,
        path=path,
        purpose=header["purpose"],
        grain=tuple(re.split(r",\s*", header["grain"])),
        adds_up=header["adds up"] == "yes",
        sql=text,
        reads=reads,
        parameters=parameters,
        parts=_parts(path, header.get("parts")),
        reads_whole=_reads_whole(path, header.get("reads whole"), reads),
        looks_back=int(header.get("looks back", "0 months").removesuffix(" months")),
        published_by=header.get("published by", ""),
    )


def _parts(path: Path, listed: str | None) -> tuple[str, ...]:
    parts = tuple(re.split(r",\s*", listed)) if listed else ()
    if unknown := [part for part in parts if part not in PARTS]:
        raise ModelError(f"{path}: geen deel is {', '.join(unknown)}; kies uit {', '.join(PARTS)}")
    return parts


def _reads_whole(path: Path, listed: str | None, reads: frozenset[str]) -> frozenset[str]:
    whole = reads if listed == "all" else frozenset(re.split(r",\s*", listed) if listed else ())
    if strange := sorted(whole - reads):
        raise ModelError(f"{path}: 'reads whole' noemt {', '.join(strange)}, maar dat leest het model niet")
    return whole


def read_header(
    path: Path, text: str, keys: tuple[str, ...], optional: tuple[str, ...] = ()
) -> dict[str, str]:
    """Read the comment lines at the top: a purpose in sentences, then `key: value` lines.

    A line that is indented by three spaces or more goes on with the line before. Raise ModelError when
    the purpose or one of the keys is missing; those in `optional` may be, and so may why the file is long.
    """
    comments = takewhile(lambda line: line.startswith("--"), text.splitlines())
    lines = re.sub(r"\n-- {3,}", " ", "\n".join(comments)).splitlines()
    lines = [line.removeprefix("--").strip() for line in lines]
    pattern = re.compile(rf"({'|'.join((*keys, *optional, WHY_LONG))}):\s*(.+)")
    header = {found[1]: found[2].strip() for line in lines if (found := pattern.fullmatch(line))}
    header["purpose"] = " ".join(line for line in lines if not pattern.fullmatch(line))
    missing = [key for key in ("purpose", *keys) if not header.get(key)]
    if missing:
        raise ModelError(
            f"{path}: de kop mist {', '.join(missing)}; een model begint met een zin en de regels "
            + ", ".join(f"'-- {key}: ...'" for key in keys)
        )
    return header


def inspect(db: Database, path: Path, sql: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the qualified tables that the SELECT reads and the named parameters that it asks for."""
    tree = json.loads(str(scalar(db, "select json_serialize_sql($sql)", {"sql": sql})))
    if tree["error"] or len(tree["statements"]) != 1:
        raise ModelError(f"{path}: geen enkele SELECT ({tree.get('error_message', 'meer dan een opdracht')})")
    nodes = list(_nodes(tree))
    tables = {
        f"{node['schema_name']}.{node['table_name']}"
        for node in nodes
        if node.get("type") == "BASE_TABLE" and node.get("schema_name")
    }
    asked = {str(node["identifier"]) for node in nodes if node.get("class") == "PARAMETER"}
    return frozenset(tables), frozenset(asked)


def _nodes(tree: object) -> Iterator[dict[str, object]]:
    if isinstance(tree, dict):
        yield tree
        for branch in tree.values():
            yield from _nodes(branch)
    elif isinstance(tree, list):
        for branch in tree:
            yield from _nodes(branch)
