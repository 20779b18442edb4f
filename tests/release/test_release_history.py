"""What is out stays as it is, and what was hidden stays hidden, for every later release."""

from dataclasses import replace

import pytest

from pipelines.release.release_history import earlier_releases, others_of, remember
from pipelines.request.calendar import Period
from pipelines.request.run_request import read_request
from pipelines.tables import Cell, Mark, SafeTable

PERSONAL = frozenset({"participants"})


@pytest.fixture
def order(library_workspace):
    return read_request(library_workspace, year=2025, quarter=1)


def released(order, first, second):
    cells = {("GEN", order.period.code): first, ("BRU", order.period.code): second}
    table = SafeTable(
        "t.participants", ("prison_code", "period_code"), "participants", "person", cells, False
    )
    remember(order, {table.name: table}, PERSONAL)


def of(order, **change):
    return replace(order, **change)


def by_prison(register):
    shown = {dict(place)["prison_code"]: value for (_, place), value in register.shown.items()}
    return shown, {dict(place)["prison_code"] for _, place in register.hidden}


def test_a_later_release_finds_what_is_shown_and_what_is_hidden(order):
    released(order, Cell(12), Cell(mark=Mark.SUPPRESSED))
    assert by_prison(earlier_releases(of(order, period=Period(2025)))) == ({"GEN": 12}, {"BRU"})


def test_a_period_made_anew_is_not_held_by_its_own_figures_but_keeps_hidden_what_was(order):
    released(order, Cell(12), Cell(mark=Mark.SUPPRESSED))
    assert by_prison(earlier_releases(order)) == ({}, {"BRU"})
    assert others_of(order) == []


def test_only_the_newest_release_of_a_period_holds_but_all_of_them_hide(order):
    released(order, Cell(12), Cell(mark=Mark.SUPPRESSED))
    released(order, Cell(13), Cell(7))
    assert by_prison(earlier_releases(of(order, period=Period(2025)))) == ({"GEN": 13, "BRU": 7}, {"BRU"})


def test_a_planned_revision_is_held_by_nothing_that_was_shown(order):
    released(order, Cell(12), Cell(mark=Mark.SUPPRESSED))
    later = of(order, period=Period(2025), is_revision=True)
    assert by_prison(earlier_releases(later)) == ({}, {"BRU"})


def test_the_same_release_is_remembered_once(order):
    released(order, Cell(12), Cell(7))
    released(order, Cell(12), Cell(7))
    assert len(others_of(of(order, period=Period(2025)))) == 1
