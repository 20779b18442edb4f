"""A block's order -> the blocks that it asks for, each made where its kind is at home."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

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
from pipelines.outline import (
    ActionPlanSpec,
    AllTablesSpec,
    AnyBlock,
    AttentionSpec,
    BesideSpec,
    BreaksSpec,
    ChartSpec,
    CoverageSpec,
    DefinitionsSpec,
    DisclosureSpec,
    FichesSpec,
    GlanceSpec,
    GlossarySpec,
    HeadingSpec,
    KeyNumbersSpec,
    LoadsSpec,
    MarksSpec,
    NarrativeSpec,
    RemarksSpec,
    RevisionsSpec,
    SentencesSpec,
    TableSpec,
    TallySpec,
    TextSpec,
)


@dataclass(frozen=True)
class Slot:
    """The anchor of a block, the numbers that its figure or table would have, and what was said before it."""

    anchor: str
    figure: int
    table: int
    said: tuple[str, ...] = ()


def build(context: ComposeContext, spec: AnyBlock, slot: Slot) -> list[Block]:
    """Make what an order asks; a chart or table must have something to show."""
    return [*_made(context, spec, slot)]


def _made(context: ComposeContext, spec: AnyBlock, slot: Slot) -> Iterable[Block]:  # noqa: PLR0911, PLR0912  # a kind a case
    anchor = slot.anchor
    match spec:
        case ActionPlanSpec():
            return action_plan_of(context, anchor=anchor, table=slot.table)
        case AllTablesSpec():
            return all_tables_of(context, anchor=anchor, table=slot.table)
        case AttentionSpec():
            return attention_of(context, anchor)
        case BesideSpec():
            return beside_of(context, spec, anchor=anchor, number=slot.figure)
        case BreaksSpec():
            return breaks_of(context)
        case ChartSpec() if is_sparse(context, spec):
            return [table_instead(context, spec, anchor=anchor, number=slot.table)]
        case ChartSpec():
            return [chart_of(context, spec, anchor=anchor, number=slot.figure, said=slot.said)]
        case CoverageSpec():
            return coverage_of(context, anchor=anchor, number=slot.table)
        case DefinitionsSpec():
            return [definitions_of(context)]
        case DisclosureSpec():
            return disclosure_of(context)
        case FichesSpec():
            return fiches_of(context, spec, anchor=anchor, table=slot.table)
        case GlanceSpec():
            return glance_of(context, spec)
        case GlossarySpec():
            return [glossary_of(context)]
        case HeadingSpec():
            return [Subheading(anchor, text_in(context, spec.text), spec.level)]
        case KeyNumbersSpec():
            return key_numbers_of(context, spec)
        case LoadsSpec():
            return loads_of(context, anchor=anchor, number=slot.table)
        case MarksSpec():
            return [marks_of(context)]
        case NarrativeSpec():
            return written_blocks(context, spec, anchor)
        case RemarksSpec():
            return remarks_of(context)
        case RevisionsSpec():
            return [revisions_of(context, anchor=anchor, number=slot.table)]
        case SentencesSpec():
            return sentences_of(context, spec)
        case TableSpec():
            return [report_table(context, spec, anchor=anchor, number=slot.table)]
        case TallySpec():
            return tally_of(context)
        case TextSpec():
            return prose(context, text_in(context, spec.text), anchor)
    assert_never(spec)
