"""Bring tables up to date, each after what it reads, and tell those that read it how it changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.database import Database
from pipelines.model.header import Model
from pipelines.model.incremental.build_state import (
    BuildState,
    fingerprint_model,
    fingerprint_rows,
    forget,
    note,
)
from pipelines.model.incremental.partitions import (
    PartitionChange,
    Parts,
    compare_parts,
    find_stale,
    read_by,
    read_content,
)
from pipelines.model.incremental.rebuild import build_parts, build_whole


@dataclass(frozen=True)
class Refresh:
    """A build of the models: what stood before it, and the tables that it has come to.

    `contents` has the fingerprint of each of these as it is now, `changes` how those that are read by part
    differ from what they were.
    """

    db: Database
    models: Mapping[str, Model]
    parameters: Mapping[str, object]
    standing: Mapping[str, BuildState]
    contents: dict[str, str] = field(default_factory=dict)
    changes: dict[tuple[str, str], PartitionChange] = field(default_factory=dict)


def look_at_inputs(refresh: Refresh) -> None:
    """Take in what the tables that are read but not built here are now."""
    read = {table for model in refresh.models.values() for table in model.reads}
    for table in sorted(read - refresh.models.keys()):
        _look_at(refresh, table)


def bring_up_to_date(refresh: Refresh, model: Model) -> None:
    """Build what of the model no longer follows from what it reads; all of that must be up to date."""
    by_part = read_by(model, refresh.models)
    whole = {table: refresh.contents[table] for table in model.reads - by_part.keys()}
    made_from = fingerprint_model(model, refresh.parameters, whole)
    read = {table: refresh.contents[table] for table in by_part}
    known = refresh.standing.get(model.name)
    stale = _find_stale(refresh, model, made_from)
    if known and stale == {}:
        refresh.contents[model.name] = known.content
        if known.read == read:
            return
    else:
        forget(refresh.db, model.name)
        _build(refresh, model, stale)
    note(refresh.db, model.name, BuildState(made_from, read, refresh.contents[model.name]))


def _find_stale(refresh: Refresh, model: Model, made_from: str) -> Parts | None:
    known = refresh.standing.get(model.name)
    if known is None or known.made_from != made_from:
        return None
    return find_stale(
        refresh.db,
        model,
        known,
        contents=refresh.contents,
        changes=refresh.changes,
        models=refresh.models,
    )


def _build(refresh: Refresh, model: Model, stale: Parts | None) -> None:
    if stale is None:
        build_whole(refresh.db, model, refresh.parameters)
        _look_at(refresh, model.name)
    else:
        build_parts(refresh.db, model, refresh.parameters, stale, refresh.models)
        _look_at(refresh, model.name, only=stale)


def _look_at(refresh: Refresh, table: str, *, only: Parts | None = None) -> None:
    """Write down what the table is now; where it differs `only` in parts of one column, only they count."""
    columns = _kept_by(refresh, table)
    for column in columns:
        within = only.get(column) if only and len(only) == 1 else None
        if within and read_content(refresh.db, table, column) != refresh.standing[table].content:
            within = None  # What is written is not of the table as it stood.
        refresh.changes[table, column] = compare_parts(refresh.db, table, column, within=within)
    refresh.contents[table] = (
        read_content(refresh.db, table, columns[0]) if columns else fingerprint_rows(refresh.db, table)
    )


def _kept_by(refresh: Refresh, table: str) -> Sequence[str]:
    read = (
        read_by(model, refresh.models).get(table) for model in refresh.models.values() if table in model.reads
    )
    return sorted({column for column in read if column})
