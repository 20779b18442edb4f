"""Markdown -> blocks of running text; the only module that knows markdown-it."""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipelines.document.blocks import Block, BulletList, Paragraph, Subheading

PARSER = MarkdownIt("commonmark", {"html": False, "typographer": False})
HEADING_LEVELS = {"h1": 2, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}


def blocks_of(text: str, anchor: str) -> Iterator[Block]:
    """Give paragraphs, headings and lists; what Markdown has beside them is set as paragraphs."""
    tokens = PARSER.parse(text)
    headings = 0
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.type == "heading_open":
            headings += 1
            inline = tokens[place + 1]
            yield Subheading(f"{anchor}-kop-{headings}", _plain(inline), HEADING_LEVELS[token.tag])
            place += 3
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            end = _end(tokens, place)
            items = tuple(_inline(one) for one in tokens[place:end] if one.type == "inline")
            yield BulletList(items)
            place = end
        else:
            if token.type == "inline":
                yield Paragraph(_inline(token))
            place += 1


def _end(tokens: Sequence[Token], place: int) -> int:
    """Give the place after the end of a list, lists within it included."""
    depth = tokens[place].level
    closing = tokens[place].type.replace("open", "close")
    return next(
        number + 1 for number in range(place, len(tokens))
        if tokens[number].type == closing and tokens[number].level == depth
    )  # fmt: skip


def _inline(token: Token) -> str:
    html: str = PARSER.renderer.render(token.children or [], PARSER.options, {})
    return html.replace("\n", " ").strip()


def _plain(token: Token) -> str:
    return "".join(child.content for child in token.children or [])
