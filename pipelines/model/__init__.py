"""Model: from accepted rows to marts, findings and count tables, as sql/ says."""

from pipelines.model.breaks import SeriesBreak, read_breaks
from pipelines.model.build import build_models
from pipelines.model.catalogue import Indicator, IndicatorCatalogue, read_catalogue
from pipelines.model.checks import Finding, run_checks
from pipelines.model.completeness import (
    Lacking,
    Place,
    incomplete_by_place,
    incomplete_periods,
)
from pipelines.model.counts import read_counts
from pipelines.model.dictionary import write_dictionary
from pipelines.model.dimensions import along_dimensions, stored_dimensions
from pipelines.model.explanation import explain
from pipelines.model.header import Model
from pipelines.model.indicator_text import describe
from pipelines.model.lineage import CellOrigin, labels_without_cells, list_origins, trace

__all__ = [
    "CellOrigin",
    "Finding",
    "Indicator",
    "IndicatorCatalogue",
    "Lacking",
    "Model",
    "Place",
    "SeriesBreak",
    "along_dimensions",
    "build_models",
    "describe",
    "explain",
    "incomplete_by_place",
    "incomplete_periods",
    "labels_without_cells",
    "list_origins",
    "read_breaks",
    "read_catalogue",
    "read_counts",
    "run_checks",
    "stored_dimensions",
    "trace",
    "write_dictionary",
]
