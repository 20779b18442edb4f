"""Make the chapters in their order: figures and tables numbered through, what is empty left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.document.blocks import (
    Block,
    Chapter,
    Chart,
    Details,
    KeyFindings,
    KeyNumbers,
    Note,
    Paragraph,
    Subheading,
    Table,
)
from pipelines.document.building import Slot, build
from pipelines.document.context import ComposeContext
from pipelines.document.exhibits import (
    NOT_COMPARED,
    break_note,
    measure_of,
    not_compared,
    source_line,
    suited,
    text_in,
)
from pipelines.document.leads import lead_of
from pipelines.document.missing_blocks import Lack, absence_notes, lacks_of, without
from pipelines.outline import AnyBlock, ChapterSpec, CoverageSpec, HeadingSpec, Outline, measures_of
from pipelines.wording import capital

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SCREEN, GUIDE = "screen", "guide"


@dataclass(frozen=True)
class _Place:
    """Where a block stands: its chapter's anchor, and the numbers of figures and tables that came before."""

    anchor: str
    figures: int
    tables: int


@dataclass(frozen=True)
class _Made:
    """A chapter as it was made, with its order."""

    order: ChapterSpec
    chapter: Chapter


def chapters_of(context: ComposeContext, outline: Outline) -> tuple[Chapter, ...]:
    """Give the chapters that have something to say; the chapter on quality names the others in one line."""
    titles = {
        anchor: title
        for order in outline.chapters
        if is_for(context, order.scope)
        for _, anchor, title in _expanded(context, order)
    }
    made = list(_all(replace(context, chapters=titles), outline))
    full = [one for one in made if _has_content(one.chapter)]
    absent = [one.chapter.title for one in made if one not in full]
    anchors = {one.chapter.anchor for one in full if one.chapter.is_printed}
    return tuple(_finished(context, one, anchors, absent) for one in _numbered(full))


def _numbered(made: Sequence[_Made]) -> Iterator[_Made]:
    count, letters = 0, 0
    for one in made:
        number = ""
        if one.order.number == "auto":
            count += 1
            number = str(count)
        elif one.order.number == "letter":
            number = LETTERS[letters]
            letters += 1
        yield replace(one, chapter=replace(one.chapter, number=number))


def _has_content(chapter: Chapter) -> bool:
    """Tell whether a chapter holds more than notes of what it lacks."""
    return any(not isinstance(block, (Note, Subheading)) for block in chapter.blocks)


def _finished(context: ComposeContext, made: _Made, anchors: set[str], absent: Sequence[str]) -> Chapter:
    """Take away links to what paper has not, and name the empty chapters where the quality is told."""
    blocks = tuple(_linked(block, anchors) for block in made.chapter.blocks)
    if absent and any(isinstance(block, CoverageSpec) for block in made.order.blocks):
        named = context.words.listed(list(dict.fromkeys(absent)))
        blocks = (*blocks, Paragraph(context.words.say("empty.chapters", names=named)))
    return replace(made.chapter, blocks=blocks)


def _linked(block: Block, anchors: set[str]) -> Block:
    if not isinstance(block, KeyFindings):
        return block
    return KeyFindings(
        tuple(item if item.anchor in anchors else replace(item, anchor=None) for item in block.items)
    )


def _all(context: ComposeContext, outline: Outline) -> Iterator[_Made]:
    """Make the chapters in order; a headline that was said in one is not said in another."""
    figures = tables = 0
    said: tuple[str, ...] = ()
    for order in outline.chapters:
        if not is_for(context, order.scope):
            continue
        for about, anchor, title in _expanded(context, order):
            lead = lead_of(about, order, said)
            said += tuple(lead.rstrip(".").split(". ")) if lead else ()
            made = tuple(_blocks(about, order, _Place(anchor, figures, tables), said))
            blocks = tuple(_once(about, made))
            chapter = Chapter(
                anchor, "", title, blocks, lead, about.domain, order.page,
                is_printed=order.medium == "both", is_guide=order.medium == GUIDE,
                source=_source(about, order, blocks),
            )  # fmt: skip
            if _has_content(chapter):
                said += tuple(_said(blocks))
                figures += sum(isinstance(block, Chart) and block.number > 0 for block in blocks)
                tables += sum(isinstance(block, Table) and block.number > 0 for block in blocks)
            yield _Made(order, chapter)


def _once(context: ComposeContext, blocks: Sequence[Block]) -> Iterator[Block]:
    """Tell each break at the first figure of a chapter that it concerns, and each key number once."""
    breaks = {break_note(context, one) for one in context.facts.breaks}
    told: set[str] = set()
    shown: set[str | None] = set()
    reasons, given = [not_compared(context, key) for key in NOT_COMPARED], list[Block]()
    for block in blocks:
        if isinstance(block, (Chart, Table)):
            yield replace(block, notes=tuple(line for line in block.notes if line not in told))
            told |= breaks & set(block.notes)
        elif isinstance(block, KeyNumbers):
            items = tuple(item for item in block.items if item.key not in shown)
            shown |= {item.key for item in items if item.key is not None}
            if items:
                yield replace(block, items=items)
        elif block not in given:
            given += [block] if block in reasons else []
            yield block


def _source(context: ComposeContext, spec: ChapterSpec, blocks: Sequence[Block]) -> str:
    """Say once where the numbers of a chapter come from."""
    if not any(isinstance(block, (Chart, Table)) for block in blocks):
        return ""
    asked = [block for block in spec.blocks if is_asked(context, block) and block.medium != SCREEN]
    names = [name for block in asked for name in measures_of(block) if name in context.tables]
    return source_line(context, [measure_of(context, name) for name in names])


def _expanded(context: ComposeContext, spec: ChapterSpec) -> Iterator[tuple[ComposeContext, str, str]]:
    """Give the chapter itself, or one for each domain of the workspace."""
    if spec.per is None:
        assert spec.title is not None
        yield context, spec.anchor, text_in(context, spec.title)
        return
    for code in context.facts.domains:
        name = context.vocabulary.name(context.words, "domain_code", code)
        yield context.about(domain_code=code), f"{spec.anchor}-{code}", capital(name)


def is_for(context: ComposeContext, scope: str | None) -> bool:
    """Tell whether what is for a scope (overview, prison, or both when None) is for this edition."""
    return scope is None or (scope == "overview") == context.facts.is_overview


def is_asked(context: ComposeContext, spec: AnyBlock) -> bool:
    """Tell whether a block is for this edition, and for the domain that its chapter is about."""
    return is_for(context, spec.scope) and (not spec.domains or context.domain in spec.domains)


def _blocks(
    context: ComposeContext, chapter: ChapterSpec, place: _Place, said: tuple[str, ...]
) -> Iterator[Block]:
    """Make the blocks in order, a heading only before what it heads; what is lacking is noted at the end."""
    figures, tables = place.figures, place.tables
    waiting: list[Block] = []
    lacking: list[Lack] = []
    told: set[str] = set()
    for number, asked in enumerate(chapter.blocks):
        if not is_asked(context, asked):
            continue
        order = suited(context, asked)
        lacks = lacks_of(context, order)
        is_folded = SCREEN in (order.medium, chapter.medium) or chapter.medium == GUIDE
        lacking += () if order.optional or is_folded else lacks
        shown = without(order, lacks)
        if shown is None:
            continue
        slot = Slot(f"{place.anchor}-{number + 1}", figures + 1, tables + 1, said)
        made = build(context, shown, slot)
        if isinstance(order, HeadingSpec):
            waiting = made
        elif made:
            if order.medium == SCREEN:
                yield from _folded(waiting, made)
            elif is_folded:
                yield from (*waiting, *map(_unnumbered, made))
            else:
                yield from (*waiting, *made)
            waiting = []
        if not is_folded:
            figures += sum(isinstance(block, Chart) for block in made)
            tables += sum(isinstance(block, Table) for block in made)
            said += tuple(_said(made))
        told |= {name.split(".")[1] for name in measures_of(shown)}
    yield from absence_notes(context, lacking, told)


def _folded(heading: Sequence[Block], made: Sequence[Block]) -> Iterator[Block]:
    """Fold blocks away under their heading, the caption of their table, or what their chart is about.

    What a chart finds is said in its caption, once. What is folded has no number.
    """
    titles = [block.text for block in heading if isinstance(block, Subheading)]
    titles += [block.caption for block in made if isinstance(block, Table)]
    titles += [capital(block.figure.subtitle) for block in made if isinstance(block, Chart)]
    if titles:
        yield Details(titles[0], tuple(_unnumbered(block) for block in made))


def _unnumbered(block: Block) -> Block:
    if isinstance(block, Table):
        return replace(block, number=0)
    if isinstance(block, Chart):
        table = None if block.table is None else replace(block.table, number=0)
        return replace(block, number=0, table=table)
    return block


def _said(made: Sequence[Block]) -> Iterator[str]:
    """Give the sentences that a headline need not say again."""
    for block in made:
        if isinstance(block, Chart):
            yield block.figure.title
        elif isinstance(block, Paragraph):
            yield block.html
