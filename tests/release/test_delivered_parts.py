"""What was delivered of a period in parts is told apart from what nobody delivered."""

from pipelines.release.facts import delivered_parts
from pipelines.request.calendar import Period
from pipelines.tables import CountTable

NAME = "library.borrowers"
BY_QUARTER = {("GEN", "2025-K1"): 12, ("GEN", "2025"): None, (None, "2025-K1"): None, (None, "2025"): None}


def table(counts, name=NAME, dimensions=("prison_code", "period_code")):
    return CountTable(name, dimensions, name.split(".")[1], "person", counts, False, True)


def parts(counts, period, prison):
    return delivered_parts(counts, period).get(prison, frozenset())


def test_quarters_of_one_prison_are_parts_of_its_year_and_of_that_of_all():
    assert parts([table(BY_QUARTER)], Period(2025), "GEN") == {(NAME, None)}
    assert parts([table(BY_QUARTER)], Period(2025), None) == {(NAME, None)}


def test_other_prisons_other_periods_and_what_nobody_stated_are_none():
    assert parts([table(BY_QUARTER)], Period(2025), "BRU") == frozenset()
    assert parts([table(BY_QUARTER)], Period(2024), None) == frozenset()
    assert parts([table(BY_QUARTER)], Period(2025, 2), "GEN") == frozenset()
    empty = table(dict.fromkeys(BY_QUARTER))
    assert parts([empty], Period(2025), None) == frozenset()


def test_a_domain_is_told_with_it():
    name = "sessions_by_domain.sessions_held"
    counts = {("GEN", "2025-03", "sport"): 4, ("GEN", "2025", "cultuur"): None}
    found = parts([table(counts, name, ("prison_code", "period_code", "domain_code"))], Period(2025), None)
    assert found == {(name, None), (name, "sport")}
