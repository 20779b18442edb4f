"""Releases of a make-believe workspace, one after the other under many settings: an outsider finds nothing small.

A year of small workspaces stands in tests/test_small_workspaces.py; these ladders take minutes each.
"""

import pytest

from tests.audit.ladder import Setting, climb, found_small

pytestmark = [pytest.mark.slow, pytest.mark.long]

QUARTERS_AND_YEAR = ("K1", "K2", "K3", "K4", "Y")
OWN_CHAPTER = """
[[chapters]]
anchor = "maanden"
title = { nl = "Per maand", fr = "Par mois", en = "By month" }

[[chapters.blocks]]
kind = "table"
measures = ["offer_by_calendar.attendances"]
rows = "months"
columns = "domain_code"

[[chapters.blocks]]
kind = "table"
measures = ["offer_by_calendar.participants"]
rows = "school_years"
columns = "domain_code"

[[chapters.blocks]]
kind = "table"
measures = ["attendances_by_domain.participant_hours"]
rows = "prison_code"
columns = "domain_code"
"""
LADDERS = {
    **{f"threshold-{number}": (Setting(threshold=number), QUARTERS_AND_YEAR) for number in (3, 5, 7, 10)},
    **{f"seed-21-{number}": (Setting(21, 5, 0.4, number), QUARTERS_AND_YEAR) for number in (3, 5, 7, 10)},
    "sensitive": (Setting(sensitive=("statuut", "subdomain_code")), QUARTERS_AND_YEAR),
    "closed": (Setting(closes="DHK"), QUARTERS_AND_YEAR),
    "own-outline": (Setting(outline=OWN_CHAPTER), ("K1", "K3", "Y")),
    "revision": (Setting(21, 4, 0.4, late="cawv_gesprekken_2025-K4*"), ("K3", "Y", "+", "Y", "YR")),
    "late-quarter": (Setting(21, 5, 0.4), ("Y", "K3", "Y")),
    "round5": (Setting(method="round5"), QUARTERS_AND_YEAR),
}


@pytest.mark.parametrize("name", LADDERS)
def test_an_outsider_finds_nothing_small_in_all_that_came_out(name, tmp_path):
    setting, steps = LADDERS[name]
    done = climb(tmp_path, setting, *steps)
    found = done.audit
    assert len(found.ranges) > 100
    assert found.given_up == ()
    assert found_small(done, found) == []
    assert (done.missed(found), found.differences, found.exposed) == ([], (), ())
