"""Walk the boxes of all pages in reading order and grow the structure tree from them."""

from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from pipelines.render.accessible.artifacts import Marks
from pipelines.render.accessible.element import Content, Element, LinkPosition
from pipelines.render.accessible.structure_types import ARTIFACT, GROUPING, dress, role_of

Key = tuple[Any, str]
"""An HTML element and its tag with pseudo-element: what boxes on several pages have in common."""
PX_TO_PT = 0.75


class Walk:
    """The growing tree and what must be remembered from page to page."""

    def __init__(self, pages: Any, streams: Any, *, is_pdf_2: bool) -> None:
        self.root = Element("Document", None)
        self.by_id: dict[str, Element] = {}
        self.notes: list[Element] = []
        self.links: list[tuple[Element, Any]] = []
        self.bookmarked: list[Element] = []
        self.dropped: set[bytes] = set()  # annotations of artifacts and of anonymous boxes
        self.content: list[dict[int, Element]] = []  # page -> marked content -> element
        self._pages, self._streams, self._is_pdf_2 = pages, streams, is_pdf_2
        self._known: dict[Key, Element | str] = {}
        self._head_page: dict[Key, int] = {}
        self._bookmark_elements: set[Any] = set()
        self._page = 0
        self._marks = Marks(streams[0])

    def run(self) -> None:
        """Walk every page; what no element claims becomes an artifact."""
        for number, page in enumerate(self._pages):
            self._page, self._marks = number, Marks(self._streams[number])
            self.content.append({})
            for box in page._page_box.children:
                if isinstance(box, boxes.MarginBox):
                    self._artifact(box, self._furniture(box))
                else:
                    self._walk(box, self.root)
            self._marks.forget_rest()

    @staticmethod
    def _furniture(box: Any) -> str:
        return "/Header" if "top" in box.at_keyword else "/Footer"

    def _walk(self, box: Any, parent: Element) -> None:
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        if isinstance(box, boxes.TextBox):
            self._text(box, parent)
        elif isinstance(box, boxes.LineBox):
            self._walk_children(box, parent)
        elif box.is_leader or self._is_repeated_head(box):
            self._artifact(box)
        else:
            self._element(box, parent)

    def _walk_children(self, box: Any, parent: Element) -> None:
        for child in box.children:
            self._walk(child, parent)

    def _is_repeated_head(self, box: Any) -> bool:
        """The head of a table is real where it stands first, and an artifact on the pages after it."""
        if not (getattr(box, "is_header", False) or getattr(box, "is_footer", False)):
            return False
        return self._head_page.setdefault((box.element, box.element_tag), self._page) != self._page

    def _element(self, box: Any, parent: Element) -> None:
        found = self._find(box, parent)
        if not isinstance(found, Element):
            return self._artifact(box)
        element = found
        if element.role == "LI" and "::" not in box.element_tag:
            element = element.child("LBody") or element
        self._bookmark(box, element)
        self._link(box, element)
        if isinstance(box, boxes.ReplacedBox):
            return self._picture(box, element)
        return self._walk_children(box, element)

    def _find(self, box: Any, parent: Element) -> Element | str:
        html, tag = box.element, box.element_tag
        if html is None or tag in ("html", "body"):
            return parent
        key = (html, tag)
        if key not in self._known:
            role = role_of(html, tag, parent, is_pdf_2=self._is_pdf_2)
            self._known[key] = ARTIFACT if role == ARTIFACT else self._open(role, box, parent)
            if isinstance(made := self._known[key], Element) and html.get("id") and "::" not in tag:
                self.by_id.setdefault(html.get("id"), made)
        return self._known[key]

    def _open(self, role: str | None, box: Any, parent: Element) -> Element:
        html, tag = box.element, box.element_tag
        if role is None:
            return parent
        if "::" in tag:
            return self._label(html, parent)
        if tag in ("dt", "dd") and parent.role == "L":
            parent = self._term(tag, parent)
        if role == "Link" and parent.role == "TOCI":
            parent.target = html.get("href", "").removeprefix("#")
            parent = parent.add("Reference")
        element = parent.add(role)
        dress(element, html, tag, box, is_pdf_2=self._is_pdf_2)
        if role == "LI":
            element.add("LBody")
        if role == "Note":
            self.notes.append(element)
        return element

    def _label(self, html: Any, parent: Element) -> Element:
        """Put a bullet before the body of its list item."""
        item = self._known.get((html, "li"))
        if not isinstance(item, Element) or item.role != "LI":
            return parent
        numbering = item.parent.attributes.get("List", {}) if item.parent else {}
        if numbering.get("ListNumbering") == "/None":
            numbering["ListNumbering"] = "/Disc"  # the bullet is drawn by `::before`
        return item.add("Lbl", first=True)

    @staticmethod
    def _term(tag: str, parent: Element) -> Element:
        """Pair `dt` and `dd` in a list item."""
        item = parent.child("LI")
        return parent.add("LI") if item is None or (tag == "dt" and item.child("LBody")) else item

    def _text(self, box: Any, parent: Element) -> None:
        mcid = self._marks.take(box)
        if mcid is None:
            return
        self._hold(parent, mcid)
        hyphen = box.style["hyphenate_character"]
        if box.style["hyphens"] != "none" and hyphen and box.text.endswith(hyphen):
            self._marks.say(mcid, box.text.removesuffix(hyphen) + "\u00ad")

    def _hold(self, element: Element, mcid: int) -> None:
        """Give content to an element; a grouping element gets a paragraph to hold it."""
        if element.role in GROUPING:
            last = element.child("P")
            element = last if last and last.is_anonymous else element.add("P", is_anonymous=True)
        if element.page is None:
            element.page = self._page
        element.kids.append(Content(self._page, mcid))
        self.content[self._page][mcid] = element

    def _picture(self, box: Any, element: Element) -> None:
        mcid = self._marks.take(box)
        if mcid is not None:
            self._hold(element, mcid)
        if element.role == "Figure":
            left, top = box.content_box_x(), self._pages[self._page].height - box.content_box_y()
            corners = (left, top - box.height, left + box.width, top)
            area = pydyf.Array(round(length * PX_TO_PT, 3) for length in corners)
            element.attributes["Layout"] = {"BBox": area, "Placement": "/Block"}

    def _link(self, box: Any, element: Element) -> None:
        annotation = getattr(box, "link_annotation", None)
        if annotation is None:
            return
        if element.role != "Link" or box.element_tag != "a" or self._repeats(element, annotation):
            self.dropped.add(annotation.reference)
            return
        if element.page is None:
            element.page = self._page
        element.kids.append(LinkPosition(self._page, annotation))
        self.links.append((element, annotation))
        words = " ".join("".join(box.element.itertext()).split())
        annotation["Contents"] = pydyf.String(box.element.get("title") or words)

    def _repeats(self, element: Element, annotation: Any) -> bool:
        """A box and the boxes in it make an annotation each: the outer one is enough."""
        places = [kid for kid in element.kids if isinstance(kid, LinkPosition) and kid.page == self._page]
        return any(_is_within(annotation["Rect"], place.annotation["Rect"]) for place in places)

    def _bookmark(self, box: Any, element: Element) -> None:
        if box.bookmark_label and box.element not in self._bookmark_elements:
            self._bookmark_elements.add(box.element)
            self.bookmarked.append(element)

    def _artifact(self, box: Any, furniture: str | None = None) -> None:
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        self._marks.hide(box, furniture)
        if getattr(box, "link_annotation", None) is not None:
            self.dropped.add(box.link_annotation.reference)
        for child in getattr(box, "children", ()):
            self._artifact(child, furniture)


def _is_within(inner: Any, outer: Any) -> bool:
    """Say whether a rectangle lies in another; WeasyPrint gives left, top, right, bottom, y going up."""
    near = 0.5
    left, right = outer[0] - near, outer[2] + near
    low, high = min(outer[1], outer[3]) - near, max(outer[1], outer[3]) + near
    return all(left <= x <= right for x in inner[::2]) and all(low <= y <= high for y in inner[1::2])
