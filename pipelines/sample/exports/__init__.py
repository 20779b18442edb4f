"""Exports of that world as partners would write them."""

from pipelines.sample.exports.catalogue import CATALOGUE, FAULTS, MISSING, REPEATED_LINES
from pipelines.sample.exports.census import age_band, periods, population_lines
from pipelines.sample.exports.files import Row, write_csv, write_workbook
from pipelines.sample.exports.layouts import Cell, FileLayout, writer
from pipelines.sample.exports.names import prison_word
from pipelines.sample.exports.partner_lines import Book, Line, lines, open_book

__all__ = [
    "CATALOGUE",
    "FAULTS",
    "MISSING",
    "REPEATED_LINES",
    "Book",
    "Cell",
    "FileLayout",
    "Line",
    "Row",
    "age_band",
    "lines",
    "open_book",
    "periods",
    "population_lines",
    "prison_word",
    "write_csv",
    "write_workbook",
    "writer",
]
