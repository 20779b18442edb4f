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
from pipelines.outline import BlockSpec, ChapterSpec

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
        block.name or anchor
        for chapter in chapters
        for anchor in _anchors(context, chapter)
        for block in chapter.blocks
        if block.kind == "narrative"
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


def written_blocks(context: ComposeContext, spec: BlockSpec, anchor: str) -> Iterator[Block]:
    """Give the chapter's file as blocks, or the outline's own text when there is no file."""
    folder = narrative_folder(context)
    path = folder / f"{spec.name or anchor.rsplit('-', 1)[0]}.md" if folder is not None else None
    if path is not None and path.exists():
        text = _read(path)
        for warning in bare_numbers(text, str(path)):
            log.warning(warning)
        yield from blocks_of(filled(context, text, str(path)), anchor, source=str(path))
    elif spec.text:
        yield from prose(context, text_in(context, spec.text), anchor)


def prose(context: ComposeContext, text: str, anchor: str) -> Iterator[Block]:
    """Give a text of the outline as blocks."""
    source = context.words.say("source.outline", anchor=anchor)
    yield from blocks_of(filled(context, text, source), anchor, source=source)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(
            f"{path}: kan niet gelezen worden als UTF-8-tekst ({error}); bewaar het als UTF-8"
        ) from error
