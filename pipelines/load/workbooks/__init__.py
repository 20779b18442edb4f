"""Spreadsheets to lines: sheets, their rows as a reader sees them, and what calamine does not give."""

from pipelines.load.workbooks.epoch import counts_from_1904
from pipelines.load.workbooks.seen_rows import Shown, measured_places, shown_rows
from pipelines.load.workbooks.workbook import (
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
    "SheetLines",
    "Shown",
    "Value",
    "cell_text",
    "counts_from_1904",
    "measured_places",
    "open_sheet",
    "open_workbook",
    "read_sheets",
    "sheet_rows",
    "shown_rows",
    "visible_sheets",
]
