"""The local action plan: target, result, how far apart, and what the year comes to."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from pipelines.document import compose
from pipelines.document.blocks import Paragraph, Table
from pipelines.figures import Vocabulary
from pipelines.outline import read_outline
from pipelines.tables import Mark
from tests.document.make_believe import NAMES, OUTLINES, facts, release, safe, vocabulary
from tests.document.test_compose import chapter

PLAN = ("prison_code", "period_code", "objective_code", "domain_code", "measure")
PLACE = ("prison_code", "period_code", "domain_code")


def plan(code: str, measure: str, target: Any, domain: str | None = None) -> dict[Any, Any]:
    return {("GEN", "2025", code, domain, measure): target}


def tables(targets: dict[Any, Any], **measured: dict[tuple[str, str | None], Any]) -> dict[str, Any]:
    """Give the targets and, by measure, the figures of Ghent by period and domain."""
    found = {
        "action_plan.target_value": safe(
            "action_plan.target_value", PLAN, targets, unit="target", adds_up=False
        )
    }
    for measure, cells in measured.items():
        named = {("GEN", code, domain): value for (code, domain), value in cells.items()}
        name = f"{'participants' if measure == 'participants' else 'sessions'}_by_domain.{measure}"
        found[name] = safe(name, PLACE, named)
    return found


def made(tables: dict[str, Any], quarter: int | None = 3, **changed: Any) -> list[Any]:
    names = {**NAMES, "objective_code": {"GEN 2025 LAP-1": {"nl": "Meer sport"}}}
    outline = read_outline(OUTLINES / ("annual.toml" if quarter is None else "quarterly.toml"))
    about = facts(**{"prison_code": "GEN", "scope_name": "Gent", "quarter": quarter, **changed})
    return list(
        chapter(compose(outline, tables, about, Vocabulary(names, vocabulary().register)), "actieplan").blocks
    )


def row(blocks: list[Any]) -> list[str]:
    (table,) = [block for block in blocks if isinstance(block, Table)]
    (only,) = table.body
    return [cell.text.replace("\xa0", " ") for cell in only.cells]


SEASONAL = {("2025-JTD3", "sport"): 60, ("2024-JTD3", "sport"): 50, ("2024", "sport"): 75}


def test_the_rest_of_the_year_is_expected_to_go_as_last_year():
    blocks = made(tables(plan("LAP-1", "sessions_held", 80, "sport"), sessions_held=SEASONAL))
    assert row(blocks)[1:] == ["minstens 80", "60", "−20", "90", "● op koers"]  # 60 x 75 / 50
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert table.subtitle.endswith("2025 tot en met K3")
    assert table.body[0].header == "Meer sport"


def test_what_falls_short_of_its_target_is_not_on_track():
    assert (
        row(made(tables(plan("LAP-1", "sessions_held", 91, "sport"), sessions_held=SEASONAL)))[-1]
        == "○ niet op koers"
    )


@pytest.mark.parametrize(("hidden", "forecast"), [
    (("2025-JTD3", "sport"), "[o]"), (("2024-JTD3", "sport"), "[o]"), (("2024", "sport"), "[o]"),
])  # fmt: skip
def test_a_forecast_is_made_of_published_figures_alone(hidden, forecast):
    cells = {**SEASONAL, hidden: Mark.SUPPRESSED}
    assert row(made(tables(plan("LAP-1", "sessions_held", 80, "sport"), sessions_held=cells)))[4] == forecast


def test_nothing_last_year_gives_no_forecast():
    cells = {**SEASONAL, ("2024-JTD3", "sport"): 0}
    assert row(made(tables(plan("LAP-1", "sessions_held", 80, "sport"), sessions_held=cells)))[4:] == [
        "[nvt]", "– nog niet te beoordelen",
    ]  # fmt: skip


def test_different_persons_are_not_estimated():
    cells = {("2025-JTD3", "sport"): 60, ("2024-JTD3", "sport"): 50, ("2024", "sport"): 75}
    blocks = made(tables(plan("LAP-1", "participants", 80, "sport"), participants=cells))
    assert row(blocks)[4:] == ["[nvt]", "– nog niet te beoordelen"]


@pytest.mark.parametrize(("target", "state"), [(60, "● gehaald"), (61, "– nog niet te beoordelen")])
def test_a_target_for_persons_that_is_reached_stays_so_for_the_rest_of_the_year(target, state):
    cells = {("2025-JTD3", "sport"): 60}
    blocks = made(tables(plan("LAP-1", "participants", target, "sport"), participants=cells))
    assert row(blocks)[-1] == state
    (said,) = [block.html for block in blocks if isinstance(block, Paragraph)]
    assert said.startswith("1 van de" if state == "● gehaald" else "0 van de")


def test_a_target_that_is_reached_already_is_more_than_on_track():
    blocks = made(tables(plan("LAP-1", "sessions_held", 60, "sport"), sessions_held=SEASONAL))
    assert row(blocks)[1:] == ["minstens 60", "60", "0", "90", "● gehaald"]


@pytest.mark.parametrize(
    ("limit", "state"), [(59, "○ niet gehaald"), (60, "○ niet op koers"), (90, "● op koers")]
)
def test_a_limit_that_is_passed_can_no_longer_be_kept(limit, state):
    blocks = made(tables(plan("LAP-1", "sessions_cancelled", limit, "sport"), sessions_cancelled=SEASONAL))
    assert row(blocks)[-1] == state


@pytest.mark.parametrize(("measure", "so_far"), [("cancellation_rate", Decimal("7.0")), ("workers", 100)])
def test_what_can_still_fall_is_not_settled_before_the_year_is_over(measure, so_far):
    blocks = made(
        tables(
            plan("LAP-1", measure, 8 if measure != "workers" else 90),
            **{measure: {("2025-JTD3", None): so_far}},
        )
    )
    assert row(blocks)[-1] in ("● op koers", "– nog niet te beoordelen")


@pytest.mark.parametrize(("target", "state"), [(56, "● gehaald"), (57, "– nog niet te beoordelen")])
def test_a_rounded_result_settles_what_is_beyond_its_rounding(target, state):
    given = tables(plan("LAP-1", "participants", target, "sport"), participants={("2025-JTD3", "sport"): 60})
    name = "participants_by_domain.participants"
    given[name] = replace(given[name], base=5)
    assert row(made(given))[-1] == state


def test_a_hidden_result_settles_nothing():
    cells = {("2025-JTD3", "sport"): Mark.SUPPRESSED}
    assert row(made(tables(plan("LAP-1", "participants", 3, "sport"), participants=cells)))[-1] == (
        "– niet te beoordelen"
    )


def test_an_incomplete_year_settles_what_only_grows():
    cells = {("2025", "sport"): 80}
    given = tables(plan("LAP-1", "sessions_held", 80, "sport"), sessions_held=cells)
    partial = frozenset({"2025-K4"})
    assert row(made(given, quarter=None, incomplete=partial))[-1] == "● gehaald"


def test_a_table_of_months_does_not_stand_in_the_way_of_the_result():
    cells = {("2025-JTD3", "sport"): 60}
    given = tables(plan("LAP-1", "participants", 60, "sport"), participants=cells)
    name = "offer_by_calendar.participants"
    months = safe(name, PLACE, {("GEN", "2025-03", "sport"): 9})
    assert row(made({**given, name: months}))[2] == "60"


@pytest.mark.parametrize(("cell", "printed"), [(60, "60"), (Mark.SUPPRESSED, "[o]")])
def test_a_measure_that_is_counted_by_form_too_has_a_result(cell, printed):
    """The plan said `not available` of all attendances, since their table tells the forms apart."""
    given = tables(plan("LAP-1", "attendances", 50, "sport"))
    cells = {("GEN", "2025-JTD3", "sport", "group"): 40, ("GEN", "2025-JTD3", "sport", None): cell}
    name = "attendances_by_domain.attendances"
    assert row(made({**given, name: safe(name, (*PLACE, "form"), cells)}))[2] == printed


def test_a_rate_stays_what_it_is_and_lies_points_apart():
    cells = {("2025-JTD3", None): Decimal("9.5")}
    blocks = made(tables(plan("LAP-2", "cancellation_rate", 8), cancellation_rate=cells))
    assert row(blocks)[1:] == ["hoogstens 8,0 %", "9,5 %", "+1,5 procentpunt", "9,5 %", "○ niet op koers"]


@pytest.mark.parametrize(("result", "state"), [(80, "● gehaald"), (79, "○ niet gehaald")])
def test_a_year_that_is_over_is_judged_by_its_result(result, state):
    cells = {("2025", "sport"): result}
    blocks = made(tables(plan("LAP-1", "sessions_held", 80, "sport"), sessions_held=cells), quarter=None)
    assert row(blocks)[-1] == state
    assert len(row(blocks)) == 5  # no column for a forecast


def test_without_a_plan_there_is_no_chapter_and_the_method_says_so():
    outline = read_outline(OUTLINES / "annual.toml")
    document = compose(outline, release(), facts(prison_code="GEN", scope_name="Gent"), vocabulary())
    assert "actieplan" not in [one.anchor for one in document.chapters]
    said = [block.html for block in chapter(document, "methode").blocks if isinstance(block, Paragraph)]
    assert any("Lokaal actieplan" in text for text in said if text.startswith("Zonder gegevens"))


def test_a_target_is_judged_before_rounding():
    """8,04 percent reads as 8,0 and is still more than 8."""
    cells = {("2025", None): Decimal("8.0")}
    given = tables(plan("LAP-2", "cancellation_rate", 8), cancellation_rate=cells)
    sides = {("sessions_cancelled", 804), ("sessions_planned", 10000)}
    for measure, value in sides:
        name = f"sessions_by_domain.{measure}"
        given[name] = safe(name, PLACE, {("GEN", "2025", None): value})
    assert row(made(given, quarter=None))[-1] == "○ niet gehaald"


def test_an_overview_groups_objectives_by_prison_and_says_each_prison_once():
    """Rows of one prison stand together under its name; in a prison's own report there is no such heading."""
    targets = {
        (prison, "2025", code, "sport", "sessions_held"): 80
        for prison in ("GEN", "BRU")
        for code in ("LAP-2", "LAP-1")
    }
    given = tables(targets)
    (table,) = [
        block
        for block in made(given, prison_code=None, scope_name="Alle gevangenissen")
        if isinstance(block, Table)
    ]
    assert [(row.group, row.header) for row in table.body] == [
        ("Brugge", "LAP-1"), ("", "LAP-2"), ("Gent", "Meer sport"), ("", "LAP-2"),
    ]  # fmt: skip
    assert not any(row.group for row in table_of_a_prison(given).body)


def table_of_a_prison(given: dict[Any, Any]) -> Table:
    (table,) = [block for block in made(given) if isinstance(block, Table)]
    return table


def test_an_objective_carries_its_own_language():
    given = tables(plan("LAP-1", "sessions_held", 80, "sport"), sessions_held=SEASONAL)
    (table,) = [block for block in made(given, language="fr") if isinstance(block, Table)]
    assert table.body[0].language == "nl-BE"
