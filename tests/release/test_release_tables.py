"""A release holds what its outline shows, no more."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.model import read_catalogue
from pipelines.outline import read_outline
from pipelines.release.release_tables import select_release
from pipelines.request.calendar import Period
from pipelines.tables import CountTable

ROOT = Path(__file__).parent.parent.parent
REGISTER = read_catalogue(ROOT / "sql")
OUTLINE = """
[[chapters]]
anchor = "een"
title = { nl = "Een", fr = "Un", en = "One" }

[[chapters.blocks]]
kind = "table"
measures = ["participants_by_gender.participants"]
rows = "gender"
columns = "two_years"

[[chapters.blocks]]
kind = "table"
measures = ["sessions_by_domain.cancellation_rate"]
rows = "quarters"
"""


FOR_ALL_TOGETHER = """
[[chapters]]
anchor = "een"
title = { nl = "Een", fr = "Un", en = "One" }

[[chapters.blocks]]
kind = "table"
scope = "overview"
measures = ["participants_by_gender.participants"]
rows = "gender"

[[chapters.blocks]]
kind = "table"
scope = "overview"
measures = ["participants_by_domain.participants"]
rows = "prison_code"
"""


def table(name):
    codes = (
        "2018", "2019", "2024", "2025", "2024-K1", "2025-K1", "2025-K3", "2025-K4", "2025-JTD3",
        "2024-09", "2025-09", "2025-10", "2023-2024", "2024-2025",
    )  # fmt: skip
    counts = {
        (prison, code, label): 9 for prison in (None, "GEN") for code in codes for label in (None, "sport")
    }
    mart, measure = name.split(".")
    dimensions = ("prison_code", "period_code", "domain_code")
    return CountTable(
        f"{mart}.{measure}",
        dimensions,
        measure,
        "person",
        counts,
        adds_up=False,
        personal=True,
        contributors=counts,
    )


def chosen(tmp_path, period, outline=OUTLINE):
    (tmp_path / "outline.toml").write_text(outline, encoding="utf-8")
    names = ("participants_by_gender.participants", "participants_by_domain.participants",
             "sessions_by_domain.sessions_cancelled", "sessions_by_domain.sessions_planned")  # fmt: skip
    tables = [table(name) for name in names]
    found = select_release(tables, read_outline(tmp_path / "outline.toml"), REGISTER, period)
    return {one.name: {str(key[1]) for key in one.counts} for one in found}, found


def test_only_what_the_outline_names_and_divides_by_is_published(tmp_path):
    names, _ = chosen(tmp_path, Period(2025))
    assert names.keys() == {
        "participants_by_gender.participants",
        "sessions_by_domain.sessions_cancelled",
        "sessions_by_domain.sessions_planned",
    }


def test_a_table_that_is_not_shown_by_quarter_is_published_by_year(tmp_path):
    names, _ = chosen(tmp_path, Period(2025))
    assert names["participants_by_gender.participants"] == {"2024", "2025"}
    assert names["sessions_by_domain.sessions_planned"] == {
        "2024",
        "2025",
        "2024-K1",
        "2025-K1",
        "2025-K3",
        "2025-K4",
    }


def test_a_quarterly_release_has_the_quarter_and_the_year_so_far(tmp_path):
    names, _ = chosen(tmp_path, Period(2025, 3))
    assert names["sessions_by_domain.sessions_planned"] == {"2024-K1", "2025-K1", "2025-K3", "2025-JTD3"}


def test_the_year_so_far_is_published_only_of_what_shows_it(tmp_path):
    names, _ = chosen(tmp_path, Period(2025, 3))
    assert names["participants_by_gender.participants"] == {"2025-K3"}
    so_far = OUTLINE.replace('"two_years"', '"to_date"')
    names, _ = chosen(tmp_path, Period(2025, 3), so_far)
    assert names["participants_by_gender.participants"] == {"2025-K3", "2025-JTD3"}


@pytest.mark.parametrize(
    ("period", "ended"), [(Period(2025), {"2025-09", "2025-10"}), (Period(2025, 3), {"2025-09"})]
)
def test_months_and_school_years_are_published_only_of_what_shows_them(tmp_path, period, ended):
    without, _ = chosen(tmp_path, period)
    months, _ = chosen(tmp_path, period, OUTLINE.replace('"two_years"', '"months"'))
    school_years, _ = chosen(tmp_path, period, OUTLINE.replace('"two_years"', '"school_years"'))
    name = "participants_by_gender.participants"
    others = {"2024", "2025"} if period.quarter is None else {"2025-K3"}
    assert without[name] == others
    assert months[name] - others == ended
    assert school_years[name] - others == {"2023-2024", "2024-2025"}


def test_the_persons_behind_a_cell_go_with_it(tmp_path):
    _, found = chosen(tmp_path, Period(2025))
    assert all(one.contributors is not None and one.contributors.keys() == one.counts.keys() for one in found)


def test_what_only_the_overview_shows_is_published_for_all_prisons_together(tmp_path):
    _, found = chosen(tmp_path, Period(2025), FOR_ALL_TOGETHER)
    prisons = {one.name: {key[0] for key in one.counts} for one in found}
    assert prisons["participants_by_gender.participants"] == {None}
    assert prisons["participants_by_domain.participants"] == {None, "GEN"}


def test_what_only_some_domains_show_is_published_of_those(tmp_path):
    outline = OUTLINE.replace("[[chapters]]", '[[chapters]]\nper = "domain"')
    for domains, labels in ((["sport"], {None, "sport"}), (["cultuur"], {None})):
        own = outline.replace('kind = "table"', f'kind = "table"\ndomains = {domains}')
        _, found = chosen(tmp_path, Period(2025), own)
        assert {key[2] for one in found for key in one.counts} == labels


WITH_PLAN = """
[[chapters]]
anchor = "plan"
title = { nl = "Plan", fr = "Plan", en = "Plan" }

[[chapters.blocks]]
kind = "action_plan"
"""


def planned(tmp_path, period, measure, others=()):
    """Give the cells of a release of which the outline shows a plan and nothing else."""
    (tmp_path / "outline.toml").write_text(WITH_PLAN, encoding="utf-8")
    names = ("prison_code", "period_code", "objective_code", "domain_code", "measure")
    keys = [("GEN", year, "LAP-1", "sport", measure) for year in ("2024", "2025")]
    targets = CountTable("action_plan.target_value", names, "target_value", "target",
                         dict.fromkeys(keys, 9), adds_up=False, personal=False)  # fmt: skip
    counted = ("sessions_by_domain.sessions_cancelled", "sessions_by_domain.sessions_planned")
    outline = read_outline(tmp_path / "outline.toml")
    found = select_release([targets, *map(table, counted), *others], outline, REGISTER, period)
    return {one.name: set(one.counts) for one in found}


def test_a_plan_brings_its_targets_and_the_cells_beside_them(tmp_path):
    found = planned(tmp_path, Period(2025), "sessions_planned")
    assert {key[1] for key in found["action_plan.target_value"]} == {"2025"}
    assert found["sessions_by_domain.sessions_planned"] == {("GEN", "2025", "sport")}
    assert "sessions_by_domain.sessions_cancelled" not in found


def test_a_plan_in_a_quarter_brings_what_its_forecast_is_made_of(tmp_path):
    found = planned(tmp_path, Period(2025, 3), "sessions_planned")
    assert found["sessions_by_domain.sessions_planned"] == {
        ("GEN", "2025-JTD3", "sport"), ("GEN", "2024", "sport"),
    }  # fmt: skip


def test_a_target_for_a_rate_brings_what_it_divides(tmp_path):
    found = planned(tmp_path, Period(2025), "cancellation_rate")
    assert {"sessions_by_domain.sessions_cancelled", "sessions_by_domain.sessions_planned"} < found.keys()


def test_a_target_for_what_is_counted_by_form_brings_its_total_alone(tmp_path):
    plain = table("attendances_by_domain.attendances")
    by_form = {(*key, form): 9 for key in plain.counts for form in (None, "group")}
    forms = replace(plain, dimensions=(*plain.dimensions, "form"), counts=by_form, contributors=by_form)
    found = planned(tmp_path, Period(2025), "attendances", [forms])
    assert found[plain.name] == {("GEN", "2025", "sport", None)}
