"""Outline, safe tables and facts -> a document of numbered chapters, figures and tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.document.about import colophon, cover, kind_title, subject
from pipelines.document.all_tables import shown_by
from pipelines.document.blocks import (
    Block,
    Chapter,
    Chart,
    Document,
    Note,
    Paragraph,
    Table,
)
from pipelines.document.building import Slot, build
from pipelines.document.context import ComposeContext, evidence_of, now_code
from pipelines.document.domains import check_domains
from pipelines.document.edition_metadata import EditionMetadata
from pipelines.document.exhibits import suited, text_in
from pipelines.document.leads import lead_of
from pipelines.document.missing_blocks import Lack, absence_notes, lacks_of, without
from pipelines.document.narrative import check_names
from pipelines.figures import Vocabulary
from pipelines.outline import BlockSpec, ChapterSpec, Outline
from pipelines.tables import SafeTable
from pipelines.wording import TAGS, Wording, capital

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DEFAULT_PLACES = ("gevangenis", "gevangenissen")


@dataclass(frozen=True)
class _Place:
    """Where a block stands: its chapter's anchor and its place in it, and the numbers that came before."""

    anchor: str
    figures: int
    tables: int


def compose(
    outline: Outline, tables: Mapping[str, SafeTable], facts: EditionMetadata, vocabulary: Vocabulary
) -> Document:
    """Give the document of an edition in its language.

    What the release does not have becomes a note that says so. Raises DocumentError for a narrative that
    claims what the tables do not bear.
    """
    has_definitions = any(
        block.kind == "definitions" for chapter in outline.chapters for block in chapter.blocks
    )
    context = edition_of(tables, facts, vocabulary, has_definitions=has_definitions)
    asked = [chapter for chapter in outline.chapters if _is_for(context, chapter.scope)]
    context = replace(context, shown=shown_by(asked))
    check_names(context, outline.chapters)
    check_domains(context, outline)
    facts, words = context.facts, context.words
    title = f"{kind_title(context)}, {facts.scope_name}"
    return Document(
        language=TAGS[facts.language],
        title=title,
        description=words.say(
            "document.description", subject=subject(context), period=words.period(now_code(facts)),
            scope=facts.scope_name,
        ),
        created=facts.created or f"{facts.published.isoformat()}T00:00:00+00:00",
        cover=cover(context),
        chapters=tuple(_chapters(context, outline)),
        colophon=colophon(context),
    )  # fmt: skip


def edition_of(
    tables: Mapping[str, SafeTable], facts: EditionMetadata, vocabulary: Vocabulary, *, has_definitions: bool
) -> ComposeContext:
    """Give what every part of the composition needs, in the words of the edition's language."""
    words = Wording(facts.language, None if facts.places == DEFAULT_PLACES else facts.places)
    if facts.is_overview:
        facts = replace(facts, scope_name=words.say("prison_code.total"))
    evidence = evidence_of(tables, facts, vocabulary, words)
    return ComposeContext(facts, tables, vocabulary, words, evidence, has_definitions=has_definitions)


def _chapters(context: ComposeContext, outline: Outline) -> Iterator[Chapter]:
    """Make the chapters in order, figures and tables numbered through."""
    count, letters, figures, tables = 0, 0, 0, 0
    said: tuple[str, ...] = ()
    for order in outline.chapters:
        if not _is_for(context, order.scope):
            continue
        for about, anchor, title in _expanded(context, order):
            number = ""
            if order.number == "auto":
                count += 1
                number = str(count)
            elif order.number == "letter":
                number = LETTERS[letters]
                letters += 1
            lead = lead_of(about, order, said)
            said += (lead,) if lead else ()
            blocks = tuple(_blocks(about, order, _Place(anchor, figures, tables), said))
            said += tuple(_said(blocks))
            blocks = blocks or (Note(context.words.say("empty.chapter"), "empty"),)
            figures += sum(isinstance(block, Chart) for block in blocks)
            tables += sum(isinstance(block, Table) for block in blocks)
            yield Chapter(anchor, number, title, blocks, lead, about.domain, order.page)


def _expanded(context: ComposeContext, spec: ChapterSpec) -> Iterator[tuple[ComposeContext, str, str]]:
    """Give the chapter itself, or one for each domain of the workspace."""
    if spec.per is None:
        assert spec.title is not None
        yield context, spec.anchor, text_in(context, spec.title)
        return
    for code in context.facts.domains:
        name = context.vocabulary.name(context.words, "domain_code", code)
        yield context.about(domain_code=code), f"{spec.anchor}-{code}", capital(name)


def _is_for(context: ComposeContext, scope: str | None) -> bool:
    return scope is None or (scope == "overview") == context.facts.is_overview


def _is_asked(context: ComposeContext, spec: BlockSpec) -> bool:
    return _is_for(context, spec.scope) and (not spec.domains or context.domain in spec.domains)


def _blocks(
    context: ComposeContext, chapter: ChapterSpec, place: _Place, said: tuple[str, ...]
) -> Iterator[Block]:
    """Make the blocks in order, a heading only before what it heads; what is lacking is noted at the end."""
    figures, tables = place.figures, place.tables
    waiting: list[Block] = []
    lacking: list[Lack] = []
    told: set[str] = set()
    for number, asked in enumerate(chapter.blocks):
        if not _is_asked(context, asked):
            continue
        order = suited(context, asked)
        lacks = lacks_of(context, order)
        lacking += () if order.optional else lacks
        shown = without(order, lacks)
        if shown is None:
            continue
        slot = Slot(f"{place.anchor}-{number + 1}", figures + 1, tables + 1, said)
        made = build(context, shown, slot)
        if order.kind == "heading":
            waiting = made
        elif made:
            yield from (*waiting, *made)
            waiting = []
        figures += sum(isinstance(block, Chart) for block in made)
        tables += sum(isinstance(block, Table) for block in made)
        said += tuple(_said(made))
        told |= {name.split(".")[1] for name in shown.measures}
    yield from absence_notes(context, lacking, told)


def _said(made: Sequence[Block]) -> Iterator[str]:
    """Give the sentences that a headline need not say again."""
    for block in made:
        if isinstance(block, Chart):
            yield block.figure.title
        elif isinstance(block, Paragraph):
            yield block.html
