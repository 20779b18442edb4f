"""Outline, safe tables and facts -> a document of numbered chapters, figures and tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipelines.document.absence import absence, absence_note
from pipelines.document.blocks import (
    Block,
    Chapter,
    Chart,
    Document,
    Note,
    Table,
)
from pipelines.document.building import Slot, build
from pipelines.document.charts import text_in
from pipelines.document.edition import Edition, now_code
from pipelines.document.facts import EditionFacts
from pipelines.document.front import colophon, cover, kind_title, subject
from pipelines.document.narrative import check_names
from pipelines.document.orders import ChapterOrder, Outline
from pipelines.document.sentences import statement
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
    check_names(edition, outline.chapters)
    facts, words = edition.facts, edition.words
    title = f"{kind_title(edition)}, {facts.scope_name}"
    return Document(
        language=TAGS[facts.language],
        title=title,
        description=words.say("document.description", subject=subject(edition), period=words.period(now_code(facts)), scope=facts.scope_name),
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
    return Edition(facts, tables, vocabulary, words, has_definitions=has_definitions)


def _chapters(edition: Edition, outline: Outline) -> Iterator[Chapter]:
    """Make the chapters in order, figures and tables numbered through."""
    count, letters, figures, tables = 0, 0, 0, 0
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
            blocks = tuple(_blocks(about, order, _Place(anchor, figures, tables)))
            blocks = blocks or (Note(edition.words.say("empty.chapter"), "empty"),)
            figures += sum(isinstance(block, Chart) for block in blocks)
            tables += sum(isinstance(block, Table) for block in blocks)
            yield Chapter(anchor, number, title, blocks, _lead(about, order), about.domain)


def _expanded(edition: Edition, order: ChapterOrder) -> Iterator[tuple[Edition, str, str]]:
    """Give the chapter itself, or one for each domain of the workspace."""
    if order.per is None:
        assert order.title is not None
        yield edition, order.anchor, text_in(edition, order.title)
        return
    for code in edition.facts.domains:
        name = edition.vocabulary.name(edition.words, "domain_code", code)
        yield edition.about(domain_code=code), f"{order.anchor}-{code}", capital(name)


def _lead(edition: Edition, order: ChapterOrder) -> str | None:
    if order.lead is None or order.lead not in edition.tables:
        return None
    return statement(edition, order.lead)


def _is_for(edition: Edition, scope: str | None) -> bool:
    return scope is None or (scope == "overview") == edition.facts.is_overview


def _blocks(edition: Edition, chapter: ChapterOrder, place: _Place) -> Iterator[Block]:
    """Make the blocks in order; what can't be there is named in one note before the next that can."""
    figures, tables = place.figures, place.tables
    waiting: list[Block] = []
    absent: dict[str, list[str]] = {}
    for number, order in enumerate(chapter.blocks):
        if not _is_for(edition, order.scope) or (order.domains and edition.domain not in order.domains):
            continue
        why = absence(edition, order) if order.kind in ("chart", "table") else None
        if why:
            absent.setdefault(why, []).extend(() if order.optional else order.measures)
            continue
        slot = Slot(f"{place.anchor}-{number + 1}", figures + 1, tables + 1)
        made = build(edition, order, slot)
        figures += sum(isinstance(block, Chart) for block in made)
        tables += sum(isinstance(block, Table) for block in made)
        if order.kind == "heading":
            yield from _absent(edition, absent, waiting)
            waiting = made
        elif made:
            yield from waiting
            waiting = []
            yield from _absent(edition, absent, waiting)
            yield from made
    yield from _absent(edition, absent, waiting)


def _absent(edition: Edition, absent: dict[str, list[str]], waiting: list[Block]) -> Iterator[Block]:
    """Give the notes that are due, under the heading that waits for what is absent."""
    due = {why: names for why, names in absent.items() if names}
    if due:
        yield from waiting
        waiting.clear()
    for why, names in due.items():
        yield absence_note(edition, why, names)
    absent.clear()
