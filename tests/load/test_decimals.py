"""Which sign stands before decimals is told from the file where its source does not say, and never guessed."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pipelines.database import Database, rows
from pipelines.errors import SourceError
from pipelines.load import write_feedback
from pipelines.sources import find_exports, read_sources
from tests.load.intake import CONTRACTS, load, write_workbook

TOTALS = """
source = "vocvo"
label = "Vocvo"
organisation = "VOCVO"
files = ["vocvo_*"]
max_rejected_share = 1
{extra}
[[maps]]
dataset = "count"
[maps.columns]
prison_code = {{ constant = "GEN" }}
domain_code = {{ constant = "onderwijs" }}
indicator_code = "Maat"
period_code = "Jaar"
value = "Waarde"
"""
HEADER = "Maat;Jaar;Waarde\n"


def values(db: Database, folder: Path, *cells: str, extra: str = "") -> list[str]:
    """Load totals with these values and give what is accepted."""
    body = "".join(f"m;{2000 + place};{cell}\n" for place, cell in enumerate(cells))
    load(db, folder, TOTALS.format(extra=extra), {"vocvo_1.csv": HEADER + body})
    found = rows(db, "select value from raw.count order by period_code")
    return [f"{value.normalize():f}" for (value,) in found if isinstance(value, Decimal)]


@pytest.mark.parametrize(
    ("cells", "known"),
    [
        (["1,5", "1.234"], ["1.5", "1234"]),
        (["1.5", "1,234"], ["1.5", "1234"]),
        (["1.5", "1.234"], ["1.5", "1.234"]),
        (["1,234.5", "2,000"], ["1234.5", "2000"]),
        (["0.125", "7"], ["0.125", "7"]),
        (["1234.567", "8"], ["1234.567", "8"]),
        (["1.234", "7"], ["1234", "7"]),  # nothing shows otherwise: as the language of the partner writes
    ],
)
def test_the_numbers_themselves_say_it(
    db: Database, tmp_path: Path, cells: list[str], known: list[str]
) -> None:
    assert values(db, tmp_path, *cells) == known


@pytest.mark.parametrize(
    "cells", [["1.200", "12.5", "1.5"], ["1,200", "12,5", "7"], ["12.5", "3.750"], ["1,250", "0,5"]]
)
def test_thousands_beside_fractions_are_asked(db: Database, tmp_path: Path, cells: list[str]) -> None:
    """Who writes 12.5 writes no zero behind 1.2: it may be twelve hundred."""
    with pytest.raises(SourceError, match=r"kan 1200 of 1,2 zijn.*decimal ="):
        values(db, tmp_path, *cells)


def test_thousands_beside_fractions_are_read_as_the_source_says(db: Database, tmp_path: Path) -> None:
    extra = '[dialect]\ndecimal = "."'
    assert values(db, tmp_path, "1.200", "12.5", extra=extra) == ["1.2", "12.5"]


def test_what_can_be_read_in_two_ways_is_asked(db: Database, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nu eens een komma en dan weer een punt"):
        values(db, tmp_path, "1,5", "2.5", "1.234")


def test_a_stray_mark_among_sure_numbers_is_refused_by_itself(db: Database, tmp_path: Path) -> None:
    assert values(db, tmp_path, "1,5", "2.5", "12") == ["1.5", "12"]


def test_what_the_source_says_holds(db: Database, tmp_path: Path) -> None:
    assert values(db, tmp_path, "1,5", "2.5", "1.234", extra='[dialect]\ndecimal = ","') == ["1.5", "1234"]


def test_numbers_of_a_workbook_are_what_they_are(db: Database, tmp_path: Path) -> None:
    sheet: list[list[object]] = [
        ["Maat", "Jaar", "Waarde"],
        ["m", 2001, 1.234],
        ["m", 2002, 1234],
        ["m", 2003, 0.5],
    ]
    write_workbook(tmp_path / "exports/vocvo_1.xlsx", {"Data": sheet})
    load(db, tmp_path, TOTALS.format(extra=""))
    found = rows(db, "select value::varchar from raw.count order by period_code")
    assert found == [("1.2340",), ("1234.0000",), ("0.5000",)]


def test_mended_rows_are_read_as_the_file_that_they_mend(db: Database, tmp_path: Path) -> None:
    assert values(db, tmp_path, "2.5", "ca. 3") == ["2.5"]
    sources = read_sources(tmp_path / "sources", CONTRACTS)
    exports = find_exports(tmp_path / "exports", sources).exports
    answer, _ = write_feedback(db, exports, sources, CONTRACTS, tmp_path / "feedback")
    book = openpyxl.load_workbook(answer)
    book.worksheets[0]["C2"] = "1.234"
    book.save(tmp_path / "exports" / answer.name)
    load(db, tmp_path, TOTALS.format(extra=""))
    assert rows(db, "select value::varchar from raw.count order by period_code") == [("2.5000",), ("1.2340",)]
