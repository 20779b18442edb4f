"""A block's order -> the blocks that it asks for, each made where its kind is at home."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipelines.document.action_plan import action_plan_of
from pipelines.document.all_tables import all_tables_of
from pipelines.document.blocks import Block, Subheading
from pipelines.document.charts import chart_of, is_sparse, table_instead
from pipelines.document.edition import Edition
from pipelines.document.fiches import fiches_of
from pipelines.document.method import (
    breaks_of,
    definitions_of,
    disclosure_of,
    glossary_of,
    marks_of,
    remarks_of,
)
from pipelines.document.narrative import prose, written_blocks
from pipelines.document.orders import BlockOrder
from pipelines.document.quality import coverage_of, loads_of, revisions_of
from pipelines.document.report_table import report_table
from pipelines.document.sentences import changes_of, key_numbers_of, sentences_of
from pipelines.document.titles import text_in


@dataclass(frozen=True)
class Slot:
    """The anchor of a block, the numbers that its figure or table would have, and what was said before it."""

    anchor: str
    figure: int
    table: int
    said: tuple[str, ...] = ()


def build(edition: Edition, order: BlockOrder, slot: Slot) -> list[Block]:
    """Make what an order asks; a chart or table must have something to show."""
    anchor, table = slot.anchor, slot.table
    match order.kind:
        case "chart" if is_sparse(edition, order):
            return [table_instead(edition, order, anchor=anchor, number=table)]
        case "chart":
            return [chart_of(edition, order, anchor=anchor, number=slot.figure, said=slot.said)]
        case "table":
            return [report_table(edition, order, anchor=anchor, number=table)]
        case "all_tables":
            return [*all_tables_of(edition, anchor=anchor, table=table)]
        case "action_plan":
            return action_plan_of(edition, anchor=anchor, figure=slot.figure, table=table)
        case "fiches":
            return [*fiches_of(edition, order, anchor=anchor, table=table)]
        case "coverage":
            return [*coverage_of(edition, anchor=anchor, number=table)]
        case "loads":
            return [*loads_of(edition, anchor=anchor, number=table)]
        case "revisions":
            return [revisions_of(edition, anchor=anchor, number=table)]
        case _:
            return _words(edition, order, anchor)


def _words(edition: Edition, order: BlockOrder, anchor: str) -> list[Block]:
    match order.kind:
        case "heading":
            return [Subheading(anchor, _text(edition, order), order.level)]
        case "text":
            return [*prose(edition, _text(edition, order), anchor)]
        case "narrative":
            return [*written_blocks(edition, order, anchor)]
        case "key_numbers":
            return [*key_numbers_of(edition, order)]
        case "sentences":
            return [*sentences_of(edition, order)]
        case "changes":
            return [*changes_of(edition, order)]
        case _:
            return [*OF_THE_EDITION[order.kind](edition)]


OF_THE_EDITION: Mapping[str, Callable[[Edition], Sequence[Block]]] = {
    "breaks": breaks_of,
    "definitions": lambda edition: [definitions_of(edition)],
    "disclosure": disclosure_of,
    "glossary": lambda edition: [glossary_of(edition)],
    "marks": lambda edition: [marks_of(edition)],
    "remarks": remarks_of,
}
"""What needs no order: it is the same wherever an outline puts it."""


def _text(edition: Edition, order: BlockOrder) -> str:
    assert order.text is not None  # the outline was read strictly
    return text_in(edition, order.text)
