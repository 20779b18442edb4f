"""The coordinator's words: Markdown per chapter, with a sentence of our own where there is no file."""

from collections.abc import Iterator
from pathlib import Path

from pipelines.document.blocks import Block
from pipelines.document.charts import text_in
from pipelines.document.edition import Edition, now_code
from pipelines.document.markdown import blocks_of
from pipelines.document.orders import BlockOrder
from pipelines.errors import DocumentError

OVERVIEW = "overzicht"


def narrative_path(edition: Edition, chapter: str) -> Path | None:
    """Give where the coordinator writes a chapter: <period>/<scope>/<language>/<chapter>.md."""
    facts = edition.facts
    if facts.narrative is None:
        return None
    scope = facts.prison_code or OVERVIEW
    return facts.narrative / now_code(facts) / scope / facts.language / f"{chapter}.md"


def written_blocks(edition: Edition, order: BlockOrder, anchor: str) -> Iterator[Block]:
    """Give the chapter's file as blocks, or the outline's own text when there is no file."""
    chapter = order.name or anchor.rsplit("-", 1)[0]
    path = narrative_path(edition, chapter)
    if path is not None and path.exists():
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise DocumentError(f"{path}: kan niet gelezen worden als UTF-8-tekst ({error})") from error
        yield from blocks_of(text, anchor)
    elif order.text:
        yield from prose(edition, text_in(edition, order.text), anchor)


def prose(edition: Edition, text: str, anchor: str) -> Iterator[Block]:
    """Give a text of the outline as blocks, with the scope and period filled in."""
    facts, words = edition.facts, edition.words
    filled = text.replace("{scope}", facts.scope_name).replace("{period}", words.period(now_code(facts)))
    yield from blocks_of(filled, anchor)
