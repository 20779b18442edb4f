from decimal import Decimal

import pytest

from pipelines.protect import DisclosureRules, Reason, protect
from pipelines.protect.primary import unsafe_cells
from pipelines.tables import Cell, CountTable, Mark

RULES = DisclosureRules()
KEYS = (
    ("GEN", "2025", None),
    ("GEN", "2025", "sport"),
    ("GEN", "2025", "welzijn"),
    ("GEN", "2025", "cultuur"),
)


def persons(*counts, dimension="domain_code", measure="participants"):
    return CountTable(
        f"t.{measure}", ("prison_code", "period_code", dimension), measure, "persoon",
        dict(zip(KEYS, counts, strict=False)), adds_up=False, personal=True,
    )  # fmt: skip


@pytest.mark.parametrize(("count", "unsafe"), [(0, False), (1, True), (4, True), (5, False)])
def test_counts_below_the_threshold_are_unsafe(count, unsafe):
    assert bool(unsafe_cells(persons(count), RULES)) is unsafe


def test_the_threshold_is_a_setting():
    assert unsafe_cells(persons(9), DisclosureRules(threshold=10)) == {KEYS[0]: Reason.PERSONS}


def test_events_are_judged_by_the_persons_behind_them():
    table = CountTable(
        "t.attendances", ("prison_code", "period_code", "domain_code"), "attendances", "deelname",
        {KEYS[0]: 40, KEYS[1]: 33}, adds_up=True, personal=True, contributors={KEYS[0]: 12, KEYS[1]: 2},
    )  # fmt: skip
    assert unsafe_cells(table, RULES) == {KEYS[1]: Reason.CONTRIBUTORS}


def test_where_only_heads_were_delivered_the_heads_decide():
    table = CountTable(
        "t.attendances", ("prison_code", "period_code", "domain_code"), "attendances", "deelname",
        {KEYS[0]: 40, KEYS[1]: 3}, adds_up=True, personal=True, contributors={},
    )  # fmt: skip
    assert unsafe_cells(table, RULES) == {KEYS[1]: Reason.CONTRIBUTORS}


def test_sensitive_breakdowns_hide_zero_and_everyone_but_not_their_total():
    rules = DisclosureRules(sensitive=frozenset({"statuut"}))
    assert unsafe_cells(persons(30, 30, 0, dimension="statuut"), rules) == {
        KEYS[1]: Reason.EVERYONE,
        KEYS[2]: Reason.ZERO,
    }


def test_a_table_that_is_not_personal_is_shown_whole():
    table = CountTable(
        "sessions.sessions_held", ("prison_code", "period_code"), "sessions_held", "sessie",
        {("GEN", "2025"): 2, (None, "2025"): None}, adds_up=True, personal=False,
    )  # fmt: skip
    assert protect([table], RULES).tables["sessions.sessions_held"].cells == {
        (None, "2025"): Cell(mark=Mark.NOT_AVAILABLE),
        ("GEN", "2025"): Cell(value=2),
    }


def test_hours_stay_exact_decimals():
    table = CountTable(
        "t.session_hours", ("prison_code", "period_code"), "session_hours", "uur",
        {("GEN", "2025"): Decimal("12.50")}, adds_up=True, personal=False,
    )  # fmt: skip
    assert protect([table], RULES).tables["t.session_hours"].cells[("GEN", "2025")].value == Decimal("12.50")
