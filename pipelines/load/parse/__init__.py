"""Cells to values: dates, numbers and codes as the contract says, or the reason why not."""

from pipelines.load.parse.cell_formats import formats_of, store_formats
from pipelines.load.parse.decimals import usual_decimal
from pipelines.load.parse.key import hold_key, is_key_of, key_sum, make_key, open_key, read_key, restore_key
from pipelines.load.parse.numbering import Numbered, Restart, base_number, find_restarts, with_suffix
from pipelines.load.parse.parse_cells import States, read_carefully
from pipelines.load.parse.parse_distinct import read_plain

__all__ = [
    "Numbered",
    "Restart",
    "States",
    "base_number",
    "find_restarts",
    "formats_of",
    "hold_key",
    "is_key_of",
    "key_sum",
    "make_key",
    "open_key",
    "read_carefully",
    "read_key",
    "read_plain",
    "restore_key",
    "store_formats",
    "usual_decimal",
    "with_suffix",
]
