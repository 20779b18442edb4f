"""Small workspaces, made at random, always get their report: what can't be proved is given up, and the rest printed.

Sessions and attendances of all prisons together stand there by domain. A domain that fewer persons than the
threshold came to is hidden, and one beside it: else the total would tell it. An outsider finds nothing small.
"""

import random

import pytest

from pipelines.protect import Reason
from pipelines.tables import Mark
from tests.audit.ladder import Setting, climb, found_small

NUMBER = 30
YEAR = "2025"
PERIOD_PLACE = 1  # every mart begins with prison and period

pytestmark = [pytest.mark.slow, pytest.mark.long]


def small(number):
    """Give seed, prisons and scale; the first three are the quickest to make."""
    chance = random.Random(number)
    if number < 3:
        return chance.randrange(1000, 9999), 4 + number, 0.2
    return chance.randrange(1000, 9999), chance.randrange(4, 9), round(chance.uniform(0.2, 0.5), 2)


@pytest.mark.parametrize("number", range(NUMBER))
def test_a_small_workspace_prints_its_offer_and_its_participants(number, tmp_path):
    seed, prisons, scale = small(number)
    done = climb(tmp_path, Setting(seed, prisons, scale), "Y")
    (figures,) = done.figures
    for name in ("sessions_by_domain.sessions_held", "attendances_by_domain.attendances"):
        by_domain = along(figures.tables[name], "domain_code")
        assert len(by_domain) == 7  # six, and the total
        assert by_domain[None].value
        hidden = {domain for domain, cell in by_domain.items() if cell.mark is Mark.SUPPRESSED}
        few = hidden & too_small(figures, name)
        assert len(hidden - few) <= len(few) <= 1
    everyone = along(figures.tables["participants_by_domain.participants"], "domain_code")[None]
    assert everyone.value
    found = done.audit
    assert len(found.ranges) > 100
    assert (found_small(done, found), done.missed(found), found.exposed) == ([], [], ())


def along(table, name):
    """Give the cells of all prisons in the year by a dimension and their total, all others left out."""
    at = table.dimensions.index(name)
    others = [place for place in range(len(table.dimensions)) if place not in (at, PERIOD_PLACE)]
    return {
        key[at]: cell
        for key, cell in table.cells.items()
        if key[PERIOD_PLACE] == YEAR and all(key[place] is None for place in others)
    }


def too_small(figures, name):
    """Give the domains of which a cell of all prisons in the year comes from too few persons."""
    at = figures.tables[name].dimensions.index("domain_code")
    return {
        entry.key[at]
        for entry in figures.protected.log.hidden
        if entry.table == name and entry.reason in (Reason.CONTRIBUTORS, Reason.SHARED)
        and [label for label in entry.key if label is not None] == [YEAR, entry.key[at]]
    }  # fmt: skip
