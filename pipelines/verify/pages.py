"""Read a page of an edition: the cells that carry a key, the rows of its tables, and all that it says."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from pipelines.verify.numbers import squeezed

UNREAD = frozenset({"script", "style", "svg", "template"})
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr", "col"})


@dataclass
class Printed:
    """A cell of a page or a PDF: its key if it has one, its text, and where it stands."""

    key: str
    text: str
    table: str  # its caption
    row: str  # its header
    column: int  # from 1; 0 outside a table

    @property
    def place(self) -> str:
        """Say where it stands, in words."""
        return f"tabel '{self.table}', rij '{self.row}', kolom {self.column}" if self.column else "kerncijfer"


@dataclass
class Page:
    """What a page says."""

    language: str
    cells: list[Printed] = field(default_factory=list)
    rows: set[str] = field(default_factory=set)  # of tables, squeezed
    text: str = ""  # all of it, squeezed


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page("nl")
        self._open: list[str] = []
        self._caught: dict[str, list[str]] = {"caption": [], "th": [], "td": [], "tr": [], "p": []}
        self._keys: dict[str, str] = {}
        self._row, self._column = "", 0
        self._said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.page.language = facts.get("lang", "nl")
        if tag not in VOID:
            self._open.append(tag)
        if tag == "tr":
            self._row, self._column = "", 0
        if tag in self._caught:
            self._caught[tag] = []
            self._keys[tag] = facts.get("data-cell", "")

    def handle_endtag(self, tag: str) -> None:
        text = " ".join("".join(self._caught.get(tag, ())).split())
        key = self._keys.pop(tag, "")
        caption = " ".join("".join(self._caught["caption"]).split())
        if tag == "th" and not self._row:
            self._row = text
        if tag == "td":
            self._column += 1
            self.page.cells.append(Printed(key, text, caption, self._row, self._column))
        elif key:
            self.page.cells.append(Printed(key, text, "", "", 0))
        if tag == "tr":
            self.page.rows.add(squeezed(text))
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if UNREAD.intersection(self._open):
            return
        for tag, caught in self._caught.items():
            if tag in self._open:
                caught.append(data)
        self._said.append(data)

    def close(self) -> None:
        super().close()
        self.page.text = squeezed("".join(self._said))


def read_page(content: bytes) -> Page:
    """Read a page."""
    reader = _Reader()
    reader.feed(content.decode("utf-8", errors="replace"))
    reader.close()
    return reader.page
