"""Write the published tables as CSV: one copy for a spreadsheet in Dutch or French, one for machines."""

import csv
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import StringIO

from pipelines.tables import Cell, Key, SafeTable

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula at the start of a text
TOTAL = ""
HELD, REVISED = "held_until_revision", "revised"
MACHINE_SUFFIX = ".rfc4180.csv"


def tables_as_csv(tables: Mapping[str, SafeTable]) -> Mapping[str, bytes]:
    """Give two files per mart: `<mart>.csv` (BOM, semicolon, decimal comma) and `<mart>.rfc4180.csv`.

    Measures of one mart stand beside each other. A cell that is not shown holds its mark, such as `[o]`;
    an empty label is the total over that dimension. Where figures stand as they were published before, a last
    column names their measures, and another those that say something else than in the version before.
    """
    marts: dict[str, list[SafeTable]] = {}
    for table in sorted(tables.values(), key=lambda table: table.name):
        marts.setdefault(table.name.split(".")[0], []).append(table)
    written: dict[str, bytes] = {}
    for mart, measures in marts.items():
        header, rows = _grid(measures)
        written[f"{mart}.csv"] = spreadsheet_csv(header, [[_comma(cell) for cell in row] for row in rows])
        written[f"{mart}{MACHINE_SUFFIX}"] = machine_csv(
            header, [[_point(cell) for cell in row] for row in rows]
        )
    return written


def spreadsheet_csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Give a file that opens by double-click where the decimal sign is a comma."""
    return _written(header, rows, ";").encode("utf-8-sig")


def machine_csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Give a file as RFC 4180 describes it: UTF-8, comma, decimal point, CRLF."""
    return _written(header, rows, ",").encode()


def _grid(measures: Sequence[SafeTable]) -> tuple[list[str], list[list[str | Cell]]]:
    dimensions = measures[0].dimensions
    keys = sorted({key for table in measures for key in table.cells}, key=_order)
    header = [*dimensions, *(table.measure for table in measures)]
    told = {HELD: {table.measure: table.held for table in measures}}
    told[REVISED] = {table.measure: table.revised for table in measures}
    told = {name: keys for name, keys in told.items() if any(keys.values())}
    header += told
    absent: str | Cell = ""
    rows = [
        [
            *(TOTAL if label is None else label for label in key),
            *(table.cells.get(key, absent) for table in measures),
            *(" ".join(name for name, found in keys.items() if key in found) for keys in told.values()),
        ]
        for key in keys
    ]
    return header, rows


def _order(key: Key) -> tuple[tuple[bool, str], ...]:
    """Put totals after their parts."""
    return tuple((label is None, label or "") for label in key)


def _point(cell: str | Cell) -> str:
    match cell:
        case str():
            return cell
        case Cell(value=None, mark=mark):
            return f"[{mark}]"
        case Cell(value=Decimal() as value):
            return f"{value:f}"
        case _:
            return str(cell.value)


def _comma(cell: str | Cell) -> str:
    text = _point(cell)
    return text.replace(".", ",") if isinstance(cell, Cell) and cell.value is not None else text


def _written(header: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str) -> str:
    page = StringIO()
    writer = csv.writer(page, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([_harmless(text) for text in header])
    writer.writerows([[_harmless(text) for text in row] for row in rows])
    return page.getvalue()


def _harmless(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula; a negative number stays a number."""
    is_number = text.lstrip("-").replace(",", "", 1).replace(".", "", 1).isdigit()
    return f"'{text}" if text.startswith(FORMULA) and not is_number else text
