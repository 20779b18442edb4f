"""The coordinator's words: Markdown per chapter, with a sentence of our own where there is no file."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.document.blocks import Block
from pipelines.document.context import ComposeContext, now_code
from pipelines.document.exhibits import text_in
from pipelines.document.narrative.markdown import blocks_of
from pipelines.document.narrative.tags import filled
from pipelines.document.narrative.unbound_numbers import bare_numbers
from pipelines.errors import DocumentError
from pipelines.office_text import read_office_text
from pipelines.outline import AttentionSpec, ChapterSpec, NarrativeSpec

OVERVIEW = "overzicht"
log = logging.getLogger(__name__)


def narrative_folder(context: ComposeContext) -> Path | None:
    """Give where the coordinator writes this edition: <period>/<scope>/<language>."""
    facts = context.facts
    if facts.narrative is None:
        return None
    return facts.narrative / now_code(facts) / (facts.prison_code or OVERVIEW) / facts.language


def narrative_names(context: ComposeContext, chapters: Sequence[ChapterSpec]) -> tuple[str, ...]:
    """Give the names of the files that this edition would read, without their ending."""
    return tuple(
        "aandachtspunten" if isinstance(block, AttentionSpec) else block.name or anchor
        for chapter in chapters
        for anchor in _anchors(context, chapter)
        for block in chapter.blocks
        if isinstance(block, AttentionSpec | NarrativeSpec)
    )


def _anchors(context: ComposeContext, chapter: ChapterSpec) -> Sequence[str]:
    if chapter.per is None:
        return [chapter.anchor]
    domains = [context.domain] if context.domain else context.facts.domains
    return [f"{chapter.anchor}-{code}" for code in domains]


def check_names(context: ComposeContext, chapters: Sequence[ChapterSpec]) -> None:
    """Raise DocumentError for a file that no chapter reads: what was written must not vanish."""
    folder = narrative_folder(context)
    names = narrative_names(context, chapters)
    found = sorted(folder.glob("*.md")) if folder is not None else []
    strange = [path for path in found if path.stem not in names]
    if strange:
        raise DocumentError(
            f"{strange[0]}: geen hoofdstuk van dit verslag leest dit bestand; "
            f"geef het een van deze namen: {', '.join(f'{name}.md' for name in sorted(set(names)))}"
        )


def written_blocks(context: ComposeContext, spec: NarrativeSpec, anchor: str) -> Iterator[Block]:
    """Give the chapter's file as blocks, or the outline's own text when there is no file."""
    text, source = narrative_text(context, spec.name or anchor.rsplit("-", 1)[0])
    if text is not None:
        yield from blocks_of(text, anchor, source=source)
    elif spec.text:
        yield from prose(context, text_in(context, spec.text), anchor)


def narrative_text(context: ComposeContext, name: str) -> tuple[str | None, str]:
    """Give a file of the coordinator with its numbers filled in, or nothing; and where it is or should be."""
    folder = narrative_folder(context)
    if folder is None:
        return None, f"{name}.md"
    path = folder / f"{name}.md"
    if not path.exists():
        return None, str(path)
    text = _read(path)
    for warning in bare_numbers(text, str(path)):
        log.warning(warning)
    return filled(context, text, str(path)), str(path)


def prose(context: ComposeContext, text: str, anchor: str) -> Iterator[Block]:
    """Give a text of the outline as blocks."""
    source = context.words.say("source.outline", anchor=anchor)
    yield from blocks_of(filled(context, text, source), anchor, source=source)


def _read(path: Path) -> str:
    try:
        return read_office_text(path)
    except OSError as error:
        raise DocumentError(f"{path}: kan niet gelezen worden ({error.strerror})") from error
