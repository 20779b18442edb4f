"""Why a chart or table can't be there: no source, no delivery, or nothing that may be shown."""

from collections.abc import Iterable
from dataclasses import replace

from pipelines.document.blocks import Note
from pipelines.document.edition import Edition, now_code
from pipelines.document.grids import columns_of, grid_for, measure_of
from pipelines.document.orders import BlockOrder
from pipelines.figures import is_empty
from pipelines.tables import Mark

KINDS = {"no_table": "empty", "missing": "missing", "suppressed": "missing"}
MOST_NAMED = 6


def absence(edition: Edition, order: BlockOrder) -> str | None:
    """Give `no_table`, `missing` or `suppressed` when no measure of the order shows a number, else nothing."""
    known = [name for name in order.measures if name in edition.tables]
    if not known:
        return "no_table"
    columns = columns_of(order) if order.kind == "table" else order.columns
    grids = [
        grid_for(edition, replace(order, measures=(name,)), rows=order.rows, columns=columns)
        for name in known
    ]
    if not all(is_empty(grid) for grid in grids):
        return None
    is_hidden = any(cell.mark is Mark.SUPPRESSED for grid in grids for cells in grid.cells for cell in cells)
    return "suppressed" if is_hidden else "missing"


def absence_note(edition: Edition, why: str, measures: Iterable[str]) -> Note:
    """Say it of these measures in one sentence, each named once."""
    words = edition.words
    names = list(dict.fromkeys(_lower(measure_of(edition, name).name) for name in measures))
    if len(names) > MOST_NAMED:
        names = [*names[: MOST_NAMED - 1], words.say("empty.more")]
    text = words.say(f"empty.{why}", names=words.listed(names), period=words.period(now_code(edition.facts)))
    return Note(text, KINDS[why])


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
