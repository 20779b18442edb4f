"""Read all text of a PDF with where it stands: what its structure shows, and what stands beside it."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.audit.reading.pages import Text
from pipelines.errors import ConfigError
from pipelines.verify import UNREADABLE, Print, read_print

OUTSIDE = "buiten de structuur"
IN_FIGURE = "in een figuur"
PAGE_NUMBER = re.compile(r"\d+ / \d+")


def read_paper(path: Path) -> Print:
    """Read a PDF; raises ConfigError for what is no PDF with structure."""
    try:
        return read_print(path.read_bytes())
    except UNREADABLE as error:
        raise ConfigError(f"{path}: geen leesbare PDF met structuur ({error})") from error


def texts_of(name: str, paper: Print, heads: Sequence[str]) -> Iterator[Text]:
    """Give the rows and other blocks of a PDF, each with the head above it, and what stands beside."""
    in_rows = {id(cell.text) for row in paper.rows for cell in row}
    for row in paper.rows:
        if row:
            text = " ".join([row[0].row, *(cell.text for cell in row)])
            yield Text(f"{name}, tabel '{row[0].table}', rij '{row[0].row}'", row[0].table, text)
    head = ""
    for number, text in paper.blocks:
        head = text if text in heads else head
        if id(text) not in in_rows:
            yield Text(f"{name}, bladzijde {number}", head, text)
    for where, text in paper.beside:
        own = _without_running_heads(text, heads) if where.endswith(OUTSIDE) else text
        yield Text(f"{name}, {where}", "", own)


def _without_running_heads(text: str, heads: Sequence[str]) -> str:
    """Leave out what stands on every page: the chapter and `3 / 20`."""
    for head in sorted(heads, key=len, reverse=True):
        text = text.replace(head, " ")
    return PAGE_NUMBER.sub(" ", text)
