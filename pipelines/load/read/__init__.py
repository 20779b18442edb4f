"""Bytes to cells: what kind of file it is, how far it may be trusted, and its lines."""

from pipelines.load.read.encodings import SAMPLE, encoding_of
from pipelines.load.read.file_kind import EMPTY, UNKNOWN_KIND, Part, open_parts, unread_kinds
from pipelines.load.read.lists import DELIMITERS, ListShape, add_to_list, list_rows, list_shape, read_list
from pipelines.load.read.plain_cells import Place, PlainSheet, plain_sheets, reference
from pipelines.load.read.plain_count import count_lines
from pipelines.load.read.records import Record
from pipelines.load.read.refusals import refusal, without_refusal
from pipelines.load.read.textfile import LONG_CELL, TextShape, text_records, text_shape
from pipelines.load.read.unchanged import check_unchanged
from pipelines.load.read.unpacked import ArchiveParts, archive_parts

__all__ = [
    "DELIMITERS",
    "EMPTY",
    "LONG_CELL",
    "SAMPLE",
    "UNKNOWN_KIND",
    "ArchiveParts",
    "ListShape",
    "Part",
    "Place",
    "PlainSheet",
    "Record",
    "TextShape",
    "add_to_list",
    "archive_parts",
    "check_unchanged",
    "count_lines",
    "encoding_of",
    "list_rows",
    "list_shape",
    "open_parts",
    "plain_sheets",
    "read_list",
    "reference",
    "refusal",
    "text_records",
    "text_shape",
    "unread_kinds",
    "without_refusal",
]
