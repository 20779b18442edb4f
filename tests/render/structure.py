"""Read a PDF's structure tree back: roles, texts in reading order, and what is an artifact."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import pikepdf


class Structure:
    """A PDF opened for its structure."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(content))
        self.root = self.pdf.Root.StructTreeRoot.K[0]
        self._texts = {page.objgen: _marked_texts(page) for page in self.pdf.pages}

    def elements(self, *roles: str) -> list[Any]:
        """Give the elements with these roles, or all, in reading order."""
        return [element for element in _elements(self.root) if not roles or str(element.S)[1:] in roles]

    def text(self, element: Any, *, without: tuple[str, ...] = ()) -> str:
        """Give what is read aloud, a text alternative in the place of a picture."""
        return "".join(self._spoken(element, element.get("/Pg"), without))

    def _spoken(self, element: Any, page: Any, without: tuple[str, ...]) -> Iterator[str]:
        if str(element.S)[1:] in without:
            return
        page = element.get("/Pg", page)
        alternative = str(element.Alt) if "/Alt" in element else ""
        for kid in _kids(element):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/S"):
                yield from self._spoken(kid, page, without)
            elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
                yield self._texts[kid.Pg.objgen].get(int(kid.MCID), "")
            elif not isinstance(kid, pikepdf.Dictionary):
                yield alternative or self._texts[page.objgen].get(int(kid), "")
                alternative = ""

    def marked(self) -> set[tuple[int, int]]:
        """Give (page, number) of all marked content that is not an artifact."""
        return {
            (number, mcid) for number, page in enumerate(self.pdf.pages) for mcid in self._texts[page.objgen]
        }

    def artifacts(self) -> list[str]:
        """Give the text of each artifact, page by page."""
        return [text for page in self.pdf.pages for text in _artifact_texts(page)]


def squeezed(text: str) -> str:
    """Drop what line breaks change: spaces, and the hyphen at a line's end."""
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _elements(element: Any) -> Iterator[Any]:
    yield element
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/S"):
            yield from _elements(kid)


def _marked_texts(page: Any) -> Mapping[int, str]:
    texts: dict[int, str] = {}
    for opener, text in _runs(page):
        if isinstance(opener, int):
            texts[opener] = texts.get(opener, "") + text
    return texts


def _artifact_texts(page: Any) -> list[str]:
    return [text for opener, text in _runs(page) if opener == "artifact" and text]


def _runs(page: Any) -> Iterator[tuple[int | str, str]]:
    """Give each marked run with its number, or `artifact`, and its text."""
    fonts = {name: _unicode(font) for name, font in page.Resources.Font.items()}
    stack: list[tuple[int | str, list[str], str | None]] = []
    font: Mapping[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                facts = operands[1] if len(operands) > 1 else {}
                mcid = facts.get("/MCID") if hasattr(facts, "get") else None
                said = str(facts["/ActualText"]) if mcid is not None and "/ActualText" in facts else None
                stack.append((int(mcid) if mcid is not None else "artifact", [], said))
            case "EMC":
                opener, parts, said = stack.pop()
                yield opener, said if said is not None else "".join(parts)
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" | "TJ" if stack:
                pieces = operands[0] if str(operator) == "TJ" else operands
                for piece in pieces:
                    if isinstance(piece, pikepdf.String):
                        stack[-1][1].append(_decoded(bytes(piece), font))


def _decoded(codes: bytes, font: Mapping[int, str]) -> str:
    return "".join(
        font.get(int.from_bytes(codes[at : at + 2], "big"), "\ufffd") for at in range(0, len(codes), 2)
    )


def _unicode(font: Any) -> Mapping[int, str]:
    lines = re.findall(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>\s*\n", font.ToUnicode.read_bytes() + b"\n")
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in lines}
