"""What an analyst reads of an edition is what is published, cell by cell, and nothing else is opened."""

import csv
import json
import sys
from decimal import Decimal

import pandas as pd
import pytest

from pipelines import open_edition
from pipelines.edition.downloads import tables_as_csv
from pipelines.errors import ConfigError
from pipelines.tables import Cell, Mark, SafeTable

PLACE = ("prison_code", "period_code", "domain_code")
CELLS = {
    ("GEN", "2025", "sport"): Cell(1204),
    ("GEN", "2025", "cultuur"): Cell(mark=Mark.SUPPRESSED),
    ("GEN", "2025", None): Cell(2310),
    (None, "2025", None): Cell(mark=Mark.NOT_AVAILABLE),
}
HOURS = {key: Cell(Decimal("12.5")) for key in CELLS}


def safe(measure, unit, cells):
    return SafeTable(
        f"sessions_by_domain.{measure}", PLACE, measure, unit, cells, True, held=frozenset(list(cells)[:1])
    )


@pytest.fixture
def folder(tmp_path):
    tables = [safe("sessions_held", "session", CELLS), safe("session_hours", "hour", HOURS)]
    (tmp_path / "tables").mkdir()
    for name, content in tables_as_csv({table.name: table for table in tables}).items():
        (tmp_path / "tables" / name).write_bytes(content)
    facts = {"scope": "overzicht", "period": "2025", "version": 3, "published": "2026-02-02", "inputs": ["x"]}
    (tmp_path / "manifest.json").write_text(json.dumps(facts), "utf-8")
    return tmp_path


def test_dimensions_are_the_index_and_marks_have_a_column_of_their_own(folder):
    table = open_edition(folder)["sessions_by_domain"]
    assert table.index.names == [*PLACE]
    assert table.loc[("GEN", "2025", "sport"), "sessions_held"] == 1204
    assert table.loc[("GEN", "2025", "_T"), "sessions_held"] == 2310, "a total has a label"
    assert pd.isna(table.loc[("GEN", "2025", "cultuur"), "sessions_held"])
    marks = table["sessions_held_mark"].dropna().to_dict()
    assert marks == {("GEN", "2025", "cultuur"): "o", ("_T", "2025", "_T"): "nb"}


def test_counts_are_whole_numbers_and_other_figures_are_exact(folder):
    table = open_edition(folder)["sessions_by_domain"]
    assert str(table["sessions_held"].dtype) == "Int64"
    assert set(table["session_hours"]) == {Decimal("12.5")}


def test_units_and_edition_travel_with_the_table(folder):
    table = open_edition(folder)["sessions_by_domain"]
    assert table.attrs["units"] == {"session_hours": "hour", "sessions_held": "session"}
    known = {"scope": "overzicht", "period": "2025", "version": 3, "published": "2026-02-02"}
    assert table.attrs["edition"] == known


def test_every_cell_is_that_of_the_file_and_no_other_file_is_opened(folder):
    opened = set()
    sys.addaudithook(lambda event, found: opened.add(str(found[0])) if event == "open" else None)
    table = open_edition(folder)["sessions_by_domain"]
    inside = {path.removeprefix(f"{folder}/") for path in opened if path.startswith(str(folder))}
    assert inside == {"manifest.json", "tables/sessions_by_domain.rfc4180.csv"}
    with (folder / "tables" / "sessions_by_domain.rfc4180.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(table) == len(CELLS)
    for row in rows:
        key = tuple(row[name] or "_T" for name in PLACE)
        for measure in ("sessions_held", "session_hours"):
            value, mark = table.loc[key, measure], table.loc[key, f"{measure}_mark"]
            assert (f"[{mark}]" if pd.isna(value) else str(value)) == row[measure]
        assert table.loc[key, "held_until_revision"] == row["held_until_revision"]


def test_tables_are_named_and_a_mistake_names_them(folder):
    edition = open_edition(str(folder))
    assert list(edition) == ["sessions_by_domain"] and len(edition) == 1
    with pytest.raises(KeyError, match="deze editie heeft de tabellen sessions_by_domain"):
        edition["participants"]


def test_a_table_without_rows_is_an_empty_table(folder):
    (folder / "tables" / "library.rfc4180.csv").write_text("prison_code,period_code,loans\r\n", "utf-8")
    table = open_edition(folder)["library"]
    assert (len(table), [*table]) == (0, ["loans", "loans_mark"])


def test_a_folder_that_is_no_edition_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="geen map van een editie"):
        open_edition(tmp_path)
