"""Know the files that every page uses: style, script, fonts; there is no other file that a page can ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.program import TEMPLATES

HTMX = "htmx-2.0.11.min.js"


@dataclass(frozen=True)
class Shelved:
    """A file with what it is to a browser."""

    path: Path
    kind: str


@cache
def shelf() -> Mapping[str, Shelved]:
    """Give the files by the name under which pages ask them."""
    own, styles = TEMPLATES / "workbench", TEMPLATES / "styles"
    found = {name: Shelved(own / name, "text/javascript") for name in (HTMX, "workbench.js")}
    found |= {path.name: Shelved(path, "text/css") for path in (own / "workbench.css", styles / "tokens.css")}
    return found | {path.name: Shelved(path, "font/woff2") for path in (TEMPLATES / "fonts").glob("*.woff2")}
