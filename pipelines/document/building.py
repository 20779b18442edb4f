"""A block's order -> the blocks that it asks for, each made where its kind is at home."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
from pipelines.document.sentences import key_numbers_of, sentences_of
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
    if order.kind in OF_THE_EDITION:
        return [*OF_THE_EDITION[order.kind](edition)]
    if order.kind in WORDS:
        return [*WORDS[order.kind](edition, order, slot.anchor)]
    return [*NUMBERED[order.kind](edition, order, slot)]


def _chart(edition: Edition, order: BlockOrder, slot: Slot) -> Sequence[Block]:
    if is_sparse(edition, order):
        return [table_instead(edition, order, anchor=slot.anchor, number=slot.table)]
    return [chart_of(edition, order, anchor=slot.anchor, number=slot.figure, said=slot.said)]


NUMBERED: Mapping[str, Callable[[Edition, BlockOrder, Slot], Iterable[Block]]] = {
    "action_plan": lambda edition, _, slot: action_plan_of(edition, anchor=slot.anchor, table=slot.table),
    "all_tables": lambda edition, _, slot: all_tables_of(edition, anchor=slot.anchor, table=slot.table),
    "chart": _chart,
    "coverage": lambda edition, _, slot: coverage_of(edition, anchor=slot.anchor, number=slot.table),
    "fiches": lambda edition, order, slot: fiches_of(edition, order, anchor=slot.anchor, table=slot.table),
    "loads": lambda edition, _, slot: loads_of(edition, anchor=slot.anchor, number=slot.table),
    "revisions": lambda edition, _, slot: [revisions_of(edition, anchor=slot.anchor, number=slot.table)],
    "table": lambda edition, order, slot: [
        report_table(edition, order, anchor=slot.anchor, number=slot.table)
    ],
}
"""What may hold a figure or a table, and so takes their numbers."""
WORDS: Mapping[str, Callable[[Edition, BlockOrder, str], Iterable[Block]]] = {
    "heading": lambda edition, order, anchor: [Subheading(anchor, _text(edition, order), order.level)],
    "key_numbers": lambda edition, order, _: key_numbers_of(edition, order),
    "narrative": written_blocks,
    "sentences": lambda edition, order, _: sentences_of(edition, order),
    "text": lambda edition, order, anchor: prose(edition, _text(edition, order), anchor),
}
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
