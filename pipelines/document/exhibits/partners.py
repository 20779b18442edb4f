"""Say of a table by organisation which of the active partners it leaves out, and why."""

from collections.abc import Sequence

from pipelines.document.context import ComposeContext, now_code, total_cell
from pipelines.figures import Grid
from pipelines.tables import Cell, Mark

ORGANISATION = "organisation_code"
PARTNERS = "staffing.partners"
OFFER = ("sessions_held", "attendances")
"""What makes an organisation in such a table an active partner."""


def partners_note(context: ComposeContext, grids: Sequence[Grid]) -> tuple[str, ...]:
    """Give the line that makes the table agree with the number of active partners; nothing where it does.

    Only where each row surely is an active partner: else the two can't be held against each other.
    """
    rows = [place for place, row in enumerate(grids[0].rows) if not row.is_total]
    if context.domain is not None or not rows or grids[0].rows[rows[0]].dimension != ORGANISATION:
        return ()
    partners = total_cell(context, context.tables.get(PARTNERS), now_code(context.facts))
    offers = [grid for grid in grids if grid.measure.code in OFFER]
    least = context.evidence.least
    are_active = all(any(_is_some(grid.cells[row][-1], least) for grid in offers) for row in rows)
    if partners is None or partners.value is None or not are_active or len(rows) >= partners.value:
        return ()
    words = context.words
    return (words.say("partners.other", shown=words.number(len(rows)), all=words.number(partners.value)),)


def _is_some(cell: Cell, least: int) -> bool:
    """Tell whether a cell surely is more than 0; a hidden one is at least `least`."""
    return least > 0 if cell.mark is Mark.SUPPRESSED else bool(cell.value)
