"""The downloads of an edition: the same safe cells in every format, and their descriptions."""

from collections.abc import Mapping, Sequence

from pipelines.edition.downloads.csvw import CSVW, csvw
from pipelines.edition.downloads.datapackage import DATAPACKAGE, datapackage
from pipelines.edition.downloads.dcat import CONTEXT, DCAT, language_of, licence_at, open_data_record
from pipelines.edition.downloads.edition_text import EditionText
from pipelines.edition.downloads.marts import headlines, marts_of
from pipelines.edition.downloads.ods import to_ods
from pipelines.edition.downloads.parquet import parquet_tables
from pipelines.edition.downloads.printed_csv import MACHINE_SUFFIX, tables_as_csv
from pipelines.edition.downloads.sdmx import (
    HEADLINES,
    STATUSES,
    STRUCTURE,
    headlines_of,
    sdmx_csv,
    sdmx_structure,
)
from pipelines.edition.downloads.steady_zip import packed
from pipelines.edition.downloads.tidy_csv import (
    INDICATORS,
    code_lists,
    indicators_csv,
    tidy_spreadsheets,
    tidy_tables,
)
from pipelines.edition.downloads.workbook import workbook_of
from pipelines.edition.downloads.xlsx import to_xlsx
from pipelines.outline import Outline
from pipelines.tables import SafeTable

__all__ = [
    "CONTEXT",
    "DCAT",
    "HEADLINES",
    "MACHINE_SUFFIX",
    "STATUSES",
    "STRUCTURE",
    "EditionText",
    "downloads_of",
    "language_of",
    "licence_at",
    "marts_of",
    "open_data_record",
    "packed",
    "tables_as_csv",
]


def downloads_of(
    tables: Mapping[str, SafeTable], texts: Sequence[EditionText], outline: Outline
) -> Mapping[str, bytes]:
    """Write every download of an edition but its DCAT record, by its name within the edition.

    Reads safe tables and words only; the same tables and words give the same bytes. `texts` has the edition
    in each of its languages, the first of which names no language in its files.
    """
    first = texts[0]
    marts = marts_of(tables, first.names)
    named = headlines(outline, tables)
    files = {**tidy_tables(marts), **parquet_tables(marts), **code_lists(marts, texts)}
    files[INDICATORS] = indicators_csv(marts, texts)
    for text in texts:
        files |= tidy_spreadsheets(marts, text)
        workbook = workbook_of(marts, [tables[name] for name in named], text)
        files[f"tables{text.suffix}.xlsx"] = to_xlsx(workbook)
        files[f"tables{text.suffix}.ods"] = to_ods(workbook)
    if named:
        found = headlines_of(tables, named)
        files |= {HEADLINES: sdmx_csv(found, first), STRUCTURE: sdmx_structure(found, texts)}
    files[DATAPACKAGE] = datapackage(files, marts, texts)
    files[CSVW] = csvw(files, marts, texts)
    return files
