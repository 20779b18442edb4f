"""Build the tables of sql/ in the order that their own SELECTs read, and prove each one's grain."""

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from pipelines.database import Database, run
from pipelines.errors import ModelError
from pipelines.model.catalogue import read_catalogue, store_catalogue
from pipelines.model.dimensions import own_marts, store_dimensions, stored_dimensions
from pipelines.model.header import LAYERS, Model, read_model
from pipelines.model.incremental import Refresh, bring_up_to_date, look_at_inputs, remember

DEFAULTS = {"follow_successors": False}
"""What a build does unless it is asked otherwise."""


def build_models(
    db: Database, folder: Path, parameters: Mapping[str, object], *, only: Sequence[str] = ()
) -> dict[str, Model]:
    """Build every model of the folder and give them by name, in the order in which they were built.

    `parameters` holds `report_year` and `last_date` (the first day that is no longer counted); a period
    is in the marts when it ends at that day or before. With `follow_successors` the figures of a partner
    that went into another stand under that one. `only` builds the named models and what they
    read. What stands built from the same SQL, parameters and rows is left as it is, and of a table that is
    kept in parts the parts of which that is true.
    Raise ModelError for a file without header, a ring of models, SQL that fails or a broken grain.
    """
    parameters = {**DEFAULTS, **parameters}
    store_catalogue(db, read_catalogue(folder))
    store_dimensions(db)
    models = read_models(db, folder, only=only)
    models |= own_marts(models, stored_dimensions(db))
    for schema in LAYERS:
        run(db, f"create schema if not exists {schema}")
    refresh = Refresh(db, models, parameters, remember(db))
    look_at_inputs(refresh)
    for model in models.values():
        _check_parameters(model, parameters)
        bring_up_to_date(refresh, model)
    return models


def read_models(db: Database, folder: Path, *, only: Sequence[str] = ()) -> dict[str, Model]:
    """Read the models of the folder without building them, each after those that it reads."""
    files = {
        f"{layer}.{path.stem}": path for layer in LAYERS for path in sorted((folder / layer).glob("*.sql"))
    }
    models: dict[str, Model] = {}
    wanted = sorted(only or files)
    while wanted:
        name = wanted.pop()
        if name in files and name not in models:
            models[name] = read_model(db, files[name])
            wanted += models[name].reads
    return _ordered(models)


def _ordered(by_name: Mapping[str, Model]) -> dict[str, Model]:
    sorter = TopologicalSorter(
        {name: sorted(model.reads & by_name.keys()) for name, model in sorted(by_name.items())}
    )
    try:
        return {name: by_name[name] for name in sorter.static_order()}
    except CycleError as error:
        raise ModelError(f"deze modellen lezen elkaar in een kring: {' -> '.join(error.args[1])}") from error


def _check_parameters(model: Model, parameters: Mapping[str, object]) -> None:
    missing = sorted(model.parameters - parameters.keys())
    if missing:
        raise ModelError(f"{model.path}: vraagt ${', $'.join(missing)}; dat is geen parameter van de bouw")
