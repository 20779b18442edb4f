"""Spreadsheets to lines: sheets, their rows as a reader sees them, and what calamine does not give."""

from pipelines.load.workbooks.epoch import counts_from_1904
from pipelines.load.workbooks.held_cells import filled, refuse_lost_cells
from pipelines.load.workbooks.seen_rows import NUMBERED, Shown, measured_places, places_of_kinds, shown_rows
from pipelines.load.workbooks.typed import Value, cell_text
from pipelines.load.workbooks.workbook import (
    SheetLines,
    Unread,
    hidden_sheets,
    open_sheet,
    open_workbook,
    read_sheets,
    sheet_rows,
    visible_sheets,
)

__all__ = [
    "NUMBERED",
    "SheetLines",
    "Shown",
    "Unread",
    "Value",
    "cell_text",
    "counts_from_1904",
    "filled",
    "hidden_sheets",
    "measured_places",
    "open_sheet",
    "open_workbook",
    "places_of_kinds",
    "read_sheets",
    "refuse_lost_cells",
    "sheet_rows",
    "shown_rows",
    "visible_sheets",
]
