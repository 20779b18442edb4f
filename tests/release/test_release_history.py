"""What is out stays as it is, and what was hidden stays hidden, for every later release."""

from dataclasses import replace

import pytest

from pipelines.release.release_history import earlier_releases, others_of
from pipelines.request.calendar import Period
from pipelines.request.run_request import read_request
from pipelines.tables import Cell, Mark
from tests.make_believe_release import publish

HIDDEN = Cell(mark=Mark.SUPPRESSED)


@pytest.fixture
def order(library_workspace):
    return read_request(library_workspace, year=2025, quarter=1)


def of(order, **change):
    return replace(order, **change)


def by_prison(register):
    shown = {dict(place)["prison_code"]: value for (_, place), value in register.shown.items()}
    return shown, {dict(place)["prison_code"] for _, place in register.hidden}


def test_a_later_release_finds_what_is_shown_and_what_is_hidden(order):
    publish(order, GEN=12, BRU=HIDDEN)
    assert by_prison(earlier_releases(of(order, period=Period(2025)))) == ({"GEN": 12}, {"BRU"})


def test_a_period_made_anew_is_not_held_by_its_own_figures_but_keeps_hidden_what_was(order):
    publish(order, GEN=12, BRU=HIDDEN)
    assert by_prison(earlier_releases(order)) == ({}, {"BRU"})
    assert list(earlier_releases(order).before.values()) == [12]  # it stands where few changed it
    assert others_of(order) == []


def test_only_the_newest_release_of_a_period_holds_but_all_of_them_hide(order):
    publish(order, GEN=12, BRU=HIDDEN)
    publish(order, GEN=13, BRU=7, mark="other inputs")
    assert by_prison(earlier_releases(of(order, period=Period(2025)))) == ({"GEN": 13, "BRU": 7}, {"BRU"})


def test_a_planned_revision_is_held_by_nothing_that_was_shown(order):
    publish(order, GEN=12, BRU=HIDDEN)
    later = of(order, period=Period(2025), is_revision=True)
    assert by_prison(earlier_releases(later)) == ({}, {"BRU"})


def test_the_same_release_is_remembered_once(order):
    publish(order, GEN=12, BRU=7)
    publish(order, GEN=12, BRU=7, mark="other words, the same figures")
    assert len(others_of(of(order, period=Period(2025)))) == 1


def test_a_correction_that_is_taken_back_is_the_newest_again(order):
    """A, B and A again: other periods keep A's figures, and know that they are others than a moment ago."""
    year = of(order, period=Period(2025))
    publish(order, GEN=6, mark="A")
    publish(order, GEN=26, mark="B")
    before = others_of(year)
    assert publish(order, GEN=6, mark="A") == {"overzicht": 3}
    assert by_prison(earlier_releases(year))[0] == {"GEN": 6}
    assert others_of(year) != before
