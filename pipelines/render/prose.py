"""Let inline HTML of our own Markdown renderer through, and nothing else."""

from html.parser import HTMLParser
from xml.etree import ElementTree

from markupsafe import Markup

from pipelines.errors import DocumentError

ALLOWED = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "br": set[str](),
    "code": set[str](),
    "em": set[str](),
    "span": {"lang", "class"},
    "strong": set[str](),
    "sub": set[str](),
    "sup": set[str](),
}
LINKS = ("#", "https://", "http://", "mailto:")


def checked(html: str) -> Markup:
    """Give the prose as well-formed markup that templates do not escape.

    Raises DocumentError on foreign markup and on a tag that is not closed.
    """
    gate = _Gate()
    gate.feed(html)
    gate.close()
    closed = html.replace("<br>", "<br/>")
    try:
        ElementTree.fromstring(f"<p>{closed}</p>")  # noqa: S314  our own renderer made it
    except ElementTree.ParseError as error:
        raise DocumentError(
            f"Lopende tekst bevat opmaak die niet klopt ({error}): {html}. Schrijf de tekst in Markdown."
        ) from error
    return Markup(closed)  # noqa: S704  every tag in it was looked at


class _Gate(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        foreign = {name for name, _ in attrs} - ALLOWED.get(tag, set())
        target = dict(attrs).get("href") or "#"
        if tag not in ALLOWED or foreign or not target.startswith(LINKS):
            raise DocumentError(
                f"Lopende tekst bevat opmaak die niet mag: {self.get_starttag_text()}. "
                f"Toegelaten zijn: {', '.join(sorted(ALLOWED))}. Schrijf de tekst in Markdown."
            )
