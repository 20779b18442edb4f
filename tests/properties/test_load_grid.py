"""A sheet is read by column; that may never give anything else than reading it line by line."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.database import Database, open_database, rows
from pipelines.errors import LoadError
from pipelines.load.headers import MAYBE_TOTAL
from pipelines.load.headers.header import find_header
from pipelines.load.headers.lines import note_reader
from pipelines.load.read.textfile import LONG_CELL
from pipelines.load.stage.sheet_grid import AT_ONCE, STORED, SheetGrid, store_grid
from pipelines.load.workbooks.workbook import Value, cell_text
from pipelines.sources import Source, read_sources
from tests.load.intake import CONTRACTS, sessions, write

HEADER: list[Value] = ["Nummer", "Gevangenis", "Datum", "Duur", "Aantal", "Status", ""]
ROW: list[Value] = [1.0, "PI Gent", date(2025, 2, 3), 1.5, 8.0, "Doorgegaan", ""]
OTHER: list[Value] = ["S2", "PI Antwerpen", "03/02/2025", time(1, 30), "", "Afgelast", ""]
BLANK: list[Value] = [""] * 7
TOTAL: list[Value] = ["", "Totaal:", "", "", 8.0, "", "x"]
AGAIN: list[Value] = [2025.0, *HEADER[1:]]
WORDS = st.sampled_from(
    ["", " ", "\u00a0", "Totaal", "totaal Gent", "Som:", "* noot", " nummer ", "\ufeffNum\ufeffmer"]
    + ["a\rb", "x\0", "ß", "\x01"]
)
NUMBERS = st.sampled_from(
    [0.0, -0.0, 1.0, True, False, 2025.0, 1e15, 10**15, 1e16, -3.0, 1.0625, 0.1, float("nan"), 1e300]
)
MOMENTS = st.sampled_from([date(2025, 2, 3), datetime(2025, 2, 3), time(14, 30), timedelta(minutes=90)])
VALUES: st.SearchStrategy[Value] = st.one_of(WORDS, NUMBERS, MOMENTS)


def changed(line: list[Value], place: int, value: Value) -> list[Value]:
    return [*line[:place], value, *line[place + 1 :]]


NOTES = [changed(BLANK, place, "* noot") for place in (0, 1, 4)]
ODD = st.one_of(
    st.sampled_from([BLANK, TOTAL, HEADER, AGAIN, *NOTES, changed(HEADER, 0, "\ufeffNum\ufeffmer")]),
    st.builds(changed, st.sampled_from([ROW, OTHER, BLANK, HEADER]), st.integers(0, 6), VALUES),
    st.lists(VALUES, min_size=7, max_size=7),
)


@pytest.fixture(scope="module")
def db() -> Iterator[Database]:
    database = open_database()
    yield database
    database.close()


CONSTANT = {
    '{ from = "Gevangenis", values = { "PI Gent" = "GEN", "PI Antwerpen" = "ANT" } }': '{ constant = "GEN" }',
    '"Datum"': '{ constant = "2024-02-03" }',
    '{ from = "Status", values = { "Doorgegaan" = "held", "Afgelast" = "cancelled" } }': '{ constant = "held" }',
}
"""So that a line with a single cell can be a row."""

SOURCES = {
    "a single cell is a note": {},
    "a single cell can be a row": CONSTANT,
    "a header that is a number": {'"Nummer"': '"2025"'},
    "a column far from the first": {'session_id = "Nummer"': 'session_id = "Status"'},
}


@pytest.fixture(scope="module", params=SOURCES)
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Source:
    text = sessions()
    for old, new in SOURCES[request.param].items():
        assert old in text
        text = text.replace(old, new)
    (made,) = read_sources(write(tmp_path_factory.mktemp("grid"), {"vocvo.toml": text}), CONTRACTS)
    return made


def grid(source: Source, lines: Sequence[Sequence[Value]], decimal: str = ",") -> SheetGrid:
    header = AGAIN if "2025" in str(source.maps) else HEADER
    table = [["Overzicht", *BLANK[1:]], header, *lines]
    found = find_header([[cell_text(value, ",") for value in line] for line in table[:2]], source)
    assert found is not None
    return SheetGrid(table, found, note_reader(source, CONTRACTS, found), decimal, Path("made.xlsx"))


def by_line(made: SheetGrid) -> list[tuple[object, ...]]:
    """Read it in the plainest way that there is."""
    found: list[tuple[object, ...]] = []
    for line, values in list(enumerate(made.rows, 1))[made.header.row + 1 :]:
        cells = [cell_text(value, made.decimal) for value in values]
        note = made.reader.note_of(cells)
        is_odd = not note and any(cell.strip() for cell in cells[made.header.width :])
        fault = MAYBE_TOTAL if note == MAYBE_TOTAL else "cell_count" if is_odd else None
        kept = [cells[place] for place in sorted(set(made.header.places.values()))]
        cleaned = [cell.replace("\0", "").replace("\r", "\n") for cell in kept]
        found.append((line, fault, None if note == MAYBE_TOTAL else note, *cleaned))
    return found


def by_column(db: Database, made: SheetGrid) -> list[tuple[object, ...]]:
    store_grid(db, made, "made")
    return rows(db, "select * from made order by line")


@given(
    lines=st.lists(st.one_of(st.sampled_from([ROW, OTHER]), ODD), max_size=30), decimal=st.sampled_from(",.")
)
@settings(max_examples=100, deadline=None)
def test_by_column_is_as_by_line(
    db: Database, source: Source, lines: list[list[Value]], decimal: str
) -> None:
    made = grid(source, lines, decimal)
    assert by_column(db, made) == by_line(made)


@given(plain=st.sampled_from([ROW, OTHER, [*ROW[:1], *BLANK[1:]]]), odd=ODD, at=st.integers(0, 8))
@settings(max_examples=200, deadline=None)
def test_an_odd_line_in_a_plain_sheet_is_found(
    db: Database, source: Source, plain: list[Value], odd: list[Value], at: int
) -> None:
    made = grid(source, [odd if line == at else plain for line in range(9)])
    assert by_column(db, made) == by_line(made)


def test_numbers_that_are_equal_are_written_each_in_its_own_way(db: Database, source: Source) -> None:
    made = grid(source, [changed(changed(ROW, 0, value), 5, value) for value in (10**15, 1e15)])
    assert by_column(db, made) == by_line(made)


def test_a_long_sheet_is_stored_in_parts(db: Database, source: Source) -> None:
    length = AT_ONCE * STORED + AT_ONCE + 3
    lines = [[float(line), *ROW[1:]] for line in range(length)]
    lines[AT_ONCE * STORED + 1] = TOTAL
    made = grid(source, lines)
    assert by_column(db, made) == by_line(made)


def test_a_cell_that_is_too_long_is_refused_by_its_line(db: Database, source: Source) -> None:
    made = grid(source, [ROW] * 600 + [["x" * (LONG_CELL + 1), *ROW[1:5], "y" * (LONG_CELL + 1), ""]])
    with pytest.raises(LoadError, match="een cel op regel 603 heeft meer dan"):
        by_column(db, made)
