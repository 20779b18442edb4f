"""Read a tagged PDF as its structure tells it: cells with their key, rows, paragraphs, and attached files.

Text is read by the fonts' own tables (ToUnicode), in the order of the structure tree.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from pipelines.verify.pages import Printed

BLOCKS = frozenset({"P", "Caption", "Lbl", "LBody", "Note", "TH", "TD", "H1", "H2", "H3", "H4", "H5", "H6"})
"""Structure types whose text is held against the page as one."""
CONTENTS = frozenset({"TOC", "Figure"})
"""What a page has otherwise: page numbers, pictures with their text alternative."""
OUTSIDE = -1
"""What stands for the text of a page that is in no marked content: margins, or what was put on top."""
SHOWN = frozenset(
    {"/Alt", "/ActualText", "/Contents", "/Title", "/Subject", "/Keywords", "/TU", "/E", "/Desc", "/V"}
)
REFERENCE = re.compile(r"\s*,\s*p\.\s*\d+$")
"""What paper adds to a link: the page that it leads to."""
BFCHAR = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)
BFRANGE = re.compile(rb"beginbfrange(.*?)endbfrange", re.S)
PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
TRIPLE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


@dataclass
class Print:
    """What a PDF says; `blocks` are paragraphs and rows, each with the page that it begins on."""

    cells: list[Printed] = field(default_factory=list)
    blocks: list[tuple[int, str]] = field(default_factory=list)
    rows: list[tuple[Printed, ...]] = field(default_factory=list)
    attached: dict[str, bytes] = field(default_factory=dict)
    alternatives: list[tuple[int, str]] = field(default_factory=list)  # of pictures, with their page
    beside: list[tuple[str, str]] = field(default_factory=list)
    """Texts that the structure does not hold (notes, bookmarks, drawings, margins), with their place."""


UNREADABLE = (pikepdf.PdfError, ValueError, AttributeError, TypeError)
"""What `read_print` raises for a file that is no PDF, or none with structure."""


def read_print(content: bytes) -> Print:
    """Read a PDF; raises pikepdf.PdfError where it is none, and ValueError where it has no structure."""
    found = Print()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            raise ValueError("geen structuur")
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        texts = {number: _marked_texts(page) for number, page in enumerate(pdf.pages, 1)}
        _Tree(found, pages, texts).walk(_elements(pdf.Root.StructTreeRoot), 0)
        found.attached = {
            name: spec.get_file().read_bytes() for name, spec in sorted(pdf.attachments.items())
        }
        margins = ((number, own[OUTSIDE]) for number, own in texts.items() if OUTSIDE in own)
        found.beside += [
            *((f"bladzijde {number}, buiten de structuur", " ".join(text)) for number, text in margins),
            *((f"voorwerp {one.objgen[0]}", text) for one in pdf.objects for text in _strings(one)),
        ]
    return found


def _strings(part: Any) -> Iterator[str]:
    """Give the texts that an object holds under a name by which they are shown or read aloud."""
    if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
        for name in sorted(part.keys()):
            value = part[name]
            if isinstance(value, pikepdf.String) and name in SHOWN and part.get("/N") != "cell":
                yield str(value)
            elif isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
                yield from _strings(value)
    elif isinstance(part, pikepdf.Array):
        for value in part:
            if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
                yield from _strings(value)


class _Tree:
    """Walks the structure; remembers the table and row that it is in."""

    def __init__(
        self, found: Print, pages: Mapping[Any, int], texts: Mapping[int, Mapping[int, Sequence[str]]]
    ) -> None:
        self._found, self._pages, self._texts = found, pages, texts
        self._caption, self._row, self._column = "", "", 0
        self._cells: list[Printed] = []

    def walk(self, elements: Iterable[Any], page: int) -> None:
        """Read elements that stand below another."""
        for element in elements:
            self._element(element, self._page(element, page))

    def _page(self, element: Any, page: int) -> int:
        return self._pages.get(element.Pg.objgen, page) if "/Pg" in element else page

    def _element(self, element: Any, page: int) -> None:
        role = str(element.S)[1:]
        if role == "Figure":
            drawn = " ".join(self._pieces(element, page))
            self._found.beside.append((f"bladzijde {page}, in een figuur", drawn))
            self._found.alternatives.append((page, str(element.get("/Alt", ""))))
        if role in CONTENTS:
            return
        if role == "TR":
            self._row, self._column, self._cells = "", 0, []
        key = _key(element)
        kids = _elements(element)
        if (role in BLOCKS or key) and not any(_is_block(kid) for kid in kids):
            text = REFERENCE.sub("", " ".join(" ".join(self._text(element, page)).split()))
            self._found.blocks.append((page, text))
            self._keep(role, key, text)
        else:
            self.walk(kids, page)
        if role == "TR":
            self._found.rows.append(tuple(self._cells))

    def _keep(self, role: str, key: str, text: str) -> None:
        if role == "Caption":
            self._caption = text
        if role == "TH" and not self._row:
            self._row = text
        if role == "TD":
            self._column += 1
            cell = Printed(key, text, self._caption, self._row, self._column)
            self._cells.append(cell)
            self._found.cells.append(cell)
        elif key:
            self._found.cells.append(Printed(key, text, "", "", 0))

    def _text(self, element: Any, page: int) -> Iterator[str]:
        for own, pieces in self._marked(element, page):
            yield "".join(self._texts[own].get(pieces, ()))

    def _pieces(self, element: Any, page: int) -> Iterator[str]:
        for own, pieces in self._marked(element, page):
            yield from self._texts[own].get(pieces, ())

    def _marked(self, element: Any, page: int) -> Iterator[tuple[int, int]]:
        """Give the marked content of an element: its page and number."""
        for kid in _kids(element):
            if isinstance(kid, int):
                yield page, kid
            elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
                yield self._page(kid, page), int(kid.MCID)
            elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from self._marked(kid, self._page(kid, page))


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _elements(element: Any) -> list[Any]:
    """Give the structure elements right below another."""
    return [kid for kid in _kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _is_block(element: Any) -> bool:
    """Tell whether an element is, or holds, text that is held against the page by itself."""
    return str(element.S)[1:] in BLOCKS or any(_is_block(kid) for kid in _elements(element))


def _key(element: Any) -> str:
    owned = element.get("/A", pikepdf.Array())
    for one in owned if isinstance(owned, pikepdf.Array) else [owned]:
        if one.get("/O") == "/UserProperties":
            return next((str(said.V) for said in one.P if str(said.N) == "cell"), "")
    return ""


def _marked_texts(page: Any) -> dict[int, list[str]]:
    """Give the text of each piece of marked content of a page, and of all that is in none."""
    found: dict[int, list[str]] = {}
    said: dict[int, list[str]] = {}
    _read_content(page, page.resources, [], found, said)
    return {**found, **said}


def _read_content(
    content: Any,
    resources: Any,
    held: list[int | None],
    found: dict[int, list[str]],
    said: dict[int, list[str]],
) -> None:
    """Read a page or a drawing on it; `held` is the marked content that it stands in."""
    fonts = {name: _characters(font) for name, font in resources.get("/Font", {}).items()}
    font: Mapping[int, str] = {}
    for instruction in pikepdf.parse_content_stream(content):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BMC":
                held.append(held[-1] if held else None)
            case "BDC":
                facts = operands[1]
                is_own = isinstance(facts, pikepdf.Dictionary) and "/MCID" in facts
                held.append(int(facts.MCID) if is_own else held[-1] if held else None)
                if is_own and "/ActualText" in facts:  # a word that is broken off with a hyphen
                    said[int(facts.MCID)] = [str(facts.ActualText)]
            case "EMC":
                held.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "Do":
                drawn = resources.get("/XObject", {}).get(str(operands[0]))
                if drawn is not None and drawn.get("/Subtype") == "/Form":
                    _read_content(drawn, drawn.get("/Resources", resources), held, found, said)
            case "Tj" | "TJ" | "'" | '"':
                shown = operands[-1] if str(instruction.operator) != "TJ" else operands[0]
                parts = shown if isinstance(shown, pikepdf.Array) else [shown]
                text = "".join(_decoded(part, font) for part in parts if isinstance(part, pikepdf.String))
                place = held[-1] if held and held[-1] is not None else OUTSIDE
                found.setdefault(place, []).append(text)


def _decoded(shown: pikepdf.String, font: Mapping[int, str]) -> str:
    """Decode codes of two bytes, as composite fonts have them, or the bytes of a font without a table."""
    raw = bytes(shown)
    if not font:
        return raw.decode("latin-1")
    codes = (int.from_bytes(raw[place : place + 2], "big") for place in range(0, len(raw), 2))
    return "".join(font.get(code, "\ufffd") for code in codes)


def _characters(font: Any) -> dict[int, str]:
    """Read which character each code of a font is."""
    if "/ToUnicode" not in font:
        return {}
    found: dict[int, str] = {}
    table = font.ToUnicode.read_bytes()
    for block in BFCHAR.findall(table):
        found |= {int(code, 16): _utf16(text) for code, text in PAIR.findall(block)}
    for block in BFRANGE.findall(table):
        for first, last, text in TRIPLE.findall(block):
            start = int(text, 16)
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(start + step)
    return found


def _utf16(text: bytes) -> str:
    return bytes.fromhex(text.decode("ascii")).decode("utf-16-be", errors="replace")
