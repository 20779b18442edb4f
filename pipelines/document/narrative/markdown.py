"""Markdown -> blocks of running text; the only module that knows markdown-it."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipelines.document.blocks import Block, BulletList, Paragraph, Subheading
from pipelines.errors import DocumentError

PARSER = MarkdownIt("commonmark", {"html": True, "typographer": False})
HEADING_LEVELS = {"h1": 2, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
REFUSED = {
    "fence": "een codeblok",
    "code_block": "een ingesprongen blok",
    "hr": "een lijn",
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "een afbeelding",
    "blockquote_open": "een citaat",
}
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Signs that a page can't hold; a text that was copied from elsewhere may bring them along unseen."""

LINKS = ("#", "https://", "http://", "mailto:")


def blocks_of(text: str, anchor: str, *, source: str) -> Iterator[Block]:
    """Give paragraphs, headings and lists; raises DocumentError with the line for anything else."""
    _check_signs(text, source)
    _check_tables(text, source)
    tokens = PARSER.parse(_with_numbers(text))
    _check(tokens, source)
    headings = place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.type == "heading_open":
            headings += 1
            yield Subheading(f"{anchor}-kop-{headings}", _plain(tokens[place + 1]), HEADING_LEVELS[token.tag])
            place += 3
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            end = _end(tokens, place)
            items = tuple(_inline(one) for one in tokens[place:end] if one.type == "inline")
            yield BulletList(items, is_ordered=token.type == "ordered_list_open")
            place = end
        else:
            if token.type == "inline":
                yield Paragraph(_inline(token))
            place += 1


NUMBERED = re.compile(r"^( {0,3})(\d+)([.)])(?=\s)")
RULE_OF_TABLE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)+\|?\s*")


def _with_numbers(text: str) -> str:
    """Keep a number at the start of a line that counts no list: `2025. Een jaar` is a sentence."""
    lines, before = [], 0
    for line in text.split("\n"):
        found = NUMBERED.match(line)
        if found and int(found[2]) != before + 1:
            lines.append(f"{found[1]}{found[2]}\\{line[found.end(2) :]}")
            before = 0
            continue
        if found:
            before = int(found[2])
        elif line.strip() and not line.startswith((" ", "\t")):
            before = 0
        lines.append(line)
    return "\n".join(lines)


def _check_signs(text: str, source: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        if found := UNPRINTABLE.search(line):
            raise DocumentError(
                f"{source}, regel {number}: een onzichtbaar teken (U+{ord(found[0]):04X}) kan hier niet; typ "
                "die regel opnieuw."
            )


def _check_tables(text: str, source: str) -> None:
    """Refuse a table, which would be set as bars and dashes."""
    for number, line in enumerate(text.split("\n"), 1):
        if "|" in line and RULE_OF_TABLE.fullmatch(line):
            raise DocumentError(
                f"{source}, regel {number}: een tabel kan hier niet; schrijf ze als een lijst, of verwijs "
                "naar een tabel van het verslag."
            )


def _check(tokens: Sequence[Token], source: str, line: int = 1) -> None:
    """Refuse what the report can't set, rather than leave it out."""
    for token in tokens:
        if token.map:
            line = token.map[0] + 1
        if token.type in REFUSED:
            raise DocumentError(
                f"{source}, regel {line}: {REFUSED[token.type]} kan hier niet; "
                "schrijf alinea's, koppen, lijsten, nadruk en koppelingen."
            )
        if token.type == "link_open" and not str(token.attrGet("href")).startswith(LINKS):
            raise DocumentError(
                f"{source}, regel {line}: de koppeling naar {token.attrGet('href')!r} leidt nergens heen; "
                "begin ze met https:// of met # en de naam van een hoofdstuk."
            )
        _check(token.children or [], source, line)


def _end(tokens: Sequence[Token], place: int) -> int:
    """Give the place after the end of a list, lists within it included."""
    closing = tokens[place].type.replace("open", "close")
    return next(
        number + 1
        for number in range(place, len(tokens))
        if tokens[number].type == closing and tokens[number].level == tokens[place].level
    )


def _inline(token: Token) -> str:
    html: str = PARSER.renderer.render(token.children or [], PARSER.options, {})
    return html.replace("\n", " ").strip()


def _plain(token: Token) -> str:
    return "".join(child.content for child in token.children or [])
