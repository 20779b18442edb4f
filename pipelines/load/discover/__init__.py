"""Find the tables in a file that nobody described: how it is written, their headers, their rows."""

from pipelines.load.discover.cell_kinds import COUNTED, CellKind, kind_of, number_in
from pipelines.load.discover.contents import FEW, holds, likely_code, looks_like
from pipelines.load.discover.seen_sheets import SeenLine, SeenSheet, peek
from pipelines.load.discover.unknown_file import Unknown, read_unknown

__all__ = [
    "COUNTED",
    "FEW",
    "CellKind",
    "SeenLine",
    "SeenSheet",
    "Unknown",
    "holds",
    "kind_of",
    "likely_code",
    "looks_like",
    "number_in",
    "peek",
    "read_unknown",
]
