"""Write the files that a coordinator starts from: a chapter each, with sentences already bound to cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.document.chapters import is_asked, is_for
from pipelines.document.composition import edition_of
from pipelines.document.context import ComposeContext, can_compare, earlier_code, now_code, total_cell
from pipelines.document.edition_metadata import EditionMetadata
from pipelines.document.exhibits import measure_of, text_in
from pipelines.document.narrative import (
    ClaimFault,
    filled,
    find_faults,
    narrative_folder,
    narrative_names,
    without_faults,
)
from pipelines.errors import DocumentError
from pipelines.figures import Vocabulary
from pipelines.office_text import read_office_text
from pipelines.outline import ChapterSpec, Outline, measures_of
from pipelines.tables import SafeTable
from pipelines.wording import capital

MOST = 4
"""Suggestions a chapter: a start, not a text."""


@dataclass(frozen=True)
class Written:
    """A file of the coordinator: the chapter that reads it, its text as it is, and what can't stand in it.

    `sure` is the text with `[...]` for what the figures do not bear; `offered` are sentences and numbers of
    the chapter, each with what it says now.
    """

    name: str
    title: str
    path: Path
    text: str
    sure: str
    faults: tuple[ClaimFault, ...]
    offered: tuple[tuple[str, str], ...]


def examine_narrative(
    outline: Outline, tables: Mapping[str, SafeTable], facts: EditionMetadata, vocabulary: Vocabulary
) -> tuple[Written, ...]:
    """Judge every file that the chapters of an edition read, written or not, sentence by sentence."""
    context = edition_of(tables, facts, vocabulary, has_definitions=False)
    folder = narrative_folder(context)
    if folder is None:
        raise DocumentError("de map voor de teksten is niet bekend; geef facts.narrative")
    found: dict[str, Written] = {}
    for chapter in outline.chapters:
        for about in _parts(context, chapter) if is_for(context, chapter.scope) else ():
            for name in narrative_names(about, [chapter]):
                path = folder / f"{name}.md"
                text = read_office_text(path) if path.exists() else ""
                found[name] = Written(
                    name, _title(about, chapter), path, text, without_faults(about, text),
                    find_faults(about, text), tuple(_offered(about, chapter)),
                )  # fmt: skip
    return tuple(found.values())


def _title(context: ComposeContext, chapter: ChapterSpec) -> str:
    if chapter.title is not None:
        return text_in(context, chapter.title)
    return capital(context.vocabulary.name(context.words, "domain_code", context.domain))


def _offered(context: ComposeContext, chapter: ChapterSpec) -> Iterator[tuple[str, str]]:
    """Give what can be inserted: each as a tag, with what it says now."""
    for name in _told(context, chapter):
        sentence = _sentence(context, name)
        yield sentence, filled(context, sentence, name).replace("\\", "")


def new_narrative(
    outline: Outline, tables: Mapping[str, SafeTable], facts: EditionMetadata, vocabulary: Vocabulary
) -> tuple[Path, ...]:
    """Write a file for each chapter that has none yet, under `facts.narrative`; give those that were written.

    A suggestion is only made for a number that is shown, so that what is written builds as it is.
    """
    context = edition_of(tables, facts, vocabulary, has_definitions=False)
    folder = narrative_folder(context)
    if folder is None:
        raise DocumentError("de map voor de teksten is niet bekend; geef facts.narrative")
    written = []
    for chapter in outline.chapters:
        for about in _parts(context, chapter):
            for name in narrative_names(about, [chapter]):
                path = folder / f"{name}.md"
                if not path.exists():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(_text(about, chapter), encoding="utf-8")
                    written.append(path)
    return tuple(written)


def _parts(context: ComposeContext, chapter: ChapterSpec) -> tuple[ComposeContext, ...]:
    if chapter.per is None:
        return (context,)
    return tuple(context.about(domain_code=code) for code in context.facts.domains)


def _text(context: ComposeContext, chapter: ChapterSpec) -> str:
    """Give a sentence for each of the chapter's first measures that can be told."""
    lines = [_sentence(context, name) for name in _told(context, chapter)[:MOST]]
    return "\n".join(lines) + "\n" if lines else context.words.say("suggest.nothing") + "\n"


def _told(context: ComposeContext, chapter: ChapterSpec) -> list[str]:
    """Name the chapter's measures of which the number of the period is shown."""
    asked = [chapter.lead] if chapter.lead else []
    asked += [name for block in chapter.blocks if is_asked(context, block) for name in measures_of(block)]
    return [
        name
        for name in dict.fromkeys(asked)
        if name in context.tables and _is_shown(context, name, now_code(context.facts))
    ]


def _is_shown(context: ComposeContext, name: str, period: str) -> bool:
    cell = total_cell(context, context.tables[name], period)
    return cell is not None and cell.value is not None


def _sentence(context: ComposeContext, name: str) -> str:
    words, facts = context.words, context.facts
    has_domain = context.domain and "domain_code" in context.tables[name].dimensions
    labels = f', domain="{context.domain}"' if has_domain else ""
    number = f'{{{{ n("{name}"{labels}) }}}}'
    period, earlier = words.period(now_code(facts)), words.period(earlier_code(facts))
    subject = measure_of(context, name).subject
    if can_compare(context, name) and _is_shown(context, name, earlier_code(facts)):
        change = f'{{{{ change("{name}"{labels}) }}}}'
        return capital(
            words.say(
                "suggest.change",
                period=period,
                earlier=earlier,
                subject=subject,
                number=number,
                change=change,
            )
        )
    return capital(words.say("suggest.now", period=period, subject=subject, number=number))
