"""Which structure type an HTML element becomes, and the attributes it takes along."""

from collections.abc import Mapping
from typing import Any

import pydyf

from pipelines.render.accessible.element import Element

ROLES: Mapping[str, str] = {
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "nav": "Sect",
    "div": "Div",
    "aside": "Div",
    "header": "Div",
    "footer": "Div",
    "blockquote": "BlockQuote",
    "p": "P",
    "a": "Link",
    "code": "Code",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "figure": "Figure",
    "img": "Figure",
    "figcaption": "Caption",
}
SECTIONS = ("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Aside", "TOC", "TOCI")
GROUPING = frozenset((*SECTIONS, "L", "LI", "Table", "THead", "TBody", "TFoot", "TR"))
PDF_2_ROLES = {"em": "Em", "strong": "Strong", "aside": "Aside"}
# What PDF 2.0 has no more.
OLD_NAMESPACE = frozenset(["TOC", "TOCI", "Reference", "Note", "Art", "BlockQuote", "Code"])
NUMBERING = {"disc": "Disc", "circle": "Circle", "square": "Square", "decimal": "Decimal", "none": "None"}
SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}
ARTIFACT = "Artifact"


def role_of(html: Any, tag: str, parent: Element, *, is_pdf_2: bool) -> str | None:
    """Give the structure type; None = the content belongs to the parent; ARTIFACT = not read aloud."""
    if "::" in tag:
        return _role_of_pseudo(tag, parent)
    if html.get("aria-hidden") == "true" or tag == "hr" or (tag == "img" and html.get("alt") == ""):
        return ARTIFACT
    toc = _within_toc(parent)
    if html.get("role") == "doc-toc":
        return "TOC"
    if toc and tag in ("ul", "ol"):
        return None if toc is parent else "TOC"
    if toc and tag == "li":
        return "TOCI"
    return _plain_role(html, tag, parent, is_pdf_2=is_pdf_2)


def _role_of_pseudo(tag: str, parent: Element) -> str | None:
    """Take bullets for labels; between the entries of a table of contents they only keep these apart."""
    if tag not in ("li::marker", "li::before"):
        return None
    return ARTIFACT if _within_toc(parent) else "Lbl"


def _plain_role(html: Any, tag: str, parent: Element, *, is_pdf_2: bool) -> str | None:
    if html.get("role") == "note" and not is_pdf_2:
        return "Note"
    if tag in ("div", "img") and parent.role == "Figure":
        return None
    if tag == "div" and parent.role == "L":  # it only groups a term with its meaning
        return None
    if (html.get("lang") and tag not in ROLES) or (tag == "abbr" and html.get("title")):
        return "Span"
    return (PDF_2_ROLES.get(tag) if is_pdf_2 else None) or ROLES.get(tag)


def dress(element: Element, html: Any, tag: str, box: Any, *, is_pdf_2: bool) -> None:
    """Give a new element its language, cell, expansion, text alternative, scope, spans and numbering.

    The cell is a user property (ISO 32000-1, 14.7.5.4): no reader says it aloud, a program finds it.
    """
    if (language := html.get("lang")) and tag not in ("html", "body"):
        element.entries["Lang"] = pydyf.String(language)
    if (key := html.get("data-cell")) and "::" not in tag:
        named = pydyf.Dictionary({"N": pydyf.String("cell"), "V": pydyf.String(key)})
        element.attributes["UserProperties"] = {"P": pydyf.Array([named.data])}
    if tag == "abbr" and html.get("title"):
        element.entries["E"] = pydyf.String(html.get("title"))
    match element.role:
        case "Figure":
            element.entries["Alt"] = pydyf.String(_alternative(html, tag))
        case "L":
            style = box.style["list_style_type"]
            numbering = NUMBERING.get(style, "Decimal" if tag == "ol" else "Disc")
            if tag == "dl":
                numbering = "Description" if is_pdf_2 else "None"
            element.attributes["List"] = {"ListNumbering": f"/{numbering}"}
        case "TH" | "TD":
            _dress_cell(element, html, box)


def _dress_cell(element: Element, html: Any, box: Any) -> None:
    facts: dict[str, Any] = {}
    if element.role == "TH":
        facts["Scope"] = "/" + SCOPES.get(html.get("scope"), "Column")
    facts |= {name: span for name, span in (("ColSpan", box.colspan), ("RowSpan", box.rowspan)) if span != 1}
    if facts:
        element.attributes["Table"] = facts


def _alternative(html: Any, tag: str) -> str:
    image = html if tag == "img" else next((child for child in html.iter("img")), html)
    return str(image.get("alt") or "")


def _within_toc(parent: Element | None) -> Element | None:
    """Give the table of contents that a nested list stands in."""
    while parent is not None and parent.role in ("TOC", "TOCI"):
        if parent.role == "TOC":
            return parent
        parent = parent.parent
    return None
