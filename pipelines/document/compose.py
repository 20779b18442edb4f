"""Outline, safe tables and facts -> a document of numbered chapters, figures and tables."""

from collections.abc import Mapping
from dataclasses import replace

from pipelines.document.all_tables import shown_by
from pipelines.document.blocks import Document
from pipelines.document.chapters import chapters_of, is_for
from pipelines.document.domains import check_domains
from pipelines.document.edition import Edition, evidence_of, now_code
from pipelines.document.facts import EditionFacts
from pipelines.document.front import colophon, cover, kind_title, links_of, subject
from pipelines.document.narrative import check_names
from pipelines.document.orders import Outline
from pipelines.figures import Vocabulary
from pipelines.tables import SafeTable
from pipelines.wording import TAGS, Wording

DEFAULT_PLACES = ("gevangenis", "gevangenissen")


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
    asked = [chapter for chapter in outline.chapters if is_for(edition, chapter.scope)]
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
        chapters=chapters_of(edition, outline),
        colophon=colophon(edition),
        links=links_of(edition),
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
