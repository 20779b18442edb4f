"""A headline and a text alternative claim only what their grid bears: each claim is derived again here."""

import re

import pytest

from pipelines.figures import KINDS, Grid, draw
from tests.figures.grids import NL, grid, measure, story, subject

QUARTERS = ("2024-K1", "2024-K2", "2025-K1", "2025-K2")
GRID = grid(
    ("welzijn", "sport", "cultuur", "*"),
    QUARTERS,
    ("120 130 125 140", "300 290 310 5", "80 o nb 75", "500 420 435 220"),
)
RANKED = ("bars", "dots", "bullet", "funnel")


def figure(kind: str, made: Grid, *incomplete: str, now: str = "220", before: str | None = "420"):
    return draw(
        kind, subject(made, *incomplete), story(now, before), name="x", subtitle="deelnames per domein, 2025"
    )


def compared(kind: str, made: Grid, *incomplete: str) -> list[tuple[int, str]]:
    """Give the numbers that a claim is about: no totals, of a ranking only the last column."""
    return [
        (cell.value, f"{row.label} ({column.label})")
        for row, cells in zip(made.rows, made.cells, strict=True)
        for column, cell in zip(made.columns, cells, strict=True)
        if cell.value is not None and row.code and (kind not in RANKED or column is made.columns[-1])
        and column.code not in incomplete
    ]  # fmt: skip


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_largest_and_smallest_are_those_of_the_cells(kind):
    text = figure(kind, GRID).text_alternative
    numbers = [value for value, _ in compared(kind, GRID)]
    assert re.search(r"Hoogste: .*? met ([\d.]+)\.", text)[1] == NL.number(max(numbers))
    assert re.search(r"Laagste: .*? met ([\d.]+)\.", text)[1] == NL.number(min(numbers))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_largest_is_named(kind):
    text = figure(kind, GRID).text_alternative
    value, place = max(compared(kind, GRID))
    named = place.split(" (")[0] if kind in RANKED else place
    assert f"Hoogste: {named} met {value}" in text


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_text_says_what_the_chart_is(kind):
    assert figure(kind, GRID).text_alternative.startswith(
        f"{NL.say(f'kind.{kind}')}: deelnames per domein, 2025."
    )


@pytest.mark.parametrize(
    ("now", "before", "word"), [("220", "420", "daalde"), ("420", "220", "steeg"), ("7", "7", "bleef gelijk")]
)
def test_the_change_is_that_of_the_totals(now, before, word):
    drawn = figure("lines", GRID, now=now, before=before)
    assert word in drawn.text_alternative
    assert word in drawn.title


def test_no_change_is_claimed_against_a_mark_or_nothing():
    for before in ("o", "nb", None):
        drawn = figure("lines", GRID, before=before)
        assert "tegenover" not in drawn.text_alternative
        assert drawn.title == "Deelnames: 220 in 2025"


def test_an_incomplete_quarter_is_never_the_smallest():
    text = figure("lines", GRID, "2025-K2").text_alternative
    assert "Laagste: Cultuur (2024 K1) met 80." in text
    assert "Onvolledig en niet vergelijkbaar: 2025 K2." in text


def test_what_is_not_shown_is_named_with_its_reason():
    text = figure("lines", GRID).text_alternative
    assert "[o] (onderdrukt): Cultuur (2024 K2)." in text
    assert "[nb] (niet beschikbaar): Cultuur (2025 K1)." in text


def test_a_ranking_is_told_by_its_first():
    assert figure("bars", GRID).title == "Welzijn telt de meeste deelnames: 140"


def test_a_rate_is_told_by_its_highest():
    rates = grid(
        ("welzijn", "sport", "*"), ("2025",), ("12.0", "40.1", "50.0"), of=measure("percent", "ratio")
    )
    assert figure("dots", rates).title == "Deelnamegraad het hoogst bij Sport: 40,1\u00a0%"


def test_two_that_are_first_together_are_both_named():
    shared = grid(("welzijn", "sport", "cultuur"), ("2025",), ("12", "12", "3"))
    assert figure("bars", shared).title == "Welzijn en Sport staan samen bovenaan: 12 deelnames"


def test_when_all_are_equal_no_one_is_first():
    equal = grid(("welzijn", "sport"), ("2025",), ("12", "12"))
    drawn = figure("bars", equal)
    assert drawn.title == "Deelnames overal gelijk: 12"
    assert "Laagste" not in drawn.text_alternative


def test_many_that_share_the_lowest_are_counted():
    many = grid(("a", "b", "c", "d", "e", "f"), ("2025",), ("9", "1", "1", "1", "1", "1"))
    assert "Laagste: B, C, D en nog 2 andere met 1." in figure("bars", many).text_alternative


def test_the_largest_share_is_that_of_the_whole():
    reasons = grid(
        ("2025-K1", "*"), ("strike", "holiday"), ("30.0 70.0", "60.0 40.0"), across="period_code", along="cancellation_reason",
        of=measure("percent", "ratio"),
    )  # fmt: skip
    assert figure("shares", reasons).title == "Grootste aandeel: strike, 60,0\u00a0%"
