"""An element of the structure tree while it grows over the pages."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Content:
    """A piece of marked content on a page."""

    page: int
    mcid: int


@dataclass(frozen=True)
class LinkPosition:
    """A link annotation on a page."""

    page: int
    annotation: Any


@dataclass(eq=False)
class Element:
    """A structure element; it is filled while the pages are walked, so it can't be frozen."""

    role: str
    parent: "Element | None"
    is_anonymous: bool = False  # made by us to hold bare content, not from an HTML element
    kids: list["Element | Content | LinkPosition"] = field(default_factory=list)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)  # by owner: Table, List, Layout
    entries: dict[str, Any] = field(default_factory=dict)  # of the element's own dictionary: Alt, Lang, E
    page: int | None = None
    target: str | None = None  # the HTML id that a line of the contents points to
    obj: Any = None  # the PDF object, once written

    def add(self, role: str, *, first: bool = False, is_anonymous: bool = False) -> "Element":
        """Put a new element under this one."""
        child = Element(role, self, is_anonymous)
        self.kids.insert(0 if first else len(self.kids), child)
        return child

    def child(self, *roles: str) -> "Element | None":
        """Give the last kid when it has one of these roles."""
        last = self.kids[-1] if self.kids else None
        return last if isinstance(last, Element) and last.role in roles else None
