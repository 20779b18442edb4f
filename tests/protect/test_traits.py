"""The population by what people are follows the rules of participants."""

from decimal import Decimal

import numpy as np
import pytest
from scipy.optimize import linprog

from pipelines.protect import DisclosureRules, protect
from pipelines.tables import CountTable, Mark

RULES = DisclosureRules()
BY_GENDER = {
    "GEN": {"M": Decimal("310.40"), "V": Decimal("28.15"), "X": Decimal("0.77")},
    "MEC": {"M": Decimal("120.00"), "V": Decimal("3.50"), "X": Decimal("0.00")},
    "BRU": {"M": Decimal("240.25"), "V": Decimal("61.30"), "X": Decimal("6.10")},
}  # make-believe


def tables():
    counts, total = {}, {}
    for prison, genders in BY_GENDER.items():
        for gender, value in genders.items():
            for where in (prison, None):
                counts[where, "2025", gender] = counts.get((where, "2025", gender), Decimal(0)) + value
                total[where, "2025"] = total.get((where, "2025"), Decimal(0)) + value
    dimensions = ("prison_code", "period_code")
    kind = {"measure": "average_population", "unit": "person", "adds_up": False, "personal": False}
    return [
        CountTable("population.average_population", dimensions, counts=total, **kind),
        CountTable("population_by_gender.average_population", (*dimensions, "gender"), counts=counts, **kind),
    ]


@pytest.fixture(scope="module")
def done():
    return protect(tables(), RULES)


def test_an_average_of_fewer_persons_than_the_threshold_is_hidden_and_a_zero_shown(done):
    cells = done.tables["population_by_gender.average_population"].cells
    for (prison, _, gender), value in tables()[1].counts.items():
        if 0 < value < RULES.threshold:
            assert cells[prison, "2025", gender].mark is Mark.SUPPRESSED
    assert cells["MEC", "2025", "X"].value == 0


def test_the_population_itself_is_public(done):
    cells = done.tables["population.average_population"].cells
    assert all(cell.value is not None for cell in cells.values())


def test_no_subtraction_tells_of_few_persons(done):
    """By linear programs over the table and the population of each prison, written down anew."""
    cells = done.tables["population_by_gender.average_population"].cells
    totals = {key[0]: float(value) for key, value in tables()[0].counts.items()}
    atoms = [(prison, gender) for prison in BY_GENDER for gender in "MVX"]

    def row(prison, gender):
        return [float(prison in (None, own) and gender in (None, of)) for own, of in atoms]

    known = [(row(prison, gender), float(cell.value)) for (prison, _, gender), cell in cells.items()
             if cell.value is not None]  # fmt: skip
    known += [(row(prison, None), total) for prison, total in totals.items()]
    matrix, values = np.array([each for each, _ in known]), np.array([value for _, value in known])
    for (prison, _, gender), cell in cells.items():
        if cell.value is None and tables()[1].counts[prison, "2025", gender] < RULES.threshold:
            ends = [sign * linprog(np.array(row(prison, gender)) * sign, A_eq=matrix, b_eq=values).fun
                    for sign in (1, -1)]  # fmt: skip
            assert ends[1] - ends[0] >= RULES.width


@pytest.mark.parametrize("seed", [10, 11, 38])
def test_no_hidden_trait_stands_alone_in_its_row_whatever_rounding_leaves(seed):
    """A third figure that helps others over a hundredth of a person is the total less its neighbours."""
    chance = np.random.default_rng(seed)
    counts = {
        (prison, "2025", statuut): Decimal(int(chance.integers(20, most))) / 100
        for prison in ("GEN", "MEC", "BRU", "LEC")
        for statuut, most in (("remand", 3000), ("sentenced", 9000), ("internee", 900))
    }
    counts["DHK", "2025", "remand"] = Decimal("2.02")  # nobody else was there: its population is printed
    total = {}
    for (prison, period, statuut), value in list(counts.items()):
        counts[None, period, statuut] = counts.get((None, period, statuut), Decimal(0)) + value
        for where in (prison, None):
            total[where, period] = total.get((where, period), Decimal(0)) + value
    kind = {"measure": "average_population", "unit": "person", "adds_up": False, "personal": False}
    names = ("prison_code", "period_code")
    done = protect([
        CountTable("population.average_population", names, counts=total, **kind),
        CountTable("population_by_statuut.average_population", (*names, "statuut"), counts=counts, **kind),
    ], RULES)  # fmt: skip
    cells = done.tables["population_by_statuut.average_population"].cells
    hidden = [key for key, cell in cells.items() if cell.value is None]
    assert hidden
    assert len(hidden) < len(cells) - 1
    assert cells["DHK", "2025", "remand"].value is not None
    for place in (0, 2):
        rows = [key[place] for key in hidden]
        assert all(rows.count(label) > 1 for label in rows)
