"""Write the files that a coordinator starts from: a chapter each, with sentences already bound to cells."""

from collections.abc import Mapping
from pathlib import Path

from pipelines.document.composition import edition_of
from pipelines.document.context import ComposeContext, can_compare, earlier_code, now_code, total_cell
from pipelines.document.edition_metadata import EditionMetadata
from pipelines.document.exhibits import measure_of
from pipelines.document.narrative import narrative_folder, narrative_names
from pipelines.errors import DocumentError
from pipelines.figures import Vocabulary
from pipelines.outline import ChapterSpec, Outline
from pipelines.tables import SafeTable
from pipelines.wording import capital

MOST = 4
"""Suggestions a chapter: a start, not a text."""


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
    asked = [chapter.lead] if chapter.lead else []
    asked += [name for block in chapter.blocks for name in block.measures]
    told = [
        name
        for name in dict.fromkeys(asked)
        if name in context.tables and _is_shown(context, name, now_code(context.facts))
    ]
    lines = [_sentence(context, name) for name in told[:MOST]]
    return "\n".join(lines) + "\n" if lines else context.words.say("suggest.nothing") + "\n"


def _is_shown(context: ComposeContext, name: str, period: str) -> bool:
    cell = total_cell(context, context.tables[name], period)
    return cell is not None and cell.value is not None


def _sentence(context: ComposeContext, name: str) -> str:
    words, facts = context.words, context.facts
    labels = f', domain="{context.domain}"' if context.domain else ""
    number = f'{{{{ n("{name}"{labels}) }}}}'
    period, earlier = words.period(now_code(facts)), words.period(earlier_code(facts))
    subject = measure_of(context, name).subject
    if can_compare(facts, name) and _is_shown(context, name, earlier_code(facts)):
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
