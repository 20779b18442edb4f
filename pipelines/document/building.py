"""A block's order -> the blocks that it asks for, each made where its kind is at home."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipelines.document.about import (
    breaks_of,
    coverage_of,
    definitions_of,
    disclosure_of,
    glossary_of,
    loads_of,
    marks_of,
    remarks_of,
    revisions_of,
    tally_of,
)
from pipelines.document.action_plan import action_plan_of
from pipelines.document.all_tables import all_tables_of
from pipelines.document.blocks import Block, Subheading
from pipelines.document.context import ComposeContext
from pipelines.document.exhibits import (
    beside_of,
    chart_of,
    is_sparse,
    key_numbers_of,
    report_table,
    sentences_of,
    table_instead,
    text_in,
)
from pipelines.document.fiches import fiches_of
from pipelines.document.glance import attention_of, glance_of
from pipelines.document.narrative import prose, written_blocks
from pipelines.outline import BlockSpec


@dataclass(frozen=True)
class Slot:
    """The anchor of a block, the numbers that its figure or table would have, and what was said before it."""

    anchor: str
    figure: int
    table: int
    said: tuple[str, ...] = ()


def build(context: ComposeContext, spec: BlockSpec, slot: Slot) -> list[Block]:
    """Make what an order asks; a chart or table must have something to show."""
    if spec.kind in OF_THE_EDITION:
        return [*OF_THE_EDITION[spec.kind](context)]
    if spec.kind in WORDS:
        return [*WORDS[spec.kind](context, spec, slot.anchor)]
    return [*NUMBERED[spec.kind](context, spec, slot)]


def _chart(context: ComposeContext, spec: BlockSpec, slot: Slot) -> Sequence[Block]:
    if is_sparse(context, spec):
        return [table_instead(context, spec, anchor=slot.anchor, number=slot.table)]
    return [chart_of(context, spec, anchor=slot.anchor, number=slot.figure, said=slot.said)]


NUMBERED: Mapping[str, Callable[[ComposeContext, BlockSpec, Slot], Iterable[Block]]] = {
    "action_plan": lambda edition, _, slot: action_plan_of(edition, anchor=slot.anchor, table=slot.table),
    "all_tables": lambda edition, _, slot: all_tables_of(edition, anchor=slot.anchor, table=slot.table),
    "beside": lambda edition, order, slot: beside_of(edition, order, anchor=slot.anchor, number=slot.figure),
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
WORDS: Mapping[str, Callable[[ComposeContext, BlockSpec, str], Iterable[Block]]] = {
    "attention": lambda edition, _, anchor: attention_of(edition, anchor),
    "glance": lambda edition, order, _: glance_of(edition, order),
    "heading": lambda edition, order, anchor: [Subheading(anchor, _text(edition, order), order.level)],
    "key_numbers": lambda edition, order, _: key_numbers_of(edition, order),
    "narrative": written_blocks,
    "sentences": lambda edition, order, _: sentences_of(edition, order),
    "text": lambda edition, order, anchor: prose(edition, _text(edition, order), anchor),
}
OF_THE_EDITION: Mapping[str, Callable[[ComposeContext], Sequence[Block]]] = {
    "breaks": breaks_of,
    "definitions": lambda edition: [definitions_of(edition)],
    "disclosure": disclosure_of,
    "glossary": lambda edition: [glossary_of(edition)],
    "marks": lambda edition: [marks_of(edition)],
    "remarks": remarks_of,
    "tally": tally_of,
}
"""What needs no order: it is the same wherever an outline puts it."""


def _text(context: ComposeContext, spec: BlockSpec) -> str:
    assert spec.text is not None  # the outline was read strictly
    return text_in(context, spec.text)
