"""Give each dimension of the workspace's own a mart: cut from the one long mart that holds them all."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipelines.database import Database, rows, run
from pipelines.model.catalogue import IndicatorCatalogue
from pipelines.model.header import Model

LABEL = "label"
"""The column of a long mart that holds the labels of all its dimensions."""


def store_dimensions(db: Database) -> None:
    """Write to `register.dimension` what loading keeps of the workspace's own dimensions, if it kept any."""
    run(db, "create schema if not exists register")
    run(db, "create or replace table register.dimension (dataset varchar, dimension varchar)")
    kept = "select 1 from duckdb_tables() where schema_name = 'load' and table_name = 'dimension'"
    if rows(db, kept):
        run(db, "insert into register.dimension select dataset, dimension from load.dimension order by all")


def stored_dimensions(db: Database) -> tuple[str, ...]:
    """Give the names of the workspace's own dimensions; `register.dimension` must stand."""
    return tuple(
        str(name) for (name,) in rows(db, "select distinct dimension from register.dimension order by all")
    )


def own_marts(models: Mapping[str, Model], dimensions: Iterable[str]) -> dict[str, Model]:
    """Give a mart for each dimension of each long mart: `counts_by_audience` of `counts_by_dimension`."""
    return {
        mart.name: mart
        for long in models.values()
        if long.published_by
        for dimension in dimensions
        for mart in (_own_mart(long, dimension),)
    }


def _own_mart(long: Model, dimension: str) -> Model:
    grain = tuple(dimension if key == LABEL else key for key in long.grain if key != long.published_by)
    return replace(
        long,
        name=long.name.removesuffix(long.published_by) + dimension,
        grain=grain,
        sql=f"select * exclude ({long.published_by}, {LABEL}), {LABEL} as {dimension}\n"
        f"from {long.name}\nwhere {long.published_by} = '{dimension}'\n",
        reads=frozenset({long.name}),
        parameters=frozenset(),
        published_by="",
    )


def along_dimensions(register: IndicatorCatalogue, dimensions: Iterable[str]) -> IndicatorCatalogue:
    """Give the register in which counts that add up over domains add up over these dimensions too."""
    own = tuple(dimensions)
    return IndicatorCatalogue(
        {
            measure: replace(one, adds_up=(*one.adds_up, *own)) if "domain_code" in one.adds_up else one
            for measure, one in register.indicators.items()
        }
    )
