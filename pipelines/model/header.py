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


@dataclass(frozen=True)
class Model:
    """One file of sql/, which is one table: `name` is its qualified name."""

    name: str
    path: Path
    purpose: str
    grain: tuple[str, ...]
    adds_up: bool
    sql: str
    reads: frozenset[str]
    parameters: frozenset[str]

    @property
    def layer(self) -> str:
        """`staging`, `core` or `marts`."""
        return self.name.split(".")[0]


def read_model(db: Database, path: Path) -> Model:
    """Read the file; raise ModelError when its header lacks a line or its SELECT reads what it may not."""
    text = path.read_text(encoding="utf-8")
    name = f"{path.parent.name}.{path.stem}"
    header = read_header(path, text, ("grain", "adds up"))
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
    )


def read_header(path: Path, text: str, keys: tuple[str, ...]) -> dict[str, str]:
    """Read the comment lines at the top: a purpose in sentences, then `key: value` lines.

    A line that is indented by three spaces or more goes on with the line before.
    """
    comments = takewhile(lambda line: line.startswith("--"), text.splitlines())
    lines = re.sub(r"\n-- {3,}", " ", "\n".join(comments)).splitlines()
    lines = [line.removeprefix("--").strip() for line in lines]
    pattern = re.compile(rf"({'|'.join(keys)}):\s*(.+)")
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
