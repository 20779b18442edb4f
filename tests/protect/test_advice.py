"""Advice on tables: what another choice of them would save."""

from releases import attendances, patterns, release

from pipelines.protect import (
    Choice,
    DisclosureRules,
    advise,
)
from pipelines.tables import CountTable

RULES = DisclosureRules()
PERIODS = {"period_code": {f"2025-K{quarter}": "2025" for quarter in (1, 2, 3, 4)}}
ROWS = attendances(number=500)
TABLES = release(ROWS)
COUNTED = {table.name: table for table in TABLES}


def test_advice_names_what_another_choice_of_tables_saves():
    keys = [(prison, "2025", reason) for prison in ("P0", "P1", None) for reason in ("a", "b", "c", None)]
    counts = dict(zip(keys, (2, 3, 40, 45, 1, 60, 3, 64, 3, 63, 43, 109), strict=True))
    table = CountTable(
        "ended.ended", ("prison_code", "period_code", "reason"), "ended", "event", counts,
        adds_up=True, personal=True, contributors=counts,
    )  # fmt: skip
    found = {advice.choice: advice for advice in advise([table], RULES)}
    assert found[Choice.OVERVIEW].cells_then == 4
    assert found[Choice.OVERVIEW].hidden_then == 2
    assert found[Choice.MERGE].labels == ("a", "c")
    assert found[Choice.MERGE].saved > 0


def test_advice_counts_persons_again_when_labels_are_merged():
    advice = next(
        each
        for each in advise(TABLES[:3], RULES, PERIODS, worlds=patterns(ROWS))
        if each.choice is Choice.MERGE and each.table == "participants_by_age_band.participants"
    )
    assert advice.labels == ("A2", "A1")
    assert 0 < advice.hidden_then < advice.hidden
