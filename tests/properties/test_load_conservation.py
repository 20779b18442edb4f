"""No line is lost: whatever a file looks like, each becomes a row, a rejection, a repetition or is skipped."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.database import Database, open_database, rows
from pipelines.errors import ReportError
from pipelines.load import LoadSummary
from tests.load.intake import STAYS, forget_deliveries, lenient, load, prepared, sessions

HEADER = ["Nummer", "Gevangenis", "Datum", "Duur", "Aantal", "Status"]
GOOD = (
    ["1", "PI Gent", "03/02/2025", "1,5", "8", "Doorgegaan"],
    ["2", "PI Gent", "14/02/2025", "", "", "Afgelast"],
)
odd = st.sampled_from(
    ["", " ", "-", "#N/B", "ca. 8", "<5", "Totaal", "totaal Gent", "* noot", "x\ny", '"', "é", "Som"]
)
cells = st.one_of(odd, st.text(alphabet="aZ09 ;,\n\"'éx-", max_size=5))
lines = st.one_of(
    st.sampled_from(GOOD),
    st.sampled_from(GOOD).flatmap(
        lambda line: st.tuples(st.integers(0, 5), cells).map(
            lambda change: [*line[: change[0]], change[1], *line[change[0] + 1 :]]
        )
    ),
    st.just(HEADER),
    st.just([]),
    st.lists(cells, max_size=8),
)


@pytest.fixture(scope="module")
def db() -> Iterator[Database]:
    """One warehouse for all examples: making it takes longer than a load."""
    database = open_database()
    with TemporaryDirectory() as folder:
        prepared(database, Path(folder))
    yield database
    database.close()


def written(table: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(table)
    return text.getvalue()


def stored(db: Database, one: LoadSummary) -> tuple[int, int]:
    """Give how many rows of the sheet stand in raw, and how many lines in rejected."""
    ((accepted,),) = rows(db, "select count(*) from raw.session where delivery_id = $1", [one.delivery_id])
    ((rejected,),) = rows(
        db, "select count(distinct line) from rejected.session where delivery_id = $1", [one.delivery_id]
    )
    assert isinstance(accepted, int) and isinstance(rejected, int)
    return accepted, rejected


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(above=st.lists(st.just(["Titel"]), max_size=2), body=st.lists(lines, max_size=12))
def test_every_line_is_accounted_for(db: Database, above: list[list[str]], body: list[list[str]]) -> None:
    text = written([*above, HEADER, *body])
    # an empty line is none to csv when it is the last of a file: count as csv reads
    number = len(list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))) - 1
    forget_deliveries(db)
    with TemporaryDirectory() as folder:
        (one,) = load(db, Path(folder), lenient(sessions()), {"vocvo_1.csv": text}).deliveries
    assert one.read == number
    assert one.read == one.accepted + one.rejected + one.duplicate + one.skipped
    assert one.skipped == sum(one.skips.values())
    assert stored(db, one) == (one.accepted, one.rejected)
    assert rows(
        db, "select rows_read, rows_accepted, rows_rejected from load.sheet_count where delivery_id > 3"
    ) == [(one.read, one.accepted, one.rejected)]


stays = st.tuples(
    st.sampled_from(["7", "8", ""]),
    st.sampled_from(["Gent", "Antwerpen", "Mars"]),
    st.sampled_from(["03/02/2025", "05/02/2025", "31/02/2025"]),
    st.sampled_from(["", "01/02/2025", "04/02/2025", "9/9/2025"]),
    st.sampled_from(["", "01/02/2025", "9/9/2025"]),
    st.sampled_from(["1980", "2026", "1890", "ca. 1980"]),
)
SECOND_STAY = STAYS[STAYS.index("[[maps]]") :].replace('"Tot"', '"Tot (2)"')


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(body=st.lists(stays, max_size=10))
def test_rows_that_a_rule_refuses_are_accounted_for_too(db: Database, body: list[tuple[str, ...]]) -> None:
    forget_deliveries(db)
    source = (STAYS + SECOND_STAY).replace('"Geslacht"', '{ constant = "M" }')
    table = [["Nummer", "Gevangenis", "Van", "Tot", "Tot (2)", "Geboren"], *map(list, body)]
    with TemporaryDirectory() as folder:
        summaries = load(db, Path(folder), source, {"vocvo_1.csv": written(table)}).deliveries
    for one in summaries:
        assert one.read == one.accepted + one.rejected + one.duplicate + one.skipped == len(body)
    found = rows(db, "select count(*), count(*) filter (valid_to < valid_from) from raw.person")
    assert found == [(sum(one.accepted for one in summaries), 0)]
    refused = rows(db, "select count(distinct line) from rejected.person where delivery_id > 3")
    assert refused <= [(sum(one.rejected for one in summaries),)]


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(content=st.one_of(st.binary(max_size=80), st.text(max_size=60).map(str.encode)))
def test_any_bytes_are_loaded_or_refused_in_words(db: Database, content: bytes) -> None:
    forget_deliveries(db)
    head = ";".join(HEADER).encode() + b"\n" if len(content) % 2 else b""
    with TemporaryDirectory() as folder:
        try:
            report = load(db, Path(folder), lenient(sessions()), {"vocvo_1.csv": head + content})
        except ReportError as error:
            assert "vocvo_1.csv" in str(error)
        else:
            for one in report.deliveries:
                assert stored(db, one) == (one.accepted, one.rejected)
