"""Small random releases with their truth, and every other truth that publishes the same: by trying all numbers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from hypothesis import strategies as st

from pipelines.figures import Grid, Heading, Vocabulary
from pipelines.findings.evidence import Evidence
from pipelines.findings.scene import Scene
from pipelines.model import read_catalogue
from pipelines.tables import Cell, Mark, SafeTable
from pipelines.wording import Wording
from tests.document.make_believe import ROOT

REGISTER = read_catalogue(ROOT / "sql")
MOST = 9
"""No true part is larger, so that all worlds can be tried."""
NAMES = {"domain_code": {code: {"nl": code.capitalize()} for code in ("welzijn", "sport", "cultuur", "zorg")}}
AGES = ("18-24", "25-34", "35-49", "unknown")


@dataclass(frozen=True)
class Release:
    """What is published of one row of parts, and which of the parts are hidden or missing."""

    codes: tuple[str, ...]
    cells: tuple[Cell, ...]
    total: Cell


@st.composite
def releases(draw: st.DrawFn, codes: Sequence[str] = tuple(NAMES["domain_code"])) -> Release:
    """Draw parts, hide some (never a zero: zeros are shown), leave some out as not delivered."""
    values = draw(st.lists(st.integers(0, MOST), min_size=2, max_size=len(codes)))
    marks = [draw(st.sampled_from(("shown", "shown", "hidden", "missing"))) for _ in values]
    cells, total = [], 0
    for value, mark in zip(values, marks, strict=True):
        if mark == "missing":
            cells.append(Cell(mark=Mark.NOT_AVAILABLE))
            continue
        total += value
        hidden = mark == "hidden" and value > 0
        cells.append(Cell(mark=Mark.SUPPRESSED) if hidden else Cell(value=value))
    is_total_hidden = draw(st.booleans()) and draw(st.booleans())
    return Release(
        tuple(codes[: len(values)]),
        tuple(cells),
        Cell(mark=Mark.SUPPRESSED) if is_total_hidden else Cell(value=total),
    )


def worlds(release: Release) -> Iterator[Mapping[str, int]]:
    """Give every truth that agrees with what is published; a missing part may be anything up to a bit more than all."""
    far = 4 * MOST + 1
    choices = []
    for cell in release.cells:
        if cell.value is not None:
            choices.append((int(cell.value),))
        elif cell.mark is Mark.SUPPRESSED:
            choices.append(tuple(range(1, MOST * 4 + 1)) if release.total.value is not None else (1, 2, far))
        else:
            choices.append((0, far))
    counted = [cell.mark is not Mark.NOT_AVAILABLE for cell in release.cells]
    for values in product(*choices):
        added = sum(value for value, counts in zip(values, counted, strict=True) if counts)
        if release.total.value is None or added == release.total.value:
            yield dict(zip(release.codes, values, strict=True))


def evidence(*tables: SafeTable, language: str = "nl", **more: object) -> Evidence:
    """Give the evidence of these tables alone."""
    vocabulary = Vocabulary(NAMES, REGISTER)
    return Evidence({table.name: table for table in tables}, vocabulary, Wording(language), **more)  # type: ignore[arg-type]


def counts(
    release: Release, name: str = "sessions_by_domain.sessions_cancelled", dimension: str = "domain_code"
) -> SafeTable:
    """Give the table that publishes a release, for all prisons in 2025."""
    cells = {(None, "2025", code): cell for code, cell in zip(release.codes, release.cells, strict=True)}
    cells[None, "2025", None] = release.total
    return SafeTable(
        name, ("prison_code", "period_code", dimension), name.split(".")[1], "session", cells, True
    )


def years(
    name: str, cells: Mapping[str, Cell], dimensions: tuple[str, ...] = ("prison_code", "period_code")
) -> SafeTable:
    """Give a table of one figure by period."""
    made = {(None, code, *([None] * (len(dimensions) - 2))): cell for code, cell in cells.items()}
    return SafeTable(name, dimensions, name.split(".")[1], "", made, True)


def row_grid(table: SafeTable, dimension: str, found: Evidence, periods: Sequence[str] = ("2025",)) -> Grid:
    """Give the grid of the parts in these periods, as a bar chart has it."""
    codes = list(dict.fromkeys(key[2] for key in table.cells if key[2] is not None))
    headings = tuple(
        Heading(dimension, code, found.vocabulary.name(found.words, dimension, code).capitalize())
        for code in codes
    )
    measure = found.vocabulary.measure(found.words, table.measure)
    return Grid(
        headings,
        tuple(Heading("period_code", period, period) for period in periods),
        tuple(tuple(table.cells[None, period, code] for period in periods) for code in codes),
        measure,
        (table,),
    )


SCENE = {"prison_code": None}


def scene(name: str, now: str = "2025", before: str = "2024") -> Scene:
    """Give the scene of all prisons."""
    return Scene(name, SCENE, now, before)


def number(text: str) -> Decimal:
    """Read a number as the report writes it in Dutch."""
    found = re.search(r"-?[\d.]+(?:,\d+)?", text)
    assert found, text
    return Decimal(found[0].rstrip(".").replace(".", "").replace(",", "."))
