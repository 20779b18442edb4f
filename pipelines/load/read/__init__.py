"""Bytes to cells: what kind of file it is, how far it may be trusted, and its lines."""

from pipelines.load.read.encodings import SAMPLE, encoding_of
from pipelines.load.read.epoch import counts_from_1904
from pipelines.load.read.file_kind import UNKNOWN_KIND, Part, open_parts, unread_kinds
from pipelines.load.read.textfile import DELIMITERS, LONG_CELL, TextShape, text_lines, text_shape
from pipelines.load.read.unchanged import check_unchanged
from pipelines.load.read.workbook import (
    SheetLines,
    Value,
    cell_text,
    open_sheet,
    open_workbook,
    read_sheets,
    sheet_rows,
    visible_sheets,
)

__all__ = [
    "DELIMITERS",
    "LONG_CELL",
    "SAMPLE",
    "UNKNOWN_KIND",
    "Part",
    "SheetLines",
    "TextShape",
    "Value",
    "cell_text",
    "check_unchanged",
    "counts_from_1904",
    "encoding_of",
    "open_parts",
    "open_sheet",
    "open_workbook",
    "read_sheets",
    "sheet_rows",
    "text_lines",
    "text_shape",
    "unread_kinds",
    "visible_sheets",
]
