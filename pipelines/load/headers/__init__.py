"""Find the table in a sheet: its header among title lines, its rows among notes and totals."""

from pipelines.load.headers.alike_texts import likeness, likeness_in_any_order, likeness_of_shared_words
from pipelines.load.headers.continued import TopOfSheet, continued_headers, continues
from pipelines.load.headers.header import (
    LOOK_DOWN,
    TOTAL,
    Header,
    Wanted,
    beside_columns,
    best_match,
    find_header,
    headers_in_file,
    is_pattern,
    is_without_table,
    joined_names,
    plain_name,
)
from pipelines.load.headers.identifiers import (
    LOOK,
    dropped_columns,
    holds_names,
    holds_national_number,
    is_personal,
)
from pipelines.load.headers.letters import even_letters, is_spoiled, mended
from pipelines.load.headers.lines import MAYBE_TOTAL, NoteReader, holds_total, note_reader
from pipelines.load.headers.missing import missing_columns
from pipelines.load.headers.period_names import YEAR, is_week, period_of_names, period_part, plain_words
from pipelines.load.headers.synonyms import HEADERS, MEASURES, OTHERS, VALUES, WEAK

__all__ = [
    "HEADERS",
    "LOOK",
    "LOOK_DOWN",
    "MAYBE_TOTAL",
    "MEASURES",
    "OTHERS",
    "TOTAL",
    "VALUES",
    "WEAK",
    "YEAR",
    "Header",
    "NoteReader",
    "TopOfSheet",
    "Wanted",
    "beside_columns",
    "best_match",
    "continued_headers",
    "continues",
    "dropped_columns",
    "even_letters",
    "find_header",
    "headers_in_file",
    "holds_names",
    "holds_national_number",
    "holds_total",
    "is_pattern",
    "is_personal",
    "is_spoiled",
    "is_week",
    "is_without_table",
    "joined_names",
    "likeness",
    "likeness_in_any_order",
    "likeness_of_shared_words",
    "mended",
    "missing_columns",
    "note_reader",
    "period_of_names",
    "period_part",
    "plain_name",
    "plain_words",
]
