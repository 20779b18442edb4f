"""Read a page of an edition: all its text with where it stands, its keyed cells, its pictures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr", "col"})
BLOCKS = frozenset({
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption", "dd", "dt", "div", "section",
    "summary", "details", "td", "th", "tr", "title", "text", "desc", "figure", "table", "nav", "header",
    "footer", "script", "style", "option", "blockquote", "pre", "svg", "g",
})  # fmt: skip
SPOKEN = ("alt", "aria-label", "aria-description", "title", "content", "placeholder", "value")
"""Attributes that a reader, or what reads aloud, gets to hear."""
BEHIND = "data-sort"
"""The attribute with the number behind a cell, by which a table is put in order."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
UNREAD = frozenset({"style"})
PLOT = "application/json"


COMMA = ("nl", "fr")
"""Languages that write a decimal comma."""
SIGNS = re.compile(r"(?<=\d)[.,](?=\d)")


def with_comma(text: str, language: str) -> str:
    """Write numbers as Dutch has them, `1,312.5` as `1.312,5`."""
    if language.startswith(COMMA):
        return text
    return SIGNS.sub(lambda sign: "," if sign[0] == "." else ".", text)


@dataclass(frozen=True)
class Text:
    """A piece of text: where it stands, what stands above and beside it, and the key of its cell if any."""

    where: str
    context: str
    text: str
    key: str = ""


@dataclass
class Picture:
    """A chart: its caption, what is written in its drawing, its data, and the table behind it."""

    where: str
    context: str
    language: str = "nl"
    texts: list[str] = field(default_factory=list)
    plot: str = ""
    behind: list[tuple[str, str]] = field(default_factory=list)
    """Of each cell of the table: the heads of its row and column, and its text."""


@dataclass
class Page:
    """What a page says."""

    name: str
    language: str = "nl"
    texts: list[Text] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    """Of each row of a table all its text."""
    behind: list[tuple[Text, str]] = field(default_factory=list)
    """The cells of tables that have a number behind them, with that number."""
    pictures: list[Picture] = field(default_factory=list)


def read_page(name: str, content: str) -> Page:
    """Read a page; nothing of it is left out but how it looks."""
    reader = _Reader(name)
    reader.feed(content)
    reader.close()
    return reader.page


class _Reader(HTMLParser):
    """Gathers text block by block; remembers the chapter, table, row and picture that it is in."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page(name)
        self._open: list[tuple[str, Mapping[str, str]]] = []
        self._said: list[str] = []
        self._above: list[tuple[str, str]] = []
        self._caption = self._row = ""
        self._heads: list[str] = []
        self._column = 0
        self._picture: Picture | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block; take what its attributes say."""
        facts = {name: value or "" for name, value in attrs}
        if tag in BLOCKS:
            self._flush()
        if tag == "html":
            self.page.language = facts.get("lang", "nl")
        if tag not in VOID:
            self._open.append((tag, facts))
        if tag == "figure":
            self._caption = ""
            self._picture = Picture(self._where(), self._chapter, self.page.language)
            self.page.pictures.append(self._picture)
        if tag == "table":
            self._caption, self._heads = "", []
        if tag == "tr":
            self._row, self._column = "", 0
            self.page.rows.append("")
        if tag == "meta" and facts.get("name") in ("viewport", None):
            return
        for name in SPOKEN:
            if facts.get(name):
                self._keep(facts[name], facts.get("data-cell", ""))

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if tag in BLOCKS:
            self._flush()
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag in ("td", "th"):
            self._column += 1
        if tag == "section":
            self._picture = None

    def handle_data(self, data: str) -> None:
        """Add text to the block that is open."""
        self._said.append(data)

    def handle_comment(self, data: str) -> None:
        """Read what only the source of the page shows."""
        self._keep(data, "")

    def _flush(self) -> None:
        text = " ".join("".join(self._said).split())
        self._said = []
        if text:
            self._keep(text, self._facts("data-cell"))

    def _keep(self, text: str, key: str) -> None:
        tags = {tag for tag, _ in self._open}
        if tags & UNREAD:
            return
        if "script" not in tags:
            text = with_comma(text, self.page.language)
        if "tr" in tags:
            self.page.rows[-1] += text
        inner = next((tag for tag, _ in reversed(self._open) if tag in BLOCKS), "")
        if "script" in tags:
            self._data(text)
        elif inner in HEADINGS:
            self._above = [(level, head) for level, head in self._above if level < inner] + [(inner, text)]
            self._caption, self._picture = "", None
            self.page.heads.append(text)
            self.page.texts.append(Text(self._where(), "", text))
        elif inner in ("caption", "figcaption") or tags & {"caption", "figcaption"}:
            self._caption = f"{self._caption} {text}".strip()
            if self._picture is not None and "figcaption" in tags:
                self._picture.where, self._picture.context = (
                    self._where(),
                    f"{self._chapter} | {self._caption}",
                )
            self.page.texts.append(Text(self._where(), self._chapter, text))
        elif "svg" in tags and self._picture is not None:
            self._picture.texts.append(text)
        elif "th" in tags:
            self._head(text)
        else:
            self._cell_or_line(text, key, in_cell="td" in tags)

    def _cell_or_line(self, text: str, key: str, *, in_cell: bool) -> None:
        head = self._heads[self._column] if in_cell and self._column < len(self._heads) else ""
        beside = [self._row, head] if in_cell else []
        context = " | ".join(filter(None, [self._chapter, self._caption if in_cell else "", *beside]))
        if in_cell and self._picture is not None:
            self._picture.behind.append((f"{self._row} | {head}", text))
        said = Text(self._where(), context, text, key)
        self.page.texts.append(said)
        if in_cell and self._facts(BEHIND):
            self.page.behind.append((said, self._facts(BEHIND)))

    def _head(self, text: str) -> None:
        if any(tag == "thead" for tag, _ in self._open):
            span = self._facts("colspan") or "1"
            while len(self._heads) < self._column:
                self._heads.append("")
            for place in range(self._column, self._column + int(span)):
                if place < len(self._heads):
                    self._heads[place] = f"{self._heads[place]} {text}".strip()
                else:
                    self._heads.append(text)
            self._column += int(span) - 1
        else:
            self._row = self._row or text
        self.page.texts.append(Text(self._where(), f"{self._chapter} | {self._caption}", text))

    def _data(self, text: str) -> None:
        kind = self._facts("type")
        if kind == PLOT and self._picture is not None:
            self._picture.plot = text
        elif text.strip():
            self.page.texts.append(Text(f"{self._where()}, script", self._chapter, text))

    def _facts(self, name: str) -> str:
        """Give an attribute of the innermost element that has it, within the block that is open."""
        for tag, facts in reversed(self._open):
            if name in facts:
                return facts[name]
            if tag in BLOCKS:
                return ""
        return ""

    @property
    def _chapter(self) -> str:
        return " | ".join(head for _, head in self._above)

    def _where(self) -> str:
        parts = [self.page.name, *(f"'{head}'" for _, head in self._above[-1:])]
        if any(tag in ("table", "figure", "figcaption") for tag, _ in self._open):
            parts.append(self._caption and f"'{self._caption}'")
        if self._row and any(tag == "td" for tag, _ in self._open):
            parts.append(f"rij '{self._row}', kolom {self._column}")
        return ", ".join(filter(None, parts))
