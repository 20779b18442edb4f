"""Outline, safe tables and facts -> a document of numbered chapters, figures and tables."""

from collections.abc import Mapping
from dataclasses import replace

from pipelines.document.about import colophon, cover, kind_title, links_of, subject
from pipelines.document.all_tables import shown_by
from pipelines.document.blocks import Document
from pipelines.document.chapters import chapters_of, is_for
from pipelines.document.context import ComposeContext, evidence_of, now_code
from pipelines.document.domains import check_domains
from pipelines.document.edition_metadata import EditionMetadata
from pipelines.document.narrative import check_names
from pipelines.figures import Vocabulary
from pipelines.outline import DefinitionsSpec, Outline
from pipelines.tables import SafeTable
from pipelines.wording import TAGS, Wording

DEFAULT_PLACES = ("gevangenis", "gevangenissen")


def compose(
    outline: Outline, tables: Mapping[str, SafeTable], facts: EditionMetadata, vocabulary: Vocabulary
) -> Document:
    """Give the document of an edition in its language.

    What the release does not have becomes a note that says so. Raises DocumentError for a narrative that
    claims what the tables do not bear.
    """
    has_definitions = any(isinstance(block, DefinitionsSpec) for block in outline.blocks)
    context = edition_of(tables, facts, vocabulary, has_definitions=has_definitions)
    asked = [chapter for chapter in outline.chapters if is_for(context, chapter.scope)]
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
        chapters=chapters_of(context, outline),
        colophon=colophon(context),
        links=links_of(context),
    )  # fmt: skip


def wording_of(facts: EditionMetadata) -> Wording:
    """Give the words of an edition: its language, and what its places are called where that is their own."""
    return Wording(facts.language, None if facts.places == DEFAULT_PLACES else facts.places)


def edition_of(
    tables: Mapping[str, SafeTable], facts: EditionMetadata, vocabulary: Vocabulary, *, has_definitions: bool
) -> ComposeContext:
    """Give what every part of the composition needs, in the words of the edition's language."""
    words = wording_of(facts)
    if facts.is_overview:
        facts = replace(facts, scope_name=words.say("prison_code.total"))
    evidence = evidence_of(tables, facts, vocabulary, words)
    return ComposeContext(facts, tables, vocabulary, words, evidence, has_definitions=has_definitions)
