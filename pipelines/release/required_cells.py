"""The cells that the local action plan needs: targets, results so far, and what a forecast is made of."""

from collections.abc import Mapping, Sequence

from pipelines.model import IndicatorCatalogue
from pipelines.outline import RESULT_DIMENSIONS, TARGETS, ActionPlanSpec, Outline
from pipelines.request import Period, to_date_code
from pipelines.tables import CountTable

Planned = Mapping[str, frozenset[tuple[str | None, ...]]]
"""By table the cells that a plan speaks of, over RESULT_DIMENSIONS; other dimensions at their total."""


def planned_cells(
    tables: Sequence[CountTable], outline: Outline, register: IndicatorCatalogue, period: Period
) -> Planned:
    """Give what an outline with an action plan must publish beside what its other blocks show.

    In a quarter that is the year so far and, for the forecast, the same and the whole of the year before.
    """
    has_plan = any(isinstance(block, ActionPlanSpec) for block in outline.blocks)
    targets = next((table for table in tables if table.name == TARGETS), None)
    if not has_plan or targets is None:
        return {}
    found: dict[str, set[tuple[str | None, ...]]] = {}
    for key in targets.counts:
        labels = dict(zip(targets.dimensions, key, strict=True))
        if labels["period_code"] != str(period.year):
            continue
        place, domain = labels["prison_code"], labels["domain_code"]
        found.setdefault(TARGETS, set()).add((place, str(period.year), domain))
        measure = str(labels["measure"])
        for counted in register.sides(measure) or (measure,):
            for name in _tables_of(tables, counted.rpartition(".")[2], with_domain=domain is not None):
                found.setdefault(name, set()).update((place, code, domain) for code in _codes(period))
    return {name: frozenset(cells) for name, cells in found.items()}


def _tables_of(tables: Sequence[CountTable], measure: str, *, with_domain: bool) -> list[str]:
    """Give the tables of a measure that tell what was reached: those with fewest other dimensions."""
    wanted = set(RESULT_DIMENSIONS) if with_domain else set(RESULT_DIMENSIONS[:2])
    others = {
        table.name: len(set(table.dimensions) - set(RESULT_DIMENSIONS))
        for table in tables
        if table.measure == measure and wanted <= set(table.dimensions)
    }
    return [name for name, count in others.items() if count == min(others.values())]


def _codes(period: Period) -> tuple[str, ...]:
    if period.quarter is None:
        return (str(period.year),)
    so_far = (to_date_code(year, period.quarter) for year in (period.year, period.year - 1))
    return (*so_far, str(period.year - 1))
