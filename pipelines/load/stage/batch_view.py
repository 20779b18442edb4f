"""Stand the sheets of one source below each other, so that each map is read once for all its files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.database import Database, run
from pipelines.load.headers import Wanted
from pipelines.load.stage.notices import Notice
from pipelines.load.stage.staged_sheet import StagedSheet
from pipelines.load.summary import FileFormats


@dataclass(frozen=True)
class BatchPiece:
    """One sheet in a stack: whose it is, whether it has a header and how far down, how it was read.

    `dropped` names columns that look as if they name persons.
    """

    delivery_id: int
    sheet: str
    lines_above: int
    has_table: bool
    written: FileFormats
    dropped: tuple[str, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class BatchView:
    """Sheets in the temporary view `table`: `piece` (from 1), `line`, `fault`, `note` and each wanted column.

    `is_long` says that one line of a sheet can give several lines of the view.
    """

    table: str
    pieces: tuple[BatchPiece, ...]
    cells: Mapping[Wanted, str]
    is_long: bool


def stack(database: Database, sheets: Sequence[tuple[int, StagedSheet]], table: str) -> BatchView:
    """Make a temporary view of sheets of one source, each with the number of its delivery."""
    wanted = tuple(sheets[0][1].cells)
    names = {group: f"w{place}" for place, group in enumerate(wanted)}
    parts = [
        f"select {number} as piece, line, fault, note, "
        + ", ".join(f"{sheet.cells[group]} as {name}" for group, name in names.items())
        + f" from {sheet.table}"
        for number, (_, sheet) in enumerate(sheets, 1)
    ]
    run(database, f"create or replace temp view {table} as {' union all '.join(parts)}")
    pieces = tuple(
        BatchPiece(
            delivery_id,
            sheet.name,
            sheet.lines_above,
            sheet.has_table,
            sheet.written,
            sheet.dropped,
            sheet.notices,
        )
        for delivery_id, sheet in sheets
    )
    return BatchView(table, pieces, names, is_long=any(sheet.is_long for _, sheet in sheets))


def unstack(database: Database, made: BatchView) -> None:
    """Drop the view of a stack; its sheets stay."""
    run(database, f"drop view temp.{made.table}")
