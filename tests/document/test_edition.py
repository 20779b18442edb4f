"""Which periods are shown, and which of them are incomplete."""

import pytest

from pipelines.document import compose
from pipelines.document.blocks import Table
from pipelines.document.context import partial_codes
from pipelines.outline import read_outline
from tests.document.make_believe import facts, safe, vocabulary

PLACE = ("prison_code", "period_code", "domain_code")
OUTLINE = """
[[chapters]]
anchor = "kalender"
title = {{ nl = "Kalender" }}

[[chapters.blocks]]
kind = "table"
measures = ["offer_by_calendar.attendances"]
rows = "{rows}"
columns = "domain_code"
total = true
"""


def test_a_quarter_that_is_incomplete_makes_its_months_years_and_school_years_so():
    found = partial_codes(facts(incomplete=frozenset({"2025-K2"})))
    assert found == {"2025-K2", "2025", "2025-04", "2025-05", "2025-06", "2024-2025"}
    found = partial_codes(facts(incomplete=frozenset({"2025-K3"})))
    assert {code for code in found if len(code) == 9} == {"2024-2025", "2025-2026"}


@pytest.mark.parametrize(
    ("rows", "quarter", "shown", "told"),
    [
        ("months", 1, ["januari 2025", "februari 2025", "maart 2025"], ["18", "12", "30"]),
        (
            "school_years",
            None,
            [f"schooljaar {year}-{year + 1}" for year in range(2019, 2025)],
            ["1", "99", "100"],
        ),
    ],
)
def test_an_outline_shows_months_or_school_years_by_domain(rows, quarter, shown, told, tmp_path):
    path = tmp_path / "outline.toml"
    path.write_text(OUTLINE.format(rows=rows), encoding="utf-8")
    counts = {
        (None, "2025-02", "sport"): 12,
        (None, "2025-02", "cultuur"): 18,
        (None, "2025-02", None): 30,
        (None, "2024-2025", "sport"): 99,
        (None, "2024-2025", "cultuur"): 1,
        (None, "2024-2025", None): 100,
    }
    name = "offer_by_calendar.attendances"
    document = compose(
        read_outline(path), {name: safe(name, PLACE, counts)}, facts(quarter=quarter), vocabulary()
    )
    (table,) = [
        block for chapter in document.chapters for block in chapter.blocks if isinstance(block, Table)
    ]
    assert [row.header for row in table.body] == shown
    cells = {row.header: [cell.text for cell in row.cells] for row in table.body}
    assert cells["februari 2025" if rows == "months" else "schooljaar 2024-2025"] == told
