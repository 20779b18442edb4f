"""Charts, tables and sentences about measures, with their titles and notes."""

from pipelines.document.exhibits.axes import by_phrase, headings
from pipelines.document.exhibits.charts import chart_of, definition_anchor, is_sparse, table_instead
from pipelines.document.exhibits.grids import (
    chart_grid,
    columns_of,
    grid_of,
    known_columns,
    known_rows,
    known_tables,
    measure_of,
    start_of_series,
    suited,
)
from pipelines.document.exhibits.notes import break_day, break_note, source_line
from pipelines.document.exhibits.sentences import NOT_COMPARED, key_numbers_of, not_compared, sentences_of
from pipelines.document.exhibits.side_by_side import beside_of
from pipelines.document.exhibits.table_block import report_table
from pipelines.document.exhibits.tables import body_cell
from pipelines.document.exhibits.titles import text_in

__all__ = [
    "NOT_COMPARED",
    "beside_of",
    "body_cell",
    "break_day",
    "break_note",
    "by_phrase",
    "chart_grid",
    "chart_of",
    "columns_of",
    "definition_anchor",
    "grid_of",
    "headings",
    "is_sparse",
    "key_numbers_of",
    "known_columns",
    "known_rows",
    "known_tables",
    "measure_of",
    "not_compared",
    "report_table",
    "sentences_of",
    "source_line",
    "start_of_series",
    "suited",
    "table_instead",
    "text_in",
]
