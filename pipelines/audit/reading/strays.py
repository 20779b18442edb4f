"""Find what an edition says beside its tables: hidden figures read elsewhere, and numbers of no table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pipelines.audit.figures import PRISON, Edition, Name
from pipelines.audit.reading.accounts import Accounts, is_printed, numbers_in
from pipelines.audit.reading.editions import facts_of
from pipelines.audit.reading.pages import Page, Text, read_page, with_comma
from pipelines.audit.reading.papers import IN_FIGURE, read_paper, texts_of
from pipelines.audit.reading.pictures import odd_points
from pipelines.audit.reading.vocabulary import read_vocabulary

SHORT = 12
"""A text of no more letters than this is known when it stands by itself on the page, not within another."""
READ = frozenset({
    ".html", ".pdf", ".csv", ".xlsx", ".ods", ".parquet", ".json", ".jsonld", ".css", ".js", ".woff2", ".xml",
    ".txt", "",
})  # fmt: skip
"""What is read for its figures, or holds none: looks, fonts, licences, descriptions and SHA256SUMS."""
DECIMALS = 4
"""No figure has more; a number with more tells of what it was divided."""


@dataclass(frozen=True)
class Stray:
    """A number outside the tables that no shown figure accounts for."""

    where: str
    text: str
    hidden: Name | None = None
    """The withheld figure that the words around it name: then it is a find, else for a person to judge."""


def strays_of(edition: Edition, others: Sequence[Edition] = ()) -> tuple[Stray, ...]:
    """Find the numbers in the pages, charts and PDFs of an edition that no table accounts for.

    Every text counts: sentences, heads, alternative texts, notes for who hears the page, data and labels of
    charts, notes, bookmarks and attachments of the PDF. Of a chart's drawing only what is written in it is
    read, not how long a line is. A number may be that of a figure in `others`, for readers have those too.
    An edition without pages gives none.
    """
    home = Path(edition.folder)
    if not edition.folder or not home.is_dir():
        return ()
    words = read_vocabulary(home)
    leaked = {leak.name for each in (*others, edition) for leak in each.leaks}
    shown = {
        name: figure.value
        for each in (*others, edition)
        for name, figure in each.figures.items()
        if figure.value is not None and name not in leaked
    }
    hidden = frozenset(
        edition.withheld | {name for name, figure in edition.figures.items() if figure.is_hidden}
    )
    scope = str(facts_of(home).get("scope", ""))
    own = frozenset({(PRISON, scope)}) if scope in words.labels.get(PRISON, {}).values() else frozenset()
    accounts = Accounts(shown, hidden, words, own)
    found: dict[tuple[str, str], Stray] = {}
    for path in sorted(home.rglob("*")):
        if path.is_file() and path.suffix not in READ:
            name = path.relative_to(home).as_posix()
            found[name, ""] = Stray(name, "dit bestand wordt door niets gelezen")
    for path in sorted(home.glob("*.html")):
        page = read_page(path.name, path.read_text(encoding="utf-8"))
        paper = path.with_suffix(".pdf")
        told = [*_of_page(page, accounts)]
        if paper.is_file():
            told += _of_paper(paper, page, accounts)
        for stray in told:
            found.setdefault((stray.where, stray.text), stray)
    return tuple(found.values())


def _of_page(page: Page, accounts: Accounts) -> Iterator[Stray]:
    numbered = [head for head in page.heads if re.match(r"\d{1,2} \D", head)]
    chapters = {head for number, head in enumerate(numbered, 1) if head.startswith(f"{number} ")}
    for text in page.texts:
        said = text.text.lstrip("0123456789") if text.text in chapters else text.text
        if not text.key or not accounts.is_of(text.key, text.text):
            yield from _of_text(text.where, said, text.context, accounts)
    for cell, number in page.behind:
        yield from _behind(cell, number, accounts)
    for picture in page.pictures:
        for point, beside in odd_points(picture, accounts.words.without_labels):
            yield from _of_text(picture.where, point, f"{picture.context} | {beside}", accounts, is_odd=True)


def _behind(cell: Text, number: str, accounts: Accounts) -> Iterator[Stray]:
    """Tell a number behind a cell that says more than the cell: whoever looks at the source reads it."""
    where = f"{cell.where}, achter de cel"
    exact = abs(Decimal(number)) if re.fullmatch(r"-?\d+(\.\d+)?", number) else None
    if exact is not None and any(is_printed(exact, said.value) for said in numbers_in(cell.text)):
        if len(number.partition(".")[2]) > DECIMALS:
            yield Stray(where, number)
    else:
        yield from _of_text(where, f"+{number.lstrip('-').replace('.', ',')}", cell.context, accounts)


def _of_text(
    where: str, text: str, context: str, accounts: Accounts, *, is_odd: bool = False
) -> Iterator[Stray]:
    for _, name in accounts.unaccounted(text, context):
        yield Stray(where, text, name)
        return
    if is_odd:
        yield Stray(where, text)


def _of_paper(path: Path, page: Page, accounts: Accounts) -> Iterator[Stray]:
    """Give what a PDF says that its page does not; the number of a page in its margin is no number."""
    texts = [*(text.text for text in page.texts), *(text for own in page.pictures for text in own.texts)]
    blocks = {_squeezed(text) for text in (*texts, *page.rows)}
    known = _squeezed(" ".join(texts))
    paper = read_paper(path)
    for text in texts_of(path.name, paper, page.heads):
        spoken = with_comma(text.text, page.language)
        said = _squeezed(spoken)
        if text.where.endswith(IN_FIGURE):  # a drawing sets each letter apart
            said = with_comma(_squeezed(text.text), page.language)
            captions = (_squeezed(own.context.rpartition(" | ")[2]) for own in page.pictures)
            said = said.removeprefix(next(filter(said.startswith, captions), ""))
        is_known = said in blocks or (len(said) > SHORT and said in known)
        if any(True for _ in numbers_in(spoken)) and not is_known:
            found = [*_of_text(text.where, spoken, text.context, accounts)]
            yield found[0] if found else Stray(text.where, spoken)
    for name, content in paper.attached.items():
        if not name.endswith(".csv"):
            where = f"{path.name}, bijlage {name}"
            yield from _of_text(where, content.decode("utf-8", errors="replace"), "", accounts)


def _squeezed(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())
