"""Set the workbench's own templates, with the words of the language in which it is read."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipelines.program import TEMPLATES
from pipelines.web.frame.exchange import Page
from pipelines.wording import Wording

FOLDER = TEMPLATES / "workbench"
LANGUAGES = {"nl": "Nederlands", "fr": "Français", "en": "English"}
PAGES = (
    "start", "deliveries", "sources", "answers", "templates", "figures", "words", "safety", "edition",
    "doctor",
)  # fmt: skip
"""The pages of the menu, in its order."""

ADDRESSES = {
    "start": "/", "deliveries": "/leveringen", "sources": "/bronnen", "answers": "/antwoorden",
    "templates": "/sjablonen", "figures": "/cijfers", "words": "/woorden", "safety": "/veiligheid",
    "edition": "/uitgave", "doctor": "/toestel",
}  # fmt: skip


@cache
def environment() -> Environment:
    """Make the environment once: nothing undefined, everything escaped."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(pages=PAGES, addresses=ADDRESSES, languages=LANGUAGES)
    return made


def set_page(page: Page, words: Wording, given: Mapping[str, Any]) -> str:
    """Set a page; `given` is what every page has (the form's token, the job that runs)."""
    return environment().get_template(page.template).render(
        **given, **page.given, say=words.say, count=words.say_count, number=words.number, words=words,
        language=words.language,
    )  # fmt: skip
