"""Read the numbers on the pages of an edition, and tell those that stand in none of its tables.

A figure that a page shows and no CSV file holds is out as well, and must be decided like any other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser
from pathlib import Path

from pipelines.audit.figures import Edition

NUMBER = re.compile(
    r"(?<![\w.,-])(?:\d{1,3}(?:[.\u00a0\u202f ]\d{3})+|\d+)(?:,\d+)?(?![\w-])"  # 7.099, 1 312 or 6,7
)
UNREAD = frozenset({"script", "style", "svg", "head"})
CELLS = frozenset({"td"})
CHANGE = ("+", "-", "\u2212")
STEPS = (Decimal(1), Decimal("0.1"), Decimal("0.01"))


@dataclass(frozen=True)
class Stray:
    """A number in a table of a page that no table of the edition holds."""

    page: str
    caption: str
    row: str
    text: str


class _Tables(HTMLParser):
    """Gathers the cells of tables: (caption, head of the row, text)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: list[tuple[str, str, str]] = []
        self._open: list[str] = []
        self._caption: list[str] = []
        self._row: list[str] = []
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # as HTMLParser calls it
        """Begin to gather a caption, the head of a row or a cell."""
        self._open.append(tag)
        if tag == "caption":
            self._caption = []
        if tag == "tr":
            self._row = []
        if tag in CELLS:
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        """Keep a cell that is whole."""
        if tag in CELLS:
            self.cells.append((_joined(self._caption), _joined(self._row), _joined(self._text)))
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Add text to what is open."""
        if UNREAD.intersection(self._open):
            return
        for tag, kept in (("caption", self._caption), ("th", self._row), ("td", self._text)):
            if tag in self._open:
                kept.append(data)


def _joined(parts: Sequence[str]) -> str:
    return " ".join("".join(parts).split())


def stray_numbers(edition: Edition) -> tuple[Stray, ...]:
    """Find numbers in the tables of report*.html that stand in none of the edition's CSV files.

    A change (+ or -, from what is shown) is left out; whether a number follows from shown figures is for a
    person to see. Prose is not read. An edition without pages gives none.
    """
    known = {figure.value for figure in edition.figures.values() if figure.value is not None}
    rounded = known | {value.quantize(step, ROUND_HALF_UP) for value in known for step in STEPS}
    found: dict[Stray, None] = {}
    for path in sorted(Path(edition.folder).glob("report*.html")):
        for caption, row, text in _cells(path):
            for number in _numbers(text):
                if number not in rounded and not text.startswith(CHANGE):
                    found.setdefault(Stray(path.name, caption, row, text))
    return tuple(found)


def _cells(path: Path) -> list[tuple[str, str, str]]:
    parser = _Tables()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser.cells


def _numbers(text: str) -> Iterator[Decimal]:
    for found in NUMBER.findall(text):
        digits = re.sub(r"[.\u00a0\u202f ]", "", found).replace(",", ".")
        yield Decimal(digits)
