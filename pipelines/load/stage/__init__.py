"""The mapped columns of sheets as text in DuckDB, and the sheets of a source below each other."""

from pipelines.load.stage.batch_view import BatchPiece, stack, unstack
from pipelines.load.stage.dataset_load import (
    OF_SOURCE,
    DatasetLoad,
    counted,
    made_key,
    made_key_value,
    readings,
    stored_columns,
    traced,
)
from pipelines.load.stage.notices import Notice, column_letters
from pipelines.load.stage.originals import Original, read_originals
from pipelines.load.stage.staged_sheet import StagedSheet, deliver, forget

__all__ = [
    "OF_SOURCE",
    "BatchPiece",
    "DatasetLoad",
    "Notice",
    "Original",
    "StagedSheet",
    "column_letters",
    "counted",
    "deliver",
    "forget",
    "made_key",
    "made_key_value",
    "read_originals",
    "readings",
    "stack",
    "stored_columns",
    "traced",
    "unstack",
]
