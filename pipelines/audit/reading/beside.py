"""Gather the numbers that stand outside the tables under the name of a figure."""

import csv
from collections.abc import Iterator
from pathlib import Path

from pipelines.audit.figures import Placed
from pipelines.audit.reading.accounts import numbers_in
from pipelines.audit.reading.downloads import read_coded, read_worded
from pipelines.audit.reading.pages import read_page, with_comma
from pipelines.audit.reading.papers import read_paper
from pipelines.audit.reading.tables import MACHINE, figures_in
from pipelines.audit.reading.vocabulary import read_vocabulary


def numbers_beside(home: Path, period: str) -> Iterator[Placed]:
    """Read pages, PDFs with their attachments, and downloads of an edition of this period.

    Raises ConfigError for a file that can't be read.
    """
    yield from read_coded(home)
    yield from read_worded(home, read_vocabulary(home), period)
    names, languages = _dimensions(home), {}
    for path in sorted(home.glob("*.html")):
        page = read_page(path.name, path.read_text(encoding="utf-8"))
        languages[path.stem] = page.language
        for text in page.texts:
            yield from _keyed(text.where, text.key, text.text, names)
        for text, number in page.behind:
            yield from _keyed(f"{text.where}, achter de cel", text.key, number.replace(".", ","), names)
    for path in sorted(home.glob("*.pdf")):
        paper = read_paper(path)
        for cell in paper.cells:
            said = with_comma(cell.text, languages.get(path.stem, "nl"))
            yield from _keyed(f"{path.name}, {cell.place}", cell.key, said, names)
        for name, content in paper.attached.items():
            yield from _attached(f"{path.name}, bijlage {name}", name, content)


def _dimensions(home: Path) -> dict[str, list[str]]:
    """Give by table the names of its first columns, in their order, as keys have their labels."""
    found = {}
    for path in sorted((home / "tables").glob(f"*{MACHINE}")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            found[path.name.removesuffix(MACHINE)] = next(csv.reader(lines), [])
    return found


def _keyed(where: str, key: str, text: str, names: dict[str, list[str]]) -> Iterator[Placed]:
    """Read a cell by its key, `<mart>.<measure>|<label>|...`."""
    name, *labels = key.split("|")
    mart, _, measure = name.partition(".")
    said = list(numbers_in(text)) if measure and mart in names else []
    if len(said) == 1:
        place = frozenset((head, label) for head, label in zip(names[mart], labels, strict=False) if label)
        yield Placed(where, (measure, place), said[0].value, is_exact=False)


def _attached(where: str, name: str, content: bytes) -> Iterator[Placed]:
    """Read an attached table as any other; what else is attached is read as text, elsewhere."""
    if name.endswith(".csv"):
        for figure, said in figures_in(name, content.decode("utf-8-sig", errors="replace")):
            if said.value is not None:
                yield Placed(where, figure, said.value)
