"""Tell what differs between two editions, or an edition and a concept: each figure and its causes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.edition import (
    Cause,
    causes_between,
    changed_figures,
    kind_of,
    of_scope,
    read_delivered,
    read_manifest,
    store_of,
)
from pipelines.errors import ConfigError
from pipelines.protect import read_published
from pipelines.request import OVERVIEW
from pipelines.tables import Cell, SafeTable, Value, cell_key


@dataclass(frozen=True)
class ChangedFigure:
    """A published figure that says something else: by how much, where both are numbers."""

    table: str  # <mart>.<measure>
    labels: Mapping[str, str]  # by dimension; a total has none
    key: str
    before: Cell
    now: Cell
    causes: tuple[Cause, ...]

    @property
    def change(self) -> Value | None:
        """Compute the difference of two shown numbers."""
        if self.before.value is None or self.now.value is None:
            return None
        return self.now.value - self.before.value


@dataclass(frozen=True)
class EditionDifference:
    """What differs: figures of both, and the cells that only one of them has."""

    before: Path
    now: Path
    kind: str  # planned | method | correction
    causes: tuple[Cause, ...]
    figures: tuple[ChangedFigure, ...]
    appeared: tuple[str, ...]  # keys of cells
    vanished: tuple[str, ...]


def difference(before: Path, now: Path) -> EditionDifference:
    """Compare two editions or concepts of a workspace by their stores of safe cells.

    Raises ConfigError where either is none, or they are about another scope.
    """
    old, new = _facts(before), _facts(now)
    if old["scope"] != new["scope"]:
        raise ConfigError(f"{now}: dit gaat over {new['scope']}, en {before} over {old['scope']}")
    causes = causes_between(read_delivered(before), read_delivered(now))
    tables = [_tables(folder, str(new["scope"])) for folder in (before, now)]
    keys = [{cell_key(one, key) for one in each.values() for key in one.cells} for each in tables]
    return EditionDifference(
        before, now, kind_of(old, new, causes), causes,
        tuple(_figure(table, key, cell, causes) for table, key, cell in changed_figures(*tables)),
        tuple(sorted(keys[1] - keys[0])), tuple(sorted(keys[0] - keys[1])),
    )  # fmt: skip


def _facts(folder: Path) -> Mapping[str, Any]:
    found = read_manifest(folder) if folder.is_dir() else None
    if found is None or not store_of(folder).exists():
        raise ConfigError(
            f"{folder}: geen editie en geen concept van een werkruimte. Verwacht een map met public/ "
            "en confidential/"
        )
    return found


def _tables(folder: Path, scope: str) -> Mapping[str, SafeTable]:
    return of_scope(read_published(store_of(folder)), None if scope == OVERVIEW else scope)


def _figure(
    table: SafeTable, key: tuple[str | None, ...], before: Cell, causes: tuple[Cause, ...]
) -> ChangedFigure:
    labels = {name: label for name, label in zip(table.dimensions, key, strict=True) if label is not None}
    touching = tuple(one for one in causes if one.touches(labels.get("period_code")))
    return ChangedFigure(table.name, labels, cell_key(table, key), before, table.cells[key], touching)
