"""Outline, safe tables and facts -> a document of numbered chapters, figures and tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.document.absence import Lack, absence_notes, lacks_of, without
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
from pipelines.document.domains import check_domains
from pipelines.document.edition import Edition, evidence_of, now_code
from pipelines.document.facts import EditionFacts
from pipelines.document.front import colophon, cover, kind_title, subject
from pipelines.document.grids import suited
from pipelines.document.leads import lead_of
from pipelines.document.narrative import check_names
from pipelines.document.orders import BlockOrder, ChapterOrder, Outline
from pipelines.document.titles import text_in
from pipelines.figures import Vocabulary
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
    outline: Outline, tables: Mapping[str, SafeTable], facts: EditionFacts, vocabulary: Vocabulary
) -> Document:
    """Give the document of an edition in its language.

    What the release does not have becomes a note that says so. Raises DocumentError for a narrative that
    claims what the tables do not bear.
    """
    has_definitions = any(
        block.kind == "definitions" for chapter in outline.chapters for block in chapter.blocks
    )
    edition = edition_of(tables, facts, vocabulary, has_definitions=has_definitions)
    asked = [chapter for chapter in outline.chapters if _is_for(edition, chapter.scope)]
    edition = replace(edition, shown=shown_by(asked))
    check_names(edition, outline.chapters)
    check_domains(edition, outline)
    facts, words = edition.facts, edition.words
    title = f"{kind_title(edition)}, {facts.scope_name}"
    return Document(
        language=TAGS[facts.language],
        title=title,
        description=words.say(
            "document.description", subject=subject(edition), period=words.period(now_code(facts)),
            scope=facts.scope_name,
        ),
        created=facts.created or f"{facts.published.isoformat()}T00:00:00+00:00",
        cover=cover(edition),
        chapters=tuple(_chapters(edition, outline)),
        colophon=colophon(edition),
    )  # fmt: skip


def edition_of(
    tables: Mapping[str, SafeTable], facts: EditionFacts, vocabulary: Vocabulary, *, has_definitions: bool
) -> Edition:
    """Give what every part of the composition needs, in the words of the edition's language."""
    words = Wording(facts.language, None if facts.places == DEFAULT_PLACES else facts.places)
    if facts.is_overview:
        facts = replace(facts, scope_name=words.say("prison_code.total"))
    evidence = evidence_of(tables, facts, vocabulary, words)
    return Edition(facts, tables, vocabulary, words, evidence, has_definitions=has_definitions)


def _chapters(edition: Edition, outline: Outline) -> Iterator[Chapter]:
    """Make the chapters in order, figures and tables numbered through."""
    count, letters, figures, tables = 0, 0, 0, 0
    said: tuple[str, ...] = ()
    for order in outline.chapters:
        if not _is_for(edition, order.scope):
            continue
        for about, anchor, title in _expanded(edition, order):
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
            blocks = blocks or (Note(edition.words.say("empty.chapter"), "empty"),)
            figures += sum(isinstance(block, Chart) for block in blocks)
            tables += sum(isinstance(block, Table) for block in blocks)
            yield Chapter(anchor, number, title, blocks, lead, about.domain, order.page)


def _expanded(edition: Edition, order: ChapterOrder) -> Iterator[tuple[Edition, str, str]]:
    """Give the chapter itself, or one for each domain of the workspace."""
    if order.per is None:
        assert order.title is not None
        yield edition, order.anchor, text_in(edition, order.title)
        return
    for code in edition.facts.domains:
        name = edition.vocabulary.name(edition.words, "domain_code", code)
        yield edition.about(domain_code=code), f"{order.anchor}-{code}", capital(name)


def _is_for(edition: Edition, scope: str | None) -> bool:
    return scope is None or (scope == "overview") == edition.facts.is_overview


def _is_asked(edition: Edition, order: BlockOrder) -> bool:
    return _is_for(edition, order.scope) and (not order.domains or edition.domain in order.domains)


def _blocks(edition: Edition, chapter: ChapterOrder, place: _Place, said: tuple[str, ...]) -> Iterator[Block]:
    """Make the blocks in order, a heading only before what it heads; what is lacking is noted at the end."""
    figures, tables = place.figures, place.tables
    waiting: list[Block] = []
    lacking: list[Lack] = []
    told: set[str] = set()
    for number, asked in enumerate(chapter.blocks):
        if not _is_asked(edition, asked):
            continue
        order = suited(edition, asked)
        lacks = lacks_of(edition, order)
        lacking += () if order.optional else lacks
        shown = without(order, lacks)
        if shown is None:
            continue
        slot = Slot(f"{place.anchor}-{number + 1}", figures + 1, tables + 1, said)
        made = build(edition, shown, slot)
        if order.kind == "heading":
            waiting = made
        elif made:
            yield from (*waiting, *made)
            waiting = []
        figures += sum(isinstance(block, Chart) for block in made)
        tables += sum(isinstance(block, Table) for block in made)
        said += tuple(_said(made))
        told |= {name.split(".")[1] for name in shown.measures}
    yield from absence_notes(edition, lacking, told)


def _said(made: Sequence[Block]) -> Iterator[str]:
    """Give the sentences that a headline need not say again."""
    for block in made:
        if isinstance(block, Chart):
            yield block.figure.title
        elif isinstance(block, Paragraph):
            yield block.html
