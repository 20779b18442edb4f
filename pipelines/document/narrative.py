"""The coordinator's words: Markdown per chapter, with a sentence of our own where there is no file."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.document.bare import bare_numbers
from pipelines.document.blocks import Block
from pipelines.document.edition import Edition, now_code
from pipelines.document.markdown import blocks_of
from pipelines.document.orders import BlockOrder, ChapterOrder
from pipelines.document.tags import filled
from pipelines.document.titles import text_in
from pipelines.errors import DocumentError

OVERVIEW = "overzicht"
log = logging.getLogger(__name__)


def narrative_folder(edition: Edition) -> Path | None:
    """Give where the coordinator writes this edition: <period>/<scope>/<language>."""
    facts = edition.facts
    if facts.narrative is None:
        return None
    return facts.narrative / now_code(facts) / (facts.prison_code or OVERVIEW) / facts.language


def narrative_names(edition: Edition, chapters: Sequence[ChapterOrder]) -> tuple[str, ...]:
    """Give the names of the files that this edition would read, without their ending."""
    return tuple(
        "aandachtspunten" if block.kind == "attention" else block.name or anchor
        for chapter in chapters
        for anchor in _anchors(edition, chapter)
        for block in chapter.blocks
        if block.kind in ("narrative", "attention")
    )


def _anchors(edition: Edition, chapter: ChapterOrder) -> Sequence[str]:
    if chapter.per is None:
        return [chapter.anchor]
    domains = [edition.domain] if edition.domain else edition.facts.domains
    return [f"{chapter.anchor}-{code}" for code in domains]


def check_names(edition: Edition, chapters: Sequence[ChapterOrder]) -> None:
    """Raise DocumentError for a file that no chapter reads: what was written must not vanish."""
    folder = narrative_folder(edition)
    names = narrative_names(edition, chapters)
    found = sorted(folder.glob("*.md")) if folder is not None else []
    strange = [path for path in found if path.stem not in names]
    if strange:
        raise DocumentError(
            f"{strange[0]}: geen hoofdstuk van dit verslag leest dit bestand; "
            f"geef het een van deze namen: {', '.join(f'{name}.md' for name in sorted(set(names)))}"
        )


def written_blocks(edition: Edition, order: BlockOrder, anchor: str) -> Iterator[Block]:
    """Give the chapter's file as blocks, or the outline's own text when there is no file."""
    text, source = narrative_text(edition, order.name or anchor.rsplit("-", 1)[0])
    if text is not None:
        yield from blocks_of(text, anchor, source=source)
    elif order.text:
        yield from prose(edition, text_in(edition, order.text), anchor)


def narrative_text(edition: Edition, name: str) -> tuple[str | None, str]:
    """Give a file of the coordinator with its numbers filled in, or nothing; and where it is or should be."""
    folder = narrative_folder(edition)
    if folder is None:
        return None, f"{name}.md"
    path = folder / f"{name}.md"
    if not path.exists():
        return None, str(path)
    text = _read(path)
    for warning in bare_numbers(text, str(path)):
        log.warning(warning)
    return filled(edition, text, str(path)), str(path)


def prose(edition: Edition, text: str, anchor: str) -> Iterator[Block]:
    """Give a text of the outline as blocks."""
    source = edition.words.say("source.outline", anchor=anchor)
    yield from blocks_of(filled(edition, text, source), anchor, source=source)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(
            f"{path}: kan niet gelezen worden als UTF-8-tekst ({error}); bewaar het als UTF-8"
        ) from error
