"""Read an HTML page as a reader gets it: the text of `main`, without what only one medium has."""

from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "br", "img"})
ONE_MEDIUM = frozenset({"download", "definition-link", "contents-list", "contents", "chapter-screen"})
SKIPPED = frozenset({"script", "style", "svg", "details"})
"""What is folded away on a screen is not on paper."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        classes = set((facts.get("class") or "").split())
        skipped = tag in SKIPPED or bool(classes & ONE_MEDIUM)
        if self._reads() and (
            name := facts.get("alt") or (facts.get("aria-label") if facts.get("role") == "img" else "")
        ):
            self.parts.append(name)
        if tag not in VOID:
            self._open.append((tag, skipped))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._reads():
            self.parts.append(data)

    def _reads(self) -> bool:
        return any(tag == "main" for tag, _ in self._open) and not any(skipped for _, skipped in self._open)


def main_text(page: str) -> str:
    """Give the text of the page's main part, with text alternatives in the place of pictures."""
    reader = _Reader()
    reader.feed(page)
    return "".join(reader.parts)
