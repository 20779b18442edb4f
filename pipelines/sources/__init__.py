"""Say what exports must hold, how partners' files map onto that, and which files there are."""

from pipelines.sources.contract import Column, Contract, Kind, own_dimensions, read_contracts
from pipelines.sources.exports import (
    Export,
    FoundExports,
    claimed_exports,
    find_exports,
    fits,
    is_corrected,
    is_mended,
    mended_name,
    mended_start,
    read_export,
)
from pipelines.sources.layout import Layout, Unpivot
from pipelines.sources.mapping import (
    DatasetMap,
    Dialect,
    Origin,
    Source,
    Where,
    made_columns,
    meaning,
    read_source,
    read_sources,
    wanted_headers,
)

__all__ = [
    "Column",
    "Contract",
    "DatasetMap",
    "Dialect",
    "Export",
    "FoundExports",
    "Kind",
    "Layout",
    "Origin",
    "Source",
    "Unpivot",
    "Where",
    "claimed_exports",
    "find_exports",
    "fits",
    "is_corrected",
    "is_mended",
    "made_columns",
    "meaning",
    "mended_name",
    "mended_start",
    "own_dimensions",
    "read_contracts",
    "read_export",
    "read_source",
    "read_sources",
    "wanted_headers",
]
