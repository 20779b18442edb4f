"""Write an export as a CSV file or a workbook, the same bytes for the same lines."""

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

from pipelines.sample.exports.layouts import Cell, FileDialect

Row = Sequence[Cell]

MADE = datetime(2020, 1, 1)
"""The moment that every workbook says it was made, so that its bytes do not depend on the clock."""


def write_csv(path: Path, header: Row, rows: Sequence[Row], dialect: FileDialect) -> None:
    """Write lines that end as Windows programs end them."""
    with path.open("w", encoding=dialect.encoding, newline="") as file:
        lines = csv.writer(file, delimiter=dialect.delimiter, lineterminator="\r\n")
        lines.writerow(header)
        lines.writerows(rows)


def write_workbook(path: Path, sheets: Mapping[str, Sequence[Row]]) -> None:
    """Write a workbook whose rows stand as given, dates as dates."""
    book = Workbook(write_only=True)
    book.properties.created = MADE
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    written = io.BytesIO()
    book.save(written)
    path.write_bytes(_without_clock(written.getvalue()))


def _without_clock(content: bytes) -> bytes:
    still = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(still, "w") as target:
        for name in sorted(source.namelist()):
            member = source.read(name)
            if name == "docProps/core.xml":
                member = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2020-01-01T00:00:00Z", member)
            entry = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, member)
    return still.getvalue()
