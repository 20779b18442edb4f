"""Know whether a text is still what a page showed: another tab or an editor may have changed it meanwhile."""

import secrets
from hashlib import sha256
from pathlib import Path

from pipelines.web.frame.exchange import Asked


def sight_of(text: str) -> str:
    """Give what a form carries of a text: a name for this showing of it, and what was shown."""
    return f"{secrets.token_hex(8)}.{_mark(text)}"


def is_as_seen(asked: Asked, path: Path, text: str) -> bool:
    """Tell whether a text is what the form's page showed, or what that page itself wrote since."""
    page, _, mark = asked.field("gezien").partition(".")
    return _mark(text) in (mark, asked.desk.written.get((page, path)))


def note_written(asked: Asked, path: Path, text: str) -> None:
    """Remember which page wrote a text: what it sends next goes on from there."""
    page, _, _ = asked.field("gezien").partition(".")
    asked.desk.written[page, path] = _mark(text)


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
