"""Hold every format of an edition against the others, number by number."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from pipelines.verify.charts import charts_that_differ, read_charts
from pipelines.verify.downloads import differences
from pipelines.verify.files import notices, read_files, wrong_hashes
from pipelines.verify.numbers import read_said, squeezed
from pipelines.verify.pages import Page, Printed, read_page
from pipelines.verify.prints import Print, read_print
from pipelines.verify.tables import MACHINE, Grid, cell_of, copies_that_differ, read_grids

COMMA = ("nl", "fr")
"""Languages that write a decimal comma."""


@dataclass(frozen=True)
class Difference:
    """What does not agree: a hash, or a number between two formats."""

    kind: str  # hash | number | file
    text: str


@dataclass(frozen=True)
class Verified:
    """What was held against each other, and what does not agree; the first is what to look at."""

    files: int
    cells: int  # printed cells that carry a key and were held against a table
    blocks: int  # paragraphs and cells of a PDF that were held against its page
    differences: tuple[Difference, ...]
    notices: tuple[str, ...] = ()  # what was told of it later: an error, or that it was retracted


def verify(path: Path) -> Verified:
    """Check an edition: a folder, its public folder or a ZIP; needs no workspace and no database.

    Raises ConfigError where there is no edition to check.
    """
    return verify_files(read_files(path))


def verify_files(files: Mapping[str, bytes]) -> Verified:
    """Check the public files of an edition by their names, SHA256SUMS among them, wherever they lie."""
    found = [Difference("hash", text) for text in wrong_hashes(files)]
    try:
        grids = list(read_grids(files))
    except (UnicodeDecodeError, csv.Error) as error:
        return Verified(
            len(files), 0, 0, (*found, Difference("file", f"tables/: geen leesbare tabel ({error})"))
        )
    machine = {grid.mart: grid for grid in grids if grid.file.endswith(MACHINE)}
    for grid in grids:
        if grid.mart not in machine:
            found.append(Difference("file", f"{grid.file}: de kopie voor machines ontbreekt"))
        elif grid is not machine[grid.mart]:
            found += [
                Difference("number", text) for text in copies_that_differ(machine[grid.mart], grid, ",")
            ]
    try:
        for text in differences(files, machine):  # a file that can't be read hides none before it
            found.append(Difference("number", text))
    except (UnicodeDecodeError, csv.Error, ValueError, KeyError, IndexError) as error:
        found.append(Difference("file", f"data/: een download is niet leesbaar ({error!r})"))
    cells = blocks = 0
    for name in sorted(one for one in files if one.startswith("report") and one.endswith(".html")):
        page = read_page(files[name])
        cells += sum(1 for cell in page.cells if cell.key)
        charts, alternatives = read_charts(files[name])
        told = [
            *_against_tables(name, page.language, page.cells, machine),
            *charts_that_differ(name, charts, _sign(page.language)),
        ]
        found += [Difference("number", text) for text in told]
        printed = name.removesuffix(".html") + ".pdf"
        try:
            paper = read_print(files[printed])
        except KeyError:
            found.append(Difference("file", f"{printed}: ontbreekt naast {name}"))
        except (pikepdf.PdfError, ValueError, AttributeError, TypeError) as error:
            found.append(Difference("file", f"{printed}: geen leesbare PDF met structuur ({error})"))
        else:
            cells += sum(1 for cell in paper.cells if cell.key)
            blocks += len(paper.blocks)
            told = [
                *_pictures_against_page(printed, paper, name, alternatives),
                *_against_tables(printed, page.language, paper.cells, machine),
                *_rows_against_page(printed, paper, name, page),
                *_text_against_page(printed, paper, name, page),
                *_attachments(printed, paper, files),
            ]
            found += [Difference("number", text) for text in told]
    return Verified(len(files), cells, blocks, tuple(dict.fromkeys(found)), tuple(notices(files)))


def _sign(language: str) -> str:
    return "," if language.startswith(COMMA) else "."


def _against_tables(
    name: str, language: str, cells: list[Printed], machine: Mapping[str, Grid]
) -> Iterator[str]:
    sign = _sign(language)
    for cell in cells:
        exact = cell_of(machine, cell.key) if cell.key else None
        if exact is None:
            continue
        said = read_said(name, cell.text, sign)
        if said is None or not said.agrees(exact):
            yield f"{name}, {cell.place}: {cell.text}; in {exact.where}: {exact.shown}"


def _rows_against_page(printed: str, paper: Print, name: str, page: Page) -> Iterator[str]:
    """Tell each row of a table in the PDF that the page has otherwise, and in which columns."""
    there: dict[str, list[list[Printed]]] = {}
    for cell in page.cells:
        rows = there.setdefault(squeezed(cell.row), [])
        if cell.column == 1 or not rows:
            rows.append([])
        rows[-1].append(cell)
    for row in paper.rows:
        own = [squeezed(cell.text) for cell in row]
        same = (
            [other for other in there.get(squeezed(row[0].row), []) if len(other) == len(own)] if row else []
        )
        texts = [[squeezed(cell.text) for cell in other] for other in same]
        if own in texts or not row:
            continue
        if not texts:
            yield f"{printed}, tabel '{row[0].table}', rij '{row[0].row}': deze rij staat niet in {name}"
            continue
        nearest = max(texts, key=lambda other: sum(map(str.__eq__, own, other)))
        for cell, text in zip(row, same[texts.index(nearest)], strict=True):
            if squeezed(cell.text) != squeezed(text.text):
                yield f"{printed}, {cell.place}: {cell.text}; in {name}: {text.text}"


def _text_against_page(printed: str, paper: Print, name: str, page: Page) -> Iterator[str]:
    """Tell each paragraph with a number in the PDF that the page does not have so, or not as often."""
    in_rows = {id(cell.text) for row in paper.rows for cell in row}
    told = [
        (number, text)
        for number, text in paper.blocks
        if any(letter.isdigit() for letter in text) and id(text) not in in_rows
    ]
    often = Counter(squeezed(text) for _, text in told)
    for number, text in told:
        if page.text.count(squeezed(text)) < often[squeezed(text)]:
            yield f"{printed}, bladzijde {number}: '{text}'; zo staat het niet in {name}"


def _pictures_against_page(printed: str, paper: Print, name: str, known: frozenset[str]) -> Iterator[str]:
    """Tell the text alternative of each picture in the PDF that no picture of the page has."""
    for number, text in paper.alternatives:
        if squeezed(text) not in known:
            yield f"{printed}, bladzijde {number}, prent: '{text}'; zo staat het niet in {name}"


def _attachments(printed: str, paper: Print, files: Mapping[str, bytes]) -> Iterator[str]:
    for attached, content in paper.attached.items():
        if attached.endswith(".csv") and files.get(f"tables/{attached}") != content:
            yield f"{printed}, bijlage {attached}: anders dan tables/{attached}"
